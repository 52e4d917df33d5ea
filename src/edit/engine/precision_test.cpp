#include "edit/engine/precision.hpp"

#include <gtest/gtest.h>

#include <random>

#include "edit/rule_set.hpp"

namespace yj::edit {
namespace {

instrument::Form form() {
    instrument::Form made;
    made.code = "T1";
    made.columns = {{"1", "本月", Span::Current, ""}};
    for (const char* code : {"01", "02", "03"}) {
        instrument::Indicator row;
        row.code = row.name = code;
        made.rows.push_back(row);
    }
    return made;
}

Verdict verdict(const RuleSet& set, const instrument::Form& form, const std::array<Amount, 3>& values) {
    instrument::CellSheet sheet(form);
    for (int row = 0; row < 3; ++row) sheet.set({row, 0, {}}, values[static_cast<std::size_t>(row)]);
    const Context context{Period::month(2026, 10), &form, &sheet, nullptr, {}, {}};
    Evaluation run(set.rules().front(), context, 0, 0, {});
    return run.verdict();
}

/// Some values in the intervals of 0 decimals satisfy the rule as it is without a tolerance: quarter steps
/// are tried, ends among them.
bool some_satisfy(const RuleSet& plain, const instrument::Form& form, const std::array<int, 3>& whole) {
    for (int a = -2; a <= 2; ++a)
        for (int b = -2; b <= 2; ++b)
            for (int c = -2; c <= 2; ++c)
                if (verdict(plain, form,
                            {Amount(whole[0] * 100 + a * 25, 2), Amount(whole[1] * 100 + b * 25, 2),
                             Amount(whole[2] * 100 + c * 25, 2)}) == Verdict::Passed)
                    return true;
    return false;
}

TEST(Precision, NeverFailsWhatSomeValuesInTheIntervalsSatisfy) {
    const auto table = form();
    std::mt19937 random(11);
    for (const char* condition :
         {"[01] == [02] + [03]", "2 * [01] - [02] >= 3 * [03]", "[01] / [02] 在 [0.4, 0.6]", "[01] != [02]",
          "[01] / ([01] + [02]) > [03] / 10", "[01] * [02] <= [03]", "绝对值([01] - [02]) == [03]",
          "最大([01], [02]) < 最小([02], [03])", "若 [01] > 0 则 [02] == [03]",
          "非 ([01] > [02] 且 [02] > [03])", "[01] > 2 异或 [02] > 2", "四舍五入([01] / 3, 0) == [02]",
          "[01] / [02] >= [02] / [03]", "幂([01], 2) == [02] + [03]", "余数([01], 3) == [02]",
          "-[01] == [02] 或 [03] < 1"}) {
        const auto set = [&](const char* tolerance) {
            const std::vector<RuleText> texts{{"t", "规则 T1/A 强制 " + std::string(condition) + tolerance}};
            auto made = compile_rules({&table, 1}, texts);
            EXPECT_TRUE(made) << made.error().front().text();
            return std::move(*made);
        };
        const auto plain = set(""), precise = set(" 允差 按精度");
        int failed = 0;
        for (int round = 0; round < 60; ++round) {
            std::array<int, 3> whole{};
            for (auto& it : whole) it = static_cast<int>(random() % 12) - 3;
            const auto said =
                verdict(precise, table, {Amount(whole[0], 0), Amount(whole[1], 0), Amount(whole[2], 0)});
            failed += said == Verdict::Failed ? 1 : 0;
            if (said == Verdict::Failed) {
                EXPECT_FALSE(some_satisfy(plain, table, whole))
                    << condition << " of " << whole[0] << ' ' << whole[1] << ' ' << whole[2];
            }
        }
        EXPECT_TRUE(failed > 0 || std::string_view(condition).starts_with("[01] != "))
            << condition << " never failed";
    }
}

}  // namespace
}  // namespace yj::edit
