// Words: numbers as a Chinese statistical text says them.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/amount.hpp"
#include "base/measure.hpp"
#include "base/period.hpp"

namespace yj::publish {

/// A rate of change in words: "增长6.4%", "下降3.2%", "持平". Never "增长-3.2%".
/// Units:  percent; rounded to `decimals` before the word is chosen, so −0.04 at one decimal is 持平.
/// Source: users.md §6.3; the usage of 统计公报.
[[nodiscard]] std::string change_words(Amount pct, int decimals, Round round);

/// The difference of two rates in words: "提高0.3个百分点", "回落1.2个百分点", "持平".
/// Units: both in percent, as published: a reader must be able to do the subtraction.
/// With `than`: "比1—9月提高0.3个百分点", "与1—9月持平".
[[nodiscard]] std::string points_words(Amount now, Amount before, std::string_view than = {});

/// An amount with its measure after one exact conversion and one rounding: 1234567.8 万元 as 亿元 with one
/// decimal is "123.5亿元". No thousands separators: documents have none.
/// Fails: empty when the two measure different things or the result does not fit.
[[nodiscard]] std::optional<std::string> amount_words(Amount exact, const Measure& from, const Measure& to,
                                                      int decimals, Round round);

/// As amount_words, without the measure.
[[nodiscard]] std::optional<Amount> converted(Amount exact, const Measure& from, const Measure& to,
                                              int decimals, Round round);

/// "2026年11月25日": 成文日期 in Arabic digits. Source: GB/T 9704-2012 §7.3.5.4.
[[nodiscard]] std::string date_words(Date date);

/// The months of a period without the year: "10月", "1—2月", "三季度", "上半年", "全年".
[[nodiscard]] std::string span_words(Period period);

}  // namespace yj::publish
