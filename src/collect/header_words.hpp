// The words by which header rows are recognised, and the reading of a header as a cell's address.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collect/import_table.hpp"

namespace yj::collect {

/// Half width, without white space anywhere and without a colon at the end.
[[nodiscard]] std::string header_word(std::string_view text);

[[nodiscard]] bool is_unit_word(std::string_view word);
[[nodiscard]] bool is_period_word(std::string_view word);
[[nodiscard]] bool is_code_word(std::string_view word);    ///< 代码 指标代码
[[nodiscard]] bool is_column_word(std::string_view word);  ///< 栏 栏号 宾栏
[[nodiscard]] bool is_key_word(std::string_view word);     ///< 键 行业代码 产品代码
[[nodiscard]] bool is_value_word(std::string_view word);   ///< 数值 值 指标值
/// Names and numbers that stand beside the data and are not read.
[[nodiscard]] bool is_passed_word(std::string_view word);

/// The cell that a header stands for: an alias of the profile, else the code at its front.
[[nodiscard]] std::optional<instrument::CellAddress> cell_of_header(const instrument::Form& form,
                                                                    const ImportProfile& profile,
                                                                    std::string_view header);

/// "没有“0l.1”这个指标" with the nearest that exists.
[[nodiscard]] Refusal unknown_indicator(const instrument::Form& form, const ImportProfile& profile,
                                        std::string_view header, std::string place);

/// The unit's code as it is looked up: trimmed, half width, upper case.
[[nodiscard]] std::string unit_code_of(std::string_view text);

/// "2026-10", "202610", "2026/10", "2026年10月" …, brought to the form's own periods.
/// Fails: Malformed when unreadable; Conflict when it is no period of this form or not the one that may come
/// in.
[[nodiscard]] Result<Period> report_period(const instrument::Form& form, const ImportProfile& profile,
                                           std::string_view text, const std::string& place);
[[nodiscard]] Result<Period> report_period(const instrument::Form& form, const ImportProfile& profile,
                                           int year, int month, const std::string& place);

}  // namespace yj::collect
