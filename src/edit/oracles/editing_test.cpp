// The edit cases of R's validate: each rule written in the notation, compared row by row in three values.
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <iostream>
#include <map>
#include <set>

#include "base/case_file.hpp"
#include "base/text.hpp"
#include "edit/check_peers.hpp"
#include "edit/notation/table_form.hpp"
#include "edit/oracles/shared_fixture.hpp"

namespace yj::edit {
namespace {

using Row = std::vector<std::string>;

/// Lines of a CSV as R writes them: texts in quotes, no line break in a cell.
std::vector<Row> csv(const std::filesystem::path& path) {
    std::vector<Row> rows;
    const auto text = read_text_file(path.string());
    if (!text) return rows;
    for (const auto line : split(*text, '\n')) {
        if (trimmed(line).empty()) continue;
        Row row(1);
        bool quoted = false;
        for (const char c : trimmed(line)) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                row.emplace_back();
            } else {
                row.back() += c;
            }
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

/// The input as a table: a column is text when some value of it is no number.
struct Table {
    instrument::Form form;
    std::deque<instrument::CellSheet> rows;

    explicit Table(std::vector<Row> lines) {
        std::vector<TableColumn> columns;
        for (std::size_t i = 1; i < lines.front().size(); ++i) {
            const bool text = std::ranges::any_of(lines.begin() + 1, lines.end(), [&](const Row& row) {
                return !row.at(i).empty() && !Amount::parse(row.at(i));
            });
            columns.push_back({lines.front()[i], text || lines.front()[i] == "period"});
        }
        form = table_form(columns).value();
        for (std::size_t at = 1; at < lines.size(); ++at) {
            const std::vector<std::string_view> values(lines[at].begin() + 1, lines[at].end());
            rows.push_back(table_row(form, values).value());
        }
    }

    /// The verdict of each row, by rule.
    std::map<std::string, std::vector<Verdict>> judged(const RuleSet& set) const {
        std::vector<Context> population;
        for (const auto& row : rows)
            population.push_back({Period::of_year(2026), &form, &row, nullptr, {}, {}});
        std::map<std::string, std::vector<Verdict>> said;
        for (const auto& rule : set.rules()) said[rule.id].assign(rows.size(), Verdict::Passed);
        const auto across = check_peers(set, population, run_in_turn);
        for (std::size_t at = 0; at < rows.size(); ++at) {
            for (const auto& it : check_report(set, population[at])) said[it.rule][at] = it.verdict;
            for (const auto& it : across[at]) said[it.rule][at] = it.verdict;
        }
        return said;
    }
};

std::string_view r_value(Verdict verdict) {
    return verdict == Verdict::Passed ? "TRUE" : verdict == Verdict::Failed ? "FALSE" : "NA";
}

/// How many values agree; each that does not is a failure.
int compared(const Case& it, const std::filesystem::path& folder) {
    std::string text;
    for (const auto& rule : it.rows("rules")) text += "规则 " + rule.at(0) + " 强制 " + rule.at(1) + "\n";
    const Table table(csv(folder / "input.csv"));
    const auto set = compile_table_rules(table.form, std::vector<RuleText>{{it.title, text}});
    if (!set) {
        for (const auto& fault : set.error()) ADD_FAILURE() << fault.text();
        return 0;
    }
    const auto said = table.judged(*set);
    std::set<std::string> asked, lacking;
    for (const auto& row : it.rows("lacking")) lacking.insert(row.at(0));
    int same = 0;
    auto expected = csv(folder / "expected_values.csv");
    expected.erase(expected.begin());
    for (const auto& row : expected) {
        const auto found = said.find(row.at(0));
        asked.insert(row.at(0));
        EXPECT_NE(found != said.end(), lacking.contains(row.at(0))) << it.title << ' ' << row.at(0);
        if (found == said.end()) continue;
        const auto first = row.at(1).empty() ? 0 : std::stoul(row.at(1)) - 1;
        const auto last = row.at(1).empty() ? table.rows.size() : first + 1;
        bool all = true;
        for (auto at = first; at < last; ++at) all = all && r_value(found->second[at]) == row.at(2);
        EXPECT_TRUE(all) << it.title << ' ' << row.at(0) << " of row " << row.at(1) << ": here "
                         << r_value(found->second[first]) << ", there " << row.at(2);
        same += all ? 1 : 0;
    }
    for (const auto& rule : it.rows("rules")) EXPECT_TRUE(asked.contains(rule.at(0))) << rule.at(0);
    return same;
}

TEST(EditingOfValidate, IsTheSameInThreeValuesRowByRow) {
    const auto folder = shared_file("oracles/methods/editing");
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the cases of validate (GPL) are not here";
    const auto cases = read_cases(YJ_SOURCE_DIR "/src/edit/oracles/editing.case").value();
    int same = 0, rules = 0, lacking = 0;
    for (const auto& it : cases) {
        same += compared(it, folder / it.title);
        rules += static_cast<int>(it.rows("rules").size());
        lacking += static_cast<int>(it.rows("lacking").size());
    }
    std::size_t folders = 0;
    for ([[maybe_unused]] const auto& each : std::filesystem::directory_iterator(folder)) ++folders;
    EXPECT_EQ(cases.size(), folders);
    std::cout << "validate: " << rules << " rules, " << same << " values the same, " << lacking
              << " rules without counterpart\n";
}

}  // namespace
}  // namespace yj::edit
