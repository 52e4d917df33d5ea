#include "edit/blame/blame.hpp"

#include <algorithm>
#include <set>

#include "base/invariant.hpp"
#include "edit/blame/asked_rules.hpp"
#include "edit/blame/least_change.hpp"

namespace yj::edit {

using instrument::CellAddress;

namespace {

constexpr int kWeightDecimals = 9;
constexpr std::size_t kMostSolvers = 256;

Cost::Wide units_of(Amount weight) {
    invariant(weight.sign() >= 0, "a weight is not negative");
    Cost::Wide units = weight.units();
    for (int i = weight.decimals(); i < kWeightDecimals; ++i) units *= 10;
    return units;
}

/// A cell of the group, as the report has it.
struct GroupCell {
    int unknown = 0;
    CellAddress cell;
    bool words = false;
    bool blank = false;
    bool zero_stands = true;  ///< all rules that read it say 空=0
    bool wanted = false;      ///< a rule that did not pass reads it
};

Formula equal_to(int unknown, const Fraction& value) {
    auto gap = Linear::unknown(unknown);
    gap.constant = value.negated();
    return Formula::atom(std::move(gap), Relation::Zero);
}

}  // namespace

class Localiser::Inside {
public:
    Inside(const RuleSet& set, const instrument::Form& form, const BlameWish& wish)
        : translator_(set, form, wish.with_soft_rules), wish_(wish) {}

    Blame blame(const Context& context, const Weights& weights) {
        context_ = &context;
        weights_ = &weights;
        words_met_.clear();
        auto asked = translator_.asked_of(context);
        Blame all;
        all.left_out = std::move(asked.left_out);
        if (wish_.count_sets) all.sets = 1;
        for (const auto& rules : translator_.groups(asked)) add(all, one_group(rules));
        std::ranges::sort(all.cells);
        std::ranges::sort(all.blanks);
        return all;
    }

private:
    using Rules = std::vector<const AskedRule*>;

    /// Groups share no cell, so that their answers add.
    static void add(Blame& all, Blame part) {
        all.outcome = std::max(all.outcome, part.outcome);
        if (all.outcome > Blame::Outcome::Found) {
            all.cells.clear();
            all.blanks.clear();
            all.weight = Amount();
            all.sets.reset();
            for (auto& id : part.conflict)
                if (std::ranges::find(all.conflict, id) == all.conflict.end())
                    all.conflict.push_back(std::move(id));
            return;
        }
        std::ranges::move(part.cells, std::back_inserter(all.cells));
        std::ranges::move(part.blanks, std::back_inserter(all.blanks));
        WideAmount sum(all.weight);
        sum.add(part.weight);
        all.weight = sum.exact().value_or(all.weight);
        if (all.sets) {
            const auto both = static_cast<std::int64_t>(*all.sets) * part.sets.value_or(0);
            all.sets = static_cast<int>(std::min<std::int64_t>(both, kMostSets + 1));
        }
    }

    /// A solver that was used before knows things that a fresh one does not; only when it meets its limit
    /// could that show, so that the report is then asked afresh.
    Blame one_group(const Rules& rules) {
        std::vector<int> shared;
        for (const auto* rule : rules)
            if (rule->shared) shared.push_back(rule->place);
        const bool used = solvers_.contains(shared);
        auto found = in_solver(rules, shared);
        if (found.outcome != Blame::Outcome::Limit) return found;
        solvers_.erase(shared);
        if (used) found = in_solver(rules, shared);
        if (found.outcome == Blame::Outcome::Limit) solvers_.erase(shared);
        return found;
    }

    Solver& solver_for(const Rules& rules, const std::vector<int>& shared) {
        if (const auto known = solvers_.find(shared); known != solvers_.end()) return known->second;
        if (solvers_.size() >= kMostSolvers) solvers_.clear();
        auto& solver = solvers_.try_emplace(shared, wish_.most_steps).first->second;
        for (const auto* rule : rules)
            if (rule->shared) solver.add(rule->formula->passes);
        return solver;
    }

