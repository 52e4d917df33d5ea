#include <algorithm>

#include "edit/engine/batch_program.hpp"
#include "edit/engine/instance_check.hpp"

namespace yj::edit {

namespace {

using Number = std::int64_t;
constexpr int kMostScale = 18;
constexpr int kMostBuffers = 24;
constexpr int kMostVerdicts = 24;
constexpr Number kLimit = Number{1} << 61;

Operand constant(Number number) { return {Operand::Kind::Constant, 0, number}; }

/// num / (den × 10^scale); den is above zero wherever it is not zero. A quotient has scale 0.
struct Term {
    Operand num;
    Operand den = constant(1);
    int scale = 0;
    [[nodiscard]] bool whole() const { return den.is(1); }
};

/// Turns a tree into steps. After `give_up` the instance is left to the scalar evaluator.
class BatchCompiler {
public:
    BatchCompiler(const Rule& rule, const Instance& instance, const Columns& columns)
        : rule_(rule), instance_(instance), columns_(columns) {}

    std::optional<BatchProgram> compile() {
        const auto kind = rule_.tolerance.kind;
        if (kind == Tolerance::Kind::Precision || rule_.condition.uses_each_key) return std::nullopt;
        program_.root = truth(rule_.condition.root);
        if (failed_ || program_.buffers > kMostBuffers || program_.verdicts > kMostVerdicts)
            return std::nullopt;
        if (rule_.blank == Blank::Wrong) settle_wrong_blanks();
        return std::move(program_);
    }

private:
    const Node& node(int at) const { return rule_.condition.nodes[static_cast<std::size_t>(at)]; }

    template <class T>
    T give_up(T nothing) {
        failed_ = true;
        return nothing;
    }

    // ---- steps ----

    Operand step(StepKind kind, Operand a, Operand b = {}, Number by = 1, Number and_by = 1) {
        const int out = program_.buffers++;
        program_.steps.push_back({kind, false, out, 0, a, b, by, and_by});
        return {Operand::Kind::Buffer, out, 0};
    }

    Number power(int scale) {
        if (scale > kMostScale) return give_up<Number>(1);
        Number power = 1;
        for (int i = 0; i < scale; ++i) power *= 10;
        return power;
    }

    Number checked(std::optional<Number> number) {
        if (!number || *number <= -kLimit || *number >= kLimit) return give_up<Number>(1);
        return *number;
    }

    static std::optional<Number> product(Number a, Number b) {
        Number result = 0;
        return __builtin_mul_overflow(a, b, &result) ? std::nullopt : std::optional(result);
    }

    Operand times(Operand a, Operand b) {
        const bool first = a.kind == Operand::Kind::Constant, second = b.kind == Operand::Kind::Constant;
        if (first && second) return constant(checked(product(a.constant, b.constant)));
        if (first) std::swap(a, b);
        if (b.is(1)) return a;
        if (b.kind == Operand::Kind::Constant) return step(StepKind::Combine, a, constant(0), b.constant, 0);
        return step(StepKind::Multiply, a, b);
    }

    /// Into the buffer of an operand when `reuse`: that operand is then used up.
    Operand sum(Operand a, Number by, Operand b, Number and_by, bool reuse = false) {
        const bool first = a.kind == Operand::Kind::Constant, second = b.kind == Operand::Kind::Constant;
        if (first && second) {
            const auto left = checked(product(a.constant, by)), right = checked(product(b.constant, and_by));
            return constant(checked(left + right));
        }
        if (first) {
            std::swap(a, b);
            std::swap(by, and_by);
        }
        const auto made = a.kind == Operand::Kind::Buffer ? a : b;
        if (!reuse || made.kind != Operand::Kind::Buffer) return step(StepKind::Combine, a, b, by, and_by);
        program_.steps.push_back({StepKind::Combine, false, made.at, 0, a, b, by, and_by});
        return made;
    }

    // ---- numbers ----

    /// Shares the scale into the denominator.
    Term as_quotient(Term term) {
        term.den = times(term.den, constant(power(term.scale)));
        term.scale = 0;
        return term;
    }

    Term add(Term a, Term b, Number sign, bool reuse = false) {
        if (a.den == b.den) {
            const int scale = std::max(a.scale, b.scale);
            reuse = reuse && a.whole();
            return {sum(a.num, power(scale - a.scale), b.num, sign * power(scale - b.scale), reuse), a.den,
                    scale};
        }
        a = as_quotient(a);
        b = as_quotient(b);
        return {sum(times(a.num, b.den), 1, times(b.num, a.den), sign), times(a.den, b.den), 0};
    }

    Term multiply(Term a, Term b) {
        if (!a.whole() || !b.whole()) {
            a = as_quotient(a);
            b = as_quotient(b);
        }
        return {times(a.num, b.num), times(a.den, b.den), a.scale + b.scale};
    }

