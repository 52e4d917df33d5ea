#include "edit/engine/group_terms.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "edit/across/ratio_outliers.hpp"

namespace yj::edit {

namespace {

constexpr const char* kTooLarge = "数值过大，无法精确计算";
constexpr std::size_t kFewestPeers = 4;  // below, quartiles say nothing of a group

using Members = std::vector<std::size_t>;

/// The reports of each group, in the order of the population.
std::unordered_map<std::string, Members> groups_of(const TermColumn& column, const std::vector<char>& asked) {
    std::unordered_map<std::string, Members> groups;
    for (std::size_t i = 0; i < column.readings.size(); ++i)
        if (asked[i] != 0 && column.readings[i].missing.empty())
            groups[column.readings[i].group].push_back(i);
    return groups;
}

/// The values of a group; sorted they are the same in any order of the reports.
std::vector<Fraction> values_of(const TermColumn& column, const Members& members) {
    std::vector<Fraction> values;
    values.reserve(members.size());
    for (const auto at : members)
        if (column.readings[at].value) values.push_back(*column.readings[at].value);
    return values;
}

bool sort_exactly(std::vector<Fraction>& values) {
    bool fits = true;
    std::ranges::sort(values, [&](const Fraction& a, const Fraction& b) {
        const auto order = a.compare(b);
        fits = fits && order.has_value();
        return order ? *order < 0 : a.approx() < b.approx();
    });
    return fits;
}

/// The quantile at quarter/4 of sorted values, interpolated between its two neighbours.
std::optional<Fraction> quartile(const std::vector<Fraction>& sorted, std::size_t quarter) {
    const auto place = (sorted.size() - 1) * quarter;
    const auto at = place / 4, rest = place % 4;
    if (rest == 0) return sorted[at];
    const auto gap = sorted[at + 1].minus(sorted[at]);
    const auto share = Fraction::whole(static_cast<std::int64_t>(rest)).over(Fraction::whole(4));
    const auto part = gap ? gap->times(*share) : std::nullopt;
    return part ? sorted[at].plus(*part) : std::nullopt;
}

std::optional<Fraction> sum_of(const std::vector<Fraction>& values) {
    FractionSum sum;
    for (const auto& value : values) sum.add(value);
    return sum.total();
}

TermValue number_or(std::optional<Fraction> number, const char* why) {
    TermValue value;
    value.number = number;
    if (!number) value.why = why;
    return value;
}

TermValue aggregate(GroupValue kind, std::vector<Fraction> values) {
    if (kind == GroupValue::Sum) return number_or(sum_of(values), kTooLarge);
    if (values.empty()) return number_or(std::nullopt, "同组没有可用的数");
    if (kind == GroupValue::Mean) {
        const auto sum = sum_of(values);
        const auto count = Fraction::whole(static_cast<std::int64_t>(values.size()));
        return number_or(sum ? sum->over(count) : std::nullopt, kTooLarge);
    }
    if (!sort_exactly(values)) return number_or(std::nullopt, kTooLarge);
    if (kind == GroupValue::Smallest) return number_or(values.front(), "");
    if (kind == GroupValue::Largest) return number_or(values.back(), "");
    return number_or(quartile(values, 2), kTooLarge);
}

void count_group(TermColumn& column, const Members& members) {
    const auto count = std::ranges::count_if(members, [&](auto at) { return column.readings[at].counts; });
    for (const auto at : members) column.values[at].number = Fraction::whole(count);
}

void fence_group(TermColumn& column, const Members& members, const Fraction& distance) {
    auto values = values_of(column, members);
    const bool enough = values.size() >= kFewestPeers;
    const bool sorted = sort_exactly(values);
    const auto low = enough && sorted ? quartile(values, 1) : std::nullopt;
    const auto high = enough && sorted ? quartile(values, 3) : std::nullopt;
    const auto range = low && high ? high->minus(*low) : std::nullopt;
    const auto reach = range ? range->times(distance) : std::nullopt;
    const auto lower = reach ? low->minus(*reach) : std::nullopt;
    const auto upper = reach ? high->plus(*reach) : std::nullopt;
    for (const auto at : members) {
        const auto& own = column.readings[at].value;
        const auto above = own && lower ? own->compare(*lower) : std::nullopt;
        const auto below = own && upper ? own->compare(*upper) : std::nullopt;
        auto& said = column.values[at];
        if (above && below)
            said.verdict = *above >= 0 && *below <= 0 ? Verdict::Passed : Verdict::Failed;
        else
            said.why = !own     ? column.readings[at].no_value
                       : enough ? kTooLarge
                                : "同组不足 4 个数，不计四分位";
    }
}

void judge_ratios(TermColumn& column, const Members& members, const std::array<double, 3>& terms) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    std::vector<double> before, now;
    for (const auto at : members) {
        const auto& reading = column.readings[at];
        before.push_back(reading.earlier ? reading.earlier->approx() : kNone);
        now.push_back(reading.value ? reading.value->approx() : kNone);
    }
    const auto found = across::ratio_outliers(before, now, {terms[0], terms[1], terms[2]});
    for (std::size_t i = 0; i < members.size(); ++i) {
        auto& said = column.values[members[i]];
        if (!std::isnan(found.score[i])) {
            said.verdict = found.outlier(i) ? Verdict::Passed : Verdict::Failed;
            continue;
        }
        const auto& why = column.readings[members[i]].no_value;
        said.why = why.empty() ? "现值或前值不是正数，不计比率" : why;
    }
}

std::string keys_text(Evaluation& run, std::span<const int> keys, bool& missing) {
    std::string text;
    for (const int key : keys) {
        if (run.holds_words(key)) {
            const auto words = run.words(key);
            missing = missing || !words;
            if (words) text += *words;
        } else {
            const auto number = run.number(key);
            missing = missing || !number;
            if (number) text += number->exact_text();
        }
        text += '\x1f';
    }
    return text;
}

}  // namespace

