#include <algorithm>
#include <map>
#include <set>

#include "base/result.hpp"
#include "base/text.hpp"
#include "edit/vtl/engine.hpp"

namespace yj::edit::vtl {

namespace {

using Codes = std::unordered_map<std::string, Value>;

/// One data set against one hierarchical ruleset: its data points by group (the other identifiers) and code.
class Rollup {
public:
    Rollup(Engine& engine, const Expr& expr, const HierarchicalRuleset& ruleset, const Dataset& data)
        : engine_(engine), expr_(expr), ruleset_(ruleset), data_(data) {
        mode_ = expr.extra->mode.empty() ? "non_null" : expr.extra->mode;
        zero_ = mode_.ends_with("_zero");
    }

    Outcome<Dataset> check() {
        YJ_TRY(prepare());
        const auto& asked = expr_.extra->output;
        const std::string output = asked.empty() ? "invalid" : asked;
        if (expr_.extra->input == "dataset_priority") {
            YJ_TRY(compute("rule"));
        }
        start_check(output);
        for (const auto& rule : ruleset_.rules) {
            YJ_ASSIGN(const auto when, conditions(rule));
            for (std::size_t group = 0; group < groups_.size(); ++group)
                if (when[0][group]) check_one(rule, when, group, output);
        }
        return std::move(made_);
    }

    Outcome<Dataset> roll() {
        YJ_TRY(prepare());
        const auto input = expr_.extra->input.empty() ? std::string("rule") : expr_.extra->input;
        YJ_TRY(compute(input));
        auto shape = data_.only({Role::Identifier});
        shape.components.push_back(*measure_);
        made_ = shape.taken({});
        std::set<std::string> written;
        for (const auto* rule : order_)
            if (written.insert(rule->left).second)
                for (std::size_t group = 0; group < groups_.size(); ++group)
                    if (const auto found = computed_[group].find(rule->left); found != computed_[group].end())
                        add_row(group, rule->left, found->second);
        if (expr_.extra->output != "all") return std::move(made_);
        const auto rolled = rows_by_key(made_.all(Role::Identifier), made_.rows);
        const auto own = shape.all(Role::Identifier);
        std::vector<std::size_t> rest;
        for (std::size_t row = 0; row < data_.rows; ++row)
            if (!rolled.contains(row_key(own, row))) rest.push_back(row);
        auto all = shape.taken(rest);
        for (std::size_t i = 0; i < all.components.size(); ++i)
            for (auto& value : made_.components[i].column.values)
                all.components[i].column.values.push_back(std::move(value));
        all.rows += made_.rows;
        return all;
    }

private:
    /// [0]: the rule's when; [1 …]: the conditions of its right items. For each group.
    using Conditions = std::vector<std::vector<bool>>;

    Outcome<bool> prepare() {
        const auto measures = data_.all(Role::Measure);
        if (measures.size() != 1 || !is_numeric(measures[0]->column.type))
            return stop(expr_.place, expr_.text + " 的数据集应有一个数值度量组件");
        measure_ = measures[0];
        const auto& named = expr_.extra->rule_component;
        if (named.empty() && ruleset_.by_domain)
            return stop(expr_.place, "按值域定义的规则集“" + ruleset_.name + "”要写 rule 组件",
                        "rule 标识组件");
        code_ = data_.find(named.empty() ? ruleset_.rule_variable : named);
        if (code_ == nullptr || code_->role != Role::Identifier)
            return no_component(expr_.place, named.empty() ? ruleset_.rule_variable : named,
                                data_.only({Role::Identifier}));
        const auto& conditions = expr_.extra->components;
        if (!conditions.empty() && conditions.size() != ruleset_.conditions.size())
            return stop(expr_.place, "condition 的组件个数与规则集不同",
                        std::to_string(ruleset_.conditions.size()) + " 个组件");
        for (std::size_t i = 0; i < ruleset_.conditions.size(); ++i) {
            const auto& it = ruleset_.conditions[i];
            aliases_[it.alias] = conditions.empty() ? it.name : conditions[i];
            aliases_.emplace(it.name, aliases_[it.alias]);
        }
        std::vector<const Component*> others;
        for (const auto* it : data_.all(Role::Identifier))
            if (it != code_) others.push_back(it);
        std::unordered_map<std::string, std::size_t> places;
        std::vector<std::size_t> first;
        for (std::size_t row = 0; row < data_.rows; ++row) {
            const auto [found, fresh] = places.emplace(row_key(others, row), first.size());
            if (fresh) {
                first.push_back(row);
                groups_.emplace_back();
            }
            groups_[found->second].insert_or_assign(code_->column.at(row).shown(), measure_->column.at(row));
        }
        heads_ = data_.taken(first);
        computed_.resize(groups_.size());
        return true;
    }

