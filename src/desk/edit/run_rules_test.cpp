#include "desk/edit/run_rules.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "base/case_file.hpp"
#include "base/text.hpp"
#include "desk/read_file.hpp"
#include "desk/table_file.hpp"

namespace yj::desk {
namespace {

using ::testing::HasSubstr;

std::filesystem::path here(const std::string& path) { return std::filesystem::path(YJ_SOURCE_DIR) / path; }

std::string whole(const std::string& path) { return read_file(here(path), 1U << 24).value(); }

std::string joined(const Case::Row& row, const std::string& between) {
    std::string text;
    for (std::size_t i = 0; i < row.size(); ++i) text += (i > 0 ? between : "") + row[i];
    return text;
}

/// The rows of a case as lines of a file; with `between` their cells are quoted.
std::string lines(const std::vector<Case::Row>& rows, const std::string& between) {
    std::string text;
    for (const auto& row : rows)
        text += between.empty() ? joined(row, "|") + "\n" : "\"" + joined(row, between) + "\"\n";
    return text;
}

std::expected<RuleRun, instrument::Faults> run(const std::string& name, const std::string& rules,
                                               const std::string& csv, std::vector<std::string> keys,
                                               bool all = false) {
    const auto grids = read_table_file(csv, "表.csv");
    EXPECT_TRUE(grids.has_value()) << grids.error().text();
    return run_rules({name, rules, std::move(keys), all}, first_filled(*grids), run_in_turn);
}

/// "甲,r1,不通过" a line.
std::set<std::string> told(const RuleRun& run) {
    std::set<std::string> lines;
    for (const auto& row : run.rows) {
        std::string line;
        for (const auto& key : row.keys) line += key + ",";
        lines.insert(line + row.rule + "," + std::string(edit::verdict_name(row.verdict)));
    }
    return lines;
}

// The violations were found by two other engines; the same rules in both notations must give exactly these.
TEST(RunRules, FindTheViolationsOfTheAuditInBothNotations) {
    const auto reports = whole("src/edit/vtl/cases/audit-reports.csv");
    const auto vtl =
        run("audit.vtl", whole("src/edit/vtl/cases/audit-rules.vtl"), reports, {"UNIT", "PERIOD"});
    const auto ours =
        run("audit.rules", whole("src/desk/edit/cases/audit.rules"), reports, {"UNIT", "PERIOD"});
    ASSERT_TRUE(vtl.has_value() && ours.has_value());
    std::set<std::string> expected;
    const auto violations = whole("src/edit/vtl/cases/audit-violations.csv");
    for (const auto line : split(violations, '\n'))
        if (!trimmed(line).empty()) expected.insert(std::string(trimmed(line)) + ",不通过");
    ASSERT_EQ(expected.size(), 108U);
    for (const auto* it : {&*vtl, &*ours}) {
        auto lines = told(*it);
        std::erase_if(lines, [](const std::string& line) { return line.ends_with("无法判定"); });
        EXPECT_EQ(lines, expected);
    }
    EXPECT_EQ(told(*ours), told(*vtl)) << "what is undecided is the same in both";
}

TEST(RunRules, SayOfEveryRowWhatTheCaseSays) {
    const auto cases = read_cases(here("src/desk/edit/cases/run_rules.case"));
    ASSERT_TRUE(cases.has_value()) << cases.error().text();
    for (const auto& it : *cases) {
        SCOPED_TRACE(it.title);
        const auto names = it.get("keys", "户");
        const auto keys = split(names, ',');
        const auto found =
            run(it.get("file", "试.rules"), lines(it.rows("rules"), ""), lines(it.rows("table"), "\",\""),
                {keys.begin(), keys.end()}, it.get("all", "") == "是");
        if (!it.get("fault", "").empty()) {
            ASSERT_FALSE(found.has_value());
            EXPECT_THAT(found.error().front().text(), HasSubstr(it.at("fault")));
            continue;
        }
        ASSERT_TRUE(found.has_value()) << found.error().front().text();
        std::set<std::string> expected;
        for (const auto& row : it.rows("told")) expected.insert(joined(row, ","));
        EXPECT_EQ(told(*found), expected);
        if (!it.get("note", "").empty()) {
            ASSERT_FALSE(found->notes.empty());
            EXPECT_THAT(found->notes.front(), HasSubstr(it.at("note")));
        }
    }
}

}  // namespace
}  // namespace yj::desk
