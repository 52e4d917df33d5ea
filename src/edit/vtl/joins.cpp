#include <algorithm>
#include <limits>

#include "base/result.hpp"
#include "edit/vtl/engine.hpp"

namespace yj::edit::vtl {

namespace {

constexpr std::size_t kNoRow = std::numeric_limits<std::size_t>::max();
constexpr std::size_t kMostRows = 5'000'000;

struct Side {
    std::string alias;
    Dataset data;
};

/// A relational join: for each result row the row of every side.
class Joining {
public:
    Joining(const Expr& expr, std::vector<Side> sides)
        : expr_(expr), kind_(expr.text), sides_(std::move(sides)) {}

    Outcome<Dataset> join() {
        YJ_TRY(find_keys());
        for (std::size_t row = 0; row < sides_[0].data.rows; ++row) {
            std::vector<std::size_t> tuple(sides_.size(), kNoRow);
            tuple[0] = row;
            rows_.push_back(std::move(tuple));
        }
        for (std::size_t side = 1; side < sides_.size(); ++side) {
            YJ_TRY(add(side));
        }
        return table();
    }

private:
    [[nodiscard]] bool is_key(std::string_view name) const {
        return std::ranges::find(keys_, name) != keys_.end();
    }
    [[nodiscard]] static bool identifies(const Dataset& data, std::string_view name) {
        const auto* found = data.find(name);
        return found != nullptr && found->role == Role::Identifier;
    }

    Outcome<bool> find_keys() {
        YJ_TRY(name_keys());
        for (const auto& key : keys_) {
            const Component* first = nullptr;
            for (const auto& side : sides_) {
                const auto* it = side.data.find(key);
                if (it == nullptr) continue;
                if (first != nullptr && !comparable(first->column.type, it->column.type))
                    return stop(expr_.place, "连接的“" + key + "”两边类型不同", "类型相同的组件");
                first = it;
            }
        }
        return true;
    }

    Outcome<bool> name_keys() {
        if (kind_ == "cross_join") return true;
        if (!expr_.extra->components.empty()) {
            keys_ = expr_.extra->components;
            if (kind_ == "full_join") return stop(expr_.place, "full_join 不能写 using");
            for (const auto& side : sides_)
                for (const auto& key : keys_)
                    if (side.data.find(key) == nullptr) return no_component(expr_.place, key, side.data);
            return true;
        }
        for (const auto& side : sides_)
            for (const auto* it : side.data.all(Role::Identifier)) {
                const auto count = std::ranges::count_if(
                    sides_, [&](const Side& other) { return identifies(other.data, it->name); });
                if (count > 1 && !is_key(it->name)) keys_.push_back(it->name);
            }
        for (std::size_t side = 1; side < sides_.size(); ++side) {
            YJ_TRY(fits_together(side));
        }
        return true;
    }

    /// Without using, the identifiers of one side contain those of the other.
    Outcome<bool> fits_together(std::size_t side) const {
        const auto within = [](const Dataset& small, const Dataset& large) {
            return std::ranges::all_of(small.all(Role::Identifier),
                                       [&](const Component* it) { return identifies(large, it->name); });
        };
        const auto& first = sides_[0].data;
        const auto& other = sides_[side].data;
        const bool inside = within(other, first), outside = within(first, other);
        const bool good = kind_ == "inner_join"  ? inside || outside
                          : kind_ == "left_join" ? inside
                                                 : inside && outside;
        if (good) return true;
        return stop(expr_.place,
                    kind_ + " 的标识组件对不上：" + sides_[0].alias + " 与 " + sides_[side].alias,
                    kind_ == "full_join" ? "标识组件相同" : "一边的标识组件包含另一边的，或写 using");
    }

    /// The components of one side that are looked up, and where their values stand in the earlier sides.
    Outcome<bool> add(std::size_t side) {
        const auto& data = sides_[side].data;
        std::vector<const Component*> own;
        std::vector<std::string> names;
        for (const auto& key : keys_) {
            const auto* it = data.find(key);
            const bool before =
                std::any_of(sides_.begin(), sides_.begin() + static_cast<std::ptrdiff_t>(side),
                            [&](const Side& other) { return other.data.find(key) != nullptr; });
            const bool written = !expr_.extra->components.empty();
            if (it == nullptr || !before || (!written && it->role != Role::Identifier)) continue;
            own.push_back(it);
            names.push_back(key);
        }
        std::unordered_map<std::string, std::vector<std::size_t>> places;
        for (std::size_t row = 0; row < data.rows; ++row) places[row_key(own, row)].push_back(row);
        std::vector<std::vector<std::size_t>> joined;
        std::vector<bool> used(data.rows, false);
        for (auto& tuple : rows_) {
            const auto found = places.find(key_of(tuple, names, side));
            if (found == places.end()) {
                if (kind_ == "left_join" || kind_ == "full_join") joined.push_back(tuple);
                continue;
            }
            if (joined.size() + found->second.size() > kMostRows)
                return stop(expr_.place, "连接的结果超过 " + std::to_string(kMostRows) + " 行");
            for (const auto row : found->second) {
                joined.push_back(tuple);
                joined.back()[side] = row;
                used[row] = true;
            }
        }
        for (std::size_t row = 0; row < data.rows && kind_ == "full_join"; ++row) {
            if (used[row]) continue;
            joined.emplace_back(sides_.size(), kNoRow);
            joined.back()[side] = row;
        }
        rows_ = std::move(joined);
        return true;
    }

    [[nodiscard]] const Value& value_of(const std::vector<std::size_t>& tuple, std::string_view name,
                                        std::size_t before) const {
        static const Value kNull;
        for (std::size_t side = 0; side < before; ++side) {
            const auto* it = sides_[side].data.find(name);
            if (it != nullptr && tuple[side] != kNoRow) return it->column.at(tuple[side]);
        }
        return kNull;
    }

