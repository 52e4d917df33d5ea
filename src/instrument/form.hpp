// Form: what a 报表 asks for, as the pack describes it. Cells are addressed by row code, column and open key.
#pragma once
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/measure.hpp"
#include "base/period.hpp"

namespace yj::instrument {

/// Where a row of the pack comes from: S sourced, C confident, U to be confirmed by a statistician.
enum class Provenance : char { Sourced = 'S', Confident = 'C', Unconfirmed = 'U' };

/// 指标, one row of a form. An open row (按行业小类、按产品) stands for as many rows as the unit fills, each
/// under a key out of a code list.
struct Indicator {
    std::string code;  ///< "01", "213", "hhhh"
    std::string name;
    int depth = 0;  ///< 0 main item; 1 and more: 其中 and 分项, for layout
    Measure measure;
    int decimals = 0;          ///< decimals that are reported; more are refused
    std::optional<Span> span;  ///< overrides the column's span (期末 items in a form of 累计 flows)
    std::string open_list;     ///< code list of the keys when the row is open, else empty
    bool text = false;         ///< holds a code or words instead of an amount
    Provenance provenance = Provenance::Unconfirmed;
    int line = 0;  ///< line in the pack's file, for messages
};

/// 宾栏, one column of a form.
struct FormColumn {
    std::string id;  ///< "1"
    std::string name;
    Span span = Span::Current;
    std::string base_of;               ///< this column holds 上年同期 of that column; empty for the others
    std::optional<Measure> measure{};  ///< overrides the rows' measure (购进金额 in a form of tons)
    std::optional<int> decimals{};     ///< overrides the rows' decimals
    int line = 0;                      ///< line in the pack's file, for messages
};

/// Where a value stands in a report of this form: indices into the form, and the key of an open row.
struct CellAddress {
    int row = 0;
    int column = 0;
    std::string key;
    auto operator<=>(const CellAddress&) const = default;
};

/// 报表. A form is a value; its hash names the exact version that a submission was made under.
struct Form {
    std::string code;  ///< "B204-1"
    std::string name;
    std::string profession;  ///< 专业 letter: "B"
    Frequency frequency = Frequency::Month;
    January january = January::Reported;
    std::vector<FormColumn> columns;
    std::vector<Indicator> rows;
    std::string frame;   ///< name of the frame that owes it
    std::string due;     ///< name of its rule in the calendar
    std::string origin;  ///< 来源, in words
    std::string note;
    std::string hash;  ///< SHA-256 (hex) of the form's canonical text

    [[nodiscard]] std::optional<int> row_at(std::string_view row_code) const;
    [[nodiscard]] std::optional<int> column_at(std::string_view column_id) const;
    [[nodiscard]] Span span_of(int row, int column) const;
    [[nodiscard]] Measure measure_of(int row, int column) const;
    [[nodiscard]] int decimals_of(int row, int column) const;
    /// Reads "01.1", "hhhh[0610].1"; with one column the column may be left out ("213").
    [[nodiscard]] std::optional<CellAddress> cell(std::string_view address) const;
    /// The address as text: "01.1", "hhhh[0610].1". With one column: "213".
    [[nodiscard]] std::string address(const CellAddress& cell) const;
    /// "工业总产值(当年价格)·本年·本月", for sentences.
    [[nodiscard]] std::string cell_name(const CellAddress& cell) const;
};

}  // namespace yj::instrument
