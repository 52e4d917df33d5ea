#include "edit/browser/browser_session.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "edit/browser/trials_fixture.hpp"

namespace yj::edit {
namespace {

/// Types what the trial types, and looks at everything that the session says on the way.
void expect_agrees(const Trial& trial) {
    const auto bytes = pack_opening(trial.opening);
    auto session = BrowserSession::open(bytes);
    ASSERT_TRUE(session.has_value()) << trial.title << ": " << session.error().text();
    ASSERT_EQ(pack_opening(unpack_opening(bytes).value()), bytes);
    std::map<int, std::vector<Finding>> told;  // by place, as a page keeps them
    for (const auto& step : trial.steps) {
        for (const auto& [address, typed] : step.cells)
            ASSERT_TRUE((*session)->set(address, typed).has_value()) << trial.title << ' ' << address;
        for (auto& [place, findings] : (*session)->changes()) told[place] = std::move(findings);
        std::vector<Finding> shown;
        for (const auto& [place, findings] : told)
            shown.insert(shown.end(), findings.begin(), findings.end());
        EXPECT_EQ(pack_findings(shown), pack_findings(step.expected)) << trial.title;
        EXPECT_EQ((*session)->findings(), step.expected) << trial.title;
        ASSERT_TRUE((*session)->replace((*session)->report()).has_value()) << trial.title;
        EXPECT_EQ((*session)->findings(), step.expected) << trial.title;
    }
}

TEST(BrowserSession, SaysOfEveryCaseWhatTheServerSays) {
    const auto trials = case_trials();
    EXPECT_GT(trials.size(), 250U);
    for (const auto& trial : trials) expect_agrees(trial);
}

TEST(BrowserSession, GivesEveryConstructOfTheNotationItsMeaning) {
    const auto trials = meaning_trials();
    EXPECT_GT(trials.size(), 80U);
    for (const auto& trial : trials) expect_agrees(trial);
}

TEST(BrowserSession, SaysOfRandomReportsWhatTheServerSaysHoweverTheyWereTyped) {
    for (const auto& trial : random_trials(2, 4)) expect_agrees(trial);
    for (const auto& trial : {sixty_by_hundred(), filled_account()}) expect_agrees(trial);
}

Opening small_opening() {
    Opening opening;
    opening.forms = {instrument::pack_form(small_form())};
    opening.rules = {{"rules", "规则 T1/A 强制 [01.1] >= [03.1]"}};
    opening.period = Period::month(2026, 10);
    return opening;
}

TEST(BrowserSession, RefusesWhatItCannotRead) {
    const auto refusal_of = [](const Opening& opening) {
        const auto opened = BrowserSession::open(pack_opening(opening));
        return opened ? std::string("opened") : opened.error().text();
    };
    EXPECT_EQ(refusal_of(small_opening()), "opened");
    auto bad_rule = small_opening();
    bad_rule.rules[0].text = "规则 T1/A 强制 [99.1] >= [03.1]";
    EXPECT_NE(refusal_of(bad_rule).find("rules:1:"), std::string::npos) << refusal_of(bad_rule);
    auto bad_form = small_opening();
    bad_form.forms[0].pop_back();
    EXPECT_NE(refusal_of(bad_form).find("表式"), std::string::npos) << refusal_of(bad_form);
    auto twice = small_opening();
    twice.forms.push_back(twice.forms[0]);
    EXPECT_NE(refusal_of(twice).find("给了两次"), std::string::npos);
    auto bad_report = small_opening();
    bad_report.report = "x";
    EXPECT_NE(refusal_of(bad_report).find("数据包已损坏"), std::string::npos);
}

TEST(BrowserSession, KeepsTheReportWhenACellIsRefused) {
    auto opened = BrowserSession::open(pack_opening(small_opening()));
    auto& session = *opened.value();
    ASSERT_TRUE(session.set("01.1", "1,203.50").has_value());
    EXPECT_FALSE(session.set("01.1", "十二").has_value());
    EXPECT_FALSE(session.set("77.1", "12").has_value());
    EXPECT_EQ(session.text("01.1").value(), "1203.50");
    ASSERT_TRUE(session.set("01.1", "").has_value());
    EXPECT_EQ(session.text("01.1").value(), "未填");
    ASSERT_TRUE(session.set("t1.1", "174").has_value());
    EXPECT_EQ(session.text("t1.1").value(), "174");
}

/// A damaged opening is refused; one that still reads opens or is refused by what it says, never more.
TEST(BrowserSession, OutlivesDamagedBytes) {
    SeededRandom random(7);
    const auto whole = pack_opening(small_opening());
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_FALSE(BrowserSession::open(std::string_view(whole).substr(0, size)).has_value()) << size;
    for (int round = 0; round < 2000; ++round) {
        auto damaged = whole;
        damaged[random.next() % damaged.size()] = static_cast<char>(random.next());
        if (const auto opened = BrowserSession::open(damaged)) (void)(*opened)->findings();
    }
}

/// The tests of the module in Node (web/src/rooms/edit) ask for the trials as a file.
TEST(BrowserTrials, AreWrittenForTheModule) {
    const char* path = std::getenv("YJ_BROWSER_TRIALS");
    if (path == nullptr) GTEST_SKIP() << "YJ_BROWSER_TRIALS names no file to write";
    std::vector<Trial> trials{sixty_by_hundred(), filled_account()};
    for (auto& more : {case_trials(), meaning_trials(), random_trials(12, 20)})
        trials.insert(trials.end(), more.begin(), more.end());
    std::ofstream file(path, std::ios::binary);
    file << pack_trials(trials);
    EXPECT_TRUE(file.good());
}

}  // namespace
}  // namespace yj::edit
