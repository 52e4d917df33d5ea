#include "edit/engine/batch_plan.hpp"

#include <algorithm>
#include <bit>
#include <set>
#include <utility>

#include "edit/engine/instance_check.hpp"

namespace yj::edit {

namespace {

constexpr std::size_t kBlocksInPart = 16;

std::uint64_t word_of(const Bits& bits, std::size_t block, std::size_t word) {
    return bits.empty() ? 0 : bits[block * kWords + word];
}

}  // namespace

/// The work of one job: some blocks, its own buffers, its own hits.
class BlockRun {
public:
    explicit BlockRun(const BatchPlan& plan) : plan_(plan), columns_(plan.columns_) {
        std::size_t buffers = 0, verdicts = 0;
        for (const auto& program : plan.programs_) {
            buffers = std::max(buffers, static_cast<std::size_t>(program.buffers));
            verdicts = std::max(verdicts, static_cast<std::size_t>(program.verdicts));
        }
        buffers_.resize(buffers * kBlock);
        verdicts_.resize(verdicts);
    }

    std::vector<Hit> blocks(std::size_t first, std::size_t last) {
        for (block_ = first; block_ < last; ++block_) check_block();
        return std::move(hits_);
    }

private:
    void check_block() {
        in_block_.clear();
        owed_.clear();
        counts_.fill(0);
        for (std::size_t i = 0; i < plan_.programs_.size(); ++i) check_program(plan_.programs_[i]);
        if (owed_.empty() && plan_.scalar_.empty())
            put_by_report();
        else
            put_with_owed();
    }

    // ---- one rule over one block ----

    Numbers numbers(const BatchProgram& program, const Operand& it) const {
        const auto at = static_cast<std::size_t>(it.at);
        if (it.kind == Operand::Kind::Column) return program.columns[at]->block(block_);
        if (it.kind == Operand::Kind::Buffer) return {nullptr, &buffers_[at * kBlock], 0};
        return {nullptr, nullptr, it.constant};
    }

    /// Reports of which the rule is asked.
    Mask asked(const BatchProgram& program) const {
        const auto reports = std::min(columns_.reports() - block_ * kBlock, kBlock);
        Mask asked{};
        for (std::size_t i = 0; i < kWords; ++i) {
            const auto left = reports > i * 64 ? reports - i * 64 : 0;
            asked[i] = left >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
            if (program.empty != nullptr) asked[i] &= ~word_of(*program.empty, block_, i);
            if (program.excepted != nullptr) asked[i] &= ~word_of(*program.excepted, block_, i);
        }
        return asked;
    }

    void check_program(const BatchProgram& program) {
        auto asked_here = asked(program);
        if (!program.always_fits && !fits(program, static_cast<int>(block_))) return owe(program, asked_here);
        for (const auto* column : program.columns) {
            if (!column->unfit.empty()) set_apart(program, column->unfit, asked_here);
            if (program.blanks_apart && !column->blank.empty()) set_apart(program, column->blank, asked_here);
        }
        for (const auto& step : program.steps) take(program, step);
        if (block_ + 1 < columns_.blocks())
            for (const auto* column : program.first_read) fetch_ahead(column->block(block_ + 1));
        const auto& said = verdicts_[static_cast<std::size_t>(program.root)];
        const auto instance = static_cast<std::uint32_t>(program.instance);
        for (std::size_t word = 0; word < kWords; ++word)
            for (auto bits = (said.fails[word] | said.open[word]) & asked_here[word]; bits != 0;
                 bits &= bits - 1) {
                const auto lane = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
                const bool fails = (said.fails[word] >> (lane % 64) & 1U) != 0;
                ++counts_[lane];
                in_block_.push_back({static_cast<std::uint32_t>(block_ * kBlock + lane), instance, 0,
                                     fails ? Verdict::Failed : Verdict::Undecided});
            }
    }

    void set_apart(const BatchProgram& program, const Bits& bits, Mask& asked_here) {
        Mask apart{};
        for (std::size_t i = 0; i < kWords; ++i) {
            apart[i] = asked_here[i] & word_of(bits, block_, i);
            asked_here[i] &= ~apart[i];
        }
        owe(program, apart);
    }

