#include "edit/browser/travelling_rules.hpp"

#include <gtest/gtest.h>

#include "edit/browser/at_server_fixture.hpp"
#include "edit/browser/browser_session.hpp"
#include "edit/notation/meaning_fixture.hpp"

namespace yj::edit {
namespace {

std::string all_text(const TravellingRules& rules) {
    std::string text;
    for (const auto& each : rules.texts) text += each.text;
    return text;
}

std::vector<instrument::Form> forms_of(const House& house, const TravellingRules& rules) {
    std::vector<instrument::Form> forms;
    for (const auto& code : rules.forms) forms.push_back(house.form(code));
    return forms;
}

/// id and hash of the rules of a form, in order; those that compare with peers stay at the server.
std::vector<std::string> names(const RuleSet& set, std::string_view form, bool hard_only, bool generated) {
    std::vector<std::string> names;
    for (const auto& rule : set.rules())
        if (rule.form == form && !rule.condition.uses_population &&
            (!hard_only || rule.severity == Severity::Hard) && (generated || !rule.generated))
            names.push_back(rule.id + " " + rule.hash);
    return names;
}

TEST(TravellingRules, AreTheSameRulesWhereTheyArrive) {
    for (const char* pack : {"unified-2025", "eia-1996"}) {
        const auto house = house_of_pack(pack);
        for (const auto& form : house.forms)
            for (const auto reader : {Reader::Respondent, Reader::Bureau}) {
                const auto rules = travelling_rules(house.rules, form.code, reader);
                const auto arrived = compile_rules(forms_of(house, rules), rules.texts);
                ASSERT_TRUE(arrived.has_value()) << form.code << ' ' << arrived.error().front().text();
                EXPECT_EQ(names(*arrived, form.code, false, false),
                          names(house.rules, form.code, reader == Reader::Respondent, true));
            }
    }
}

TEST(TravellingRules, BringNoPlausibilityRuleToARespondent) {
    const auto house = house_of_pack("unified-2025");
    int withheld = 0;
    for (const auto& form : house.forms) {
        const auto rules = travelling_rules(house.rules, form.code, Reader::Respondent);
        const auto text = all_text(rules);
        EXPECT_EQ(text.find("核实"), std::string::npos) << form.code;
        EXPECT_EQ(text.find('#'), std::string::npos) << form.code << ": a remark of the file travels";
        for (const auto& rule : house.rules.rules()) {
            if (rule.form != form.code || rule.severity == Severity::Hard) continue;
            ++withheld;
            EXPECT_EQ(text.find(rule.id + " "), std::string::npos);
            EXPECT_EQ(text.find(rule.written), std::string::npos);
            EXPECT_TRUE(rule.hint.empty() || text.find(rule.hint) == std::string::npos) << rule.id;
        }
    }
    EXPECT_GT(withheld, 50);
}

/// Bounds that stand nowhere else: not one digit of them is in what the browser gets.
TEST(TravellingRules, CarryNothingOfTheBoundsOfAPlausibilityRule) {
    const std::vector<instrument::Form> forms{small_form()};
    const std::vector<RuleText> texts{
        {"rules",
         "范围 大企业 单位.规模 == \"大\"\n范围 门槛 单位.产值 >= 31417\n"
         "规则 T1/A 强制 大企业 [01.1] >= [03.1]  # 门槛 27182\n"
         "规则 T1/B 核实 门槛 [01.1] / [03.1] 在 [0.6180, 16180] 提示 \"低于 14142\"\n"
         "规则 T1/C 提示 [01.1] <= 17320\n"
         "规则 T1/D 强制 [01.1] >= [03.1] / 22360 * 平均值([01.1] 按 单位.行业)\n"
         "规则 T1/G4-01 核实 [01] >= 26457 所有列\n"}};
    const House house{forms, compile_rules(forms, texts).value()};
    const auto respondent = travelling_rules(house.rules, "T1", Reader::Respondent);
    const auto bytes =
        AtServer(house, "T1", Reader::Respondent, Period::month(2026, 10), unit(), {}).opening();
    for (const char* secret :
         {"31417", "27182", "0.6180", "16180", "14142", "17320", "22360", "26457", "门槛"})
        EXPECT_EQ(bytes.find(secret), std::string::npos) << secret;
    EXPECT_NE(bytes.find("T1/A"), std::string::npos);
    EXPECT_NE(bytes.find("范围 大企业"), std::string::npos);
    const auto bureau = all_text(travelling_rules(house.rules, "T1", Reader::Bureau));
    EXPECT_NE(bureau.find("0.6180"), std::string::npos);
    EXPECT_EQ(bureau.find("22360"), std::string::npos) << "a rule over the population stays at the server";
}

/// A 核实 rule that stands in a generated one's place is not undone by generating it again.
TEST(TravellingRules, DoNotComeBackAsGenerated) {
    const std::vector<instrument::Form> forms{small_form()};
    const House plain{forms, compile_rules(forms, {}).value()};
    const auto generated = names(plain.rules, "T1", true, true);
    ASSERT_FALSE(generated.empty());
    const auto id = plain.rules.rules().front().id;
    const std::vector<RuleText> texts{{"rules", "规则 " + id + " 核实 [01.1] >= [03.1]"}};
    const House house{forms, compile_rules(forms, texts).value()};
    AtServer server(house, "T1", Reader::Respondent, Period::month(2026, 10), unit(), {});
    const auto session = BrowserSession::open(server.opening());
    ASSERT_TRUE(session.has_value());
    ASSERT_TRUE((*session)->set("01.1", "-5").has_value());
    ASSERT_TRUE((*session)->set("01.2", "-9").has_value());
    for (const auto& finding : (*session)->findings()) EXPECT_NE(finding.rule, id);
    EXPECT_FALSE((*session)->findings().empty());
}

}  // namespace
}  // namespace yj::edit
