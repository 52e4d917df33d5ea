#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "base/text.hpp"
#include "edit/audit_fixture.hpp"

namespace yj::edit {
namespace {

/// The fields of every line of a plain CSV file, its head left out.
std::vector<std::vector<std::string>> lines_of(const std::string& name) {
    std::ifstream in(std::string(YJ_SOURCE_DIR) + "/src/edit/vtl/cases/" + name);
    std::vector<std::vector<std::string>> lines;
    for (std::string line; std::getline(in, line);) {
        auto& fields = lines.emplace_back();
        for (const auto field : split(trimmed(line), ',')) fields.emplace_back(field);
    }
    return lines;
}

/// 300 reports under the twenty rules, whose violations two other engines agree on.
TEST(AuditOracle, FindsTheViolationsThatOtherEnginesFind) {
    auto reports = lines_of("audit-reports.csv");
    ASSERT_EQ(reports.size(), 301U);
    reports.erase(reports.begin());
    AuditNumbers numbers(reports.size());
    for (std::size_t at = 0; at < reports.size(); ++at)
        for (std::size_t i = 0; i < kAuditMeasures; ++i) {
            const auto& text = reports[at][i + 2];
            numbers.missing[i][at] = text.empty() ? 1 : 0;
            numbers.units[i][at] = text.empty() ? 0 : std::stoi(text);
        }
    const std::vector<instrument::Form> forms{audit_form()};
    const auto set = audit_set(forms);
    const auto columns = Columns::of(set, forms[0], Period::month(2023, 1), reports.size(), numbers.columns(),
                                     {}, run_in_turn);
    std::vector<std::vector<std::string>> found;
    std::size_t undecided = 0;
    for (const auto& hit : check_population(set, columns, run_in_turn)) {
        undecided += hit.verdict == Verdict::Undecided ? 1 : 0;
        if (hit.verdict != Verdict::Failed) continue;
        const auto& rule = finding_of(set, columns, hit).rule;
        found.push_back({reports[hit.report][0], reports[hit.report][1], rule.substr(rule.find('/') + 1)});
    }
    auto wanted = lines_of("audit-violations.csv");
    std::ranges::sort(wanted);
    std::ranges::sort(found);
    EXPECT_EQ(found, wanted);
    EXPECT_GT(undecided, 0U) << "blanks are counted, where the other engines pass them in silence";
}

}  // namespace
}  // namespace yj::edit