    Term divide(Term a, Term b) {
        divides_ = true;
        if (b.num.is(0)) return give_up(a);
        const int lead = b.scale - a.scale;
        auto num = times(times(a.num, b.den), constant(power(std::max(lead, 0))));
        auto den = times(times(a.den, b.num), constant(power(std::max(-lead, 0))));
        if (den.kind == Operand::Kind::Constant) {
            if (den.constant < 0) {
                num = times(num, constant(-1));
                den.constant = -den.constant;
            }
            return {num, den, 0};
        }
        if (b.num.kind != Operand::Kind::Constant) zeros_.push_back(b.num);
        if (num.kind == Operand::Kind::Constant) num = step(StepKind::Combine, den, num, 0, 1);
        return {step(StepKind::Turn, num, den), step(StepKind::Magnitude, den), 0};
    }

    Term choose(StepKind kind, const Term& a, const Term& b) {
        if (!a.whole() || !b.whole()) return give_up(a);
        const int scale = std::max(a.scale, b.scale);
        auto left = times(a.num, constant(power(scale - a.scale)));
        auto right = times(b.num, constant(power(scale - b.scale)));
        if (left.kind == Operand::Kind::Constant) std::swap(left, right);
        if (left.kind == Operand::Kind::Constant) return give_up(a);
        return {step(kind, left, right), constant(1), scale};
    }

    Term magnitude(const Term& a) {
        if (a.num.kind == Operand::Kind::Constant)
            return {constant(std::abs(a.num.constant)), a.den, a.scale};
        return {step(StepKind::Magnitude, a.num), a.den, a.scale};
    }

    Term number_of(const Fraction& fraction) {
        for (int decimals = 0; decimals <= 9; ++decimals) {
            const auto amount = fraction.rounded(decimals, Round::HalfUp);
            const auto order = amount ? Fraction(*amount).compare(fraction) : std::nullopt;
            if (order && *order == 0) return {constant(checked(amount->units())), constant(1), decimals};
        }
        return give_up(Term());
    }

    Term cell(const Node& it, int row) {
        const int column = it.column == kThisColumn ? instance_.column : it.column;
        if (row == kThisRow) row = instance_.row;
        const auto* found = columns_.column({it.source, row, column});
        if (it.each_key || it.own_industry || found == nullptr || columns_.is_text(it.source, row))
            return give_up(Term());
        const auto known = std::ranges::find(program_.columns, found);
        const int at = static_cast<int>(known - program_.columns.begin());
        if (known == program_.columns.end()) program_.columns.push_back(found);
        if (std::ranges::find(reads_, at) == reads_.end()) reads_.push_back(at);
        return {{Operand::Kind::Column, at, 0}, constant(1), found->scale};
    }

    Term rows(const Node& it) {
        auto total = cell(it, it.row);
        for (int row = it.row + 1; row <= it.last_row && !failed_; ++row)
            total = add(total, cell(it, row), 1, true);
        return total;
    }

    Term number(int at) {
        const auto& it = node(at);
        if (failed_) return {};
        switch (it.kind) {
            case NodeKind::Number: return number_of(it.number);
            case NodeKind::Cell: return cell(it, it.row);
            case NodeKind::SumRows: return rows(it);
            case NodeKind::Months: return {constant(columns_.period().last_month()), constant(1), 0};
            case NodeKind::Days: {
                const auto days = columns_.period().last_day() - columns_.period().first_day();
                return {constant(days.count() + 1), constant(1), 0};
            }
            case NodeKind::Negate: return multiply(number(it.operands[0]), {constant(-1), constant(1), 0});
            case NodeKind::Absolute: return magnitude(number(it.operands[0]));
            default: break;
        }
        if (it.kind < NodeKind::Add || it.kind > NodeKind::Smallest || it.operands.size() != 2)
            return give_up(Term());
        const auto left = number(it.operands[0]), right = number(it.operands[1]);
        switch (it.kind) {
            case NodeKind::Add: return add(left, right, 1, true);
            case NodeKind::Subtract: return add(left, right, -1, true);
            case NodeKind::Multiply: return multiply(left, right);
            case NodeKind::Divide: return divide(left, right);
            case NodeKind::Largest: return choose(StepKind::Larger, left, right);
            case NodeKind::Smallest: return choose(StepKind::Smaller, left, right);
            default: return give_up(left);
        }
    }

    // ---- conditions ----