    Blame in_solver(const Rules& rules, const std::vector<int>& shared) {
        auto& solver = solver_for(rules, shared);
        const auto cells = cells_of(rules);
        solver.push();
        for (const auto* rule : rules)
            if (!rule->shared) solver.add(rule->formula->passes);
        say_blanks(solver, cells);
        auto found = search(solver, cells);
        solver.pop();
        if (found.outcome != Blame::Outcome::NoSolution) return found;
        found.conflict = conflict_of(rules, cells);
        return found;
    }

    /// In the order of the form, so that ties fall the same way every time.
    std::vector<GroupCell> cells_of(const Rules& rules) const {
        std::map<int, GroupCell> by_unknown;
        for (const auto* rule : rules)
            for (const int at : rule->formula->cells) {
                const auto& it = translator_.unknowns().at(at);
                auto& cell =
                    by_unknown
                        .try_emplace(at, GroupCell{at, it.cell, it.words, is_blank(*context_->report, it)})
                        .first->second;
                cell.zero_stands = cell.zero_stands && rule->rule->blank == Blank::Zero;
                cell.wanted = cell.wanted || rule->verdict != Verdict::Passed;
            }
        std::vector<GroupCell> cells;
        for (auto& [at, cell] : by_unknown) cells.push_back(std::move(cell));
        std::ranges::sort(cells, {}, &GroupCell::cell);
        return cells;
    }

    /// A filled cell is never blanked; a blank that 空=0 takes for nothing is zero.
    void say_blanks(Solver& solver, const std::vector<GroupCell>& cells) const {
        for (const auto& it : cells) {
            if (!translator_.is_asked_for_blanks(it.cell)) continue;
            if (!it.blank) solver.add(Formula::flagged(it.unknown, false));
            if (it.blank && !it.words)
                solver.add(Formula::any({Formula::flagged(it.unknown, false), equal_to(it.unknown, {})}));
        }
    }

    /// What holds of the cell as long as nobody touches it; nothing for a blank that any number may fill.
    std::optional<Formula> as_reported(const GroupCell& it) {
        const bool flagged = translator_.is_asked_for_blanks(it.cell);
        if (it.blank) {
            std::vector<Formula> parts;
            if (flagged) parts.push_back(Formula::flagged(it.unknown, true));
            if (it.zero_stands && !it.words) parts.push_back(equal_to(it.unknown, {}));
            if (parts.empty()) return std::nullopt;
            return Formula::all(std::move(parts));
        }
        if (it.words)
            return equal_to(it.unknown,
                            translator_.words().number_of(context_->report->note(it.cell), words_met_));
        return equal_to(it.unknown, Fraction(context_->report->at(it.cell).amount()));
    }

    Cost cost_of(const GroupCell& it) const {
        if (it.blank) return {0, 1};
        const auto own = weights_->cells.find(it.cell);
        return {units_of(own == weights_->cells.end() ? weights_->each : own->second), 0};
    }

    Blame search(Solver& solver, const std::vector<GroupCell>& cells) {
        std::vector<Held> held;
        std::vector<const GroupCell*> of_held;
        for (const auto& it : cells) {
            const auto fact = as_reported(it);
            const auto cost = cost_of(it);
            if (!fact || cost == Cost{}) continue;
            held.push_back({solver.guard(*fact), cost});
            of_held.push_back(&it);
        }
        const auto least = least_change(solver, held);
        Blame found;
        found.outcome = Blame::Outcome::Limit;
        if (least.answer == Solver::Answer::Limit) return found;
        found.outcome = Blame::Outcome::NoSolution;
        if (least.answer == Solver::Answer::Cannot) return found;
        WideAmount weight;
        std::set<CellAddress> blanks;
        for (const auto& it : cells)
            if (it.blank && it.wanted && !as_reported(it)) blanks.insert(it.cell);
        for (const int at : least.let_go) {
            const auto& it = *of_held[static_cast<std::size_t>(at)];
            if (it.blank) {
                blanks.insert(it.cell);
                continue;
            }
            found.cells.push_back(it.cell);
            const auto own = weights_->cells.find(it.cell);
            weight.add(own == weights_->cells.end() ? weights_->each : own->second);
        }
        found.blanks.assign(blanks.begin(), blanks.end());
        found.weight = weight.exact().value_or(Amount());
        found.outcome = found.cells.empty() ? Blame::Outcome::Holds : Blame::Outcome::Found;
        if (wish_.count_sets) {
            std::erase_if(held, [](const Held& it) { return it.cost.weight == 0; });
            found.sets = count_least_changes(solver, held, kMostSets);
            if (!found.sets) found.outcome = Blame::Outcome::Limit;
        }
        return found;
    }

