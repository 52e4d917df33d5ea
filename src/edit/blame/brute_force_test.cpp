// Blame against trying everything: small domains, random rules, the evaluator of the house as judge.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <set>

#include "edit/blame/blame.hpp"
#include "edit/blame/examine.hpp"
#include "edit/notation/table_form.hpp"

namespace yj::edit {
namespace {

constexpr int kCells = 4, kValues = 4;  ///< cells a … d hold 0 … 3, by rule
constexpr std::array kNames{"a", "b", "c", "d"};
using Values = std::array<int, kCells>;  ///< -1: blank

class Random {
public:
    explicit Random(unsigned seed) : random_(seed) {}
    int below(int most) { return static_cast<int>(random_() % static_cast<unsigned>(most)); }
    std::string cell() { return kNames[static_cast<std::size_t>(below(kCells))]; }
    std::string number() {
        switch (below(9)) {
            case 0: return std::to_string(below(5));
            case 1: return cell() + " + " + cell();
            case 2: return cell() + " - " + cell();
            case 3: return "2 * " + cell() + " - 1";
            case 4: return "绝对值(" + cell() + " - " + cell() + ")";
            case 5: return "最大(" + cell() + ", " + cell() + ")";
            case 6: return "取值(" + comparison() + ", " + cell() + ", " + std::to_string(below(4)) + ")";
            default: return cell();
        }
    }
    std::string comparison() {
        static constexpr std::array kSigns{" == ", " != ", " < ", " <= ", " > ", " >= "};
        if (below(8) == 0) return cell() + " 在 [" + std::to_string(below(2)) + ", 2]";
        if (below(8) == 0) return "(" + cell() + " / " + cell() + ") >= 0.5";
        return "(" + cell() + kSigns[static_cast<std::size_t>(below(6))] + cell() + ")";
    }
    std::string condition() {
        static constexpr std::array kSigns{" == ", " != ", " < ", " <= ", " > ", " >= "};
        switch (below(7)) {
            case 0: return "若 " + comparison() + " 则 " + comparison();
            case 1: return comparison() + " 或 " + comparison();
            case 2: return comparison() + " 且 " + comparison();
            case 3: return "非 (" + comparison() + " 且 " + comparison() + ")";
            case 4: return comparison() + " 异或 " + comparison();
            default: return number() + kSigns[static_cast<std::size_t>(below(6))] + number();
        }
    }
    std::string tolerance() {
        static constexpr std::array kAll{"", "", "", " 允差 1", " 允差 50%", " 允差 按精度"};
        return kAll[static_cast<std::size_t>(below(6))];
    }

private:
    std::mt19937 random_;
};

instrument::Form small_table() {
    std::vector<TableColumn> columns;
    for (const auto* name : kNames) columns.push_back({name});
    return table_form(columns).value();
}

RuleSet random_rules(const instrument::Form& form, Random& random) {
    std::string text;
    for (int i = 0; i < kCells; ++i) {
        const std::string name = kNames[static_cast<std::size_t>(i)];
        text += fmt::format("规则 d{0} 强制 属于({0}, 0, 1, 2, 3)\n", name);
    }
    for (int i = 0, count = 1 + random.below(4); i < count; ++i)
        text += "规则 r" + std::to_string(i) + " 强制 " + random.condition() + random.tolerance() + "\n";
    const std::vector<RuleText> texts{{"random", text}};
    auto set = compile_table_rules(form, texts);
    EXPECT_TRUE(set.has_value()) << text << (set ? "" : set.error().front().text());
    return set ? std::move(*set) : RuleSet();
}

instrument::CellSheet sheet_of(const instrument::Form& form, const Values& values) {
    instrument::CellSheet sheet(form);
    for (int i = 0; i < kCells; ++i)
        if (values[static_cast<std::size_t>(i)] >= 0)
            sheet.set({i, 0, {}}, Amount(values[static_cast<std::size_t>(i)], 0));
    return sheet;
}

std::vector<Values> all_values() {
    std::vector<Values> all;
    for (int code = 0; code < kValues * kValues * kValues * kValues; ++code)
        all.push_back({code % 4, code / 4 % 4, code / 16 % 4, code / 64});
    return all;
}

/// The rules that do not pass, of every report there can be.
std::vector<std::set<std::string>> all_findings(const RuleSet& set, const instrument::Form& form) {
    std::vector<std::set<std::string>> all;
    for (const auto& values : all_values()) {
        const auto sheet = sheet_of(form, values);
        const Context context{Period::month(2026, 10), &form, &sheet, nullptr, {}, {}};
        auto& rules = all.emplace_back();
        for (const auto& finding : check_report(set, context)) rules.insert(finding.rule);
    }
    return all;
}

struct Least {
    int weight = -1;  ///< -1: no report satisfies the rules
    std::set<std::set<int>> sets;
};

/// Cell i weighs 2 + i; a blank nothing.
Least tried(const std::vector<std::set<std::string>>& findings, const Values& reported,
            const std::set<std::string>& left_out) {
    Least least;
    const auto values = all_values();
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::ranges::includes(left_out, findings[i])) continue;
        int weight = 0;
        std::set<int> changed;
        for (int cell = 0; cell < kCells; ++cell) {
            const auto at = static_cast<std::size_t>(cell);
            if (reported[at] < 0 || reported[at] == values[i][at]) continue;
            weight += 2 + cell;
            changed.insert(cell);
        }
        if (least.weight >= 0 && weight > least.weight) continue;
        if (weight != least.weight) least.sets.clear();
        least.weight = weight;
        least.sets.insert(changed);
    }
    return least;
}