    Outcome<Conditions> conditions(const HierarchicalRule& rule) {
        Conditions made;
        const Scope scope{&heads_, nullptr, &aliases_};
        const auto one = [&](const std::optional<Expr>& of) -> Outcome<bool> {
            std::vector<bool> holds(groups_.size(), true);
            if (of) {
                YJ_ASSIGN(const auto column, engine_.component(*of, scope));
                if (column.type != Type::Boolean && column.type != Type::Null)
                    return stop(of->place, "规则“" + rule.name + "”的条件不是 Boolean");
                for (std::size_t group = 0; group < holds.size(); ++group)
                    holds[group] = column.at(group).holds();
            }
            made.push_back(std::move(holds));
            return true;
        };
        YJ_TRY(one(rule.when));
        for (const auto& item : rule.right) {
            YJ_TRY(one(item.condition));
        }
        return made;
    }

    /// The rules with "=" in such an order that what a rule reads has been computed before it.
    Outcome<bool> sort_rules() {
        std::map<std::string, std::vector<const HierarchicalRule*>> by_left;
        for (const auto& rule : ruleset_.rules)
            if (rule.comparison == "=") by_left[rule.left].push_back(&rule);
        std::map<std::string, int> state;  // 1 open, 2 done
        for (const auto& [left, rules] : by_left) {
            std::vector<std::pair<std::string, bool>> open{{left, false}};
            while (!open.empty()) {
                const auto [code, leaving] = open.back();
                open.pop_back();
                if (leaving) {
                    state[code] = 2;
                    for (const auto* rule : by_left[code]) order_.push_back(rule);
                    continue;
                }
                if (state[code] == 2) continue;
                if (state[code] == 1)
                    return stop(expr_.place,
                                "规则集“" + ruleset_.name + "”里的代码项“" + code + "”由自己算出");
                state[code] = 1;
                open.emplace_back(code, true);
                for (const auto* rule : by_left[code])
                    for (const auto& item : rule->right) {
                        if (!by_left.contains(item.code) || state[item.code] == 2) continue;
                        if (state[item.code] == 1)
                            return stop(rule->place, "规则集“" + ruleset_.name + "”里的代码项“" + item.code +
                                                         "”与“" + code + "”互相算出");
                        open.emplace_back(item.code, false);
                    }
            }
        }
        for (const auto& [left, rules] : by_left) computed_codes_.insert(left);
        return true;
    }

    Outcome<bool> compute(const std::string& input) {
        if (input == "dataset") {
            for (const auto& rule : ruleset_.rules)
                if (rule.comparison == "=") order_.push_back(&rule);
        } else {
            YJ_TRY(sort_rules());
        }
        for (const auto* rule : order_) {
            YJ_ASSIGN(const auto when, conditions(*rule));
            for (std::size_t group = 0; group < groups_.size(); ++group)
                if (when[0][group]) compute_one(*rule, when, group, input);
        }
        return true;
    }

    struct Found {
        bool exists = false;
        Value value;
    };

    [[nodiscard]] static Found in(const Codes& codes, const std::string& code) {
        const auto found = codes.find(code);
        return found == codes.end() ? Found{} : Found{true, found->second};
    }

    [[nodiscard]] Found taken(const std::string& code, std::size_t group, const std::string& input) const {
        auto given = in(groups_[group], code);
        if (input == "dataset" || input.empty() || !computed_codes_.contains(code)) return given;
        auto made = in(computed_[group], code);
        if (input == "rule") return made;
        if (input == "rule_priority") return made.exists && !made.value.is_null() ? made : given;
        return given.exists && !given.value.is_null() ? given
               : made.exists                          ? made
                                                      : given;  // dataset_priority
    }

    struct Sum {
        bool any = false;        ///< a data point was found
        bool all_filled = true;  ///< all were found and are not null
        bool not_zero = false;   ///< one was found that is not 0
        Value total = Value::whole(0);
    };

    void add(Sum& sum, const Found& found, int sign) const {
        sum.any = sum.any || found.exists;
        sum.all_filled = sum.all_filled && found.exists && !found.value.is_null();
        const bool zero = found.value.is_number() && found.value.number().is_zero();
        sum.not_zero = sum.not_zero || (found.exists && !zero);
        const Value value = found.exists || !zero_ ? found.value : Value::whole(0);
        if (sum.total.is_null() || value.is_null()) {
            sum.total = Value();
            return;
        }
        const auto added =
            sign < 0 ? sum.total.number().minus(value.number()) : sum.total.number().plus(value.number());
        sum.total = added ? Value(*added) : Value();
    }

    [[nodiscard]] Sum right_side(const HierarchicalRule& rule, const Conditions& when, std::size_t group,
                                 const std::string& input) const {
        Sum sum;
        for (std::size_t i = 0; i < rule.right.size(); ++i)
            if (when[i + 1][group]) add(sum, taken(rule.right[i].code, group, input), rule.right[i].sign);
        return sum;
    }

    void compute_one(const HierarchicalRule& rule, const Conditions& when, std::size_t group,
                     const std::string& input) {
        const auto sum = right_side(rule, when, group, input);
        const bool zero = sum.total.is_number() && sum.total.number().is_zero();
        const bool produced = mode_ == "non_null"           ? !sum.total.is_null() && sum.all_filled
                              : mode_ == "non_zero"         ? !zero
                              : mode_.starts_with("always") ? true
                                                            : sum.any;
        if (produced) computed_[group].insert_or_assign(rule.left, sum.total);
    }

