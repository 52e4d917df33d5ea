#include "edit/blame/examine.hpp"

#include <algorithm>
#include <deque>
#include <set>

#include "base/invariant.hpp"
#include "edit/blame/solver.hpp"
#include "edit/blame/translate.hpp"

namespace yj::edit {

using instrument::CellSheet;
using instrument::Form;

namespace {

/// A rule at one column and row.
struct Place {
    int rule = 0;      ///< in RuleSet::rules
    int passing = 0;   ///< guard: it passes
    int standing = 0;  ///< guard: it does not fail; a ratio by zero does not
    Formula fails;
};

/// What a report of no figures looks like to the rules of a form.
struct Nothing {
    CellSheet sheet;
    Context context;

    Nothing(const RuleSet& set, std::span<const Form> forms, const Form& form, Period period)
        : sheet(form), context{period, &form, &sheet, nullptr, {}, {}} {
        for (const auto& source : set.plan(form.code).sources) {
            const auto found = std::ranges::find(forms, source.form, &Form::code);
            invariant(source.form.empty() || found != forms.end(), "every form that rules read is at hand");
            context.others.push_back(nullptr);
            context.other_forms.push_back(source.form.empty() ? &form : &*found);
        }
    }
};

class Examiner {
public:
    Examiner(const RuleSet& set, std::span<const Form> forms, const Form& form, Period period,
             std::uint32_t most_steps)
        : set_(set),
          nothing_(set, forms, form, period),
          words_(set, form),
          asked_for_blanks_(cells_asked_for_blanks(set, form)),
          solver_(most_steps) {
        for (const auto& instance : set.plan(form.code).instances) take(instance);
        std::set<int> all(rules_.begin(), rules_.end());
        all.insert(left_out_.begin(), left_out_.end());
        found_.rules = static_cast<int>(all.size());
    }

    Examination examine() {
        for (const int rule : rules_) alone(rule);
        contradictions(false);
        contradictions(true);
        for (const int rule : rules_)
            if (!set_aside_.contains(rule)) dead_condition(rule);
        for (const int rule : rules_)
            if (!set_aside_.contains(rule)) implied(rule);
        return std::move(found_);
    }

private:
    const Rule& rule(int at) const { return set_.rules()[static_cast<std::size_t>(at)]; }
    const std::string& id(int at) const { return rule(at).id; }
    int rule_of(int guard) const { return rule_of_guard_[static_cast<std::size_t>(guard)]; }

    Translated translated(const Rule& rule, const Instance& instance) {
        const Vocabulary vocabulary{&words_, &unknowns_, &asked_for_blanks_};
        const auto* key = rule.condition.uses_each_key ? "*" : "";
        return translate(rule, instance, key, nothing_.context, vocabulary, Reach::AnyReport);
    }

    void take(const Instance& instance) {
        const auto& it = rule(instance.rule);
        if (!it.in_force(nothing_.context.period)) return;
        auto made = translated(it, instance);
        if (!made.left_out.empty()) {
            if (left_out_.insert(instance.rule).second) found_.not_examined.push_back({it.id, made.left_out});
            return;
        }
        ++found_.places;
        if (rules_.empty() || rules_.back() != instance.rule) rules_.push_back(instance.rule);
        instances_.push_back(instance);
        const int passing = solver_.guard(made.passes);
        const int standing = solver_.guard(made.fails.opposite());
        places_.push_back({instance.rule, passing, standing, std::move(made.fails)});
        rule_of_guard_.insert(rule_of_guard_.end(), 2, instance.rule);
    }

    std::vector<const Place*> places_of(int rule) const {
        std::vector<const Place*> places;
        for (const auto& place : places_)
            if (place.rule == rule) places.push_back(&place);
        return places;
    }

    std::vector<int> guards_of(int rule) const {
        std::vector<int> guards;
        for (const auto* place : places_of(rule)) guards.push_back(place->standing);
        return guards;
    }

    /// The rules behind guards, in order.
    std::vector<std::string> ids_of(const std::vector<int>& guards) const {
        std::set<int> rules;
        for (const int guard : guards) rules.insert(rule_of(guard));
        std::vector<std::string> ids;
        for (const int rule : rules) ids.push_back(id(rule));
        return ids;
    }

    void not_finished(int rule) {
        if (left_out_.insert(rule).second) found_.not_examined.push_back({id(rule), "求解超出限度"});
    }

    /// Can it fail, can it pass: asked of the rule alone.
    void alone(int rule) {
        bool may_fail = false, may_pass = true;
        for (const auto* place : places_of(rule)) {
            const std::vector<int> guard{place->passing};
            may_pass = may_pass && solver_.ask(guard) != Solver::Answer::Cannot;
            may_fail = may_fail || with(place->fails, {}) != Solver::Answer::Cannot;
        }
        if (may_fail && may_pass) return;
        (may_pass ? found_.never_fail : found_.never_pass).push_back({id(rule), {}});
        set_aside_.insert(rule);
    }

    /// Whether the formula can hold where these guards do. The core stays with the solver.
    Solver::Answer with(const Formula& formula, const std::vector<int>& guards) {
        solver_.push();
        solver_.add(formula);
        const auto answer = solver_.ask(guards);
        if (answer == Solver::Answer::Cannot) core_ = solver_.smallest_core(solver_.core());
        solver_.pop();
        return answer;
    }