    /// Where what the condition reads is missing, it is undecided: blanks, and divisors of zero.
    void open_where_missing(int out) {
        for (const int at : reads_) {
            const auto kind = rule_.blank == Blank::Zero ? StepKind::OpenFirm : StepKind::OpenBlank;
            const auto* column = program_.columns[static_cast<std::size_t>(at)];
            const bool any = rule_.blank == Blank::Zero ? !column->firm.empty() : !column->blank.empty();
            if (any) program_.steps.push_back({kind, false, out, 0, {Operand::Kind::Column, at, 0}, {}});
        }
        for (const auto& zero : zeros_)
            program_.steps.push_back({StepKind::OpenZero, false, out, 0, zero, {}});
    }

    /// a (kind) b, kind one of < <= ==, or its opposite.
    int relation(StepKind kind, bool negated, Operand a, Operand b) {
        const int out = program_.verdicts++;
        if (a.kind == Operand::Kind::Constant && b.kind == Operand::Kind::Constant) {
            const bool holds = kind == StepKind::Less        ? a.constant < b.constant
                               : kind == StepKind::LessEqual ? a.constant <= b.constant
                                                             : a.constant == b.constant;
            program_.steps.push_back(
                {StepKind::Settled, false, out, 0, constant(holds != negated ? 1 : 0), {}});
            return out;
        }
        if (a.kind == Operand::Kind::Constant) {  // c < b is not b <= c
            std::swap(a, b);
            if (kind != StepKind::Equal) {
                kind = kind == StepKind::Less ? StepKind::LessEqual : StepKind::Less;
                negated = !negated;
            }
        }
        program_.steps.push_back({kind, negated, out, 0, a, b});
        return out;
    }

    int relation(NodeKind kind, const Operand& a, const Operand& b) {
        switch (kind) {
            case NodeKind::Equal: return relation(StepKind::Equal, false, a, b);
            case NodeKind::NotEqual: return relation(StepKind::Equal, true, a, b);
            case NodeKind::Less: return relation(StepKind::Less, false, a, b);
            case NodeKind::LessEqual: return relation(StepKind::LessEqual, false, a, b);
            case NodeKind::Greater: return relation(StepKind::LessEqual, true, a, b);
            default: return relation(StepKind::Less, true, a, b);
        }
    }

    /// The two numbers brought to one denominator, so that they compare as they stand.
    std::pair<Operand, Operand> level(Term a, Term b) {
        if (a.den == b.den) {
            const int scale = std::max(a.scale, b.scale);
            return {times(a.num, constant(power(scale - a.scale))),
                    times(b.num, constant(power(scale - b.scale)))};
        }
        a = as_quotient(a);
        b = as_quotient(b);
        return {times(a.num, b.den), times(b.num, a.den)};
    }

    /// |gap| <= allowed counts as equal; strict relations must then lie beyond it.
    int within_tolerance(NodeKind kind, const Term& left, const Term& right) {
        const auto size = number_of(rule_.tolerance.size);
        if (size.num.constant < 0) return give_up(0);
        const bool relative = rule_.tolerance.kind == Tolerance::Kind::Relative;
        const auto allowed = relative ? multiply(magnitude(right), size) : size;
        const auto gap = add(left, right, -1);
        const auto minus = multiply(allowed, {constant(-1), constant(1), 0});
        const auto with = [&](StepKind step, bool negated, const Term& a, const Term& b) {
            const auto [x, y] = level(a, b);
            return relation(step, negated, x, y);
        };
        switch (kind) {
            case NodeKind::Equal: return with(StepKind::LessEqual, false, magnitude(gap), allowed);
            case NodeKind::NotEqual: return with(StepKind::LessEqual, true, magnitude(gap), allowed);
            case NodeKind::Less: return with(StepKind::Less, false, gap, minus);
            case NodeKind::LessEqual: return with(StepKind::LessEqual, false, gap, allowed);
            case NodeKind::Greater: return with(StepKind::LessEqual, true, gap, allowed);
            default: return with(StepKind::Less, true, gap, minus);
        }
    }

    int compared(const Node& it) {
        const auto left = number(it.operands[0]), right = number(it.operands[1]);
        if (failed_) return 0;
        if (rule_.tolerance.kind != Tolerance::Kind::None) return within_tolerance(it.kind, left, right);
        const auto [a, b] = level(left, right);
        return relation(it.kind, a, b);
    }

    /// Each bound may settle it, whatever the other.
    int within(const Node& it) {
        const auto value = number(it.operands[0]);
        const auto reads = reads_;
        const auto zeros = zeros_;
        const auto side = [&](NodeKind kind, int at) {
            reads_ = reads;
            zeros_ = zeros;
            const auto bound = number(at);
            const auto [a, b] = level(value, bound);
            const int out = failed_ ? 0 : relation(kind, a, b);
            open_where_missing(out);
            return out;
        };
        const int above = side(NodeKind::GreaterEqual, it.operands[1]);
        return both(StepKind::And, above, side(NodeKind::LessEqual, it.operands[2]));
    }