    /// The ids of rules that cannot hold together, none of which can be spared.
    std::vector<std::string> conflict_of(const Rules& rules, const std::vector<GroupCell>& cells) const {
        Solver solver(wish_.most_steps);
        say_blanks(solver, cells);
        std::vector<int> guards;
        for (const auto* rule : rules) guards.push_back(solver.guard(rule->formula->passes));
        std::set<std::string> ids;
        if (solver.ask(guards) == Solver::Answer::Cannot)
            for (const int guard : solver.smallest_core(solver.core()))
                ids.insert(rules[static_cast<std::size_t>(guard)]->rule->id);
        return {ids.begin(), ids.end()};
    }

    RuleTranslator translator_;
    BlameWish wish_;
    std::map<std::vector<int>, Solver> solvers_;  ///< by the shared rules that they hold
    const Context* context_ = nullptr;
    const Weights* weights_ = nullptr;
    std::vector<std::string> words_met_;
};

Localiser::Localiser(const RuleSet& set, const instrument::Form& form, const BlameWish& wish)
    : inside_(std::make_unique<Inside>(set, form, wish)) {}
Localiser::~Localiser() = default;
Localiser::Localiser(Localiser&&) noexcept = default;
Localiser& Localiser::operator=(Localiser&&) noexcept = default;

Blame Localiser::blame(const Context& context, const Weights& weights) {
    return inside_->blame(context, weights);
}

Blame blame(const RuleSet& set, const Context& context, const Weights& weights, const BlameWish& wish) {
    return Localiser(set, *context.form, wish).blame(context, weights);
}

namespace {

std::string names_of(const std::vector<CellAddress>& cells, const instrument::Form& form) {
    std::string names;
    for (const auto& cell : cells) names += (names.empty() ? "" : "、") + form.cell_name(cell);
    return names;
}

std::string outcome_words(const Blame& it, const instrument::Form& form) {
    switch (it.outcome) {
        case Blame::Outcome::Found:
            return "建议复核 " + names_of(it.cells, form) + "（权重 " + it.weight.text() + "）";
        case Blame::Outcome::Holds:
            return it.blanks.empty() ? "没有需要怀疑的单元格" : "补填空格后规则可以全部满足";
        case Blame::Outcome::NoSolution: {
            std::string ids;
            for (const auto& id : it.conflict) ids += (ids.empty() ? "" : "、") + id;
            return "其他报表不动，本表无论改哪个单元格，这些规则都不能同时满足：" + ids;
        }
        case Blame::Outcome::Limit: break;
    }
    return "求解超出限度，没有结论";
}

}  // namespace

std::string blame_sentence(const Blame& it, const instrument::Form& form) {
    auto words = outcome_words(it, form);
    if (!it.blanks.empty()) words += "；需补填 " + names_of(it.blanks, form);
    std::string left;
    for (const auto& out : it.left_out)
        if (left.find(out.rule + "（") == std::string::npos)
            left += (left.empty() ? "" : "、") + out.rule + "（" + out.why + "）";
    if (!left.empty()) words += "；未参加判断的规则：" + left;
    return words;
}

}  // namespace yj::edit
