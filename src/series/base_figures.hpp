// BaseFigures: a report's 上年同期 columns against last year's facts: what differs, and whether it says why.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "facts/fact.hpp"
#include "instrument/cell_sheet.hpp"
#include "instrument/form.hpp"
#include "series/growth.hpp"

namespace yj::series {

/// A reason the respondent gave for a 上年同期 cell that differs, by the address of the *current* cell or of
/// the 上年同期 cell itself.
struct BaseReason {
    std::string cell;
    std::string reason;  ///< code of the pack's list
    std::string words;
};

/// “上年同期数与上年上报数不同，未说明原因”: data to be asked about, never an error. Holds no figures.
struct BaseQuestion {
    StatUnitId unit;
    std::string cell;  ///< the 上年同期 cell: "01.4"
    std::string sentence;
    bool operator==(const BaseQuestion&) const = default;
};

struct BaseOutcome {
    std::vector<facts::BaseFigure> figures;
    std::vector<BaseQuestion> questions;
};

/// The reason of a base figure whose unit had no fact last year (it was not in the frame, or we did not hold
/// it).
inline constexpr std::string_view kNoFactLastYear = "上年无上报数";

/// Whose report it is, for which period, under which entry.
struct BaseCase {
    StatUnitId unit;
    Period period;
    EntryIndex since;
};

/// Compares every 上年同期 cell with last year's fact of the cell it repeats. Equal by value: nothing. Left
/// blank: nothing, last year's fact is the base. Different with a reason: a base figure. Different without: a
/// question, and last year's fact stays the base. No fact last year: a base figure with kNoFactLastYear.
/// Shape:  both sheets are of `form`; `last_year` is null when there is no fact.
/// Source: domain report §0 item 9 (上年同期数 is the quiet channel); rules.md, Time.
[[nodiscard]] BaseOutcome compare_bases(const instrument::Form& form, const instrument::CellSheet& report,
                                        const instrument::CellSheet* last_year,
                                        std::span<const BaseReason> reasons, const BaseCase& about);

/// One unit's side of a growth: the base figure where one stands, else last year's fact, else the report's
/// own 上年同期 column (`reported`). Source: rules.md, Time: 上年同期 is the comparable-base figure, never
/// silently last year's cell.
[[nodiscard]] UnitGrowth unit_growth(StatUnitId unit, const Value& current, const Value& reported,
                                     const std::optional<Value>& last_year,
                                     const facts::BaseFigure* adjusted);

}  // namespace yj::series