TermReading read_term(Evaluation& run, const Node& node) {
    TermReading reading;
    const auto first_key = static_cast<std::size_t>(node.row);
    bool missing = false;
    const std::span<const int> operands(node.operands);
    if (node.kind == NodeKind::Unique) {
        reading.group = keys_text(run, operands, missing);
        if (missing) reading.missing = run.reason();
        return reading;
    }
    reading.group = keys_text(run, operands.subspan(first_key), missing);
    if (missing) {
        reading.missing = run.reason();
        return reading;
    }
    if (node.kind == NodeKind::Aggregate && node.aggregate == GroupValue::Count) {
        if (first_key == 0)
            reading.counts = true;
        else if (is_condition(run.node(operands[0]).kind))
            reading.counts = run.nominal(operands[0]) == Verdict::Passed;
        else
            reading.counts = run.holds_words(operands[0]) ? run.words(operands[0]).has_value()
                                                          : run.number(operands[0]).has_value();
        return reading;
    }
    reading.value = run.number(operands[0]);
    if (node.kind == NodeKind::RatioOutlier) reading.earlier = run.number(operands[1]);
    if (!reading.value || (node.kind == NodeKind::RatioOutlier && !reading.earlier))
        reading.no_value = run.reason();
    return reading;
}

void reckon_term(const Expression& expression, TermColumn& column, const std::vector<char>& asked) {
    const auto& node = expression.nodes[static_cast<std::size_t>(column.node)];
    column.values.assign(column.readings.size(), {});
    for (std::size_t i = 0; i < column.readings.size(); ++i)
        column.values[i].why = column.readings[i].missing;
    const auto constant = [&](std::size_t i) {
        return expression.nodes[static_cast<std::size_t>(node.operands[i])].number;
    };
    for (const auto& [key, members] : groups_of(column, asked)) {
        if (node.kind == NodeKind::Unique) {
            for (const auto at : members)
                column.values[at].verdict = members.size() == 1 ? Verdict::Passed : Verdict::Failed;
        } else if (node.kind == NodeKind::InFences) {
            fence_group(column, members, constant(1));
        } else if (node.kind == NodeKind::RatioOutlier) {
            judge_ratios(column, members, {constant(2).approx(), constant(3).approx(), constant(4).approx()});
        } else if (node.aggregate == GroupValue::Count) {
            count_group(column, members);
        } else {
            const auto value = aggregate(node.aggregate, values_of(column, members));
            for (const auto at : members) column.values[at] = value;
        }
    }
}

}  // namespace yj::edit
