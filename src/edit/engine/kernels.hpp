// Kernels: one operation on a block of numbers at a time; the compiler makes vector instructions of them.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace yj::edit {

/// Reports in one block: its buffers of 64 bits stay in the nearest cache.
inline constexpr std::size_t kBlock = 1024;
inline constexpr std::size_t kWords = kBlock / 64;

/// One bit a report of a block.
using Mask = std::array<std::uint64_t, kWords>;

/// A block of numbers as an operation reads it: 32 or 64 bits wide, or one constant for all.
struct Numbers {
    const std::int32_t* narrow = nullptr;
    const std::int64_t* wide = nullptr;
    std::int64_t constant = 0;
};

/// Every function works on kBlock numbers. REQUIRES: no result leaves 64 bits (BatchPlan bounds them before);
/// `a` is no constant; `out` may be one of the operands.

/// a × by + b × and_by
void combine(const Numbers& a, std::int64_t by, const Numbers& b, std::int64_t and_by, std::int64_t* out);
void multiply(const Numbers& a, const Numbers& b, std::int64_t* out);
void larger(const Numbers& a, const Numbers& b, std::int64_t* out);
void smaller(const Numbers& a, const Numbers& b, std::int64_t* out);
/// |a|
void magnitude(const Numbers& a, std::int64_t* out);
/// a with its sign turned where b is negative.
void turn(const Numbers& a, const Numbers& b, std::int64_t* out);

/// Bits where it holds.
void less(const Numbers& a, const Numbers& b, Mask& out);
void less_equal(const Numbers& a, const Numbers& b, Mask& out);
void equal(const Numbers& a, const Numbers& b, Mask& out);

/// Kleene's tables over the verdicts of a block, fails and open one bit each and never both.
struct Verdicts {
    Mask fails{};
    Mask open{};
};
/// Undecided where `words` (kWords of them) has a bit.
void open_where(const std::uint64_t* words, Verdicts& out);
void both_hold(const Verdicts& other, Verdicts& out);
void either_holds(const Verdicts& other, Verdicts& out);
void one_holds(const Verdicts& other, Verdicts& out);
void turn_round(Verdicts& out);

/// Asks for numbers that will soon be read.
void fetch_ahead(const Numbers& numbers);

/// The largest magnitude of `count` numbers.
[[nodiscard]] std::int64_t reach_of(const std::int64_t* numbers, std::size_t count);
[[nodiscard]] std::int64_t reach_of(const std::int32_t* numbers, std::size_t count);

}  // namespace yj::edit
