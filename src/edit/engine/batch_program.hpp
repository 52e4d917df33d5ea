// BatchProgram: one rule at one row and column as steps over a block of reports. Made by BatchCompiler.
#pragma once
#include <optional>
#include <vector>

#include "edit/engine/columns.hpp"

namespace yj::edit {

/// Where a step takes its numbers: a column, a buffer that an earlier step filled, or one constant.
struct Operand {
    enum class Kind : std::uint8_t { Constant, Column, Buffer } kind = Kind::Constant;
    int at = 0;  ///< place in BatchProgram::columns, or number of the buffer
    std::int64_t constant = 0;
    bool operator==(const Operand&) const = default;
    [[nodiscard]] bool is(std::int64_t number) const { return kind == Kind::Constant && constant == number; }
};

enum class StepKind : std::uint8_t {
    Combine,  ///< buffer = a × by + b × and_by
    Multiply,
    Larger,
    Smaller,
    Magnitude,
    Turn,
    Less,  ///< verdicts = whether a < b
    LessEqual,
    Equal,
    Settled,    ///< verdicts = the same for all: constant a is 1 where it holds
    OpenBlank,  ///< undecided where the column is blank
    OpenFirm,   ///< undecided where it is blank for another reason than 未填
    OpenZero,   ///< undecided where a is zero
    IsBlank,    ///< verdicts = whether the column is 未填
    FailOpen,   ///< what is undecided fails: 空=错
    Opposite,   ///< verdicts = not those of `out`
    And,        ///< verdicts = those of `out` and `other`
    Or,
    Xor,
};

struct Step {
    StepKind kind = StepKind::Combine;
    bool negated = false;  ///< of a comparison: it must not hold
    int out = 0;           ///< number of the buffer or of the verdicts
    int other = 0;
    Operand a, b;
    std::int64_t by = 1, and_by = 1;
};

struct BatchProgram {
    int instance = 0;                ///< place in FormPlan::instances
    const Bits* empty = nullptr;     ///< reports of which it is not asked: their row holds nothing
    const Bits* excepted = nullptr;  ///< nor of these: 除外
    std::vector<const Column*> columns;
    std::vector<Step> steps;
    std::vector<const Column*> first_read;  ///< columns that no program before this one reads
    int buffers = 0;
    int verdicts = 0;
    int root = 0;  ///< number of the verdicts that are the rule's
    bool blanks_apart =
        false;  ///< reports with a blank are asked one by one: 空=错 in a rule of several parts
    bool always_fits = false;  ///< no number of these columns can make a step leave 64 bits
};

/// The rule at this instance, or empty when it must be asked report by report.
/// Source: 0004-edit-seam: the meaning is evaluate.hpp's;  Cost: microseconds.
[[nodiscard]] std::optional<BatchProgram> compile_instance(const RuleSet& set, int instance,
                                                           const Columns& columns);

/// Whether every step stays within 62 bits, for the numbers of one block or (-1) of all blocks.
/// Source: interval arithmetic over magnitudes;  Cost: nanoseconds a step.
[[nodiscard]] bool fits(const BatchProgram& program, int block);

}  // namespace yj::edit