    void start_check(const std::string& output) {
        auto shape = data_.only({Role::Identifier});
        shape.components.push_back({"ruleid", Role::Identifier, {Type::String, {}, false}});
        if (output != "all") shape.components.push_back(*measure_);
        if (output != "invalid")
            shape.components.push_back({"bool_var", Role::Measure, {Type::Boolean, {}, false}});
        shape.components.push_back({"imbalance", Role::Measure, {Type::Number, {}, false}});
        shape.components.push_back({"errorcode", Role::Measure, {Type::String, {}, false}});
        const bool words = std::ranges::any_of(ruleset_.rules, [](const HierarchicalRule& rule) {
            return !rule.errorlevel.at(0).is_number() && !rule.errorlevel.at(0).is_null();
        });
        const auto level = words ? Type::String : Type::Integer;
        shape.components.push_back({"errorlevel", Role::Measure, {level, {}, false}});
        made_ = shape.taken({});
    }

    void check_one(const HierarchicalRule& rule, const Conditions& when, std::size_t group,
                   const std::string& output) {
        const auto& input = expr_.extra->input;
        const auto right = right_side(rule, when, group, input);
        Sum left;
        add(left, taken(rule.left, group, input), 1);
        const bool produced = mode_ == "non_null"           ? left.all_filled && right.all_filled
                              : mode_ == "non_zero"         ? left.not_zero || right.not_zero
                              : mode_.starts_with("always") ? true
                                                            : left.any || right.any;
        if (!produced) return;
        const auto verdict = compared(rule.comparison, left.total, right.total).value_or(Value());
        if (output == "invalid" && !verdict.denies()) return;
        Value imbalance;
        if (left.total.is_number() && right.total.is_number())
            if (const auto gap = left.total.number().minus(right.total.number())) imbalance = Value(*gap);
        add_row(group, rule.left, left.total);
        const auto put = [&](const char* name, Value value) {
            if (auto* it = made_.find(name)) it->column.values.push_back(std::move(value));
        };
        put("ruleid", Value(rule.name));
        put("bool_var", verdict);
        put("imbalance", imbalance);
        const auto& code = rule.errorcode.at(0);
        put("errorcode", verdict.denies() && !code.is_null() ? Value(code.shown()) : Value());
        const auto& level = rule.errorlevel.at(0);
        const bool words = made_.find("errorlevel")->column.type == Type::String;
        put("errorlevel", !verdict.denies() || level.is_null() ? Value()
                          : words                              ? Value(level.shown())
                                                               : level);
    }

    void add_row(std::size_t group, const std::string& code, const Value& value) {
        for (auto& it : made_.components) {
            const auto* head = heads_.find(it.name);
            if (it.name == code_->name)
                it.column.values.push_back(is_numeric(code_->column.type)
                                               ? parse_value(code, code_->column.type).value_or(Value())
                                               : Value(code));
            else if (it.name == measure_->name)
                it.column.values.push_back(value);
            else if (head != nullptr && head->role == Role::Identifier)
                it.column.values.push_back(head->column.at(group));
        }
        ++made_.rows;
    }

    Engine& engine_;
    const Expr& expr_;
    const HierarchicalRuleset& ruleset_;
    const Dataset& data_;
    std::string mode_;
    bool zero_ = false;
    const Component* measure_ = nullptr;
    const Component* code_ = nullptr;
    std::map<std::string, std::string, std::less<>> aliases_;
    std::vector<Codes> groups_;
    std::vector<Codes> computed_;
    std::set<std::string> computed_codes_;
    std::vector<const HierarchicalRule*> order_;
    Dataset heads_;  ///< one row of each group
    Dataset made_;
};

}  // namespace

/// Source: VTL 2.2, Check hierarchy, Hierarchical roll-up.
Outcome<Operand> Engine::hierarchy(const Expr& expr) {
    YJ_ASSIGN(const auto data, dataset(expr.operands[0]));
    const auto found =
        std::ranges::find(script_.hierarchical_rulesets, expr.extra->ruleset, &HierarchicalRuleset::name);
    if (found == script_.hierarchical_rulesets.end()) {
        std::vector<std::string> names;
        for (const auto& it : script_.hierarchical_rulesets) names.push_back(it.name);
        return stop(expr.place, "没有层次规则集“" + expr.extra->ruleset + "”",
                    "define hierarchical ruleset …", nearest_name(expr.extra->ruleset, names).value_or(""));
    }
    Rollup rollup(*this, expr, *found, data);
    if (expr.kind == ExprKind::Hierarchy) {
        YJ_ASSIGN(auto made, rollup.roll());
        return Operand(std::move(made));
    }
    YJ_ASSIGN(auto made, rollup.check());
    return Operand(std::move(made));
}

}  // namespace yj::edit::vtl
