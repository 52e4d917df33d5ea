#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <thread>

#include "base/case_file.hpp"
#include "edit/across/cell_review.hpp"
#include "edit/across/influence.hpp"
#include "edit/across/peer_checks.hpp"
#include "edit/across/peer_sentence.hpp"
#include "edit/across/population_file.hpp"

namespace yj::edit::across {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

PeerTraits traits(const std::string& industry, const std::string& size, const std::string& region) {
    PeerTraits unit;
    if (!industry.empty()) unit.industry = IndustryCode::parse(industry).value();
    if (!size.empty()) unit.size = registry::parse_size_class(size).value();
    unit.region = RegionCode::parse(region).value();
    return unit;
}

TEST(PeerGroups, AreAsNarrowAsTheyMayBe) {
    const auto cases = read_cases((population_cases() / "peer_groups.case").string()).value();
    for (const auto& it : cases) {
        std::vector<PeerTraits> units;
        std::vector<std::uint8_t> comparable;
        for (const auto& row : it.rows("units")) {
            units.push_back(traits(row[1], row[2], row[3]));
            comparable.push_back(row[4] == "有" ? 1 : 0);
        }
        const PeerIndex index(units, usual_ladder(), run_in_turn);
        const auto made = index.groups(comparable, static_cast<std::size_t>(std::stoi(it.at("least"))));
        ASSERT_EQ(it.rows("groups").size(), units.size()) << it.title;
        for (std::size_t unit = 0; unit < units.size(); ++unit) {
            const auto& row = it.rows("groups")[unit];
            const auto place = made.group_of[unit];
            if (place == PeerGroups::kNobody) {
                EXPECT_EQ(row[1], "无") << it.title << row[0];
                continue;
            }
            const auto& group = made.groups[static_cast<std::size_t>(place)];
            EXPECT_EQ(group_name(group, names_as_codes()), row[1]) << it.title << "，单位" << row[0];
            EXPECT_EQ(std::to_string(group.members.size() - comparable[unit]), row[2]) << it.title << row[0];
        }
    }
}

/// 60 manufacturers of general machinery, small ones; the last one is ten times what it was.
struct Population {
    std::vector<PeerTraits> units;
    std::vector<double> now, year_ago, last;

