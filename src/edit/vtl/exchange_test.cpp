#include "edit/vtl/exchange.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "base/case_file.hpp"
#include "base/text.hpp"
#include "edit/check.hpp"
#include "edit/notation/table_form.hpp"
#include "edit/vtl/run.hpp"
#include "edit/vtl/table.hpp"
#include "instrument/pack.hpp"
#include "instrument/pack_folder_shelf.hpp"

namespace yj::edit::vtl {
namespace {

using Verdicts = std::map<std::pair<std::size_t, std::string>, Verdict>;  // row, rule

RuleSet compiled(const instrument::Form& form, const std::string& rules) {
    auto set = compile_table_rules(form, std::vector<RuleText>{{"t.rules", rules}});
    if (!set)
        for (const auto& fault : set.error()) ADD_FAILURE() << fault.text() << "\n" << rules;
    return set ? std::move(*set) : RuleSet();
}

/// 不通过 and 无法判定 by row and rule, as the rule engine says them.
Verdicts by_engine(const RuleSet& set, const instrument::Form& form,
                   const std::vector<std::vector<std::string>>& rows) {
    Verdicts found;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::vector<std::string_view> cells(rows[row].begin(), rows[row].end());
        const auto sheet = table_row(form, cells);
        EXPECT_TRUE(sheet.has_value());
        const Context context{Period::of_year(2026), &form, &*sheet, nullptr, {}, {}};
        for (const auto& it : check_report(set, context)) found[{row, it.rule}] = it.verdict;
    }
    return found;
}

TEST(VtlImport, GivesTheAuditRulesToTheRuleEngineWithTheSameViolations) {
    const std::string cases = YJ_SOURCE_DIR "/src/edit/vtl/cases/";
    const auto imported = import_vtl(read_text_file(cases + "audit-rules.vtl").value());
    ASSERT_TRUE(imported.has_value()) << imported.error().text();
    auto lines = split_csv(read_text_file(cases + "audit-reports.csv").value());
    std::vector<TableColumn> columns;
    for (const auto& name : lines.at(0)) columns.push_back({name, name == "UNIT" || name == "PERIOD"});
    const auto form = table_form(columns).value();
    const std::vector<std::vector<std::string>> rows(lines.begin() + 1, lines.end());
    std::set<std::string> found, expected;
    for (const auto& [at, verdict] : by_engine(compiled(form, imported->rules), form, rows))
        if (verdict == Verdict::Failed)
            found.insert(rows[at.first][0] + "," + rows[at.first][1] + "," + at.second);
    const auto violations = split_csv(read_text_file(cases + "audit-violations.csv").value());
    for (const auto& it : violations) expected.insert(it[0] + "," + it[1] + "," + it[2]);
    EXPECT_EQ(expected.size(), 108U);
    EXPECT_EQ(found, expected);
    EXPECT_TRUE(imported->refused.empty());
}

std::string imported_text(std::string_view condition) {
    const auto made =
        import_vtl("define datapoint ruleset R (variable a, b, 'c d', s) is r: " + std::string(condition) +
                   " errorlevel 1 end datapoint ruleset;");
    if (!made) return made.error().text();
    if (!made->refused.empty()) return "！" + made->refused[0].why;
    auto text = made->rules.substr(std::string("规则 r 强制  ").size());
    while (text.ends_with('\n')) text.pop_back();
    for (const auto& it : made->notes) text += "（" + it.why + "）";
    return text;
}

TEST(VtlImport, SaysEachOperatorInTheNotation) {
    const auto cases = read_cases(YJ_SOURCE_DIR "/src/edit/vtl/cases/import.case");
    ASSERT_TRUE(cases.has_value());
    const auto form = table_form(std::vector<TableColumn>{{"a"}, {"b"}, {"c d"}, {"s", true}}).value();
    for (const auto& it : *cases)
        for (const auto& row : it.rows("conditions")) {
            auto vtl = row.at(0);
            for (auto at = vtl.find("¦"); at != std::string::npos; at = vtl.find("¦", at))
                vtl.replace(at, 2, "|");
            const auto said = imported_text(vtl);
            EXPECT_EQ(said, row.at(1)) << vtl;
            if (!said.starts_with("！"))
                (void)compiled(form, "规则 r 强制 " + said.substr(0, said.find("（")));
        }
}

TEST(VtlImport, TellsChecksHierarchiesAndLevels) {
    const auto made = import_vtl(
        "define datapoint ruleset A (variable a) is x: a > 1 errorcode \"say \"; y: a > 2 errorlevel 3 end "
        "datapoint ruleset;"
        "define datapoint ruleset B (variable a) is x: a > 3 errorlevel 2 end datapoint ruleset;"
        "define hierarchical ruleset H (variable rule k) is T = A + B - C errorlevel 1 end hierarchical "
        "ruleset;"
        "chk := check(DS_1#a >= DS_1#b errorcode \"E\" errorlevel 1); other := DS_1 + 1;"
        "two := check(DS_1#a >= DS_2#b);");
    ASSERT_TRUE(made.has_value()) << made.error().text();
    EXPECT_EQ(made->rules,
              "规则 A/x 核实  [a] > 1\n  提示 \"say \"\n规则 y 提示  [a] > 2\n规则 B/x 核实  [a] > 3\n"
              "规则 chk 强制  [a] >= [b]\n  提示 \"E\"\n规则 1 强制  [T] == [A] + [B] - [C]\n");
    const std::vector<ExchangeNote> refused{{"other", "不是检查语句，记法里没有赋值"},
                                            {"two", "读了两个数据集：DS_1、DS_2"}};
    EXPECT_EQ(made->refused, refused);
    EXPECT_EQ(made->notes.size(), 2U);
}

/// Conditions over x, y, z (numbers) and s, t (words), made by a seeded dice.
class Maker {
public:
    explicit Maker(unsigned seed) : dice_(seed) {}

