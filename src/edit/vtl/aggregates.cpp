#include <algorithm>
#include <cmath>

#include "base/result.hpp"
#include "edit/vtl/engine.hpp"

namespace yj::edit::vtl {

namespace {

using Reckoned = std::optional<Value>;

std::optional<Fraction> sum_of(const std::vector<const Value*>& values) {
    std::optional<Fraction> sum = Fraction();
    for (const auto* it : values)
        if (sum) sum = sum->plus(it->number());
    return sum;
}

Reckoned extreme(const std::vector<const Value*>& values, bool largest) {
    const auto* found = values[0];
    for (const auto* it : values) {
        const auto order = it->compare(*found);
        if (!order) return std::nullopt;
        if ((*order > 0) == largest && *order != 0) found = it;
    }
    return *found;
}

Reckoned median(std::vector<const Value*> values) {
    std::ranges::sort(values, [](const Value* a, const Value* b) {
        const auto order = a->compare(*b);
        return order && *order < 0;
    });
    const auto middle = values.size() / 2;
    if (values.size() % 2 == 1) return *values[middle];
    const auto sum = values[middle - 1]->number().plus(values[middle]->number());
    const auto half = sum ? sum->over(Fraction::whole(2)) : std::nullopt;
    return half ? Reckoned(Value(*half)) : std::nullopt;
}

/// Source: the sum of squared deviations over n (population) or n - 1 (sample).
Reckoned spread(const std::vector<const Value*>& values, bool sample, bool root) {
    const auto count = static_cast<std::int64_t>(values.size());
    if (sample && count < 2) return Value();
    const auto sum = sum_of(values);
    const auto mean = sum ? sum->over(Fraction::whole(count)) : std::nullopt;
    std::optional<Fraction> squares = Fraction();
    for (const auto* it : values) {
        const auto gap = mean ? it->number().minus(*mean) : std::nullopt;
        const auto square = gap ? gap->times(*gap) : std::nullopt;
        squares = squares && square ? squares->plus(*square) : std::nullopt;
    }
    auto result = squares ? squares->over(Fraction::whole(sample ? count - 1 : count)) : std::nullopt;
    if (result && root) result = from_double(std::sqrt(approximate(*result)));
    return result ? Reckoned(Value(*result)) : std::nullopt;
}

Reckoned reckoned(const std::string& name, const std::vector<const Value*>& values) {
    if (values.empty()) return Value();
    if (name == "min" || name == "max") return extreme(values, name == "max");
    if (name == "median") return median(values);
    if (name == "sum" || name == "avg") {
        const auto sum = sum_of(values);
        const auto count = Fraction::whole(static_cast<std::int64_t>(values.size()));
        const auto result = sum && name == "avg" ? sum->over(count) : sum;
        return result ? Reckoned(Value(*result)) : std::nullopt;
    }
    return spread(values, name.ends_with("samp"), name.starts_with("stddev"));
}

}  // namespace

Outcome<Groups> Engine::groups_of(const Dataset& data, const Grouping& grouping, Place place) const {
    Groups groups;
    for (const auto& name : grouping.names) {
        const auto* found = data.find(name);
        if (found == nullptr || found->role != Role::Identifier)
            return no_component(grouping.place, name, data.only({Role::Identifier}));
    }
    std::vector<const Component*> by;
    for (const auto* it : data.all(Role::Identifier)) {
        const bool listed = std::ranges::find(grouping.names, it->name) != grouping.names.end();
        if (grouping.how == GroupHow::None || listed != (grouping.how == GroupHow::By)) continue;
        by.push_back(it);
        groups.names.push_back(it->name);
    }
    (void)place;
    std::unordered_map<std::string, std::size_t> places;
    groups.group_of.reserve(data.rows);
    for (std::size_t row = 0; row < data.rows; ++row) {
        const auto [found, fresh] = places.emplace(row_key(by, row), groups.first.size());
        if (fresh) groups.first.push_back(row);
        groups.group_of.push_back(found->second);
    }
    return groups;
}

/// Nulls are left out; count counts data points.
Outcome<Column> Engine::aggregate(const std::string& name, const Column& from, const Groups& groups,
                                  Place place) {
    if (name != "count" && name != "min" && name != "max" && !is_numeric(from.type))
        return stop(place, name + " 的参数是 " + std::string(type_name(from.type)), "Number 或 Integer");
    std::vector<std::vector<const Value*>> members(groups.first.size());
    std::vector<std::int64_t> points(groups.first.size(), 0);
    for (std::size_t row = 0; row < groups.group_of.size(); ++row) {
        ++points[groups.group_of[row]];
        if (!from.at(row).is_null()) members[groups.group_of[row]].push_back(&from.at(row));
    }
    const bool same = name == "sum" || name == "min" || name == "max";
    Column made{name == "count" ? Type::Integer : same ? from.type : Type::Number, {}, false};
    for (std::size_t group = 0; group < members.size(); ++group) {
        auto result =
            name == "count" ? Reckoned(Value::whole(points[group])) : reckoned(name, members[group]);
        if (!result) ++lost_;
        made.values.push_back(result ? std::move(*result) : Value());
    }
    return made;
}

Outcome<Dataset> Engine::kept_groups(const Dataset& data, const Groups& groups, const Grouping& grouping,
                                     Dataset made) {
    made.rows = groups.first.size();
    if (!grouping.having) return made;
    YJ_ASSIGN(const auto condition, component(*grouping.having, {&data, &groups}));
    if (condition.type != Type::Boolean && condition.type != Type::Null)
        return stop(grouping.place, "having 的条件不是 Boolean");
    std::vector<std::size_t> kept;
    for (std::size_t group = 0; group < made.rows; ++group)
        if (condition.at(group).holds()) kept.push_back(group);
    return made.taken(kept);
}

/// Source: VTL 2.2, Aggregate invocation.
Outcome<Operand> Engine::aggregate_all(const Expr& expr) {
    if (expr.operands.empty()) return stop(expr.place, "count() 只能写在 aggr 和 having 里");
    YJ_ASSIGN(const auto data, dataset(expr.operands[0]));
    const auto& grouping = expr.extra->grouping;
    YJ_ASSIGN(const auto groups, groups_of(data, grouping, expr.place));
    auto made = data.only({Role::Identifier}).taken(groups.first);
    std::erase_if(made.components, [&](const Component& it) {
        return std::ranges::find(groups.names, it.name) == groups.names.end();
    });
    if (expr.text == "count") {
        YJ_ASSIGN(auto column,
                  aggregate("count", Column::of(Type::Integer, Value::whole(1)), groups, expr.place));
        made.components.push_back({default_measure(Type::Integer), Role::Measure, std::move(column)});
    } else {
        for (const auto* measure : data.all(Role::Measure)) {
            YJ_ASSIGN(auto column, aggregate(expr.text, measure->column, groups, expr.place));
            made.components.push_back({measure->name, Role::Measure, std::move(column)});
        }
    }
    YJ_ASSIGN(auto result, kept_groups(data, groups, grouping, std::move(made)));
    return Operand(std::move(result));
}

}  // namespace yj::edit::vtl
