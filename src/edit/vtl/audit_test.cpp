// 300 synthetic reports under 20 rules: what vtlengine and R validate agree on.
#include <gtest/gtest.h>

#include <set>

#include "base/case_file.hpp"
#include "edit/vtl/run.hpp"

namespace yj::edit::vtl {
namespace {

std::string audit_file(const std::string& name) {
    const auto text = read_text_file(YJ_SOURCE_DIR "/src/edit/vtl/cases/" + name);
    EXPECT_TRUE(text.has_value());
    return text.value_or("");
}

using Violation = std::array<std::string, 3>;

std::set<Violation> expected_violations() {
    std::set<Violation> all;
    const auto rows = split_csv(audit_file("audit-violations.csv"));
    for (const auto& row : rows) all.insert({row.at(0), row.at(1), row.at(2)});
    return all;
}

Dataset reports() {
    const auto csv = audit_file("audit-reports.csv");
    Dataset shape{"DS_1", {}, 0};
    const auto header = split_csv(csv.substr(0, csv.find('\n')));
    for (const auto& name : header.at(0)) {
        const bool key = name == "UNIT" || name == "PERIOD";
        shape.components.push_back(
            {name, key ? Role::Identifier : Role::Measure, {key ? Type::String : Type::Number, {}, false}});
    }
    return read_csv(std::move(shape), csv).value();
}

TEST(VtlAudit, FindsTheViolationsThatTwoOtherEnginesFind) {
    const auto expected = expected_violations();
    ASSERT_EQ(expected.size(), 108U);
    const std::vector inputs{reports()};
    const auto result = run_vtl(audit_file("audit-rules.vtl"), inputs);
    ASSERT_TRUE(result.has_value()) << result.error().text();
    const auto& made = *result->find("DS_r");
    std::set<Violation> found;
    for (std::size_t row = 0; row < made.rows; ++row)
        found.insert({made.find("UNIT")->column.at(row).shown(), made.find("PERIOD")->column.at(row).shown(),
                      made.find("ruleid")->column.at(row).shown()});
    EXPECT_EQ(found, expected);
    EXPECT_EQ(made.rows, 108U);
}

}  // namespace
}  // namespace yj::edit::vtl
