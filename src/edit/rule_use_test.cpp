#include "edit/rule_use.hpp"

#include <gtest/gtest.h>

namespace yj::edit {
namespace {

instrument::Form two_cells() {
    instrument::Form form;
    form.columns = {{"1", "本期", Span::Current, ""}};
    form.rows.resize(2);
    form.rows[0].code = "01";
    form.rows[1].code = "02";
    return form;
}

instrument::CellSheet sheet(const instrument::Form& form, int first, int second) {
    instrument::CellSheet made(form);
    made.set({0, 0, {}}, Amount(first, 0));
    made.set({1, 0, {}}, Amount(second, 0));
    return made;
}

Finding finding(std::string rule, Verdict verdict, std::vector<std::string> cells) {
    return {std::move(rule), "", Severity::Soft, verdict, "", "", std::move(cells), ""};
}

TEST(RuleUse, TellsTheRulesThatLedToACorrectionFromThoseThatOnlyCostTime) {
    const auto form = two_cells();
    const auto before = sheet(form, 10, 20), after = sheet(form, 11, 20);
    const std::vector<Finding> first{finding("S1", Verdict::Failed, {"01"}),
                                     finding("S2", Verdict::Failed, {"02"}),
                                     finding("S3", Verdict::Undecided, {"01"})};
    const std::vector<Finding> second{finding("S2", Verdict::Failed, {"02"})};
    RuleUseCount count;
    count.add(form, {&first, &before, &after, {}});
    count.add(form, {&second, &after, nullptr, {{"S2", "", ""}}});
    EXPECT_EQ(count.take(), (std::vector<RuleUse>{{"S1", Severity::Soft, 1, 0, 0, 1},
                                                  {"S2", Severity::Soft, 2, 0, 1, 0},
                                                  {"S3", Severity::Soft, 0, 1, 0, 0}}));
}

TEST(RuleUse, AChangeOfAnotherCellIsNoCorrection) {
    const auto form = two_cells();
    const auto before = sheet(form, 10, 20), after = sheet(form, 10, 21);
    const std::vector<Finding> findings{finding("S1", Verdict::Failed, {"01"})};
    RuleUseCount count;
    count.add(form, {&findings, &before, &after, {}});
    EXPECT_EQ(count.take().front().corrected, 0);
}

}  // namespace
}  // namespace yj::edit
