#include "edit/vtl/engine.hpp"

#include <algorithm>

#include "base/result.hpp"
#include "base/text.hpp"

namespace yj::edit::vtl {

std::unexpected<Fault> stop(Place place, std::string what, std::string expected, std::string nearest) {
    return std::unexpected(
        Fault{"脚本", place.line, place.column, std::move(what), std::move(expected), std::move(nearest)});
}

std::unexpected<Fault> no_component(Place place, std::string_view name, const Dataset& data) {
    const auto names = data.names();
    std::string all;
    for (const auto& it : names) all += (all.empty() ? "" : "、") + it;
    return stop(place, "没有组件“" + std::string(name) + "”", all, nearest_name(name, names).value_or(""));
}

std::unordered_map<std::string, std::size_t> rows_by_key(std::span<const Component* const> of,
                                                         std::size_t rows) {
    std::unordered_map<std::string, std::size_t> found;
    found.reserve(rows);
    for (std::size_t row = 0; row < rows; ++row) found.emplace(row_key(of, row), row);
    return found;
}

const Operand* Engine::known(std::string_view name) const {
    const auto found = known_.find(name);
    return found == known_.end() ? nullptr : &found->second;
}

Outcome<Operand> Engine::named(const Expr& expr) const {
    if (const auto* found = known(expr.text)) return *found;
    std::vector<std::string> names;
    for (const auto& [name, operand] : known_) names.push_back(name);
    return stop(expr.place, "没有数据集“" + expr.text + "”", {}, nearest_name(expr.text, names).value_or(""));
}

Outcome<Operand> Engine::value(const Expr& expr) {
    switch (expr.kind) {
        case ExprKind::Constant: return Operand(Column::of(expr.type, expr.value));
        case ExprKind::Omitted: return stop(expr.place, "“_”只能代替可省的参数");
        case ExprKind::Name: return named(expr);
        case ExprKind::Member: return member(expr);
        case ExprKind::Call: return call(expr);
        case ExprKind::Chain: return chain(expr);
        case ExprKind::In: return in_set(expr);
        case ExprKind::If:
        case ExprKind::Case: return choice(expr);
        case ExprKind::Aggregate: return aggregate_all(expr);
        case ExprKind::Clause: {
            YJ_ASSIGN(auto data, dataset(expr.operands[0]));
            for (const auto& one : expr.extra->clauses) {
                YJ_ASSIGN(data, clause(std::move(data), one));
            }
            return Operand(std::move(data));
        }
        case ExprKind::Join: return join(expr);
        case ExprKind::SetOperation: return set_operation(expr);
        case ExprKind::Check: return check(expr);
        case ExprKind::CheckDatapoint: return check_datapoint(expr);
        case ExprKind::CheckHierarchy:
        case ExprKind::Hierarchy: return hierarchy(expr);
    }
    return stop(expr.place, "读不懂的表达式");
}

Outcome<Dataset> Engine::dataset(const Expr& expr) {
    YJ_ASSIGN(auto found, value(expr));
    if (auto* data = std::get_if<Dataset>(&found)) return std::move(*data);
    return stop(expr.place, "这里要一个数据集，写的是一个值");
}

/// Source: VTL 2.2, Membership.
Outcome<Operand> Engine::member(const Expr& expr) {
    YJ_ASSIGN(const auto data, dataset(expr.operands[0]));
    const auto* found = data.find(expr.text);
    if (found == nullptr) return no_component(expr.place, expr.text, data);
    auto made = data.only({Role::Identifier});
    if (made.components.empty() && data.rows == 1)
        return Operand(Column::of(found->column.type, found->column.at(0)));
    Component measure{found->role == Role::Measure ? found->name : default_measure(found->column.type),
                      Role::Measure, found->column};
    made.components.push_back(std::move(measure));
    for (const auto* viral : data.all(Role::ViralAttribute)) made.components.push_back(*viral);
    return Operand(std::move(made));
}

Outcome<Operand> Engine::call(const Expr& expr) {
    if (expr.text == "cast") {
        YJ_ASSIGN(auto from, value(expr.operands[0]));
        const auto change = [&](const Column& column) { return cast_column(column, expr.type, expr.place); };
        if (const auto* data = std::get_if<Dataset>(&from))
            return over_one(*data, expr.place, "cast", change, true);
        YJ_ASSIGN(auto made, change(std::get<Column>(from)));
        return Operand(std::move(made));
    }
    const auto* function = find_function(expr.text);
    if (function == nullptr) return stop(expr.place, "没有运算“" + expr.text + "”");
    std::vector<Operand> operands;
    std::vector<bool> omitted;
    for (const auto& it : expr.operands) {
        omitted.push_back(it.kind == ExprKind::Omitted);
        if (omitted.back()) {
            operands.emplace_back(Column::of(Type::Null, Value()));
            continue;
        }
        YJ_ASSIGN(auto one, value(it));
        operands.push_back(std::move(one));
    }
    if (expr.text == "period_indicator" && !operands.empty())
        if (auto* data = std::get_if<Dataset>(&operands[0])) {
            const auto of_time = [&] { return data->all(Role::Identifier); }();
            const auto found = std::ranges::find_if(
                of_time, [](const Component* it) { return it->column.type == Type::TimePeriod; });
            if (found == of_time.end()) return stop(expr.place, "数据集没有 TimePeriod 类型的标识组件");
            auto made = data->only({Role::Identifier});
            made.components.push_back({"period", Role::Measure, (*found)->column});
            operands[0] = std::move(made);
        }
    return over_all(*function, std::move(operands), omitted, expr.place);
}

Outcome<Operand> Engine::chain(const Expr& expr) {
    YJ_ASSIGN(auto left, value(expr.operands[0]));
    for (std::size_t i = 1; i < expr.operands.size(); ++i) {
        YJ_ASSIGN(auto right, value(expr.operands[i]));
        std::vector<Operand> both;
        both.push_back(std::move(left));
        both.push_back(std::move(right));
        YJ_ASSIGN(left,
                  over_all(*find_function(expr.extra->operators[i - 1]), std::move(both), {}, expr.place));
    }
    return left;
}

Outcome<Operand> Engine::in_set(const Expr& expr) {
    YJ_ASSIGN(auto from, value(expr.operands[0]));
    const auto change = [&](const Column& column) { return in_column(column, expr); };
    if (const auto* data = std::get_if<Dataset>(&from))
        return over_one(*data, expr.place, "in", change, true);
    YJ_ASSIGN(auto made, change(std::get<Column>(from)));
    return Operand(std::move(made));
}

Outcome<Operand> Engine::over_one(const Dataset& data, Place place, std::string_view what,
                                  const std::function<Outcome<Column>(const Column&)>& change,
                                  bool changes_type) {
    auto made = data.only({Role::Identifier});
    const auto measures = data.all(Role::Measure);
    if (changes_type && measures.size() != 1)
        return stop(place,
                    std::string(what) + " 要求数据集只有一个度量组件，现有 " +
                        std::to_string(measures.size()) + " 个",
                    "用 # 或 keep 选出一个");
    for (const auto* measure : measures) {
        YJ_ASSIGN(auto column, change(measure->column));
        auto name = changes_type ? default_measure(column.type) : measure->name;
        made.components.push_back({std::move(name), Role::Measure, std::move(column)});
    }
    for (const auto* viral : data.all(Role::ViralAttribute)) made.components.push_back(*viral);
    return Operand(std::move(made));
}

Outcome<Aligned> Engine::align(const std::vector<const Dataset*>& data, Place place) const {
    std::size_t widest = 0;
    for (std::size_t i = 1; i < data.size(); ++i)
        if (data[i]->all(Role::Identifier).size() > data[widest]->all(Role::Identifier).size()) widest = i;
    Aligned aligned;
    aligned.rows.resize(data.size());
    std::vector<std::unordered_map<std::string, std::size_t>> places(data.size());
    std::vector<std::vector<const Component*>> keys(data.size());
    for (std::size_t i = 0; i < data.size(); ++i) {
        const auto own = data[i]->all(Role::Identifier);
        for (const auto* identifier : own) {
            const auto* common = data[widest]->find(identifier->name);
            if (common == nullptr || common->role != Role::Identifier)
                return stop(place, "两个数据集的标识组件对不上：“" + identifier->name + "”只在一边",
                            "一个数据集的标识组件包含另一个的");
            keys[i].push_back(common);
        }
        if (i != widest) places[i] = rows_by_key(own, data[i]->rows);
    }
    for (std::size_t row = 0; row < data[widest]->rows; ++row) {
        std::vector<std::size_t> found(data.size(), row);
        bool all = true;
        for (std::size_t i = 0; i < data.size() && all; ++i) {
            if (i == widest) continue;
            const auto it = places[i].find(row_key(keys[i], row));
            all = it != places[i].end();
            if (all) found[i] = it->second;
        }
        for (std::size_t i = 0; i < data.size() && all; ++i) aligned.rows[i].push_back(found[i]);
    }
    aligned.identifiers = data[widest]->only({Role::Identifier}).taken(aligned.rows[widest]);
    for (std::size_t i = 0; i < data.size(); ++i)
        for (auto& viral : data[i]->only({Role::ViralAttribute}).taken(aligned.rows[i]).components)
            if (aligned.identifiers.find(viral.name) == nullptr)
                aligned.identifiers.components.push_back(std::move(viral));
    return aligned;
}

/// Source: VTL 2.2, Typical behaviours: operators on scalars, data sets and both.
Outcome<Operand> Engine::over_all(const Function& function, std::vector<Operand> operands,
                                  const std::vector<bool>& omitted, Place place) {
    std::vector<const Dataset*> data;
    for (const auto& it : operands)
        if (const auto* one = std::get_if<Dataset>(&it)) data.push_back(one);
    const auto skipped = [&](std::size_t i) { return i < omitted.size() && omitted[i]; };
    if (data.empty()) {
        std::vector<const Column*> columns;
        for (std::size_t i = 0; i < operands.size(); ++i)
            columns.push_back(skipped(i) ? nullptr : &std::get<Column>(operands[i]));
        YJ_ASSIGN(auto made, apply(function, columns, 1, place));
        return Operand(std::move(made));
    }
    YJ_ASSIGN(const auto aligned, align(data, place));
    const auto measures = data[0]->all(Role::Measure);
    const std::string called(function.name);
    for (const auto* one : data) {
        const auto count = one->all(Role::Measure).size();
        const bool boolean = function.takes.starts_with('b');
        if ((function.changes_type || boolean) && count != 1)
            return stop(place, called + " 要求数据集只有一个度量组件，现有 " + std::to_string(count) + " 个",
                        "用 # 或 keep 选出一个");
        if (count != measures.size())
            return stop(place, called + " 两边的度量组件个数不同", "同名的度量组件");
    }
    auto made = aligned.identifiers;
    made.rows = aligned.rows[0].size();
    for (const auto* measure : measures) {
        std::vector<Column> taken(operands.size());
        std::vector<const Column*> columns;
        for (std::size_t i = 0, seen = 0; i < operands.size(); ++i) {
            const auto* one = std::get_if<Dataset>(&operands[i]);
            if (one == nullptr) {
                columns.push_back(skipped(i) ? nullptr : &std::get<Column>(operands[i]));
                continue;
            }
            const auto* own = function.changes_type ? one->all(Role::Measure)[0] : one->find(measure->name);
            if (own == nullptr || own->role != Role::Measure)
                return stop(place, called + " 的一边没有度量组件“" + measure->name + "”", "同名的度量组件",
                            nearest_name(measure->name, one->names()).value_or(""));
            taken[i].type = own->column.type;
            for (const auto row : aligned.rows[seen]) taken[i].values.push_back(own->column.at(row));
            columns.push_back(&taken[i]);
            ++seen;
        }
        auto column = apply(function, columns, made.rows, place);
        if (!column) {
            column.error().what = measure->name + "：" + column.error().what;
            return std::unexpected(std::move(column.error()));
        }
        auto name = function.changes_type ? default_measure(column->type) : measure->name;
        made.components.push_back({std::move(name), Role::Measure, std::move(*column)});
    }
    std::ranges::stable_sort(made.components, {}, &Component::role);
    return Operand(std::move(made));
}

/// Source: VTL 2.2, if-then-else and case; a condition that is null is not true.
Outcome<Operand> Engine::choice(const Expr& expr) {
    YJ_ASSIGN(auto result, value(expr.operands.back()));
    for (std::size_t i = expr.operands.size() - 1; i >= 2; i -= 2) {
        YJ_ASSIGN(const auto condition, value(expr.operands[i - 2]));
        YJ_ASSIGN(auto then, value(expr.operands[i - 1]));
        YJ_ASSIGN(result, choose(condition, std::move(then), std::move(result), expr.place));
    }
    return result;
}

Outcome<Operand> Engine::choose(const Operand& condition, Operand then, Operand otherwise, Place place) {
    if (const auto* scalar = std::get_if<Column>(&condition)) {
        if (scalar->type != Type::Boolean && scalar->type != Type::Null)
            return stop(place, "条件不是 Boolean");
        return scalar->at(0).holds() ? std::move(then) : std::move(otherwise);
    }
    const auto& by = std::get<Dataset>(condition);
    const auto measures = by.all(Role::Measure);
    if (measures.size() != 1 || measures[0]->column.type != Type::Boolean)
        return stop(place, "条件数据集应有一个 Boolean 度量组件");
    const std::array<const Operand*, 2> sides{&then, &otherwise};
    std::array<const Dataset*, 2> data{std::get_if<Dataset>(&then), std::get_if<Dataset>(&otherwise)};
    const auto* shape = data[0] != nullptr ? data[0] : data[1];
    if (shape == nullptr) return stop(place, "then 和 else 至少一个是数据集");
    std::array<std::vector<const Component*>, 2> keys;
    std::array<std::unordered_map<std::string, std::size_t>, 2> places;
    for (std::size_t side = 0; side < 2; ++side) {
        if (data[side] == nullptr) continue;
        const auto own = data[side]->all(Role::Identifier);
        for (const auto* it : own) {
            keys[side].push_back(by.find(it->name));
            if (keys[side].back() == nullptr) return no_component(place, it->name, by);
        }
        places[side] = rows_by_key(own, data[side]->rows);
    }
    std::vector<std::size_t> kept;
    std::vector<std::pair<std::size_t, std::size_t>> from;
    for (std::size_t row = 0; row < by.rows; ++row) {
        const std::size_t side = measures[0]->column.at(row).holds() ? 0 : 1;
        std::size_t at = 0;
        if (data[side] != nullptr) {
            const auto found = places[side].find(row_key(keys[side], row));
            if (found == places[side].end()) continue;
            at = found->second;
        }
        kept.push_back(row);
        from.emplace_back(side, at);
    }
    auto made = by.only({Role::Identifier}).taken(kept);
    for (const auto* measure : shape->all(Role::Measure)) {
        Component result{measure->name, Role::Measure, {measure->column.type, {}, false}};
        std::array<const Column*, 2> columns{};
        for (std::size_t side = 0; side < 2; ++side) {
            if (data[side] == nullptr) {
                columns[side] = &std::get<Column>(*sides[side]);
            } else if (const auto* own = data[side]->find(measure->name)) {
                columns[side] = &own->column;
            } else {
                return no_component(place, measure->name, *data[side]);
            }
            if (!comparable(columns[side]->type, result.column.type))
                return stop(place, measure->name + "：then 和 else 的类型不同");
            if (columns[side]->type == Type::Number) result.column.type = Type::Number;
        }
        for (const auto& [side, row] : from) result.column.values.push_back(columns[side]->at(row));
        made.components.push_back(std::move(result));
    }
    return Operand(std::move(made));
}

}  // namespace yj::edit::vtl
