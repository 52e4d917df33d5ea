// The errorlocate oracles: minimum weights found by enumeration, independently of any localiser.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/case_file.hpp"
#include "base/text.hpp"
#include "edit/blame/blame.hpp"
#include "edit/notation/table_form.hpp"

namespace yj::edit {
namespace {

using Lines = std::vector<std::vector<std::string>>;

std::filesystem::path oracle(const std::string& name) {
    return std::filesystem::path(YJ_SOURCE_DIR) / "../shared/oracles/methods/errorlocate" / name;
}

/// Plain CSV without separators inside quotes; the header line is the first.
Lines table(const std::filesystem::path& path) {
    Lines lines;
    const auto text = read_text_file(path.string()).value();
    for (const auto line : split(text, '\n')) {
        if (trimmed(line).empty()) continue;
        auto& cells = lines.emplace_back();
        for (auto cell : split(line, ',')) {
            cell = trimmed(cell);
            if (cell.size() >= 2 && cell.front() == '"') cell = cell.substr(1, cell.size() - 2);
            cells.emplace_back(cell);
        }
    }
    return lines;
}

struct Oracle {
    std::string name;
    bool words = false;
    const char* rules = "";
};

class Localisation : public ::testing::TestWithParam<Oracle> {};

/// The edits of rules.txt in our notation; the linear ones of the peer allow 1e-8, which is a tolerance.
constexpr const char* kLinear =
    "规则 V1 强制 staff >= 0\n规则 V2 强制 turnover >= 0\n规则 V3 强制 other.rev >= 0\n"
    "规则 V4 强制 staff.costs >= 0\n规则 V5 强制 total.costs >= 0\n"
    "规则 V6 强制 turnover + other.rev == total.rev 允差 0.00000001\n"
    "规则 V7 强制 total.rev - total.costs == profit 允差 0.00000001\n"
    "规则 V8 强制 profit <= 0.6 * total.rev\n规则 V9 强制 staff.costs <= total.costs\n";
constexpr const char* kConditional =
    "规则 V1 强制 staff >= 0\n规则 V2 强制 turnover >= 0\n规则 V3 强制 other.rev >= 0\n"
    "规则 V4 强制 staff.costs >= 0\n规则 V5 强制 total.costs >= 0\n"
    "规则 V6 强制 turnover + other.rev == total.rev 允差 0.00000001\n"
    "规则 V7 强制 total.rev - total.costs == profit 允差 0.00000001\n"
    "规则 V8 强制 profit <= 0.6 * total.rev\n规则 V9 强制 staff.costs <= total.costs\n"
    "规则 V10 强制 若 staff >= 1 则 staff.costs >= 1\n"
    "规则 V11 强制 若 turnover >= 1 则 total.costs >= 1\n";
constexpr const char* kCategorical =
    "规则 V1 强制 属于(married, \"yes\", \"no\")\n规则 V2 强制 属于(age_cl, \"child\", \"adult\")\n"
    "规则 V3 强制 属于(role, \"head\", \"spouse\", \"child\")\n"
    "规则 V4 强制 若 age_cl == \"child\" 则 married == \"no\"\n"
    "规则 V5 强制 若 role == \"spouse\" 则 married == \"yes\"\n"
    "规则 V6 强制 若 role == \"head\" 则 age_cl == \"adult\"\n"
    "规则 V7 强制 若 role == \"child\" 则 married == \"no\"\n";

TEST_P(Localisation, FindsTheLeastWeightOfEveryRecordAndTheSetWhereThereIsOne) {
    const auto& it = GetParam();
    if (!std::filesystem::exists(oracle(it.name))) GTEST_SKIP() << "the errorlocate oracles are not here";
    const auto input = table(oracle(it.name) / "input.csv");
    const auto expected = table(oracle(it.name) / "expected_minimum.csv");
    const auto meta = nlohmann::json::parse(read_text_file((oracle(it.name) / "meta.json").string()).value());
    std::vector<TableColumn> columns;
    for (const auto& name : input.front()) columns.push_back({name, it.words});
    const auto form = table_form(columns).value();
    const std::vector<RuleText> texts{{"oracle", it.rules}};
    const auto set = compile_table_rules(form, texts);
    ASSERT_TRUE(set.has_value()) << set.error().front().text();
    Weights weights;
    for (std::size_t i = 0; i < columns.size(); ++i)
        weights.cells[{static_cast<int>(i), 0, {}}] =
            Amount::parse(meta["weights"][columns[i].name].dump()).value();
    Localiser localiser(*set, form, {.count_sets = true});
    ASSERT_EQ(input.size(), expected.size());
    for (std::size_t row = 1; row < input.size(); ++row) {
        const std::vector<std::string_view> values(input[row].begin(), input[row].end());
        const auto report = table_row(form, values).value();
        const Context context{Period::month(2026, 10), &form, &report, nullptr, {}, {}};
        const auto found = localiser.blame(context, weights);
        EXPECT_TRUE(found.left_out.empty());
        EXPECT_EQ(found.weight, Amount::parse(expected[row].at(1)).value()) << it.name << ' ' << row;
        EXPECT_EQ(std::to_string(found.sets.value_or(0)), expected[row].at(2)) << it.name << ' ' << row;
        std::string cells;
        for (const auto& cell : found.cells)
            cells += (cells.empty() ? "" : "+") + form.rows[static_cast<std::size_t>(cell.row)].code;
        const auto wanted = expected[row].size() > 3 ? expected[row][3] : std::string();
        if (expected[row].at(2) == "1") {
            EXPECT_EQ(cells, wanted) << it.name << ' ' << row;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Oracles, Localisation,
                         ::testing::Values(Oracle{"retailers_linear", false, kLinear},
                                           Oracle{"retailers_conditional", false, kConditional},
                                           Oracle{"categorical_all_combinations", true, kCategorical}),
                         [](const auto& it) { return it.param.name; });

}  // namespace
}  // namespace yj::edit
