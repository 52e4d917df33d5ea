#include "edit/engine/kernels.hpp"

#include <algorithm>

// One copy of each kernel for each width of vector; the loader takes the widest that the machine has.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && !defined(__SANITIZE_THREAD__)
#pragma GCC optimize("O3")
#define YJ_WIDTHS __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define YJ_WIDTHS
#endif
#define YJ_INLINE __attribute__((always_inline)) inline

namespace yj::edit {

namespace {

using Number = std::int64_t;

/// Calls fn(load of a, load of b): one loop for each pair of widths.
template <class Loop>
YJ_INLINE void by_width(const Numbers& a, const Numbers& b, const Loop& loop) {
    const auto right = [&](const auto* left) __attribute__((always_inline)) {
        if (b.narrow != nullptr)
            loop(left,
                 [from = b.narrow](std::size_t i) __attribute__((always_inline)) { return Number{from[i]}; });
        else if (b.wide != nullptr)
            loop(left, [from = b.wide](std::size_t i) __attribute__((always_inline)) { return from[i]; });
        else
            loop(left, [from = b.constant](std::size_t) __attribute__((always_inline)) { return from; });
    };
    if (a.narrow != nullptr)
        right(a.narrow);
    else
        right(a.wide);
}

template <class Op>
YJ_INLINE void each(const Numbers& a, const Numbers& b, Number* out, const Op& op) {
    by_width(a, b, [&](const auto* left, const auto& right) __attribute__((always_inline)) {
#pragma GCC ivdep
        for (std::size_t i = 0; i < kBlock; ++i) out[i] = op(Number{left[i]}, right(i));
    });
}

constexpr std::array<std::uint64_t, 64> kBits = [] {
    std::array<std::uint64_t, 64> bits{};
    for (std::size_t i = 0; i < 64; ++i) bits[i] = std::uint64_t{1} << i;
    return bits;
}();

template <class Op>
YJ_INLINE void mask(const Numbers& a, const Numbers& b, Mask& out, const Op& op) {
    by_width(a, b, [&](const auto* left, const auto& right) __attribute__((always_inline)) {
        for (std::size_t word = 0; word < kWords; ++word) {
            std::uint64_t bits = 0;
            for (std::size_t i = 0; i < 64; ++i)
                bits |= op(Number{left[word * 64 + i]}, right(word * 64 + i)) ? kBits[i] : 0;
            out[word] = bits;
        }
    });
}

}  // namespace

YJ_WIDTHS void combine(const Numbers& a, Number by, const Numbers& b, Number and_by, Number* out) {
    if (by == 1 && and_by == 1)
        each(a, b, out, [](Number x, Number y) __attribute__((always_inline)) { return x + y; });
    else if (by == 1 && and_by == -1)
        each(a, b, out, [](Number x, Number y) __attribute__((always_inline)) { return x - y; });
    else
        each(a, b, out,
             [=](Number x, Number y) __attribute__((always_inline)) { return x * by + y * and_by; });
}

YJ_WIDTHS void multiply(const Numbers& a, const Numbers& b, Number* out) {
    each(a, b, out, [](Number x, Number y) __attribute__((always_inline)) { return x * y; });
}

YJ_WIDTHS void larger(const Numbers& a, const Numbers& b, Number* out) {
    each(a, b, out, [](Number x, Number y) __attribute__((always_inline)) { return x > y ? x : y; });
}

YJ_WIDTHS void smaller(const Numbers& a, const Numbers& b, Number* out) {
    each(a, b, out, [](Number x, Number y) __attribute__((always_inline)) { return x < y ? x : y; });
}

YJ_WIDTHS void magnitude(const Numbers& a, Number* out) {
    each(a, Numbers{}, out, [](Number x, Number) __attribute__((always_inline)) { return x < 0 ? -x : x; });
}

YJ_WIDTHS void turn(const Numbers& a, const Numbers& b, Number* out) {
    each(a, b, out, [](Number x, Number y) __attribute__((always_inline)) { return y < 0 ? -x : x; });
}

YJ_WIDTHS void less(const Numbers& a, const Numbers& b, Mask& out) {
    mask(a, b, out, [](Number x, Number y) __attribute__((always_inline)) { return x < y; });
}

YJ_WIDTHS void less_equal(const Numbers& a, const Numbers& b, Mask& out) {
    mask(a, b, out, [](Number x, Number y) __attribute__((always_inline)) { return x <= y; });
}

YJ_WIDTHS void equal(const Numbers& a, const Numbers& b, Mask& out) {
    mask(a, b, out, [](Number x, Number y) __attribute__((always_inline)) { return x == y; });
}

void open_where(const std::uint64_t* words, Verdicts& out) {
    for (std::size_t i = 0; i < kWords; ++i) {
        const auto word = words[i];
        out.open[i] |= word;
        out.fails[i] &= ~word;
    }
}

void both_hold(const Verdicts& other, Verdicts& out) {
    for (std::size_t i = 0; i < kWords; ++i) {
        out.open[i] = (out.open[i] | other.open[i]) & ~(out.fails[i] | other.fails[i]);
        out.fails[i] |= other.fails[i];
    }
}

void either_holds(const Verdicts& other, Verdicts& out) {
    for (std::size_t i = 0; i < kWords; ++i) {
        const auto passes = ~(out.fails[i] | out.open[i]) | ~(other.fails[i] | other.open[i]);
        out.fails[i] &= other.fails[i];
        out.open[i] = ~(passes | out.fails[i]);
    }
}

void one_holds(const Verdicts& other, Verdicts& out) {
    for (std::size_t i = 0; i < kWords; ++i) {
        out.open[i] |= other.open[i];
        out.fails[i] = ~(out.fails[i] ^ other.fails[i]) & ~out.open[i];
    }
}

void turn_round(Verdicts& out) {
    for (std::size_t i = 0; i < kWords; ++i) out.fails[i] = ~(out.fails[i] | out.open[i]);
}

void fetch_ahead(const Numbers& numbers) {
    constexpr std::size_t kLine = 64;
    if (numbers.narrow != nullptr)
        for (std::size_t i = 0; i < kBlock; i += kLine / sizeof(std::int32_t))
            __builtin_prefetch(numbers.narrow + i);
    else
        for (std::size_t i = 0; i < kBlock; i += kLine / sizeof(std::int64_t))
            __builtin_prefetch(numbers.wide + i);
}

namespace {

template <class Cell>
YJ_INLINE Number reach(const Cell* numbers, std::size_t count) {
    Number lowest = 0, highest = 0;
    for (std::size_t i = 0; i < count; ++i) {
        lowest = std::min(lowest, Number{numbers[i]});
        highest = std::max(highest, Number{numbers[i]});
    }
    return std::max(-lowest, highest);
}

}  // namespace

YJ_WIDTHS Number reach_of(const Number* numbers, std::size_t count) { return reach(numbers, count); }
YJ_WIDTHS Number reach_of(const std::int32_t* numbers, std::size_t count) { return reach(numbers, count); }

}  // namespace yj::edit
