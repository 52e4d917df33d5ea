#include "edit/vtl/validation.hpp"

#include <algorithm>

#include "base/result.hpp"
#include "base/text.hpp"

namespace yj::edit::vtl {

namespace {

Component empty_component(std::string name, Role role, Type type) {
    return {std::move(name), role, {type, {}, false}};
}

/// Takes the rows where the rule failed.
Dataset failed_only(const Dataset& data, const Column& verdict) {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < data.rows; ++row)
        if (verdict.at(row).denies()) rows.push_back(row);
    return data.taken(rows);
}

}  // namespace

Type code_type(const std::vector<DatapointRule>& rules, Column DatapointRule::* code, Type otherwise) {
    Type found = Type::Null;
    for (const auto& rule : rules) {
        const auto& column = rule.*code;
        if (column.at(0).is_null()) continue;
        if (found != Type::Null && found != column.type) return Type::String;
        found = column.type;
    }
    return found == Type::Null ? otherwise : found;
}

Value code_in(Type type, const Column& code) {
    return type == Type::String && !code.at(0).is_null() ? Value(code.at(0).shown()) : code.at(0);
}

Outcome<Column> rule_verdict(Engine& engine, const DatapointRule& rule, const Scope& scope) {
    YJ_ASSIGN(auto then, engine.component(rule.then, scope));
    if (then.type != Type::Boolean && then.type != Type::Null)
        return stop(rule.then.place, "规则“" + rule.name + "”的条件不是 Boolean");
    const auto rows = scope.rows();
    Column when = Column::of(Type::Boolean, true);
    if (rule.when) {
        YJ_ASSIGN(when, engine.component(*rule.when, scope));
        if (when.type != Type::Boolean && when.type != Type::Null)
            return stop(rule.when->place, "规则“" + rule.name + "”的 when 不是 Boolean");
    }
    Column made{Type::Boolean, {}, false};
    made.values.reserve(rows);
    for (std::size_t row = 0; row < rows; ++row)
        made.values.push_back(either(opposite(when.at(row)), then.at(row)));
    return made;
}

Outcome<Bound> bound_ruleset(const Script& script, const std::string& name,
                             const std::vector<std::string>& components, const Dataset& data, Place place) {
    const auto found = std::ranges::find(script.datapoint_rulesets, name, &DatapointRuleset::name);
    if (found == script.datapoint_rulesets.end()) {
        std::vector<std::string> names;
        for (const auto& it : script.datapoint_rulesets) names.push_back(it.name);
        return stop(place, "没有数据点规则集“" + name + "”", "define datapoint ruleset …",
                    nearest_name(name, names).value_or(""));
    }
    if (found->by_domain && components.size() != found->signature.size())
        return stop(place, "按值域定义的规则集“" + name + "”要写 components",
                    std::to_string(found->signature.size()) + " 个组件");
    Bound bound{&*found, {}};
    for (std::size_t i = 0; i < found->signature.size(); ++i) {
        const auto& component = i < components.size() ? components[i] : found->signature[i].name;
        if (data.find(component) == nullptr) return no_component(place, component, data);
        bound.aliases[found->signature[i].alias] = component;
        if (!found->by_domain) bound.aliases.emplace(found->signature[i].name, component);
    }
    return bound;
}

