#include "edit/vtl/run.hpp"

#include <algorithm>

#include "base/result.hpp"
#include "edit/vtl/engine.hpp"
#include "edit/vtl/parser.hpp"

namespace yj::edit::vtl {

namespace {

/// Names that an expression reads: data sets, and (soft) what stands in clauses, which is rather a component.
struct Reads {
    std::vector<std::string> hard;
    std::vector<std::string> soft;
};

void collect(const Expr& expr, Reads& reads, bool soft) {
    if (expr.kind == ExprKind::Name) (soft ? reads.soft : reads.hard).push_back(expr.text);
    for (const auto& it : expr.operands) collect(it, reads, soft);
    if (!expr.extra) return;
    for (const auto* it : {&expr.extra->imbalance, &expr.extra->errorcode, &expr.extra->errorlevel})
        if (*it) collect(**it, reads, soft);
    for (const auto& clause : expr.extra->clauses) {
        if (clause.condition) collect(*clause.condition, reads, true);
        for (const auto& item : clause.items)
            if (item.expr) collect(*item.expr, reads, true);
    }
}

/// The statements in an order in which each stands behind what it reads.
class Ordering {
public:
    explicit Ordering(const std::vector<Assignment>& all) : all_(all), state_(all.size(), State::New) {}

    Outcome<std::vector<std::size_t>> order() {
        for (std::size_t i = 0; i < all_.size(); ++i)
            if (!places_.emplace(all_[i].name, i).second)
                return stop(all_[i].place, "“" + all_[i].name + "”赋值了两次", "每个名称只赋值一次");
        for (std::size_t i = 0; i < all_.size(); ++i) {
            YJ_TRY(visit(i));
        }
        return std::move(order_);
    }

private:
    enum class State : std::uint8_t { New, Open, Done };
    struct Step {
        std::size_t at;
        std::vector<std::pair<std::size_t, bool>> reads;  ///< statement, hard
        std::size_t next = 0;
    };

    Step step_at(std::size_t at) {
        state_[at] = State::Open;
        Step step{at, {}, 0};
        Reads reads;
        collect(all_[at].expr, reads, false);
        for (const auto& [names, hard] : {std::pair(&reads.hard, true), std::pair(&reads.soft, false)})
            for (const auto& name : *names)
                if (const auto found = places_.find(name); found != places_.end())
                    step.reads.emplace_back(found->second, hard);
        return step;
    }

    Outcome<bool> visit(std::size_t start) {
        if (state_[start] != State::New) return true;
        std::vector<Step> open{step_at(start)};
        while (!open.empty()) {
            auto& top = open.back();
            if (top.next == top.reads.size()) {
                state_[top.at] = State::Done;
                order_.push_back(top.at);
                open.pop_back();
                continue;
            }
            const auto [read, hard] = top.reads[top.next++];
            if (state_[read] == State::Open && hard) return circle(open, read);
            if (state_[read] == State::New) open.push_back(step_at(read));
        }
        return true;
    }

    std::unexpected<Fault> circle(const std::vector<Step>& open, std::size_t read) const {
        std::string names;
        bool inside = false;
        for (const auto& step : open) {
            inside = inside || step.at == read;
            if (inside) names += all_[step.at].name + " → ";
        }
        return stop(all_[open.back().at].place, "赋值循环：" + names + all_[read].name, "没有循环的赋值");
    }

    const std::vector<Assignment>& all_;
    std::vector<State> state_;
    std::unordered_map<std::string, std::size_t> places_;
    std::vector<std::size_t> order_;
};

Assigned assigned(const Assignment& statement, Operand operand) {
    if (auto* data = std::get_if<Dataset>(&operand)) {
        data->name = statement.name;
        return {std::move(*data), statement.persistent, false};
    }
    auto& column = std::get<Column>(operand);
    Dataset data{statement.name, {{default_measure(column.type), Role::Measure, std::move(column)}}, 1};
    return {std::move(data), statement.persistent, true};
}

Outcome<bool> no_twins(const Script& script) {
    std::vector<std::pair<std::string, Place>> names;
    for (const auto& it : script.datapoint_rulesets) names.emplace_back(it.name, it.place);
    for (const auto& it : script.hierarchical_rulesets) names.emplace_back(it.name, it.place);
    std::ranges::sort(names, {}, &std::pair<std::string, Place>::first);
    for (std::size_t i = 1; i < names.size(); ++i)
        if (names[i].first == names[i - 1].first)
            return stop(names[i].second, "规则集“" + names[i].first + "”定义了两次", "每个名称只定义一次");
    return true;
}

}  // namespace

const Dataset* RunResult::find(std::string_view name) const {
    for (const auto& it : results)
        if (it.data.name == name) return &it.data;
    return nullptr;
}

Outcome<RunResult> run_vtl(std::string_view text, std::span<const Dataset> inputs) {
    YJ_ASSIGN(const auto script, parse_script(text));
    return run_script(script, inputs);
}

std::vector<std::string> inputs_of(const Script& script) {
    std::vector<std::string> names;
    for (const auto& statement : script.assignments) {
        Reads reads;
        collect(statement.expr, reads, false);
        for (const auto& name : reads.hard) {
            const bool made =
                std::ranges::find(script.assignments, name, &Assignment::name) != script.assignments.end();
            if (!made && std::ranges::find(names, name) == names.end()) names.push_back(name);
        }
    }
    return names;
}

Outcome<RunResult> run_script(const Script& script, std::span<const Dataset> inputs) {
    YJ_TRY(no_twins(script));
    YJ_ASSIGN(const auto order, Ordering(script.assignments).order());
    Engine engine(script);
    for (const auto& it : inputs) engine.give(it.name, it);
    for (const auto at : order) {
        const auto& statement = script.assignments[at];
        if (engine.known(statement.name) != nullptr)
            return stop(statement.place, "“" + statement.name + "”是输入的数据集，不能赋值", "另一个名称");
        YJ_ASSIGN(auto made, engine.value(statement.expr));
        engine.give(statement.name, std::move(made));
    }
    RunResult result;
    for (const auto& statement : script.assignments)
        result.results.push_back(assigned(statement, *engine.known(statement.name)));
    if (engine.lost() > 0)
        result.notes.push_back(std::to_string(engine.lost()) + " 个值超出精确计算的范围，按空值处理");
    return result;
}

}  // namespace yj::edit::vtl