    [[nodiscard]] std::string key_of(const std::vector<std::size_t>& tuple,
                                     const std::vector<std::string>& names, std::size_t before) const {
        std::vector<Component> values;
        std::vector<const Component*> of;
        values.reserve(names.size());
        for (const auto& name : names)
            values.push_back({name, Role::Identifier, Column::of(Type::Null, value_of(tuple, name, before))});
        for (const auto& it : values) of.push_back(&it);
        return row_key(of, 0);
    }

    Outcome<Dataset> table() const {
        Dataset made{{}, {}, rows_.size()};
        for (std::size_t side = 0; side < sides_.size(); ++side)
            for (const auto& it : sides_[side].data.components) {
                if (is_key(it.name)) {
                    if (made.find(it.name) == nullptr) made.components.push_back(key_column(it.name));
                    continue;
                }
                const auto count = std::ranges::count_if(
                    sides_, [&](const Side& other) { return other.data.find(it.name) != nullptr; });
                if (count > 1 && sides_[side].alias.empty())
                    return stop(expr_.place, "几个数据集都有“" + it.name + "”，没有名称的数据集要写别名",
                                "数据集 as d1");
                Component copy{count > 1 ? sides_[side].alias + "#" + it.name : it.name,
                               it.role,
                               {it.column.type, {}, false}};
                for (const auto& tuple : rows_)
                    copy.column.values.push_back(tuple[side] == kNoRow ? Value() : it.column.at(tuple[side]));
                made.components.push_back(std::move(copy));
            }
        std::ranges::stable_sort(made.components, {}, [](const Component& it) { return it.role; });
        return made;
    }

    [[nodiscard]] Component key_column(const std::string& name) const {
        Component made{name, Role::Identifier, {}};
        for (const auto& side : sides_)
            if (const auto* it = side.data.find(name)) {
                if (made.column.type == Type::Null) made.column.type = it->column.type;
                if (it->role != Role::Identifier) made.role = it->role;
            }
        for (const auto& tuple : rows_) made.column.values.push_back(value_of(tuple, name, sides_.size()));
        return made;
    }

    const Expr& expr_;
    const std::string& kind_;
    std::vector<Side> sides_;
    std::vector<std::string> keys_;
    std::vector<std::vector<std::size_t>> rows_;
};

/// Takes the aliases off the names again.
Outcome<Dataset> without_aliases(Dataset data, const std::vector<std::string>& aliases, Place place) {
    for (auto& it : data.components) {
        const auto mark = it.name.find('#');
        if (mark == std::string::npos || std::ranges::find(aliases, it.name.substr(0, mark)) == aliases.end())
            continue;
        it.name = it.name.substr(mark + 1);
    }
    for (std::size_t i = 0; i < data.components.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (data.components[i].name == data.components[j].name)
                return stop(place, "连接的结果里有两个“" + data.components[i].name + "”",
                            "用 rename、keep 或 drop 分开");
    return data;
}

}  // namespace

/// Source: VTL 2.2, Join operators.
Outcome<Operand> Engine::join(const Expr& expr) {
    std::vector<Side> sides;
    std::vector<std::string> aliases;
    for (std::size_t i = 0; i < expr.operands.size(); ++i) {
        Side side;
        side.alias = expr.extra->aliases[i];
        if (side.alias.empty() && expr.operands[i].kind == ExprKind::Name) side.alias = expr.operands[i].text;
        YJ_ASSIGN(side.data, dataset(expr.operands[i]));
        if (!side.alias.empty() && std::ranges::find(aliases, side.alias) != aliases.end())
            return stop(expr.operands[i].place, "别名“" + side.alias + "”用了两次", "数据集 as 另一个别名");
        aliases.push_back(side.alias);
        sides.push_back(std::move(side));
    }
    YJ_ASSIGN(auto data, Joining(expr, std::move(sides)).join());
    for (const auto& one : expr.extra->clauses) {
        if (one.kind == ClauseKind::Apply) {
            YJ_ASSIGN(data, applied(data, one));
        } else {
            YJ_ASSIGN(data, clause(std::move(data), one));
        }
    }
    YJ_ASSIGN(auto made, without_aliases(std::move(data), aliases, expr.place));
    return Operand(std::move(made));
}

/// apply: the expression over the measures that all named operands have.
Outcome<Dataset> Engine::applied(const Dataset& data, const ClauseText& clause) {
    std::map<std::string, Dataset> by_alias;
    for (const auto& it : data.components) {
        const auto mark = it.name.find('#');
        if (it.role != Role::Measure || mark == std::string::npos) continue;
        auto [side, fresh] = by_alias.try_emplace(it.name.substr(0, mark), data.only({Role::Identifier}));
        side->second.components.push_back({it.name.substr(mark + 1), Role::Measure, it.column});
    }
    const auto before = known_;
    for (auto& [alias, side] : by_alias) {
        std::erase_if(side.components, [&](const Component& it) {
            return it.role == Role::Measure && std::ranges::any_of(by_alias, [&](const auto& other) {
                       return other.second.find(it.name) == nullptr;
                   });
        });
        known_.insert_or_assign(alias, Operand(side));
    }
    auto result = value(*clause.condition);
    known_ = before;
    if (!result) return std::unexpected(std::move(result.error()));
    if (auto* made = std::get_if<Dataset>(&*result)) return std::move(*made);
    return stop(clause.place, "apply 的结果不是数据集", "用别名写的表达式，如 d1 + d2");
}

}  // namespace yj::edit::vtl
