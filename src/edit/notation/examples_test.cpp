#include <gtest/gtest.h>

#include <filesystem>

#include "base/case_file.hpp"
#include "edit/check.hpp"
#include "edit/source_period.hpp"
#include "instrument/pack.hpp"
#include "instrument/pack_folder_shelf.hpp"

namespace yj::edit {
namespace {

using instrument::Form;

const instrument::Pack& pack() {
    static const auto loaded = instrument::load_pack(
        instrument::read_pack_folder(std::filesystem::path(YJ_SOURCE_DIR) / "packs/unified-2025").value());
    return loaded.value();
}

/// The rules of the language's description, as they stand there; 规上工业 is a word of the pack.
constexpr const char* kExamples = R"(
规则 B204-1/H1  强制  适用 B204-1
  出口交货值 <= 工业销售产值                                   所有列
  提示 "出口交货值 {出口交货值} 大于工业销售产值 {工业销售产值}"

规则 B204-1/H4  强制  3月..12月
  工业总产值.累计 == 上期.工业总产值.累计 + 工业总产值.本月     允差 1   空=不判

规则 B204-1/S2  核实  规上工业
  工业总产值.本月 / 上年同期.工业总产值.本月 在 [0.5, 1.5]      需说明

规则 GY/X6      核实  B204-1.工业总产值.累计 / B203.营业收入.累计 在 [0.6, 1.6]
规则 HX/07      核实  B204-1.工业总产值.本月 ≈ 台账.产值        允差 0.5%
规则 1011/H1    强制  校验码(统一社会信用代码)
)";

RuleSet compiled(const std::string& rules) {
    const std::vector<RuleText> texts{{"scopes.rules", "范围 规上工业 行业属于(\"B\", \"C\", \"D\")"},
                                      {"examples.rules", rules}};
    auto set = compile_rules(pack().forms(), texts);
    if (!set)
        for (const auto& fault : set.error()) ADD_FAILURE() << fault.text();
    return set ? std::move(*set) : RuleSet();
}

instrument::CellSheet sheet(const Form& form, const std::map<std::string, std::string>& cells) {
    instrument::CellSheet made(form);
    for (const auto& [address, amount] : cells)
        made.set(form.cell(address).value(), Amount::parse(amount).value());
    return made;
}

/// Verdict and sentence of one rule over a report of B204-1 with these sheets behind it.
std::string said(const RuleSet& set, const std::string& rule, const std::map<std::string, std::string>& cells,
                 const std::map<std::string, std::string>& before = {},
                 const std::map<std::string, std::string>& ledger = {},
                 const std::map<std::string, std::string>& accounts = {}) {
    const auto& form = *pack().form("B204-1");
    const auto& other = *pack().form("B203");
    const auto report = sheet(form, cells), last = sheet(form, before), book = sheet(form, ledger);
    const auto b203 = sheet(other, accounts);
    registry::UnitAttributes unit;
    unit.industry = IndustryCode::parse("1311").value();
    Context context{Period::month(2026, 10), &form, &report, &unit, {}, {}};
    for (const auto& source : set.plan("B204-1").sources) {
        const auto* found = source.place == Place::Ledger     ? (ledger.empty() ? nullptr : &book)
                            : source.form == "B203"           ? (accounts.empty() ? nullptr : &b203)
                            : source.shift == Shift::Previous ? (before.empty() ? nullptr : &last)
                                                              : nullptr;
        context.others.push_back(found);
        context.other_forms.push_back(source.form == "B203" ? &other : &form);
    }
    for (const auto& finding : check_report(set, context))
        if (finding.rule == rule) return std::string(verdict_name(finding.verdict)) + " " + finding.sentence;
    return "通过";
}

TEST(RulesOfTheDescription, ParseAsTheyStandAndMeanWhatIsSaid) {
    const auto set = compiled(kExamples);
    ASSERT_NE(set.rule("GY/X6", "B204-1"), nullptr);
    ASSERT_NE(set.rule("1011/H1", "101-1"), nullptr);
    EXPECT_EQ(
        said(set, "B204-1/H1", {{"04.1", "12"}, {"03.1", "10"}}),
        "不通过 出口交货值 12 大于工业销售产值 10：出口交货值 12 应不大于 工业销售产值(当年价格) 10，相差 "
        "2（本年·本月）");
    EXPECT_EQ(said(set, "B204-1/H4", {{"01.2", "30"}, {"01.1", "10"}}, {{"01.2", "21"}}), "通过");
    EXPECT_EQ(said(set, "B204-1/H4", {{"01.2", "30"}, {"01.1", "10"}}, {{"01.2", "22"}}).substr(0, 9),
              "不通过");
    EXPECT_EQ(said(set, "B204-1/S2", {{"01.1", "30"}, {"01.3", "10"}}).substr(0, 9), "不通过");
    EXPECT_EQ(said(set, "GY/X6", {{"01.2", "30"}}, {}, {}, {{"301.1", "10"}}).substr(0, 9), "不通过");
    EXPECT_EQ(said(set, "GY/X6", {{"01.2", "30"}}, {}, {}, {{"301.1", "30"}}), "通过");
    EXPECT_EQ(said(set, "GY/X6", {{"01.2", "30"}}), "无法判定 B203 报表还没有");
    EXPECT_EQ(said(set, "HX/07", {{"01.1", "1000"}}, {}, {{"01.1", "1005"}}), "通过");
    EXPECT_EQ(said(set, "HX/07", {{"01.1", "1000"}}, {}, {{"01.1", "1006"}}),
              "不通过 工业总产值(当年价格) 1000 应等于 台账的工业总产值(当年价格) 1006，相差 6（本年·本月）");
    EXPECT_EQ(said(set, "HX/07", {{"01.1", "1000"}}), "无法判定 B204-1 还没有归到单元格的台账");
}

TEST(RulesOfTheDescription, StandAsTheDescriptionHasThem) {
    const auto page = read_text_file(YJ_SOURCE_DIR "/../shared/docs/rules.md");
    if (!page) GTEST_SKIP() << "shared/docs/rules.md is not here; its examples are carried above";
    std::string examples = kExamples;
    EXPECT_NE(page->find(examples.substr(1)), std::string::npos) << "the description has other examples now";
}

TEST(Scope, IsPartOfWhatARuleMeansAndOfItsHash) {
    const auto hash = [](const std::string& scope) {
        const std::vector<RuleText> texts{{"a", "范围 甲 " + scope},
                                          {"b", "规则 B204-1/A 强制 甲 [01.1] > 0"}};
        return compile_rules(pack().forms(), texts).value().rule("B204-1/A", "B204-1")->hash;
    };
    EXPECT_NE(hash("行业属于(\"C\")"), hash("行业属于(\"B\")"));
    EXPECT_EQ(hash("行业属于(\"C\")"), hash("行业属于 ( \"C\" )  # 制造业"));
}

std::string first_fault(const std::string& text) {
    const auto set = compile_rules(pack().forms(), std::vector<RuleText>{{"x", text}});
    return set ? "" : set.error().front().text();
}

TEST(Scope, RefusesCyclesUnknownNamesAndCells) {
    EXPECT_EQ(first_fault("范围 甲 乙\n范围 乙 甲 且 行业属于(\"C\")"),
              "x:1:6：范围“乙”绕回了自己：乙 → 甲 → 乙；应为不相互引用的范围");
    EXPECT_EQ(first_fault("范围 规上工业 行业属于(\"C\")\n规则 B204-1/A 强制 规上工叶 [01.1] > 0"),
              "x:2:16：不认识“规上工叶”；应为指标名称、单元格 [行.栏] 或函数；是不是“规上工业”？");
    EXPECT_EQ(first_fault("范围 甲 [01.1] > 0").substr(0, 30),
              std::string("x:1:6：范围中不认识“[”；应为名录").substr(0, 30));
    EXPECT_EQ(first_fault("范围 甲 单位.规模 == 1\n范围 甲 单位.规模 == 2"),
              "x:2:4：范围“甲”已在 x:1 定义；应为每个范围只定义一次");
    EXPECT_EQ(first_fault("范围 若 单位.规模 == 1").substr(0, 10), std::string("x:1:4：范围").substr(0, 10));
    std::string doubling = "范围 a0 单位.规模 == 1\n";
    for (int i = 1; i < 40; ++i)
        doubling += "范围 a" + std::to_string(i) + " a" + std::to_string(i - 1) + " 且 a" +
                    std::to_string(i - 1) + "\n";
    EXPECT_NE(first_fault(doubling).find("条件过长"), std::string::npos);
}

TEST(SourcePeriod, GoesBackInTheReportingSequence) {
    Form month;
    month.frequency = Frequency::Month;
    month.january = January::Exempt;
    const auto back = [&](int steps, Period from, const Owes& owes = {}) {
        const Source source{"", steps == 1 ? Shift::Previous : Shift::Same, steps == 1 ? 0 : steps,
                            Place::Report};
        const auto found = source_period(source, month, month, from, owes);
        return found ? found->code() : std::string();
    };
    EXPECT_EQ(back(1, Period::month(2026, 3)), "2026-01..02");
    EXPECT_EQ(back(2, Period::month(2026, 3)), "2025-12");
    EXPECT_EQ(back(11, Period::month(2026, 3)), "2025-03");
    const Owes no_summer = [](const Form&, Period at) { return at.last_month() != 7; };
    EXPECT_EQ(back(1, Period::month(2026, 8), no_summer), "2026-06");
    EXPECT_EQ(back(2, Period::month(2026, 8), no_summer), "2026-05");
    EXPECT_EQ(back(1, Period::month(2026, 8), [](const Form&, Period) { return false; }), "");
    const Source both{"", Shift::YearEarlier, 2, Place::Report};
    EXPECT_EQ(source_period(both, month, month, Period::month(2026, 3))->code(), "2024-12");
}

}  // namespace
}  // namespace yj::edit
