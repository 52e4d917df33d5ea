#include "edit/blame/hints.hpp"

#include <gtest/gtest.h>

#include "base/case_file.hpp"
#include "base/text.hpp"
#include "edit/notation/table_form.hpp"

namespace yj::edit {
namespace {

std::string changes_of(const Hint& hint, const instrument::Form& form) {
    std::string text;
    for (const auto& it : hint.changes)
        text += (text.empty() ? "" : " ") + form.address(it.cell) + "=" + it.then.text();
    return text;
}

TEST(Hints, OfferOneMistakeThatExplainsEveryFailingIdentity) {
    const auto cases = read_cases(YJ_SOURCE_DIR "/src/edit/blame/cases/hints.case");
    ASSERT_TRUE(cases.has_value()) << cases.error().text();
    for (const auto& it : cases.value()) {
        std::vector<TableColumn> columns;
        for (const auto name : split(it.at("columns"), ' ')) columns.push_back({std::string(name), false});
        const auto form = table_form(columns).value();
        std::string text, expected, said;
        for (const auto& row : it.rows("rules")) text += row.at(0) + "\n";
        for (const auto& row : it.rows("said")) expected += row.at(0) + " | " + row.at(1) + "\n";
        const std::vector<RuleText> texts{{"case", text}};
        const auto set = compile_table_rules(form, texts);
        ASSERT_TRUE(set.has_value()) << it.title << ' ' << set.error().front().text();
        std::vector<std::string_view> values(form.rows.size());
        for (const auto& row : it.rows("cells"))
            values[static_cast<std::size_t>(form.cell(row.at(0))->row)] = row.at(1);
        const auto report = table_row(form, values).value();
        const Context context{Period::month(2026, 10), &form, &report, nullptr, {}, {}};
        for (const auto& hint : hints(*set, context))
            said += hint_sentence(hint, form) + " | " + changes_of(hint, form) + "\n";
        EXPECT_EQ(said, expected) << it.title;
    }
}

}  // namespace
}  // namespace yj::edit