    /// These reports are asked one by one.
    void owe(const BatchProgram& program, const Mask& reports) {
        for (std::size_t word = 0; word < kWords; ++word)
            for (auto bits = reports[word]; bits != 0; bits &= bits - 1)
                owed_.emplace_back(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)),
                                   program.instance);
    }

    void take(const BatchProgram& program, const Step& step) {
        if (step.kind <= StepKind::Turn)
            reckon(program, step);
        else if (step.kind <= StepKind::Equal)
            relate(program, step);
        else if (step.kind <= StepKind::IsBlank)
            mark(program, step);
        else
            join(step);
    }

    void reckon(const BatchProgram& program, const Step& step) {
        const auto a = numbers(program, step.a), b = numbers(program, step.b);
        auto* out = &buffers_[static_cast<std::size_t>(step.out) * kBlock];
        switch (step.kind) {
            case StepKind::Combine: return combine(a, step.by, b, step.and_by, out);
            case StepKind::Multiply: return multiply(a, b, out);
            case StepKind::Larger: return larger(a, b, out);
            case StepKind::Smaller: return smaller(a, b, out);
            case StepKind::Magnitude: return magnitude(a, out);
            default: return turn(a, b, out);
        }
    }

    void relate(const BatchProgram& program, const Step& step) {
        const auto a = numbers(program, step.a), b = numbers(program, step.b);
        auto& out = verdicts_[static_cast<std::size_t>(step.out)];
        if (step.kind == StepKind::Less) less(a, b, out.fails);
        if (step.kind == StepKind::LessEqual) less_equal(a, b, out.fails);
        if (step.kind == StepKind::Equal) equal(a, b, out.fails);
        if (!step.negated)
            for (auto& word : out.fails) word = ~word;
        out.open.fill(0);
    }

    void mark(const BatchProgram& program, const Step& step) {
        auto& out = verdicts_[static_cast<std::size_t>(step.out)];
        if (step.kind == StepKind::Settled) {
            out.fails.fill(step.a.constant == 0 ? ~std::uint64_t{0} : 0);
            out.open.fill(0);
            return;
        }
        if (step.kind == StepKind::IsBlank) return mark_blank(program, step, out);
        if (step.kind == StepKind::OpenZero) {
            Mask zero;
            equal(numbers(program, step.a), Numbers{}, zero);
            return open_where(zero.data(), out);
        }
        const auto& column = *program.columns[static_cast<std::size_t>(step.a.at)];
        open_where(&(step.kind == StepKind::OpenFirm ? column.firm : column.blank)[block_ * kWords], out);
    }

    void mark_blank(const BatchProgram& program, const Step& step, Verdicts& out) const {
        const auto& column = *program.columns[static_cast<std::size_t>(step.a.at)];
        for (std::size_t i = 0; i < kWords; ++i)
            out.fails[i] = ~word_of(column.blank, block_, i) | word_of(column.firm, block_, i);
        out.open.fill(0);
    }

    void join(const Step& step) {
        auto& out = verdicts_[static_cast<std::size_t>(step.out)];
        const auto& other = verdicts_[static_cast<std::size_t>(step.other)];
        switch (step.kind) {
            case StepKind::Opposite: return turn_round(out);
            case StepKind::And: return both_hold(other, out);
            case StepKind::Or: return either_holds(other, out);
            case StepKind::Xor: return one_holds(other, out);
            default: break;
        }
        for (std::size_t i = 0; i < kWords; ++i) out.fails[i] |= std::exchange(out.open[i], 0);  // FailOpen
    }

    // ---- the hits of a block ----

    /// They come rule by rule and go out report by report.
    void put_by_report() {
        auto place = hits_.size();
        for (auto& count : counts_) {
            const auto here = count;
            count = static_cast<std::uint32_t>(place);
            place += here;
        }
        hits_.resize(place);
        for (const auto& hit : in_block_) hits_[counts_[hit.report % kBlock]++] = hit;
    }

    void put_with_owed() {
        for (const int instance : plan_.scalar_)
            for (std::size_t lane = 0; lane < std::min(columns_.reports() - block_ * kBlock, kBlock); ++lane)
                owed_.emplace_back(lane, instance);
        std::ranges::sort(owed_);
        for (const auto& [lane, instance] : owed_) ask(block_ * kBlock + lane, instance);
        std::ranges::sort(in_block_);
        hits_.insert(hits_.end(), in_block_.begin(), in_block_.end());
    }

    void ask(std::size_t report, int at) {
        const auto& context = columns_.context(report, made_);
        const auto& instance = plan_.set_.plan(columns_.form().code).instances[static_cast<std::size_t>(at)];
        const auto& rule = plan_.set_.rules()[static_cast<std::size_t>(instance.rule)];
        if (!is_asked(rule, instance, context)) return;
        std::uint32_t key = 0;
        each_run(rule, instance, context, [&](Evaluation&, std::string_view, Verdict verdict) {
            if (verdict != Verdict::Passed)
                in_block_.push_back(
                    {static_cast<std::uint32_t>(report), static_cast<std::uint32_t>(at), key, verdict});
            ++key;
        });
    }

    const BatchPlan& plan_;
    const Columns& columns_;
    std::size_t block_ = 0;
    std::vector<std::int64_t> buffers_;
    std::vector<Verdicts> verdicts_;
    std::vector<Hit> in_block_, hits_;
    std::array<std::uint32_t, kBlock> counts_{};  ///< hits of each report of the block, then where they go
    std::vector<std::pair<std::size_t, int>> owed_;
    Columns::Made made_;
};

BatchPlan::BatchPlan(const RuleSet& set, const Columns& columns) : set_(set), columns_(columns) {
    const auto& instances = set.plan(columns.form().code).instances;
    for (int at = 0; at < static_cast<int>(instances.size()); ++at) {
        const auto& rule =
            set.rules()[static_cast<std::size_t>(instances[static_cast<std::size_t>(at)].rule)];
        if (rule.condition.uses_population || !rule.in_force(columns.period())) continue;
        if (auto program = compile_instance(set, at, columns))
            programs_.push_back(std::move(*program));
        else
            scalar_.push_back(at);
    }
    std::set<const Column*> known;
    for (auto& program : programs_)
        for (const auto* column : program.columns)
            if (known.insert(column).second) program.first_read.push_back(column);
}

std::vector<Hit> BatchPlan::run(const Executor& run) const {
    const auto blocks = columns_.blocks();
    const auto parts = (blocks + kBlocksInPart - 1) / kBlocksInPart;
    std::vector<std::vector<Hit>> found(parts);
    run(parts, [&](std::size_t part) {
        const auto first = part * kBlocksInPart;
        found[part] = BlockRun(*this).blocks(first, std::min(first + kBlocksInPart, blocks));
    });
    std::size_t total = 0;
    for (const auto& each : found) total += each.size();
    std::vector<Hit> hits;
    hits.reserve(total);
    for (auto& each : found) {
        hits.insert(hits.end(), each.begin(), each.end());
        each = {};
    }
    return hits;
}

}  // namespace yj::edit
