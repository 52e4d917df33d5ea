// SampleFiles: small voucher files that say on their face that they are samples.
#pragma once
#include <string>

#include "base/period.hpp"
#include "demo/population.hpp"

namespace yj::demo {

/// A one-page PDF: "SAMPLE", the unit's code, the period and the amount.
[[nodiscard]] std::string sample_pdf(const SampleUnit& unit, Period period, std::int64_t amount);
/// A CSV extract of an account book.
[[nodiscard]] std::string sample_csv(const SampleUnit& unit, Period period, std::int64_t amount);
/// A PNG of one grey point, with `words` (ASCII) as its text chunk: another word, another file.
[[nodiscard]] std::string sample_png(const std::string& words);

}  // namespace yj::demo
