#include <gtest/gtest.h>

#include "base/case_file.hpp"
#include "edit/notation/meaning_fixture.hpp"

namespace yj::edit {
namespace {

using instrument::Form;

std::string compiled_fault(const std::expected<RuleSet, instrument::Faults>& set) {
    return set ? "" : set.error().front().text();
}

/// What the rule says of the report: 通过 when it says nothing; its own generated rules are not asked.
std::string verdict_of(const std::string& rule, const std::string& cells, const std::string& before) {
    const std::vector<Form> forms{small_form()};
    const std::vector<RuleText> texts{{"scopes", kScopes}, {"case", "规则 T1/A 强制 " + rule}};
    const auto set = compile_rules(forms, texts);
    if (!set) return compiled_fault(set);
    const auto report = sheet_of(forms[0], cells), previous = sheet_of(forms[0], before);
    const auto attributes = unit();
    Context context{Period::month(2026, 10), forms.data(), &report, &attributes, {}, {}};
    for (const auto& source : set->plan("T1").sources) {
        const bool there = source.shift != Shift::LastDecember && !before.empty();
        context.others.push_back(there ? &previous : nullptr);
        context.other_forms.push_back(forms.data());
    }
    for (const auto& finding : check_report(*set, context))
        if (finding.rule == "T1/A") return std::string(verdict_name(finding.verdict));
    return "通过";
}

TEST(Notation, MeansWhatItsPageSays) {
    const auto cases = read_cases(YJ_SOURCE_DIR "/src/edit/notation/meaning.case");
    ASSERT_TRUE(cases.has_value()) << cases.error().text();
    for (const auto& it : cases.value())
        for (const auto& row : it.rows("rules"))
            EXPECT_EQ(verdict_of(row.at(0), row.at(1), row.at(2)), row.at(3))
                << it.title << ": " << row.at(0) << " of " << row.at(1);
}

}  // namespace
}  // namespace yj::edit
