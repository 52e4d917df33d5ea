#include <algorithm>

#include "base/result.hpp"
#include "base/text.hpp"
#include "edit/vtl/engine.hpp"
#include "edit/vtl/pattern.hpp"

namespace yj::edit::vtl {

Outcome<Column> Engine::apply(const Function& function, const std::vector<const Column*>& with,
                              std::size_t rows, Place place) {
    std::vector<Type> types;
    bool constant = true;
    for (const auto* it : with) {
        types.push_back(it == nullptr ? Type::Null : it->type);
        constant = constant && (it == nullptr || it->constant);
    }
    const auto typed = type_of_result(function, types);
    if (!typed.wrong.empty()) return stop(place, std::string(function.name) + "：" + typed.wrong);
    if (function.name == "match_characters" && with[1]->constant && with[1]->at(0).is_text())
        if (const auto pattern = Pattern::compile(with[1]->at(0).text()); !pattern)
            return stop(place, "模式“" + with[1]->at(0).text() + "”读不懂：" + pattern.error());
    Column made{typed.result, {}, constant};
    const auto count = constant ? 1 : rows;
    made.values.reserve(count);
    std::vector<const Value*> row(with.size());
    for (std::size_t at = 0; at < count; ++at) {
        bool null = false;
        for (std::size_t i = 0; i < with.size(); ++i) {
            row[i] = with[i] == nullptr ? nullptr : &with[i]->at(at);
            null = null || (row[i] != nullptr && row[i]->is_null());
        }
        if (null && !function.reads_null) {
            made.values.emplace_back();
            continue;
        }
        auto result = function.reckon(row);
        if (!result) ++lost_;
        made.values.push_back(result ? std::move(*result) : Value());
    }
    return made;
}

Outcome<Column> Engine::cast_column(const Column& from, Type type, Place place) const {
    Column made{type, {}, from.constant};
    for (const auto& it : from.values) {
        auto result = cast_to(type, it, from.type);
        if (!result) return stop(place, "“" + it.shown() + "”不能转换为 " + std::string(type_name(type)));
        made.values.push_back(std::move(*result));
    }
    return made;
}

Outcome<Column> Engine::in_column(const Column& from, const Expr& expr) {
    Column made{Type::Boolean, {}, from.constant};
    for (const auto& it : expr.extra->set)
        if (!comparable(from.type, it.type))
            return stop(expr.place, std::string(type_name(from.type)) + " 不能与 " +
                                        std::string(type_name(it.type)) + " 的集合比较");
    for (const auto& it : from.values) {
        if (it.is_null()) {
            made.values.emplace_back();
            continue;
        }
        const bool found = std::ranges::any_of(expr.extra->set, [&](const Column& one) {
            const auto same = compared("=", it, one.at(0));
            return same && same->holds();
        });
        made.values.emplace_back(found == (expr.text == "in"));
    }
    return made;
}

Outcome<Column> Engine::component_name(const std::string& name, const Scope& scope, Place place) const {
    std::string_view wanted = name;
    if (scope.aliases != nullptr)
        if (const auto alias = scope.aliases->find(name); alias != scope.aliases->end())
            wanted = alias->second;
    const auto* found = scope.data->find(wanted);
    if (found == nullptr)  // d1#Me_1, where no other operand of the join has a Me_1
        if (const auto mark = wanted.find('#'); mark != std::string_view::npos)
            found = scope.data->find(wanted.substr(mark + 1));
    if (found == nullptr) {
        const auto* scalar = known(name);
        if (scalar != nullptr && std::holds_alternative<Column>(*scalar)) return std::get<Column>(*scalar);
        return no_component(place, name, *scope.data);
    }
    if (scope.groups == nullptr) return found->column;
    if (std::ranges::find(scope.groups->names, found->name) == scope.groups->names.end())
        return stop(place, "“" + name + "”在分组之后没有值", "放进 sum、avg、count、min、max 等聚合里");
    Column made{found->column.type, {}, false};
    for (const auto row : scope.groups->first) made.values.push_back(found->column.at(row));
    return made;
}

Outcome<Column> Engine::component(const Expr& expr, const Scope& scope) {
    switch (expr.kind) {
        case ExprKind::Constant: return Column::of(expr.type, expr.value);
        case ExprKind::Name: return component_name(expr.text, scope, expr.place);
        case ExprKind::Member:
            if (expr.operands[0].kind == ExprKind::Name)
                return component_name(expr.operands[0].text + "#" + expr.text, scope, expr.place);
            break;
        case ExprKind::Call: return component_call(expr, scope);
        case ExprKind::Chain: {
            YJ_ASSIGN(auto left, component(expr.operands[0], scope));
            for (std::size_t i = 1; i < expr.operands.size(); ++i) {
                YJ_ASSIGN(const auto right, component(expr.operands[i], scope));
                const auto* function = find_function(expr.extra->operators[i - 1]);
                YJ_ASSIGN(left, apply(*function, {&left, &right}, scope.rows(), expr.place));
            }
            return left;
        }
        case ExprKind::In: {
            YJ_ASSIGN(const auto from, component(expr.operands[0], scope));
            return in_column(from, expr);
        }
        case ExprKind::If:
        case ExprKind::Case: return component_choice(expr, scope);
        case ExprKind::Aggregate: {
            if (scope.groups == nullptr)
                return stop(expr.place, expr.text + " 只能写在 aggr 和 having 里",
                            "数据集[aggr … group by …]");
            const Scope rows{scope.data, nullptr, scope.aliases};
            Column from = Column::of(Type::Integer, Value::whole(1));
            if (!expr.operands.empty()) {
                YJ_ASSIGN(from, component(expr.operands[0], rows));
            }
            return aggregate(expr.text, from, *scope.groups, expr.place);
        }
        default: break;
    }
    return stop(expr.place, "“" + expr.text + "”不能用在组件的表达式里");
}

Outcome<Column> Engine::component_call(const Expr& expr, const Scope& scope) {
    std::vector<Column> columns;
    std::vector<bool> omitted;
    for (const auto& it : expr.operands) {
        omitted.push_back(it.kind == ExprKind::Omitted);
        if (omitted.back()) {
            columns.push_back(Column::of(Type::Null, Value()));
            continue;
        }
        YJ_ASSIGN(auto column, component(it, scope));
        columns.push_back(std::move(column));
    }
    if (expr.text == "cast") return cast_column(columns[0], expr.type, expr.place);
    if (expr.text == "period_indicator" && columns.empty()) {
        const auto identifiers = scope.data->all(Role::Identifier);
        const auto found = std::ranges::find_if(
            identifiers, [](const Component* it) { return it->column.type == Type::TimePeriod; });
        if (found == identifiers.end()) return stop(expr.place, "数据集没有 TimePeriod 类型的标识组件");
        YJ_ASSIGN(auto column, component_name((*found)->name, scope, expr.place));
        columns.push_back(std::move(column));
        omitted.push_back(false);
    }
    std::vector<const Column*> with;
    for (std::size_t i = 0; i < columns.size(); ++i) with.push_back(omitted[i] ? nullptr : &columns[i]);
    return apply(*find_function(expr.text), with, scope.rows(), expr.place);
}

Outcome<Column> Engine::component_choice(const Expr& expr, const Scope& scope) {
    YJ_ASSIGN(auto result, component(expr.operands.back(), scope));
    for (std::size_t i = expr.operands.size() - 1; i >= 2; i -= 2) {
        YJ_ASSIGN(const auto condition, component(expr.operands[i - 2], scope));
        YJ_ASSIGN(const auto then, component(expr.operands[i - 1], scope));
        if (condition.type != Type::Boolean && condition.type != Type::Null)
            return stop(expr.operands[i - 2].place, "条件不是 Boolean");
        if (!comparable(then.type, result.type))
            return stop(expr.place, std::string(type_name(then.type)) + " 和 " +
                                        std::string(type_name(result.type)) + " 不能是同一个结果");
        const bool constant = condition.constant && then.constant && result.constant;
        const bool wider = result.type == Type::Null || then.type == Type::Number;
        Column made{wider ? then.type : result.type, {}, constant};
        const auto rows = constant ? 1 : scope.rows();
        made.values.reserve(rows);
        for (std::size_t row = 0; row < rows; ++row)
            made.values.push_back(condition.at(row).holds() ? then.at(row) : result.at(row));
        result = std::move(made);
    }
    return result;
}

}  // namespace yj::edit::vtl
