#include "review/review_rules.hpp"

#include <gtest/gtest.h>

#include "base/case_file.hpp"

namespace yj::review {
namespace {

using edit::Finding;
using edit::Severity;
using edit::Verdict;

const Period kOctober = Period::month(2026, 10);
constexpr const char* kGood = "10月8日至24日二号线检修，停产17天，影响产值约一成";

Finding finding(const char* rule, Severity severity, Verdict verdict = Verdict::Failed,
                const char* column = "") {
    Finding out;
    out.rule = rule;
    out.severity = severity;
    out.verdict = verdict;
    out.column = column;
    out.sentence = "工业总产值 123456 比上年同期 98765 …";
    return out;
}

Explanation explanation(const char* rule, const char* words = kGood, const char* column = "",
                        const char* reason = "01") {
    Explanation out;
    out.rule = rule;
    out.column = column;
    out.reason = reason;
    out.words = words;
    return out;
}

instrument::CodeList reasons() {
    return {"reasons",
            {{"01", "停产检修", "", {}, {}},
             {"07", "新增产能", "", {}, Period::month(2025, 12)},
             {"99", "其他（须写明）", "", {}, {}}}};
}

instrument::Form form() {
    instrument::Form out;
    out.code = "B204-1";
    out.columns = {{"1", "本月", Span::Current, ""}, {"2", "1—本月", Span::YearToDate, ""}};
    instrument::Indicator row;
    row.code = "01";
    out.rows = {row};
    return out;
}

std::string joined(const std::vector<std::string_view>& parts) {
    std::string text;
    for (const auto part : parts) text += (text.empty() ? "" : "、") + std::string(part);
    return text;
}

TEST(Explanation, SaysSomethingOrIsRefusedWithWhatIsMissing) {
    const auto cases = read_cases(YJ_SOURCE_DIR "/src/review/cases/explanations.case");
    ASSERT_TRUE(cases.has_value()) << cases.error().text();
    for (const auto& row : cases->at(0).rows("explanations")) {
        const auto said = explanation_says_something(row.at(0));
        EXPECT_EQ(said.has_value(), row.at(1) == "是") << row.at(0);
        EXPECT_EQ(joined(missing_parts(row.at(0))), row.size() > 2 ? row.at(2) : "") << row.at(0);
        if (said.has_value()) continue;
        EXPECT_NE(said.error().remedy.find("请写明"), std::string::npos) << row.at(0);
    }
}

TEST(Explanation, AnswersAFailedSoftFindingOnly) {
    const std::vector<Finding> findings{finding("S2", Severity::Soft), finding("H1", Severity::Hard),
                                        finding("S3", Severity::Soft, Verdict::Undecided)};
    EXPECT_TRUE(check_explanation(explanation("S2"), findings, reasons(), kOctober).has_value());
    EXPECT_EQ(check_explanation(explanation("H1"), findings, reasons(), kOctober).error().kind,
              Refused::Conflict);
    EXPECT_EQ(check_explanation(explanation("S3"), findings, reasons(), kOctober).error().kind,
              Refused::NotFound);
    EXPECT_EQ(check_explanation(explanation("S2", kGood, "2"), findings, reasons(), kOctober).error().kind,
              Refused::NotFound);
}

TEST(Explanation, NamesAReasonThatIsInForceInThePeriod) {
    const std::vector<Finding> findings{finding("S2", Severity::Soft)};
    const auto with = [&](const char* reason, Period period) {
        return check_explanation(explanation("S2", kGood, "", reason), findings, reasons(), period);
    };
    EXPECT_TRUE(with("07", Period::month(2025, 12)).has_value());
    const auto expired = with("07", kOctober);
    ASSERT_FALSE(expired.has_value());
    EXPECT_EQ(expired.error().remedy, "可用的原因：01 停产检修、99 其他（须写明）");
    EXPECT_FALSE(with("", kOctober).has_value());
}

TEST(Acceptance, IsBlockedByAHardFindingWhateverIsSaid) {
    const std::vector<Finding> findings{finding("H1", Severity::Hard, Verdict::Failed, "2")};
    const std::vector<Explanation> said{explanation("H1", kGood, "2")};
    const auto standing = blocks(findings, said);
    ASSERT_EQ(standing.size(), 1U);
    EXPECT_EQ(standing[0].why, "强制性审核 H1 第2栏 不通过，须由填报单位改正");
    EXPECT_EQ(may_accept(findings, said).error().kind, Refused::NotReady);
}

TEST(Acceptance, WaitsForAnExplanationOfEverySoftFindingColumnByColumn) {
    const std::vector<Finding> findings{finding("S2", Severity::Soft, Verdict::Failed, "1"),
                                        finding("S2", Severity::Soft, Verdict::Failed, "2")};
    const std::vector<Explanation> one{explanation("S2", kGood, "1")};
    EXPECT_EQ(blocks(findings, one).size(), 1U);
    const std::vector<Explanation> both{explanation("S2", kGood, "1"), explanation("S2", kGood, "2")};
    EXPECT_TRUE(may_accept(findings, both).has_value());
}

TEST(Acceptance, IsNotBoughtWithAnAssuranceNorWithoutAReasonCode) {
    const std::vector<Finding> findings{finding("S2", Severity::Soft)};
    EXPECT_FALSE(may_accept(findings, std::vector{explanation("S2", "核实无误")}).has_value());
    EXPECT_FALSE(may_accept(findings, std::vector{explanation("S2", kGood, "", "")}).has_value());
    EXPECT_TRUE(may_accept(findings, std::vector{explanation("S2")}).has_value());
}

TEST(Acceptance, IsNotHeldUpByTheUndecidedNorByHints) {
    const std::vector<Finding> findings{finding("H1", Severity::Hard, Verdict::Undecided),
                                        finding("S2", Severity::Soft, Verdict::Undecided),
                                        finding("T1", Severity::Hint)};
    EXPECT_TRUE(may_accept(findings, {}).has_value());
    EXPECT_TRUE(may_accept({}, {}).has_value());
}

TEST(Acceptance, RefusalNamesTheFirstBlocksAndNeverAFigure) {
    std::vector<Finding> findings;
    for (const char* rule : {"H1", "H2", "H3", "H4", "H5"}) findings.push_back(finding(rule, Severity::Hard));
    const auto refused = may_accept(findings, {});
    ASSERT_FALSE(refused.has_value());
    EXPECT_NE(refused.error().what.find("等共 5 条"), std::string::npos);
    EXPECT_EQ(refused.error().text().find("123456"), std::string::npos);
}

TEST(Return, SaysWhyCellByCell) {
    const auto check = [](std::vector<ReturnReason> given) {
        return check_return(given, form(), reasons(), kOctober);
    };
    EXPECT_TRUE(check({{"01.2", "01", ""}, {"", "99", "请补报产量表"}}).has_value());
    EXPECT_FALSE(check({}).has_value());
    EXPECT_FALSE(check({{"09.9", "01", ""}}).has_value());
    EXPECT_FALSE(check({{"01.1", "55", ""}}).has_value());
    EXPECT_FALSE(check({{"01.1", "99", "  "}}).has_value());
}

TEST(Question, AsksSomethingAboutACellOfTheForm) {
    Question asked;
    asked.cell = "01.1";
    asked.words = "本月为何减半？";
    EXPECT_TRUE(check_question(asked, form()).has_value());
    asked.cell = "77.1";
    EXPECT_EQ(check_question(asked, form()).error().kind, Refused::NotFound);
    asked.cell.clear();
    asked.words = " ";
    EXPECT_EQ(check_question(asked, form()).error().kind, Refused::Malformed);
}

}  // namespace
}  // namespace yj::review
