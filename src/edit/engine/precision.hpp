// Precision: 允差 按精度. Each reported number stands for the interval that its rounding allows.
#pragma once
#include <map>
#include <optional>
#include <tuple>

#include "edit/engine/evaluate.hpp"

namespace yj::edit {

/// Whether some values in the intervals make a condition hold: a rule fails only when none do.
/// A number's interval is itself ± half a unit of its last written decimal; a blank taken as zero, a
/// coefficient and what the register says are exact. Sums are collected, so that a cell that stands twice is
/// one cell; a ratio of sums is compared without division; products and quotients of several cells go by
/// interval arithmetic, which may let through what a finer reckoning would not, never the other way. The
/// parts of 且 are each asked by themselves.
/// Source: rules.md "Tolerance"; interval arithmetic after Moore, Interval Analysis (1966), ch. 2.
class PrecisionCheck {
public:
    /// REQUIRES: the evaluation outlives this.
    explicit PrecisionCheck(Evaluation& run) : run_(run) {}

    /// 通过: it can be as wanted. 不通过: it cannot. 无法判定: a number is missing or does not fit.
    [[nodiscard]] Verdict can_be(int at, bool wanted);

private:
    struct Range {
        Fraction low;
        Fraction high;
    };
    using CellKey = std::tuple<int, int, int, std::string>;  ///< source, row, column, key
    struct Share {
        Fraction coefficient;
        Fraction value;
        Fraction half;  ///< half a unit of its last decimal
    };
    struct Linear {
        Fraction constant;
        std::map<CellKey, Share> cells;
        [[nodiscard]] bool is_constant() const { return cells.empty(); }
    };
    struct Ratio {
        Linear above;
        Linear below;  ///< the constant 1 for what is no ratio
    };

    [[nodiscard]] Verdict comparison(int at, bool wanted);
    [[nodiscard]] Verdict compared(NodeKind kind, int left, int right);
    [[nodiscard]] Verdict within(const Node& node, bool wanted);
    [[nodiscard]] std::optional<Range> gap(int left, int right, bool& open);
    [[nodiscard]] std::optional<Range> crossed(const Ratio& left, const Ratio& right, bool& open);
    [[nodiscard]] std::optional<Ratio> ratio(int at);
    [[nodiscard]] std::optional<Ratio> joined_ratio(const Node& node);
    [[nodiscard]] std::optional<Linear> linear_cells(int at);
    [[nodiscard]] std::optional<Range> range(int at);
    [[nodiscard]] std::optional<Range> made_range(int at);
    [[nodiscard]] static std::optional<Range> range_of(const Linear& linear);
    [[nodiscard]] static std::optional<Range> times(const Range& a, const Range& b);
    [[nodiscard]] static std::optional<Range> over(const Range& a, const Range& b);
    [[nodiscard]] static std::optional<Linear> scaled(const Linear& linear, const Fraction& by);
    [[nodiscard]] static std::optional<Linear> added(Linear a, const Linear& b, bool minus);

    Evaluation& run_;
};

}  // namespace yj::edit