    /// Guards of the rules that nothing was said of, those of 核实 too or not, without one rule.
    std::vector<int> standing(bool soft_too, int without, bool passing = false) const {
        std::vector<int> guards;
        for (const auto& place : places_)
            if (place.rule != without && !set_aside_.contains(place.rule) &&
                (soft_too || rule(place.rule).severity == Severity::Hard))
                guards.push_back(passing ? place.passing : place.standing);
        return guards;
    }

    void contradictions(bool soft_too) {
        for (;;) {
            const auto guards = standing(soft_too, -1, true);
            if (solver_.ask(guards) != Solver::Answer::Cannot) return;
            const auto core = solver_.smallest_core(solver_.core());
            if (core.empty()) return;
            found_.contradictions.push_back(ids_of(core));
            // Without its rules what is left can be asked again.
            for (const int guard : core) set_aside_.insert(rule_of(guard));
        }
    }

    /// 若 … 则: a condition that can hold by itself but never where the rules hold.
    void dead_condition(int at) {
        const auto& it = rule(at);
        const auto& nodes = it.condition.nodes;
        const auto node = [&](int place) -> const Node& { return nodes[static_cast<std::size_t>(place)]; };
        int root = it.condition.root;
        if (it.condition.scope >= 0 && node(root).kind == NodeKind::Implies) root = node(root).operands[1];
        if (node(root).kind != NodeKind::Implies) return;
        auto condition = it;
        condition.condition.root = node(root).operands[0];
        std::set<std::string> by;
        for (std::size_t i = 0; i < places_.size(); ++i) {
            if (places_[i].rule != at) continue;
            const auto made = translated(condition, instances_[i]);
            if (!made.left_out.empty() || with(made.passes, {}) != Solver::Answer::Can) return;
            if (with(made.passes, standing(it.severity != Severity::Hard, -1)) != Solver::Answer::Cannot)
                return;
            for (const auto& id : ids_of(core_)) by.insert(id);
        }
        found_.dead_conditions.push_back({it.id, {by.begin(), by.end()}});
    }

    /// The rules that leave this one no room to fail, at every place; empty when it has room.
    std::vector<std::string> leave_no_room(int at, const std::vector<int>& guards) {
        std::vector<int> all;
        for (const auto* place : places_of(at)) {
            const auto answer = with(place->fails, guards);
            if (answer == Solver::Answer::Limit) not_finished(at);
            if (answer != Solver::Answer::Cannot || core_.empty()) return {};
            all.insert(all.end(), core_.begin(), core_.end());
        }
        return ids_of(all);
    }

    void implied(int at) {
        const auto& it = rule(at);
        const auto others = standing(it.severity != Severity::Hard, at);
        auto by = leave_no_room(at, others);
        if (by.empty()) return;
        if (const int twin = twin_of(at); twin >= 0) {
            found_.duplicates.push_back({it.id, {id(twin)}});
            set_aside_.insert(at);  // else each would be named for the other
            return;
        }
        if (!it.generated) {
            auto generated = others;
            std::erase_if(generated, [&](int guard) { return !rule(rule_of(guard)).generated; });
            if (auto nothing_new = leave_no_room(at, generated); !nothing_new.empty()) {
                found_.never_fail.push_back({it.id, std::move(nothing_new)});
                return;
            }
        }
        found_.redundant.push_back({it.id, std::move(by)});
    }

    /// A rule that leaves it no room, and is left none by it.
    int twin_of(int at) {
        for (const int other : rules_) {
            if (set_aside_.contains(other) || rule(other).severity > rule(at).severity) continue;
            if (other == at) continue;
            if (!leave_no_room(at, guards_of(other)).empty() && !leave_no_room(other, guards_of(at)).empty())
                return other;
        }
        return -1;
    }

    const RuleSet& set_;
    Nothing nothing_;
    WordClasses words_;
    std::set<std::pair<int, int>> asked_for_blanks_;
    Unknowns unknowns_;
    Solver solver_;
    std::deque<Place> places_;
    std::vector<int> rule_of_guard_;
    std::deque<Instance> instances_;
    std::vector<int> rules_;
    std::set<int> left_out_;
    std::set<int> set_aside_;
    std::vector<int> core_;
    Examination found_;
};

std::string listed(const std::vector<std::string>& ids) {
    std::string all;
    for (const auto& id : ids) all += (all.empty() ? "" : "、") + id;
    return all;
}

}  // namespace

Examination examine(const RuleSet& set, std::span<const Form> forms, const Form& form, Period period,
                    std::uint32_t most_steps) {
    return Examiner(set, forms, form, period, most_steps).examine();
}

std::string examination_text(const Examination& found) {
    std::string text;
    for (const auto& ids : found.contradictions) text += "互相矛盾，不能同时满足：" + listed(ids) + "\n";
    for (const auto& it : found.never_pass) text += it.rule + " 永远不能通过\n";
    for (const auto& it : found.never_fail)
        text += it.rule +
                (it.by.empty() ? " 永远不会不通过"
                               : " 不会再发现什么：由表式生成的 " + listed(it.by) + " 已经管到") +
                "\n";
    for (const auto& it : found.duplicates) text += it.rule + " 与 " + listed(it.by) + " 说的是同一件事\n";
    for (const auto& it : found.redundant)
        text += it.rule + " 多余：它不通过时，" + listed(it.by) + " 之中必有不通过的\n";
    for (const auto& it : found.dead_conditions)
        text += it.rule + " 的前提在规则都满足时不会成立（" + listed(it.by) + "）\n";
    for (const auto& it : found.not_examined) text += it.rule + " 没有检查：" + it.why + "\n";
    return text;
}

}  // namespace yj::edit
