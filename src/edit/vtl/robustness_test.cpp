// Whatever stands in a script, the answer is a result or a refusal.
#include <gtest/gtest.h>

#include <random>

#include "base/case_file.hpp"
#include "edit/vtl/parser.hpp"
#include "edit/vtl/run.hpp"

namespace yj::edit::vtl {
namespace {

Dataset small_data() {
    Dataset data{"DS_1", {}, 2};
    data.components.push_back(
        {"Id_1", Role::Identifier, {Type::Integer, {Value::whole(1), Value::whole(2)}, false}});
    data.components.push_back({"Me_1", Role::Measure, {Type::Number, {Value::whole(3), Value()}, false}});
    return data;
}

bool refused(const std::string& script) { return !run_vtl(script, std::vector{small_data()}).has_value(); }

std::string repeated(std::string_view part, std::size_t times) {
    std::string all;
    all.reserve(part.size() * times);
    for (std::size_t i = 0; i < times; ++i) all += part;
    return all;
}

TEST(VtlRobustness, RefusesDeepNestingOfEveryKind) {
    constexpr std::size_t kDeep = 100'000;
    EXPECT_TRUE(refused("R := " + repeated("(", kDeep) + "1" + repeated(")", kDeep) + ";"));
    EXPECT_TRUE(refused("R := " + repeated("not ", kDeep) + "true;"));
    EXPECT_TRUE(refused("R := " + repeated("- ", kDeep) + "1;"));
    EXPECT_TRUE(refused("R := " + repeated("abs(", kDeep) + "1" + repeated(")", kDeep) + ";"));
    EXPECT_TRUE(refused("R := " + repeated("if true then 1 else ", kDeep) + "1;"));
    EXPECT_TRUE(refused("R := " + repeated("sum(", kDeep) + "DS_1" + repeated(")", kDeep) + ";"));
    EXPECT_TRUE(refused("R := DS_1" + repeated("[filter DS_1", kDeep) + ";"));
    EXPECT_TRUE(refused("R := DS_1" + repeated("#Me_1", kDeep) + ";"));
    EXPECT_TRUE(refused("R := 1" + repeated(" in {1}", kDeep) + ";"));
    EXPECT_TRUE(refused("R := match_characters(\"a\", \"" + repeated("(", kDeep) + "\");"));
    EXPECT_TRUE(refused("R := match_characters(\"a\", \"" + repeated("(a{1000}){1000}", 10) + "\");"));
}

TEST(VtlRobustness, AnswersScriptsOfTenMegabytes) {
    const auto longest = run_vtl("R := 1" + repeated(" + 1", 450'000) + ";", {});
    ASSERT_TRUE(longest.has_value()) << longest.error().text();
    EXPECT_EQ(longest->find("R")->components[0].column.at(0).shown(), "450001");
    EXPECT_TRUE(refused("R := 1" + repeated(" + 1", 2'500'000) + ";"));
    EXPECT_FALSE(refused("R := 1; /*" + repeated("文字 ", 1'500'000) + "*/"));
    EXPECT_TRUE(refused("R := \"" + repeated("x", 10'000'000)));
    EXPECT_TRUE(refused("R := " + repeated("9", 10'000'000) + ";"));
    EXPECT_TRUE(refused(repeated("define ", 1'500'000)));
    std::string chain = "S0 := 1;";
    for (int i = 1; i < 50'000; ++i)
        chain.insert(0, "S" + std::to_string(i) + " := S" + std::to_string(i - 1) + " + 1;");
    const auto backwards = run_vtl(chain, {});
    ASSERT_TRUE(backwards.has_value()) << backwards.error().text();
    EXPECT_EQ(backwards->results.front().data.components[0].column.at(0).shown(), "50000");
}

/// Seeded mutations of good scripts: bytes changed, cut, doubled, and pieces of the language thrown in.
TEST(VtlRobustness, AnswersMutatedScripts) {
    std::vector<std::string> seeds{
        read_text_file(YJ_SOURCE_DIR "/src/edit/vtl/cases/audit-rules.vtl").value_or("")};
    for (const auto& name : {"datasets.case", "hierarchies.case"}) {
        const auto cases = read_cases(std::string(YJ_SOURCE_DIR "/src/edit/vtl/cases/") + name);
        ASSERT_TRUE(cases.has_value());
        for (const auto& it : *cases) seeds.push_back(it.get("rules") + it.get("script") + it.get("call"));
    }
    static constexpr std::array<std::string_view, 24> kPieces{
        "(",  ")",  "[",   "]",       "{",     "}",     ";",    ":=",   "<-", "#",    "||",   "'",
        "\"", "/*", "//@", "define ", "when ", "then ", "end ", "not ", "-",  " in ", "null", "\xE7\xBB\x9F"};
    std::mt19937 dice(20261125);
    const auto below = [&](std::size_t bound) { return bound == 0 ? 0 : dice() % bound; };
    int answered = 0;
    for (int turn = 0; turn < 6000; ++turn) {
        auto script = seeds[below(seeds.size())];
        for (std::size_t change = 1 + below(4); change > 0 && !script.empty(); --change) {
            const auto at = below(script.size());
            switch (below(4)) {
                case 0: script[at] = static_cast<char>(below(256)); break;
                case 1: script.erase(at, below(12)); break;
                case 2: script.insert(at, kPieces[below(kPieces.size())]); break;
                default: script.insert(at, script.substr(below(script.size()), below(30))); break;
            }
        }
        const auto result = run_vtl(script, std::vector{small_data()});
        if (!result) {
            ASSERT_FALSE(result.error().what.empty());
        }
        ++answered;
    }
    EXPECT_EQ(answered, 6000);
}

}  // namespace
}  // namespace yj::edit::vtl