    int is_blank(const Node& it) {
        const auto& what = node(it.operands[0]);
        if (what.kind != NodeKind::Cell) return give_up(0);
        const auto read = cell(what, what.row).num;
        // A report that has not come leaves it undecided; a column does not tell that from a reason.
        if (failed_ ||
            (what.source != 0 && !program_.columns[static_cast<std::size_t>(read.at)]->firm.empty()))
            return give_up(0);
        const int out = program_.verdicts++;
        program_.steps.push_back({StepKind::IsBlank, false, out, 0, read, {}});
        return out;
    }

    int truth(int at) {
        const auto& it = node(at);
        if (failed_) return 0;
        reads_.clear();
        zeros_.clear();
        if (is_comparison(it.kind)) {
            const int out = compared(it);
            open_where_missing(out);
            return out;
        }
        switch (it.kind) {
            case NodeKind::Within: return within(it);
            case NodeKind::IsBlank: return is_blank(it);
            case NodeKind::Not: return opposite(truth(it.operands[0]));
            case NodeKind::And: return joined(StepKind::And, it);
            case NodeKind::Or: return joined(StepKind::Or, it);
            case NodeKind::Xor: return joined(StepKind::Xor, it);
            case NodeKind::Implies: {
                const int condition = opposite(truth(it.operands[0]));
                return both(StepKind::Or, condition, truth(it.operands[1]));
            }
            default: return give_up(0);
        }
    }

    int joined(StepKind kind, const Node& it) {
        const int left = truth(it.operands[0]);
        return both(kind, left, truth(it.operands[1]));
    }

    int opposite(int of) {
        program_.steps.push_back({StepKind::Opposite, false, of, 0, {}, {}});
        return of;
    }

    int both(StepKind kind, int a, int b) {
        program_.steps.push_back({kind, false, a, b, {}, {}});
        return a;
    }

    /// 空=错: what a blank leaves undecided fails. Where something else may have done so too, it is asked
    /// apart.
    void settle_wrong_blanks() {
        program_.blanks_apart = divides_ || std::ranges::any_of(program_.columns, [](const Column* it) {
                                    return !it->firm.empty();
                                });
        if (!program_.blanks_apart)
            program_.steps.push_back({StepKind::FailOpen, false, program_.root, 0, {}, {}});
    }

    const Rule& rule_;
    const Instance& instance_;
    const Columns& columns_;
    BatchProgram program_;
    std::vector<int> reads_;      ///< columns that the condition at hand reads
    std::vector<Operand> zeros_;  ///< what it divides by
    bool failed_ = false, divides_ = false;
};

__extension__ using Wide = unsigned __int128;

Wide size_of(Number number) {
    return number < 0 ? Wide{0} - static_cast<Wide>(number) : static_cast<Wide>(number);
}

}  // namespace

bool fits(const BatchProgram& program, int block) {
    constexpr Wide kMost = Wide{1} << 62;
    std::array<Wide, kMostBuffers> reach{};
    const auto of = [&](const Operand& it) -> Wide {
        if (it.kind == Operand::Kind::Constant) return size_of(it.constant);
        if (it.kind == Operand::Kind::Buffer) return reach[static_cast<std::size_t>(it.at)];
        const auto& column = *program.columns[static_cast<std::size_t>(it.at)];
        return size_of(block < 0 ? column.reach : column.reaches[static_cast<std::size_t>(block)]);
    };
    for (const auto& step : program.steps) {
        if (step.kind > StepKind::Turn) continue;
        auto& out = reach[static_cast<std::size_t>(step.out)];
        switch (step.kind) {
            case StepKind::Combine:
                out = of(step.a) * size_of(step.by) + of(step.b) * size_of(step.and_by);
                break;
            case StepKind::Multiply: out = of(step.a) * of(step.b); break;
            case StepKind::Larger:
            case StepKind::Smaller: out = std::max(of(step.a), of(step.b)); break;
            default: out = of(step.a); break;
        }
        if (out > kMost) return false;
    }
    return true;
}

std::optional<BatchProgram> compile_instance(const RuleSet& set, int at, const Columns& columns) {
    const auto& instance = set.plan(columns.form().code).instances[static_cast<std::size_t>(at)];
    const auto& rule = set.rules()[static_cast<std::size_t>(instance.rule)];
    auto program = BatchCompiler(rule, instance, columns).compile();
    if (!program) return program;
    program->instance = at;
    const int row = row_asked(rule, instance);
    program->empty = row < 0 ? nullptr : columns.empty_row(row);
    program->excepted = rule.excepted ? columns.of_kind(*rule.excepted) : nullptr;
    program->always_fits = fits(*program, -1);
    return program;
}

}  // namespace yj::edit