/// Of the sets of one weight, the one with the first cell by which two of them differ.
std::set<int> first_of(const std::set<std::set<int>>& sets) {
    const auto before = [](const std::set<int>& a, const std::set<int>& b) {
        for (int cell = 0; cell < kCells; ++cell)
            if (a.contains(cell) != b.contains(cell)) return a.contains(cell);
        return false;
    };
    return *std::ranges::min_element(sets, before);
}

TEST(Blame, FindsWhatTryingEveryReportFinds) {
    const auto form = small_table();
    Weights weights;
    for (int cell = 0; cell < kCells; ++cell) weights.cells[{cell, 0, {}}] = Amount(2 + cell, 0);
    for (unsigned seed = 0; seed < 300; ++seed) {
        Random random(seed);
        const auto set = random_rules(form, random);
        const auto findings = all_findings(set, form);
        Localiser localiser(set, form, {.count_sets = true});
        for (int again = 0; again < 6; ++again) {
            Values reported{};
            for (auto& value : reported) value = random.below(9) == 0 ? -1 : random.below(kValues + 1);
            const auto sheet = sheet_of(form, reported);
            const Context context{Period::month(2026, 10), &form, &sheet, nullptr, {}, {}};
            const auto found = localiser.blame(context, weights);
            std::string rules;
            for (const auto& rule : set.rules()) rules += rule.text + "\n";
            for (const auto value : reported) rules += std::to_string(value) + " ";
            std::set<std::string> left_out;
            for (const auto& out : found.left_out) left_out.insert(out.rule);
            const auto least = tried(findings, reported, left_out);
            ASSERT_NE(found.outcome, Blame::Outcome::Limit) << rules;
            ASSERT_EQ(found.outcome == Blame::Outcome::NoSolution, least.weight < 0) << rules;
            if (least.weight < 0) continue;
            std::set<int> cells;
            for (const auto& cell : found.cells) cells.insert(cell.row);
            EXPECT_EQ(found.weight.text(), std::to_string(least.weight)) << rules;
            EXPECT_EQ(cells, first_of(least.sets)) << rules;
            EXPECT_EQ(static_cast<std::size_t>(found.sets.value_or(0)), least.sets.size()) << rules;
        }
    }
}

/// Whatever is said of a rule set holds for every report there can be.
TEST(Examination, SaysNothingThatSomeReportDenies) {
    const auto form = small_table();
    const std::vector<instrument::Form> forms{form};
    int said = 0;
    for (unsigned seed = 0; seed < 200; ++seed) {
        Random random(seed);
        const auto set = random_rules(form, random);
        const auto found = examine(set, forms, form, Period::month(2026, 10));
        said += static_cast<int>(found.redundant.size() + found.contradictions.size());
        for (const auto& values : all_values()) {
            const auto sheet = sheet_of(form, values);
            const Context context{Period::month(2026, 10), &form, &sheet, nullptr, {}, {}};
            std::set<std::string> failed, standing;
            for (const auto& finding : check_report(set, context)) {
                standing.insert(finding.rule);
                if (finding.verdict == Verdict::Failed) failed.insert(finding.rule);
            }
            const auto any = [](const std::set<std::string>& of, const std::vector<std::string>& ids) {
                return std::ranges::any_of(ids, [&](const auto& id) { return of.contains(id); });
            };
            for (const auto& ids : found.contradictions)
                EXPECT_TRUE(any(standing, ids)) << set.rules()[4].text;
            for (const auto& it : found.never_pass) EXPECT_TRUE(standing.contains(it.rule));
            for (const auto& it : found.never_fail) EXPECT_FALSE(failed.contains(it.rule));
            for (const auto* list : {&found.redundant, &found.duplicates})
                for (const auto& it : *list)
                    EXPECT_TRUE(!failed.contains(it.rule) || any(failed, it.by)) << it.rule;
        }
    }
    EXPECT_GT(said, 50);
}

}  // namespace
}  // namespace yj::edit