/// Source: VTL 2.2, Check datapoint.
Outcome<Operand> Engine::check_datapoint(const Expr& expr) {
    YJ_ASSIGN(const auto data, dataset(expr.operands[0]));
    const auto& extra = *expr.extra;
    YJ_ASSIGN(const auto bound, bound_ruleset(script_, extra.ruleset, extra.components, data, expr.place));
    const bool invalid = extra.output.empty() || extra.output == "invalid";
    auto shape = data.only({Role::Identifier});
    shape.components.push_back(empty_component("ruleid", Role::Identifier, Type::String));
    if (extra.output != "all")
        for (const auto* it : data.all(Role::Measure)) shape.components.push_back(*it);
    if (!invalid) shape.components.push_back(empty_component("bool_var", Role::Measure, Type::Boolean));
    const auto& rules = bound.ruleset->rules;
    shape.components.push_back(empty_component("errorcode", Role::Measure,
                                               code_type(rules, &DatapointRule::errorcode, Type::String)));
    shape.components.push_back(empty_component("errorlevel", Role::Measure,
                                               code_type(rules, &DatapointRule::errorlevel, Type::Integer)));
    auto made = shape.taken({});
    const Scope scope{&data, nullptr, &bound.aliases};
    for (const auto& rule : bound.ruleset->rules) {
        YJ_ASSIGN(const auto verdict, rule_verdict(*this, rule, scope));
        for (std::size_t row = 0; row < data.rows; ++row) {
            const auto& said = verdict.at(row);
            if (invalid && !said.denies()) continue;
            for (auto& it : made.components) {
                auto& values = it.column.values;
                if (it.name == "ruleid")
                    values.emplace_back(rule.name);
                else if (it.name == "bool_var" && !invalid)
                    values.push_back(said);
                else if (it.name == "errorcode")
                    values.push_back(said.denies() ? code_in(it.column.type, rule.errorcode) : Value());
                else if (it.name == "errorlevel")
                    values.push_back(said.denies() ? code_in(it.column.type, rule.errorlevel) : Value());
                else
                    values.push_back(data.find(it.name)->column.at(row));
            }
            ++made.rows;
        }
    }
    return Operand(std::move(made));
}

/// Source: VTL 2.2, Check.
Outcome<Operand> Engine::check(const Expr& expr) {
    YJ_ASSIGN(const auto data, dataset(expr.operands[0]));
    const auto& extra = *expr.extra;
    const auto measures = data.all(Role::Measure);
    if (measures.size() != 1 || measures[0]->column.type != Type::Boolean)
        return stop(expr.place, "check 的数据集应有一个 Boolean 度量组件", "如 check(DS_1 >= DS_2)");
    const auto verdict = measures[0]->column;
    auto made = data.only({Role::Identifier, Role::ViralAttribute});
    made.components.push_back({"bool_var", Role::Measure, verdict});
    auto imbalance = empty_component("imbalance", Role::Measure, Type::Number);
    imbalance.column.values.resize(data.rows);
    if (extra.imbalance) {
        YJ_ASSIGN(const auto other, dataset(*extra.imbalance));
        const auto numbers = other.all(Role::Measure);
        if (numbers.size() != 1 || !is_numeric(numbers[0]->column.type))
            return stop(expr.place, "imbalance 应有一个数值度量组件");
        std::vector<const Component*> keys;
        for (const auto* it : other.all(Role::Identifier)) {
            keys.push_back(data.find(it->name));
            if (keys.back() == nullptr) return no_component(extra.imbalance->place, it->name, data);
        }
        const auto places = rows_by_key(other.all(Role::Identifier), other.rows);
        for (std::size_t row = 0; row < data.rows; ++row)
            if (const auto found = places.find(row_key(keys, row)); found != places.end())
                imbalance.column.values[row] = numbers[0]->column.at(found->second);
    }
    made.components.push_back(std::move(imbalance));
    const auto code = [&](const char* name, const std::optional<Expr>& of, Type type) -> Outcome<Component> {
        auto component = empty_component(name, Role::Measure, type);
        Value value;
        if (of) {
            YJ_ASSIGN(const auto scalar, this->value(*of));
            const auto* column = std::get_if<Column>(&scalar);
            if (column == nullptr) return stop(of->place, std::string(name) + " 应是一个常数");
            value = column->at(0);
            if (!value.is_null()) component.column.type = column->type;
        }
        for (std::size_t row = 0; row < data.rows; ++row)
            component.column.values.push_back(verdict.at(row).denies() ? value : Value());
        return component;
    };
    YJ_ASSIGN(auto errorcode, code("errorcode", extra.errorcode, Type::String));
    YJ_ASSIGN(auto errorlevel, code("errorlevel", extra.errorlevel, Type::Integer));
    made.components.push_back(std::move(errorcode));
    made.components.push_back(std::move(errorlevel));
    std::ranges::stable_sort(made.components, {}, [](const Component& it) { return it.role; });
    return Operand(extra.output == "invalid" ? failed_only(made, verdict) : std::move(made));
}

}  // namespace yj::edit::vtl