    std::string condition(int depth) {
        if (depth == 0 || below(3) == 0) return comparison(depth);
        switch (below(7)) {
            case 0: return "(" + condition(depth - 1) + " 且 " + condition(depth - 1) + ")";
            case 1: return "(" + condition(depth - 1) + " 或 " + condition(depth - 1) + ")";
            case 2: return "(" + condition(depth - 1) + " 异或 " + condition(depth - 1) + ")";
            case 3: return "非 (" + condition(depth - 1) + ")";
            case 4: return "(若 " + condition(depth - 1) + " 则 " + condition(depth - 1) + ")";
            case 5:
                return "(若 " + condition(depth - 1) + " 则 (" + condition(depth - 1) + ") 否则 (" +
                       condition(depth - 1) + "))";
            default: return comparison(depth);
        }
    }
    std::size_t below(std::size_t bound) { return dice_() % bound; }

private:
    std::string comparison(int depth) {
        static constexpr std::array<const char*, 6> kMarks{"==", "!=", "<", "<=", ">", ">="};
        switch (below(10)) {
            case 0: return number(depth) + " 在 [" + number(0) + ", " + number(0) + " ]";
            case 1: return "空值([" + column() + "])";
            case 2: return "属于(" + number(depth) + ", 1, 2, 3)";
            case 3: return words(depth) + " == " + words(0);
            case 4: return "属于(" + words(depth) + ", \"ab\", \"b\")";
            case 5: return "开头(s, \"a\", \"bc\")";
            case 6: return "样式(" + words(depth) + ", \"a*\")";
            default: return number(depth) + " " + kMarks[below(6)] + " " + number(depth);
        }
    }
    std::string column() { return std::array{"x", "y y", "z"}[below(3)]; }
    std::string number(int depth) {
        if (depth == 0 || below(3) == 0)
            return below(3) == 0 ? std::to_string(below(4)) + (below(2) == 0 ? "" : ".5")
                                 : "[" + column() + "]";
        const auto a = number(depth - 1), b = number(depth - 1);
        switch (below(14)) {
            case 0: return "(" + a + " + " + b + ")";
            case 1: return "(" + a + " - " + b + ")";
            case 2: return "(" + a + " * " + b + ")";
            case 3: return "(" + a + " / " + b + ")";
            case 4: return "绝对值(" + a + ")";
            case 5: return "最大(" + a + ", " + b + ")";
            case 6: return "最小(" + a + ", " + b + ")";
            case 7: return "四舍五入(" + a + ", 1)";
            case 8: return "向下取整(" + a + ", 1)";
            case 9: return "取整(" + a + ")";
            case 10: return "余数(" + a + ", " + b + ")";
            case 11: return "补缺([" + column() + "], " + b + ")";
            case 12: return "取值(" + condition(depth - 1) + ", " + a + ", " + b + ")";
            default: return "长度(" + words(0) + ")";
        }
    }
    std::string words(int depth) {
        if (depth == 0 || below(2) == 0) return std::array{"s", "t", "\"ab\""}[below(3)];
        return std::array<std::string, 4>{"截取(s, 1, 1)", "大写(t)", "连接(s, t)", "小写(s)"}[below(4)];
    }
    std::mt19937 dice_;
};

const std::vector<TableColumn> kColumns{{"key", true}, {"x"}, {"y y"}, {"z"}, {"s", true}, {"t", true}};

std::vector<std::vector<std::string>> random_rows(Maker& maker, std::size_t count) {
    static constexpr std::array kNumbers{"", "0", "1", "2", "3", "-1.5", "0.5", "2.25"};
    static constexpr std::array kWords{"", "a", "ab", "b", "Bc"};
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < count; ++i) {
        std::vector<std::string> row{"k" + std::to_string(i)};
        for (int column = 0; column < 3; ++column) row.emplace_back(kNumbers[maker.below(kNumbers.size())]);
        for (int column = 0; column < 2; ++column) row.emplace_back(kWords[maker.below(kWords.size())]);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::set<std::string> hashes_of(const RuleSet& set) {
    std::set<std::string> all;
    for (const auto& it : set.rules()) all.insert(it.id + " " + it.hash + " " + it.text);
    return all;
}

TEST(VtlExport, SaysOfRandomTablesWhatTheRuleEngineSaysAndComesBackWordForWord) {
    static constexpr std::array kClauses{
        "", "", " 空=0", " 空=错", " 允差 0.5", " 允差 10%", " 提示 \"甲{x}\" 出处 S", " 需说明"};
    static constexpr std::array kSeverities{"强制", "核实", "提示"};
    const auto form = table_form(kColumns).value();
    std::vector<std::string> names;
    for (const auto& it : kColumns) names.push_back(it.name);
    int real = 0, remarks = 0;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        Maker maker(seed);
        std::string rules;
        for (int i = 0; i < 12; ++i)
            rules += "规则 B" + std::to_string(i) + "/H " + kSeverities[maker.below(3)] + " " +
                     maker.condition(3) + kClauses[maker.below(kClauses.size())] + "\n";
        rules += "规则 all 强制 [*] >= 0\n规则 sum 强制 合计[x..z] > 1\n规则 p 强制 x == z 允差 按精度\n";
        const auto set = compiled(form, rules);
        const auto exported = export_vtl(set, form);
        const auto back = import_vtl(exported.vtl);
        ASSERT_TRUE(back.has_value()) << back.error().text() << "\n" << exported.vtl;
        EXPECT_EQ(hashes_of(compiled(form, back->rules)), hashes_of(set)) << exported.vtl;
        EXPECT_TRUE(back->notes.empty() && back->refused.empty());
        const PlainTable table{names, random_rows(maker, 80)};
        const std::vector<std::string> keys{"key"};
        const auto told = vtl_over_table(exported.vtl, table, keys);
        ASSERT_TRUE(told.has_value()) << told.error().text() << "\n" << exported.vtl;
        auto expected = by_engine(set, form, table.rows);
        std::set<std::string> spoken;
        Verdicts found;
        for (const auto& it : *told) {
            const auto rule = it.rule.substr(0, it.rule.find('#'));
            spoken.insert(rule);
            if (it.verdict == Verdict::Passed) continue;
            auto& worst =
                found.try_emplace({std::stoul(it.key[0].substr(1)), rule}, it.verdict).first->second;
            if (it.verdict == Verdict::Failed) worst = it.verdict;
        }
        std::erase_if(expected, [&](const auto& it) {
            return !spoken.contains(it.first.second) || it.first.second == "all";
        });
        std::erase_if(found, [](const auto& it) { return it.first.second == "all"; });
        EXPECT_EQ(found, expected) << exported.vtl;
        real += static_cast<int>(spoken.size());
        remarks += static_cast<int>(exported.in_remarks.size());
        EXPECT_EQ(spoken.size() + exported.in_remarks.size(), set.rules().size());
    }
    EXPECT_GT(real, 8 * remarks / 2);
}

TEST(VtlExport, LetsChangedVtlCountInsteadOfItsRemark) {
    const auto form = table_form(kColumns).value();
    const auto set = compiled(form, "规则 B/H1 强制 x > z 提示 \"甲\"");
    auto vtl = export_vtl(set, form).vtl;
    vtl.replace(vtl.rfind("x > z"), 5, "x < z");
    const auto back = import_vtl(vtl);
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(back->rules, "规则 B/H1 强制  [x] < [z]\n  提示 \"甲\"\n");
    EXPECT_EQ(back->notes.size(), 1U);
}

TEST(VtlExport, CarriesEveryRuleOfThePackAndBack) {
    auto files = instrument::read_pack_folder(YJ_SOURCE_DIR "/packs/unified-2025");
    ASSERT_TRUE(files.has_value());
    const auto pack = instrument::load_pack(std::move(*files));
    ASSERT_TRUE(pack.has_value());
    std::vector<RuleText> texts;
    for (const auto* file : pack->texts("rules"))
        if (file->path.ends_with(".rules")) texts.push_back({file->path, file->bytes});
    const auto set = compile_rules(pack->forms(), texts);
    ASSERT_TRUE(set.has_value());
    std::set<std::string> lines;
    std::size_t spoken = 0, remarks = 0;
    for (const auto& form : pack->forms()) {
        const auto exported = export_vtl(*set, form, texts);
        const auto back = import_vtl(exported.vtl);
        ASSERT_TRUE(back.has_value()) << form.code << " " << back.error().text();
        EXPECT_TRUE(back->notes.empty() && back->refused.empty()) << form.code;
        for (const auto line : split(back->rules, '\n')) lines.emplace(line);
        remarks += exported.in_remarks.size();
    }
    std::string all;
    for (const auto& line : lines) all += line + "\n";
    const auto again = compile_rules(pack->forms(), std::vector<RuleText>{{"back.rules", all}});
    if (!again)
        for (const auto& fault : again.error())
            ADD_FAILURE() << fault.text() << "\n"
                          << split(all, '\n').at(static_cast<std::size_t>(fault.line - 1));
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(hashes_of(*again), hashes_of(*set));
    spoken = set->rules().size() - remarks;
    EXPECT_GT(spoken, 0U);
    RecordProperty("as_vtl", static_cast<int>(spoken));
    RecordProperty("in_remarks", static_cast<int>(remarks));
}

}  // namespace
}  // namespace yj::edit::vtl
