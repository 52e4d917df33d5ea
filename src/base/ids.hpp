// Identities of the things in the model, and the maker of new ones.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/strong.hpp"

namespace yj {

using AccountId = Strong<struct AccountTag>;
using StatUnitId = Strong<struct StatUnitTag>;
using TaskId = Strong<struct TaskTag>;
using SubmissionId = Strong<struct SubmissionTag>;
using VoucherId = Strong<struct VoucherTag>;
using FindingId = Strong<struct FindingTag>;
using ExplanationId = Strong<struct ExplanationTag>;
using FactId = Strong<struct FactTag>;
using FigureId = Strong<struct FigureTag>;
using ProductId = Strong<struct ProductTag>;

/// The index of an entry in the log: the clock of record. Entries count from 0; -1 means "no entry".
struct EntryIndex {
    std::int64_t value = -1;
    auto operator<=>(const EntryIndex&) const = default;
};

/// Makes 63-bit ids that grow with time: milliseconds, then a counter, then random bits.
/// REQUIRES: one maker a process (ids of two makers may meet); not safe to share among threads without a
/// lock.
class IdMaker {
public:
    IdMaker(const Clock& clock, RandomSource& random);
    [[nodiscard]] std::int64_t next();

    template <class Id>
    [[nodiscard]] Id make() {
        return Id{next()};
    }

private:
    const Clock& clock_;
    RandomSource& random_;
    std::int64_t last_ms_ = 0;
    std::int64_t counter_ = 0;
};

/// Ids as people and URLs see them: decimal digits.
[[nodiscard]] std::optional<std::int64_t> parse_id(std::string_view text);

}  // namespace yj
