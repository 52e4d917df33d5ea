#include <gtest/gtest.h>

#include <functional>

#include "tools/tidy/house.hpp"
#include "tools/tidy/outline.hpp"
#include "tools/tidy/rules.hpp"

namespace yj::tidy {
namespace {

const Rooms kRooms{
    {"base", {"base"}},
    {"store", {"store", "base"}},
    {"edit", {"edit", "base", "store"}},
    {"series", {"series", "base"}},
    {"desk", {"desk", "base", "store", "edit"}},
};

using Rule = std::function<void(const Source&, Faults&)>;

/// The lines that a rule complains of.
std::vector<int> lines_of(const Rule& rule, const std::string& path, std::string_view text) {
    Faults faults;
    rule(read_source(path, text), faults);
    std::vector<int> lines;
    for (const Fault& fault : faults) lines.push_back(fault.line);
    return lines;
}

std::vector<int> include_faults(const std::string& path, std::string_view text) {
    return lines_of([](const Source& source, Faults& faults) { check_includes(source, kRooms, faults); },
                    path, text);
}

using Lines = std::vector<int>;

TEST(SourceReader, LeavesNoTokensOfTextsAndComments) {
    const Source source = read_source("src/base/a.cpp",
                                      "auto a = \"float // no\"; // float\n"
                                      "auto b = R\"x(new\n)\" delete)x\"; /* new\n new */ int c = 1'000;\n");
    std::string tokens;
    for (const Token& token : source.tokens) tokens += token.text + " ";
    EXPECT_EQ(tokens, "auto a = ; auto b = ; int c = 1'000 ; ");
    EXPECT_EQ(source.tokens.back().line, 4);
    EXPECT_EQ(source.comments.size(), 3U);
}

TEST(SourceReader, SkipsMacrosWithTheirJoinedLines) {
    const Source source =
        read_source("src/base/a.hpp", "#define A \\\n  do {\n#include \"base/b.hpp\"\nint c;\n");
    EXPECT_EQ(source.tokens.front().text, "int");
    EXPECT_EQ(source.tokens.front().line, 4);
    ASSERT_EQ(source.includes.size(), 1U);
    EXPECT_EQ(source.includes[0].line, 3);
}

TEST(Outline, TellsFunctionsFromTypesValuesAndNamespaces) {
    const Source source = read_source("src/base/a.cpp",
                                      "namespace a {\n"
                                      "struct B : C {\n"
                                      "    B(int x) : x_{x}, y_(1) {\n"
                                      "    }\n"
                                      "    int get() const { return x_; }\n"
                                      "};\n"
                                      "constexpr D kAll{E{f(1)}, E{f(2)}};\n"
                                      "template <class T = int>\n"
                                      "T twice(T x, Options o = {}) {\n"
                                      "    if (x) { return x; }\n"
                                      "    return x;\n"
                                      "}\n"
                                      "void only_declared();\n"
                                      "}\n");
    std::string found;
    for (const Function& f : outline(source))
        found += f.name + ":" + std::to_string(f.first_line) + "-" + std::to_string(f.last_line) +
                 (f.defined ? "d" : "") + (f.free ? "f " : " ");
    EXPECT_EQ(found, "B:3-4d get:5-5d twice:8-12df only_declared:13-13f ");
}

TEST(LayoutRule, MeasuresFilesFunctionsAndColumns) {
    std::string body = "int f() {\n";
    for (int i = 0; i < 69; ++i) body += "    g();\n";
    EXPECT_EQ(lines_of(check_layout, "src/base/a.cpp", body + "}\n"), Lines{1});
    EXPECT_EQ(lines_of(check_layout, "src/base/a.cpp", body.substr(0, body.size() - 9) + "}\n"), Lines{});
    std::string many;
    for (int i = 0; i < 801; ++i) many += "int a;\n";
    EXPECT_EQ(lines_of(check_layout, "src/base/a.cpp", many), Lines{0});
    EXPECT_EQ(lines_of(check_layout, "src/base/a.cpp", "// " + std::string(107, 'x')), Lines{});
    std::string wide = "// ";
    for (int i = 0; i < 54; ++i) wide += "数";
    EXPECT_EQ(lines_of(check_layout, "src/base/a.cpp", wide), Lines{1});
}

TEST(LayoutRule, WantsAHeaderToSayWhatItIs) {
    EXPECT_EQ(lines_of(check_layout, "src/base/a.hpp", "// A word.\n#pragma once\n"), Lines{});
    EXPECT_EQ(lines_of(check_layout, "src/base/a.hpp", "#pragma once\n// A word.\n"), Lines{1});
    EXPECT_EQ(lines_of(check_layout, "src/base/a.hpp", "// A word\n// and more.\n#pragma once\n"), Lines{});
    EXPECT_EQ(lines_of(check_layout, "src/base/a.hpp", "// A word.\n#include <a>\n"), Lines{1});
    std::string crowded = "// A word.\n#pragma once\n";
    for (int i = 0; i < 13; ++i) crowded += "#include <a>\n";
    EXPECT_EQ(lines_of(check_layout, "src/base/a.hpp", crowded), Lines{0});
}

TEST(IncludeRule, FollowsTheLawOfRooms) {
    EXPECT_EQ(include_faults("src/edit/a.cpp", "#include \"base/a.hpp\"\n#include \"desk/a.hpp\"\n"),
              Lines{2});
    EXPECT_EQ(include_faults("src/tools/x/a.cpp", "#include \"base/a.hpp\"\n#include \"edit/a.hpp\"\n"),
              Lines{2});
}

TEST(IncludeRule, KeepsStoreToShelves) {
    const std::string_view text = "#include \"store/tx.hpp\"\n#include \"store/conn.hpp\"\n";
    EXPECT_EQ(include_faults("src/edit/rule.cpp", text), (Lines{1, 2}));
    EXPECT_EQ(include_faults("src/edit/rule_shelf.cpp", text), Lines{});
    EXPECT_EQ(include_faults("src/edit/rule_shelf_test.cpp", text), Lines{});
    EXPECT_EQ(include_faults("src/desk/act.cpp", text), Lines{2});
}

TEST(IncludeRule, KeepsHeavyLibrariesOutOfHeaders) {
    EXPECT_EQ(include_faults("src/edit/a.hpp", "#include <nlohmann/json.hpp>\n"), Lines{1});
    EXPECT_EQ(include_faults("src/edit/a.cpp", "#include <nlohmann/json.hpp>\n#include <sqlite3.h>\n"),
              Lines{2});
}

TEST(WordRule, FindsBannedWordsAndLeavesTheirLookalikes) {
    const auto faults = [](std::string_view text) { return lines_of(check_words, "src/edit/a.cpp", text); };
    EXPECT_EQ(faults("float x;"), Lines{1});
    EXPECT_EQ(faults("floating x; A(const A&) = delete; int newer;"), Lines{});
    EXPECT_EQ(faults("auto p = new A;\ndelete p;\n"), (Lines{1, 2}));
    EXPECT_EQ(faults("auto p = std::unique_ptr<A>(new A); std::unique_ptr<A> q(new A);"), Lines{});
    EXPECT_EQ(faults("try {} catch (...) {}"), Lines{1});
    EXPECT_EQ(faults("std::thread t; std::this_thread::yield();"), Lines{1});
    EXPECT_EQ(faults("auto t = time(nullptr); auto u = std::time(0);"), (Lines{1, 1}));
    EXPECT_EQ(faults("auto t = row.time(1); Instant time(int x); Log::system(1);"), Lines{});
    EXPECT_EQ(faults("return system(\"ls\");"), Lines{1});
    EXPECT_EQ(faults("auto t = std::chrono::steady_clock::now();"), Lines{1});
    EXPECT_EQ(faults("std::cout << 1;"), Lines{1});
    EXPECT_EQ(faults("int a;  // TODO later"), Lines{1});
}

TEST(WordRule, LetsEachWordWhereItBelongs) {
    EXPECT_EQ(lines_of(check_words, "src/base/bytes.hpp", "reinterpret_cast<char*>(a)"), Lines{});
    EXPECT_EQ(lines_of(check_words, "src/base/text.hpp", "reinterpret_cast<char*>(a)"), Lines{1});
    EXPECT_EQ(lines_of(check_words, "src/cli/a.cpp", "std::cout << 1; std::jthread t; SystemClock c;"),
              Lines{});
    EXPECT_EQ(lines_of(check_words, "src/edit/a.cpp", "std::jthread t; SystemClock c;"), (Lines{1, 1}));
    EXPECT_EQ(lines_of(check_words, "src/edit/a.cpp", "using namespace std;"), Lines{});
    EXPECT_EQ(lines_of(check_words, "src/edit/a.hpp", "using namespace std;"), Lines{1});
}

TEST(NameRule, KnowsPinyinAndTheUnitThatMeansNothing) {
    EXPECT_EQ(
        lines_of(check_names, "src/edit/a.cpp", "int qiye_count;\nint kHangye;\nint turnover_wan_yuan;"),
        (Lines{1, 2}));
    EXPECT_EQ(lines_of(check_names, "src/edit/a.cpp", "struct Unit {};\nstruct StatUnit {};"), Lines{1});
}

TEST(FormulaRule, WantsTheSourceOfEachComputation) {
    const std::string_view text =
        "/// Growth.\n/// Source: rules §3.\nAmount growth(Amount a);\nAmount growth(Amount a, Amount b);\n"
        "\n/// Index.\nAmount index(Amount a);\nstd::string_view name(int a);\n";
    EXPECT_EQ(lines_of(check_formula_sources, "src/series/a.hpp", text), Lines{7});
    EXPECT_EQ(lines_of(check_formula_sources, "src/desk/a.hpp", text), Lines{});
    EXPECT_EQ(lines_of(check_formula_sources, "src/edit/a.hpp", "bool holds(int a);\ndouble mean(int a);\n"),
              Lines{2});
}

TEST(RoomsFile, NamesARoomThatStandsBelow) {
    Faults faults;
    const Rooms rooms = read_rooms("# law\nbase:\nedit: base desk\ndesk: base edit\n", faults);
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].line, 3);
    EXPECT_TRUE(rooms.at("desk").contains("edit"));
}

