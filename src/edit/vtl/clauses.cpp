#include <algorithm>

#include "base/result.hpp"
#include "edit/vtl/engine.hpp"

namespace yj::edit::vtl {

namespace {

Column spread(Column column, std::size_t rows) {
    if (!column.constant) return column;
    return {column.type, std::vector<Value>(rows, column.at(0)), false};
}

/// The component that an item names; "d1#Me_1" may stand for the Me_1 of a join.
Component* named(Dataset& data, const std::string& name) {
    if (auto* found = data.find(name)) return found;
    const auto mark = name.find('#');
    return mark == std::string::npos ? nullptr : data.find(name.substr(mark + 1));
}

Outcome<Dataset> kept(Dataset data, const ClauseText& clause) {
    std::vector<const Component*> listed;
    for (const auto& item : clause.items) {
        const auto* found = named(data, item.name);
        if (found == nullptr) return no_component(item.place, item.name, data);
        if (found->role == Role::Identifier && clause.kind == ClauseKind::Drop)
            return stop(item.place, "“" + item.name + "”是标识组件，不能去掉", "度量或属性组件");
        listed.push_back(found);
    }
    Dataset made{data.name, {}, data.rows};
    for (const auto& it : data.components) {
        const bool in = std::ranges::find(listed, &it) != listed.end();
        if (it.role == Role::Identifier || in == (clause.kind == ClauseKind::Keep))
            made.components.push_back(it);
    }
    return made;
}

Outcome<Dataset> renamed(Dataset data, const ClauseText& clause) {
    std::vector<std::pair<Component*, std::string>> changes;
    for (const auto& item : clause.items) {
        auto* found = named(data, item.name);
        if (found == nullptr) return no_component(item.place, item.name, data);
        changes.emplace_back(found, item.to);
    }
    for (auto& [component, to] : changes) component->name = to;
    for (std::size_t i = 0; i < data.components.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (data.components[i].name == data.components[j].name)
                return stop(clause.place, "改名之后有两个“" + data.components[i].name + "”", "不同的名称");
    return data;
}

Outcome<Dataset> pivoted(const Dataset& data, const ClauseText& clause) {
    const auto* by = data.find(clause.items[0].name);
    const auto* measure = data.find(clause.items[1].name);
    if (by == nullptr || by->role != Role::Identifier)
        return no_component(clause.items[0].place, clause.items[0].name, data.only({Role::Identifier}));
    if (measure == nullptr || measure->role != Role::Measure)
        return no_component(clause.items[1].place, clause.items[1].name, data.only({Role::Measure}));
    std::vector<const Component*> rest;
    for (const auto* it : data.all(Role::Identifier))
        if (it != by) rest.push_back(it);
    std::unordered_map<std::string, std::size_t> places;
    std::vector<std::size_t> first, place_of;
    std::vector<std::string> names;
    for (std::size_t row = 0; row < data.rows; ++row) {
        const auto [found, fresh] = places.emplace(row_key(rest, row), first.size());
        if (fresh) first.push_back(row);
        place_of.push_back(found->second);
        const auto name = by->column.at(row).shown();
        if (std::ranges::find(names, name) == names.end()) names.push_back(name);
        if (names.size() > 10'000) return stop(clause.place, "pivot 会产生超过 10000 个度量组件");
    }
    auto made = data.only({Role::Identifier}).taken(first);
    std::erase_if(made.components, [&](const Component& it) { return it.name == by->name; });
    std::ranges::sort(names);
    const auto offset = made.components.size();
    for (const auto& name : names)
        made.components.push_back(
            {name, Role::Measure, {measure->column.type, std::vector<Value>(first.size()), false}});
    for (std::size_t row = 0; row < data.rows; ++row) {
        const auto at = std::ranges::lower_bound(names, by->column.at(row).shown()) - names.begin();
        made.components[offset + static_cast<std::size_t>(at)].column.values[place_of[row]] =
            measure->column.at(row);
    }
    return made;
}

Outcome<Dataset> unpivoted(const Dataset& data, const ClauseText& clause) {
    const auto measures = data.all(Role::Measure);
    std::vector<std::size_t> rows;
    Component by{clause.items[0].name, Role::Identifier, {Type::String, {}, false}};
    Component value{clause.items[1].name, Role::Measure, {Type::Null, {}, false}};
    for (const auto* measure : measures) {
        if (!comparable(value.column.type, measure->column.type))
            return stop(clause.place, "unpivot 的度量组件类型不同：" + measure->name);
        if (value.column.type == Type::Null || measure->column.type == Type::Number)
            value.column.type = measure->column.type;
        for (std::size_t row = 0; row < data.rows; ++row) {
            if (measure->column.at(row).is_null()) continue;
            rows.push_back(row);
            by.column.values.emplace_back(measure->name);
            value.column.values.push_back(measure->column.at(row));
        }
    }
    auto made = data.only({Role::Identifier}).taken(rows);
    if (made.find(by.name) != nullptr) return stop(clause.items[0].place, "已经有标识组件“" + by.name + "”");
    made.components.push_back(std::move(by));
    made.components.push_back(std::move(value));
    return made;
}

}  // namespace

/// Source: VTL 2.2, Clause operators.
Outcome<Dataset> Engine::clause(Dataset data, const ClauseText& clause) {
    switch (clause.kind) {
        case ClauseKind::Filter: {
            YJ_ASSIGN(const auto condition, component(*clause.condition, {&data}));
            if (condition.type != Type::Boolean && condition.type != Type::Null)
                return stop(clause.place, "filter 的条件不是 Boolean");
            std::vector<std::size_t> rows;
            for (std::size_t row = 0; row < data.rows; ++row)
                if (condition.at(row).holds()) rows.push_back(row);
            return data.taken(rows);
        }
        case ClauseKind::Calc: return calculated(std::move(data), clause);
        case ClauseKind::Aggr: return aggregated(data, clause);
        case ClauseKind::Keep:
        case ClauseKind::Drop: return kept(std::move(data), clause);
        case ClauseKind::Rename: return renamed(std::move(data), clause);
        case ClauseKind::Sub: {
            std::vector<bool> in(data.rows, true);
            for (const auto& item : clause.items) {
                const auto* found = data.find(item.name);
                if (found == nullptr || found->role != Role::Identifier)
                    return no_component(item.place, item.name, data.only({Role::Identifier}));
                YJ_ASSIGN(const auto wanted, component(*item.expr, {&data}));
                if (!comparable(found->column.type, wanted.type))
                    return stop(item.place,
                                item.name + " 不能与 " + std::string(type_name(wanted.type)) + " 比较");
                for (std::size_t row = 0; row < data.rows; ++row) {
                    const auto same = compared("=", found->column.at(row), wanted.at(row));
                    in[row] = in[row] && same && same->holds();
                }
            }
            std::vector<std::size_t> rows;
            for (std::size_t row = 0; row < data.rows; ++row)
                if (in[row]) rows.push_back(row);
            auto made = data.taken(rows);
            std::erase_if(made.components, [&](const Component& it) {
                return std::ranges::find(clause.items, it.name, &Item::name) != clause.items.end();
            });
            return made;
        }
        case ClauseKind::Pivot: return pivoted(data, clause);
        case ClauseKind::Unpivot: return unpivoted(data, clause);
        case ClauseKind::Apply: return stop(clause.place, "apply 只能写在连接里", "inner_join(… apply …)");
    }
    return stop(clause.place, "读不懂的子句");
}

Outcome<Dataset> Engine::calculated(Dataset data, const ClauseText& clause) {
    std::vector<Component> made;
    for (const auto& item : clause.items) {
        YJ_ASSIGN(auto column, component(*item.expr, {&data}));
        const auto* old = data.find(item.name);
        if (old != nullptr && old->role == Role::Identifier)
            return stop(item.place, "“" + item.name + "”是标识组件，calc 不能改它", "另一个名称");
        const auto role = item.role.value_or(old != nullptr ? old->role : Role::Measure);
        made.push_back({item.name, role, spread(std::move(column), data.rows)});
    }
    for (auto& it : made) {
        // In a join the new Me_1 stands in the place of d1#Me_1 and d2#Me_1.
        std::erase_if(data.components, [&](const Component& old) {
            return old.name.ends_with("#" + it.name) && it.name.find('#') == std::string::npos;
        });
        if (auto* old = data.find(it.name))
            *old = std::move(it);
        else
            data.components.push_back(std::move(it));
    }
    std::ranges::stable_sort(data.components, {}, [](const Component& it) { return it.role; });
    return data;
}

Outcome<Dataset> Engine::aggregated(const Dataset& data, const ClauseText& clause) {
    YJ_ASSIGN(const auto groups, groups_of(data, clause.grouping, clause.place));
    auto made = data.only({Role::Identifier}).taken(groups.first);
    std::erase_if(made.components, [&](const Component& it) {
        return std::ranges::find(groups.names, it.name) == groups.names.end();
    });
    for (const auto& item : clause.items) {
        YJ_ASSIGN(auto column, component(*item.expr, {&data, &groups}));
        if (made.find(item.name) != nullptr)
            return stop(item.place, "已经有组件“" + item.name + "”", "另一个名称");
        made.components.push_back(
            {item.name, item.role.value_or(Role::Measure), spread(std::move(column), groups.first.size())});
    }
    return kept_groups(data, groups, clause.grouping, std::move(made));
}

}  // namespace yj::edit::vtl
