#include <algorithm>
#include <unordered_set>

#include "base/result.hpp"
#include "edit/vtl/engine.hpp"
#include "edit/vtl/time_value.hpp"

namespace yj::edit::vtl {

namespace {

constexpr std::size_t kMostRows = 5'000'000;

std::vector<std::string> keys_of(const Dataset& data) {
    std::vector<const Component*> by = data.all(Role::Identifier);
    std::ranges::sort(by, {}, [](const Component* it) { return it->name; });
    std::vector<std::string> keys;
    for (std::size_t row = 0; row < data.rows; ++row) keys.push_back(row_key(by, row));
    return keys;
}

/// The second data set with its components in the order of the first.
Outcome<Dataset> alike(const Dataset& shape, const Dataset& data, const Expr& expr) {
    Dataset made{data.name, {}, data.rows};
    for (const auto& it : shape.components) {
        const auto* own = data.find(it.name);
        if (own == nullptr || (own->role == Role::Identifier) != (it.role == Role::Identifier))
            return stop(expr.place, expr.text + " 的数据集结构不同：“" + it.name + "”只在一边",
                        "组件相同的数据集");
        if (!comparable(own->column.type, it.column.type))
            return stop(expr.place, expr.text + " 的数据集结构不同：“" + it.name + "”的类型不同",
                        "类型相同的组件");
        made.components.push_back(*own);
    }
    if (data.components.size() != shape.components.size())
        return stop(expr.place, expr.text + " 的数据集结构不同：组件个数不同", "组件相同的数据集");
    return made;
}

void append(Dataset& to, const Dataset& from, const std::vector<std::size_t>& rows) {
    for (std::size_t i = 0; i < to.components.size(); ++i) {
        auto& column = to.components[i].column;
        if (from.components[i].column.type == Type::Number && column.type == Type::Integer)
            column.type = Type::Number;
        for (const auto row : rows) column.values.push_back(from.components[i].column.at(row));
    }
    to.rows += rows.size();
}

std::vector<std::size_t> rows_where(const std::vector<std::string>& keys,
                                    const std::unordered_set<std::string>& others, bool in) {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < keys.size(); ++row)
        if (others.contains(keys[row]) == in) rows.push_back(row);
    return rows;
}

std::unordered_set<std::string> set_of(const std::vector<std::string>& keys) {
    return {keys.begin(), keys.end()};
}

/// The series of a data set: rows with the same other identifiers.
std::vector<std::vector<std::size_t>> series_of(const Dataset& data, const Component& time,
                                                bool by_indicator) {
    std::vector<const Component*> others;
    for (const auto* it : data.all(Role::Identifier))
        if (it != &time) others.push_back(it);
    std::unordered_map<std::string, std::size_t> places;
    std::vector<std::vector<std::size_t>> all;
    for (std::size_t row = 0; row < data.rows; ++row) {
        auto key = row_key(others, row);
        if (by_indicator)
            if (const auto span = TimeSpan::parse(time.column.at(row).shown())) key += span->indicator;
        const auto [found, fresh] = places.emplace(std::move(key), all.size());
        if (fresh) all.emplace_back();
        all[found->second].push_back(row);
    }
    return all;
}

/// The times that a series should have between two limits.
class Expected {
public:
    Expected(const Step& step, Date low, Date high) : step_(step), low_(low), high_(high) {}

    std::vector<std::string> of(const TimeSpan& any) const {
        std::vector<std::string> times;
        std::int64_t at = 0;
        while (at > -200'000) {
            const auto before = moved_span(any, at - 1);
            if (!before || before->first < low_) break;
            --at;
        }
        for (; times.size() < kMostRows; ++at) {
            const auto span = moved_span(any, at);
            if (!span || span->last > high_) break;
            times.push_back(span->text);
        }
        return times;
    }

private:
    [[nodiscard]] std::optional<TimeSpan> moved_span(const TimeSpan& any, std::int64_t steps) const {
        if (any.style != TimeSpan::Style::Date) return any.shifted(steps);
        const auto date = moved(any.first, step_, steps);
        if (!date) return std::nullopt;
        return TimeSpan{*date, *date, 'D', TimeSpan::Style::Date, date_text(*date)};
    }

    Step step_;
    Date low_;
    Date high_;
};

}  // namespace