TEST(PageRule, WantsAPageWhoseFilesExist) {
    Faults faults;
    const Tree tree{{"src/edit/rule.hpp", ""},
                    {"src/edit/README.md", "`rule.hpp` `gone.{hpp,cpp}` `case.*` `store/tx.hpp`\n"},
                    {"src/store/tx.hpp", ""},
                    {"src/attic/a.cpp", ""}};
    check_pages(tree, kRooms, faults);
    std::string found;
    for (const Fault& fault : faults) found += fault.path + ":" + std::to_string(fault.line) + " ";
    EXPECT_EQ(
        found,
        "src/attic:0 src/attic/README.md:0 src/edit/README.md:1 src/edit/README.md:1 src/store/README.md:0 ");
}

TEST(DecisionRule, CountsWithoutAGap) {
    Faults faults;
    check_decisions({{"docs/decisions/README.md", ""},
                     {"docs/decisions/0001-a.md", ""},
                     {"docs/decisions/0003-b.md", ""}},
                    faults);
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].path, "docs/decisions/0003-b.md");
}

TEST(PlaceRule, FindsPathsOfOneMachine) {
    Faults faults;
    const std::string home = std::string("/") + "home/";
    check_places({{"a.md", "see " + home + "x\nsee https://example.org" + home + "x\nsee a" + home + "x\n"}},
                 faults);
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].line, 1);
}

TEST(House, StopsWithoutItsLaw) {
    const Faults faults = check_house({});
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].path, "src/ROOMS");
}

}  // namespace
}  // namespace yj::tidy