    explicit Population(std::size_t count = 60) {
        for (std::size_t i = 0; i < count; ++i) {
            units.push_back(traits("3411", "小", "990101"));
            year_ago.push_back(1000 + 37.0 * static_cast<double>(i * 7 % 60));
            last.push_back(year_ago.back() * 1.02);
            now.push_back(year_ago.back() * (1.05 + 0.01 * (static_cast<double>(i * 13 % 11) - 5)));
        }
        now.back() = year_ago.back() * 10;
    }
    [[nodiscard]] PeerColumns columns() const { return {now, year_ago, last}; }
    [[nodiscard]] std::vector<CheckOutcome> check(const std::vector<PeerCheck>& checks,
                                                  const Executor& run = run_in_turn) const {
        const PeerIndex index(units, usual_ladder(), run);
        return across_checks(index, checks, std::vector<PeerColumns>(checks.size(), columns()), run);
    }
};

std::vector<PeerCheck> checks_of_output() {
    const std::vector<std::string> cells{"01.1"};
    return usual_checks("B204-1", cells);
}

TEST(PeerChecks, FindTheUnitThatWentItsOwnWay) {
    const Population all;
    const auto outcomes = all.check(checks_of_output());
    const auto& year = outcomes[0];
    ASSERT_EQ(year.findings.size(), 1u);
    const auto& finding = year.findings[0];
    EXPECT_EQ(finding.unit, 59u);
    EXPECT_EQ(finding.verdict, Verdict::Failed);
    EXPECT_EQ(finding.peers, 59u);
    EXPECT_NEAR(finding.value, 10, 1e-12);
    EXPECT_NEAR(finding.typical, 1.05, 0.01);
    EXPECT_FALSE(finding.usual.hold(finding.value));
    EXPECT_GT(year.distance[59], 1);
    EXPECT_EQ(year.compared, 60u);
}

TEST(PeerChecks, SayTheirFencesInTheRatiosOfThatUnit) {
    const Population all;
    const auto finding = all.check(checks_of_output())[0].findings.at(0);
    // A unit of that size whose ratio stood just inside or outside of the said fence is judged so.
    for (const double step : {-0.001, 0.001}) {
        Population moved;
        moved.year_ago.back() = moved.now.back() / (finding.usual.upper + step);
        // The size is that of the larger of both, which stays what it was; only the ratio moves.
        const auto again = moved.check(checks_of_output())[0];
        EXPECT_EQ(again.findings.size(), step > 0 ? 1u : 0u) << step;
    }
}

TEST(PeerChecks, CompareEveryUnitThatReportedOrSayWhyNot) {
    Population all;
    all.now[0] = kNone;       // has reported nothing: not asked
    all.now[1] = 0;           // 停产
    all.year_ago[2] = kNone;  // new
    all.units.push_back(traits("3411", "小", "990101"));
    all.now.push_back(5), all.year_ago.push_back(4), all.last.push_back(kNone);
    auto checks = checks_of_output();
    const auto outcomes = all.check(checks);
    const auto reason_of = [&](std::size_t check, std::uint32_t unit) {
        for (const auto& it : outcomes[check].findings)
            if (it.unit == unit) return it.reason;
        return NotCompared::Compared;
    };
    EXPECT_EQ(reason_of(0, 1), NotCompared::NotPositive);
    EXPECT_EQ(reason_of(0, 2), NotCompared::NoReference);
    EXPECT_EQ(reason_of(1, 60), NotCompared::NoReference);
    for (const auto& outcome : outcomes) {
        const auto failed = std::ranges::count(outcome.findings, Verdict::Failed, &PeerFinding::verdict);
        const auto undecided =
            std::ranges::count(outcome.findings, Verdict::Undecided, &PeerFinding::verdict);
        EXPECT_LE(static_cast<std::size_t>(failed), outcome.compared);
        EXPECT_EQ(outcome.compared + static_cast<std::size_t>(undecided),
                  60u);  // 61 less the one without a report
    }
    checks[0].least_peers = 100;
    const auto lonely = all.check(checks);
    for (const auto& it : lonely[0].findings) EXPECT_EQ(it.verdict, Verdict::Undecided);
}

TEST(PeerChecks, AreTheSameOnAnyNumberOfThreadsAndInAnyOrder) {
    const Population all(500);
    const Executor two = [](std::size_t count, const std::function<void(std::size_t)>& job) {
        std::jthread other([&] {
            for (std::size_t at = 1; at < count; at += 2) job(at);
        });
        for (std::size_t at = 0; at < count; at += 2) job(at);
    };
    const auto one = all.check(checks_of_output()), both = all.check(checks_of_output(), two);
    Population turned = all;
    for (auto* column : {&turned.now, &turned.year_ago, &turned.last}) std::ranges::reverse(*column);
    const auto back = turned.check(checks_of_output());
    for (std::size_t at = 0; at < one.size(); ++at) {
        ASSERT_EQ(one[at].findings.size(), both[at].findings.size());
        ASSERT_EQ(one[at].findings.size(), back[at].findings.size());
        for (std::size_t i = 0; i < one[at].findings.size(); ++i) {
            const auto& a = one[at].findings[i];
            const auto& b = both[at].findings[i];
            const auto& c = back[at].findings[one[at].findings.size() - 1 - i];
            EXPECT_TRUE(a.unit == b.unit && a.score == b.score && a.usual == b.usual);
            EXPECT_TRUE(a.unit == 499 - c.unit && a.score == c.score && a.usual == c.usual);
        }
    }
}

TEST(PeerChecks, AreRulesWithAHashOfTheirText) {
    auto checks = checks_of_output();
    EXPECT_EQ(checks[0].id, "B204-1/A1");
    EXPECT_EQ(
        checks[0].text(),
        "规则 B204-1/A1 核实 横向 01.1 与上年同期之比 Hidiroglou–Berthelot U=0.5 A=0.05 C=4 同组至少10户");
    EXPECT_EQ(checks[0].hash().size(), 16u);
    const auto before = checks[0].hash();
    checks[0].ratio.fence_distance = 5;
    EXPECT_NE(checks[0].hash(), before);
}

const PeerWords kWords{"工业总产值·本年·本月", "22190.0", "2219.0", "千元"};

TEST(PeerSentence, TellsTheBureauTheGroupItsCountAndTheFence) {
    const Population all;
    const auto checks = checks_of_output();
    const auto outcome = all.check(checks)[0];
    const auto sentence =
        bureau_sentence(checks[0], outcome, outcome.findings.at(0), kWords, names_as_codes());
    EXPECT_EQ(
        sentence,
        "工业总产值·本年·本月 22190.0千元，是上年同期2219.0千元的10.00倍，同类单位（C341、小型、990101，"
        "另有59户）中位数为1.050倍，这样规模的单位通常在1.021至1.077倍之间");
}

/// Every number that stands in a text.
std::vector<std::string> numbers_of(const std::string& text) {
    std::vector<std::string> all(1);
    for (const char c : text) {
        if ((c >= '0' && c <= '9') || c == '.')
            all.back() += c;
        else if (!all.back().empty())
            all.emplace_back();
    }
    if (all.back().empty()) all.pop_back();
    return all;
}

TEST(PeerSentence, TellsTheRespondentHerOwnFiguresAndNoThreshold) {
    Population all;
    all.now[3] = 400000;  // so that its level is unusual too
    const auto checks = checks_of_output();
    const auto outcomes = all.check(checks);
    std::size_t seen = 0;
    for (std::size_t at = 0; at < checks.size(); ++at)
        for (const auto& finding : outcomes[at].findings) {
            const auto sentence = respondent_sentence(checks[at], finding, kWords);
            if (finding.verdict == Verdict::Undecided) {
                EXPECT_EQ(sentence, "");
                continue;
            }
            ++seen;
            for (const auto& number : numbers_of(sentence))
                EXPECT_TRUE(number == kWords.value || number == kWords.before) << sentence;
            for (const auto* word : {"同类", "同组", "中位数", "通常", "户", "C341", "990101", "倍"})
                EXPECT_EQ(sentence.find(word), std::string::npos) << sentence;
            EXPECT_NE(sentence.find("请说明原因"), std::string::npos);
        }
    EXPECT_GE(seen, 4u);  // two units by their ratios to both periods, one by its level
}

TEST(Influence, OrdersByEffectTimesDoubt) {
    const auto cases = read_cases((population_cases() / "influence.case").string()).value();
    const auto number = [](const std::string& text) { return std::strtod(text.c_str(), nullptr); };
    for (const auto& it : cases) {
        std::vector<Suspect> suspects;
        for (const auto& row : it.rows("suspects"))
            suspects.push_back({StatUnitId{std::stoll(row[0])}, number(row[1]), number(row[2]),
                                number(row[3]), number(row[4])});
        const auto queue = influence_queue(suspects, {number(it.at("total")), number(it.at("base"))});
        ASSERT_EQ(queue.size(), it.rows("queue").size()) << it.title;
        for (std::size_t at = 0; at < queue.size(); ++at) {
            const auto& row = it.rows("queue")[at];
            EXPECT_EQ(suspects[queue[at].suspect].unit, StatUnitId{std::stoll(row[0])}) << it.title;
            EXPECT_NEAR(queue[at].effect, number(row[1]), 1e-12) << it.title;
            EXPECT_NEAR(queue[at].effect_points, number(row[2]), 1e-12) << it.title;
            EXPECT_NEAR(queue[at].risk_points, number(row[3]), 1e-12) << it.title;
            EXPECT_NEAR(queue[at].remaining_points, number(row[4]), 1e-12) << it.title;
        }
    }
}

TEST(Influence, ExpectsAUnitToGoTheWayOfItsPeers) {
    Population all;
    all.year_ago[0] = kNone;                // falls back on 上期
    all.year_ago[1] = all.last[1] = kNone;  // falls back on the peers' median
    all.year_ago[2] = 0;
    all.now[3] = 0;  // 停产: still expected to have produced
    const auto o = all.check(checks_of_output());
    const auto of = [&](std::size_t unit) { return expected_value(o[0], o[1], o[2], all.columns(), unit); };
    EXPECT_EQ(of(59).from, ExpectedFrom::LastYear);
    EXPECT_EQ(of(59).value, all.year_ago[59] * o[0].statistics[0].typical);
    EXPECT_EQ(of(0).from, ExpectedFrom::LastPeriod);
    EXPECT_EQ(of(0).value, all.last[0] * o[1].statistics[0].typical);
    EXPECT_EQ(of(1).from, ExpectedFrom::Peers);
    EXPECT_EQ(of(2).value, 0);
    EXPECT_NEAR(of(3).value, all.year_ago[3] * 1.05, all.year_ago[3] * 0.01);
    const Population few(5);  // nobody has ten peers: what was, stays
    const auto alone = few.check(checks_of_output());
    EXPECT_EQ(expected_value(alone[0], alone[1], alone[2], few.columns(), 4).value, few.year_ago[4]);
}

TEST(CellReview, DoubtsTheOneThatWentItsOwnWayAndHardlyTheOthers) {
    for (const std::size_t count : {60u, 20u}) {
        const Population all(count);
        const auto review = review_cell("B204-1", "01.1", all.units, all.columns(), run_in_turn);
        EXPECT_EQ(review.by_contamination, count == 60) << "a model wants thirty units";
        EXPECT_GT(review.suspicion.back(), 0.9);
        for (std::size_t unit = 0; unit + 1 < count; ++unit) EXPECT_LT(review.suspicion[unit], 0.5) << unit;
        EXPECT_NEAR(review.expected.back().value, all.year_ago.back() * 1.05, 0.02 * all.year_ago.back());
    }
}

TEST(CellReview, IsNotBlindedByOneGrossError) {
    Population all(200);
    all.now[7] = all.year_ago[7] * 1.6;           // far from the usual 1.00 to 1.10
    all.now.back() = all.year_ago.back() * 1000;  // 元 for 千元
    const auto review = review_cell("B204-1", "01.1", all.units, all.columns(), run_in_turn);
    EXPECT_GT(review.suspicion.back(), 0.99);
    EXPECT_GT(review.suspicion[7], 0.9);
    EXPECT_LT(review.suspicion[8], 0.1);
}

TEST(Influence, LearnsFromWhatARuleLedTo) {
    EXPECT_EQ(rule_suspicion(Severity::Hard, {}), 0.9);
    EXPECT_EQ(rule_suspicion(Severity::Soft, {}), 0.3);
    // 30 findings of which 27 were corrected, on top of 3 of 10: 30 of 40.
    EXPECT_EQ(rule_suspicion(Severity::Soft, {30, 27}), 0.75);
    // 990 findings that never led to anything: 9 of 1000.
    EXPECT_EQ(rule_suspicion(Severity::Hard, {990, 0}), 0.009);
    EXPECT_EQ(distance_suspicion(1), 0);
    EXPECT_EQ(distance_suspicion(2), 0.75);
    EXPECT_EQ(distance_suspicion(std::numeric_limits<double>::infinity()), 1);
    EXPECT_EQ(distance_suspicion(kNone), 0);
    EXPECT_EQ(joined_suspicion(0.5, 0.5), 0.75);
}

}  // namespace
}  // namespace yj::edit::across