/// Source: VTL 2.2, Set operators, exists_in, Time operators.
Outcome<Operand> Engine::set_operation(const Expr& expr) {
    YJ_ASSIGN(auto made, dataset(expr.operands[0]));
    if (expr.text == "timeshift" || expr.text == "fill_time_series") {
        YJ_ASSIGN(auto moved_in_time, in_time(expr, made));
        return Operand(std::move(moved_in_time));
    }
    if (expr.text == "exists_in") {
        YJ_ASSIGN(const auto other, dataset(expr.operands[1]));
        std::vector<const Component*> own, theirs;
        for (const auto* it : made.all(Role::Identifier))
            if (const auto* same = other.find(it->name); same != nullptr && same->role == Role::Identifier) {
                own.push_back(it);
                theirs.push_back(same);
            }
        const auto places = rows_by_key(theirs, other.rows);
        auto retain = std::optional<bool>();
        if (expr.operands.size() == 3) {
            YJ_ASSIGN(const auto asked, value(expr.operands[2]));
            const auto* scalar = std::get_if<Column>(&asked);
            if (scalar == nullptr || !scalar->at(0).is_truth())
                return stop(expr.operands[2].place, "exists_in 的第三个参数读不懂", "true、false 或 all");
            retain = scalar->at(0).holds();
        }
        std::vector<std::size_t> rows;
        Component found{default_measure(Type::Boolean), Role::Measure, {Type::Boolean, {}, false}};
        for (std::size_t row = 0; row < made.rows; ++row) {
            const bool exists = places.contains(row_key(own, row));
            if (retain && exists != *retain) continue;
            rows.push_back(row);
            found.column.values.emplace_back(exists);
        }
        auto result = made.only({Role::Identifier, Role::ViralAttribute}).taken(rows);
        result.components.push_back(std::move(found));
        return Operand(std::move(result));
    }
    auto keys = keys_of(made);
    for (std::size_t i = 1; i < expr.operands.size(); ++i) {
        YJ_ASSIGN(const auto raw, dataset(expr.operands[i]));
        YJ_ASSIGN(const auto other, alike(made, raw, expr));
        const auto others = keys_of(other);
        if (expr.text == "union") {
            append(made, other, rows_where(others, set_of(keys), false));
        } else if (expr.text == "intersect") {
            made = made.taken(rows_where(keys, set_of(others), true));
        } else {
            const auto only_there = rows_where(others, set_of(keys), false);
            made = made.taken(rows_where(keys, set_of(others), false));
            if (expr.text == "symdiff") append(made, other, only_there);
        }
        keys = keys_of(made);
    }
    return Operand(std::move(made));
}

Outcome<Dataset> Engine::in_time(const Expr& expr, const Dataset& data) {
    const auto identifiers = data.all(Role::Identifier);
    const auto found =
        std::ranges::find_if(identifiers, [](const Component* it) { return is_temporal(it->column.type); });
    if (found == identifiers.end())
        return stop(expr.place, expr.text + " 的数据集没有时间标识组件",
                    "Date、TimePeriod 或 Time 类型的标识组件");
    const auto& time = **found;
    std::vector<TimeSpan> spans;
    std::vector<Date> dates;
    for (std::size_t row = 0; row < data.rows; ++row) {
        auto span = TimeSpan::parse(time.column.at(row).shown());
        if (!span) return stop(expr.place, "“" + time.column.at(row).shown() + "”不是时间");
        dates.push_back(span->first);
        spans.push_back(std::move(*span));
    }
    const auto step = step_of(dates);
    if (expr.text == "timeshift") {
        YJ_ASSIGN(const auto asked, value(expr.operands[1]));
        const auto* scalar = std::get_if<Column>(&asked);
        const auto steps = scalar != nullptr && scalar->at(0).is_number()
                               ? scalar->at(0).number().rounded(0, Round::HalfUp)
                               : std::nullopt;
        if (!steps || std::abs(steps->units()) > 100'000)
            return stop(expr.operands[1].place, "移动的期数读不懂", "整数");
        auto made = data;
        auto& column = made.find(time.name)->column;
        for (std::size_t row = 0; row < data.rows; ++row) {
            if (spans[row].style == TimeSpan::Style::Date) {
                const auto date = moved(spans[row].first, step, steps->units());
                if (!date)
                    return stop(expr.place, "“" + spans[row].text + "”移动之后不在公元 1 年到 9999 年之间");
                column.values[row] = Value(date_text(*date));
                continue;
            }
            const auto shifted = spans[row].shifted(steps->units());
            if (!shifted) return stop(expr.place, "“" + spans[row].text + "”不能移动", "有固定长度的时期");
            column.values[row] = Value(shifted->text);
        }
        return made;
    }
    auto made = data;
    if (data.rows == 0) return made;
    const auto by_first = [&](std::size_t a, std::size_t b) { return spans[a].first < spans[b].first; };
    const auto by_last = [&](std::size_t a, std::size_t b) { return spans[a].last < spans[b].last; };
    std::vector<std::size_t> every(data.rows);
    for (std::size_t row = 0; row < data.rows; ++row) every[row] = row;
    for (const auto& series : series_of(data, time, spans[0].style != TimeSpan::Style::Date)) {
        const auto& within = expr.extra->output == "single" ? series : every;
        const Expected expected(step, spans[std::ranges::min(within, by_first)].first,
                                spans[std::ranges::max(within, by_last)].last);
        std::unordered_set<std::string> present;
        for (const auto row : series) present.insert(spans[row].text);
        for (const auto& text : expected.of(spans[series[0]])) {
            if (present.contains(text)) continue;
            if (made.rows >= kMostRows) return stop(expr.place, "补齐之后超过 5000000 行");
            for (auto& it : made.components) {
                Value value =
                    it.role == Role::Identifier ? Value(data.find(it.name)->column.at(series[0])) : Value();
                it.column.values.push_back(it.name == time.name ? Value(text) : std::move(value));
            }
            ++made.rows;
        }
    }
    return made;
}

}  // namespace yj::edit::vtl
