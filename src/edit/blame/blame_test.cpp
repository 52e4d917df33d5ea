#include "edit/blame/blame.hpp"

#include <gtest/gtest.h>

#include "base/case_file.hpp"
#include "base/text.hpp"
#include "edit/notation/table_form.hpp"

namespace yj::edit {
namespace {

using instrument::CellAddress;
using instrument::Form;

struct Table {
    Form form;
    RuleSet rules;
};

Table table_of(const Case& it) {
    std::vector<TableColumn> columns;
    for (const auto name : split(it.at("columns"), ' '))
        columns.push_back(
            {std::string(name.starts_with('*') ? name.substr(1) : name), name.starts_with('*')});
    Table made{table_form(columns).value(), {}};
    std::string text;
    for (const auto& row : it.rows("rules")) text += row.at(0) + "\n";
    const std::vector<RuleText> texts{{"case", text}};
    auto set = compile_table_rules(made.form, texts);
    EXPECT_TRUE(set.has_value()) << it.title << ' ' << (set ? "" : set.error().front().text());
    if (set) made.rules = std::move(*set);
    return made;
}

instrument::CellSheet report_of(const Case& it, const Form& form) {
    std::vector<std::string_view> values(form.rows.size());
    for (const auto& row : it.rows("cells"))
        values[static_cast<std::size_t>(form.cell(row.at(0))->row)] = row.at(1);
    return table_row(form, values).value();
}

Weights weights_of(const Case& it, const Form& form) {
    Weights weights;
    for (const auto& row : it.rows("weights"))
        weights.cells[*form.cell(row.at(0))] = Amount::parse(row.at(1)).value();
    return weights;
}

std::string names(const std::vector<CellAddress>& cells, const Form& form) {
    std::string all;
    for (const auto& cell : cells) all += (all.empty() ? "" : " ") + form.address(cell);
    return all;
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : " ") + word;
    return all;
}

Blame blame_of(const Case& it, const Table& table, bool count = true) {
    const auto report = report_of(it, table.form);
    const Context context{Period::month(2026, 10), &table.form, &report, nullptr, {}, {}};
    return blame(table.rules, context, weights_of(it, table.form), {.count_sets = count});
}

std::vector<Case> cases() { return read_cases(YJ_SOURCE_DIR "/src/edit/blame/cases/blame.case").value(); }

TEST(Blame, SaysWhatCanBeReckonedByHand) {
    constexpr const char* kOutcomes[]{"Holds", "Found", "NoSolution", "Limit"};
    for (const auto& it : cases()) {
        const auto table = table_of(it);
        const auto found = blame_of(it, table);
        const auto said = it.title + "：" + blame_sentence(found, table.form);
        const auto expected = it.get("outcome", it.get("blame").empty() ? "Holds" : "Found");
        EXPECT_EQ(kOutcomes[static_cast<int>(found.outcome)], expected) << said;
        EXPECT_EQ(names(found.cells, table.form), it.get("blame")) << said;
        EXPECT_EQ(found.weight, Amount::parse(it.get("weight", "0")).value()) << said;
        EXPECT_EQ(names(found.blanks, table.form), it.get("blanks")) << said;
        EXPECT_EQ(joined(found.conflict), it.get("conflict")) << said;
        if (!it.get("sets").empty()) {
            EXPECT_EQ(std::to_string(found.sets.value_or(-1)), it.at("sets")) << said;
        }
        std::vector<Case::Row> left_out;
        for (const auto& out : found.left_out) left_out.push_back({out.rule, out.why});
        EXPECT_EQ(left_out, it.rows("left_out")) << said;
    }
}

TEST(Blame, IsTheSameWhateverWasAskedBefore) {
    for (const auto& it : cases()) {
        const auto table = table_of(it);
        const auto report = report_of(it, table.form);
        const auto weights = weights_of(it, table.form);
        const Context context{Period::month(2026, 10), &table.form, &report, nullptr, {}, {}};
        Localiser localiser(table.rules, table.form);
        const auto once = localiser.blame(context, weights);
        auto other = report;
        for (std::size_t row = 0; row < table.form.rows.size(); ++row)
            if (!table.form.rows[row].text)
                other.set({static_cast<int>(row), 0, {}}, Amount(static_cast<std::int64_t>(row * 7 % 5), 0));
        const Context another{Period::month(2026, 10), &table.form, &other, nullptr, {}, {}};
        (void)localiser.blame(another, weights);
        const auto again = localiser.blame(context, weights);
        EXPECT_EQ(once.cells, again.cells) << it.title;
        EXPECT_EQ(once.weight, again.weight) << it.title;
        EXPECT_EQ(once.conflict, again.conflict) << it.title;
    }
}

/// Nothing is said rather than something wrong.
TEST(Blame, SaysThatItMetItsBound) {
    const auto it = cases().at(1);
    const auto table = table_of(it);
    const auto report = report_of(it, table.form);
    const Context context{Period::month(2026, 10), &table.form, &report, nullptr, {}, {}};
    const auto found = blame(table.rules, context, {}, {.most_steps = 1});
    EXPECT_EQ(found.outcome, Blame::Outcome::Limit);
    EXPECT_TRUE(found.cells.empty());
    EXPECT_EQ(blame_sentence(found, table.form), "求解超出限度，没有结论");
}

TEST(BlameSentence, NamesCellsBlanksAndWhatWasLeftOut) {
    const auto all = cases();
    const auto sentence = [&](std::string_view title) {
        for (const auto& it : all)
            if (it.title == title) {
                const auto table = table_of(it);
                return blame_sentence(blame_of(it, table, false), table.form);
            }
        return std::string();
    };
    EXPECT_EQ(sentence("空格怎样补填都不行时才怀疑填了的"), "建议复核 a（权重 1）；需补填 b");
    EXPECT_EQ(sentence("两个单元格相乘不是线性的：说出来，不算进去"),
              "建议复核 a（权重 1）；未参加判断的规则：r1（有两个单元格相乘或相除，不是线性条件）");
    EXPECT_EQ(sentence("互相矛盾的规则：无论怎么改都不行，说出是哪几条"),
              "其他报表不动，本表无论改哪个单元格，这些规则都不能同时满足：r1、r2、r3");
}

}  // namespace
}  // namespace yj::edit
