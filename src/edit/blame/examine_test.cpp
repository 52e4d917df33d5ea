#include "edit/blame/examine.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/case_file.hpp"
#include "base/golden.hpp"
#include "base/text.hpp"
#include "edit/notation/table_form.hpp"
#include "instrument/pack.hpp"
#include "instrument/pack_folder_shelf.hpp"

namespace yj::edit {
namespace {

TEST(Examination, SaysWhatCanBeReasonedByHand) {
    const auto cases = read_cases(YJ_SOURCE_DIR "/src/edit/blame/cases/examine.case");
    ASSERT_TRUE(cases.has_value()) << cases.error().text();
    for (const auto& it : cases.value()) {
        std::vector<TableColumn> columns;
        for (const auto name : split(it.at("columns"), ' '))
            columns.push_back(
                {std::string(name.starts_with('*') ? name.substr(1) : name), name.starts_with('*')});
        const std::vector<instrument::Form> forms{table_form(columns).value()};
        std::string text, said;
        for (const auto& row : it.rows("rules")) text += row.at(0) + "\n";
        for (const auto& row : it.rows("said")) said += row.at(0) + "\n";
        const std::vector<RuleText> texts{{"case", text}};
        const auto set = compile_table_rules(forms[0], texts);
        ASSERT_TRUE(set.has_value()) << it.title << ' ' << set.error().front().text();
        EXPECT_EQ(examination_text(examine(*set, forms, forms[0], Period::month(2026, 10))), said)
            << it.title;
    }
}

TEST(Examination, NamesWhatMetItsBound) {
    const std::vector<TableColumn> columns{{"a"}, {"b"}};
    const std::vector<instrument::Form> forms{table_form(columns).value()};
    const std::vector<RuleText> texts{{"case", "规则 r1 强制 a <= b\n规则 r2 强制 a <= b + 1\n"}};
    const auto set = compile_table_rules(forms[0], texts);
    const auto found = examine(*set, forms, forms[0], Period::month(2026, 10), 1);
    EXPECT_TRUE(found.contradictions.empty());
    EXPECT_TRUE(found.redundant.empty());
    EXPECT_FALSE(found.not_examined.empty());
}

/// What is found in a pack of the house, form by form, as a statistician reads it: kept beside the test, so
/// that a new rule that is redundant, or can never fail, is seen when it comes.
class PackExamination : public ::testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(PackExamination, FindsNoContradictionAndWhatIsWrittenDown) {
    const auto& [name, month] = GetParam();
    auto files = instrument::read_pack_folder(std::filesystem::path(YJ_SOURCE_DIR) / "packs" / name);
    const auto pack = instrument::load_pack(std::move(files.value()));
    ASSERT_TRUE(pack.has_value());
    std::vector<RuleText> texts;
    for (const auto* file : pack->texts("rules"))
        if (file->path.ends_with(".rules")) texts.push_back({file->path, file->bytes});
    const auto set = compile_rules(pack->forms(), texts);
    ASSERT_TRUE(set.has_value());
    std::string text;
    for (const auto& form : pack->forms()) {
        const auto found = examine(*set, pack->forms(), form, Period::parse(month).value());
        EXPECT_TRUE(found.contradictions.empty()) << form.code << '\n' << examination_text(found);
        EXPECT_TRUE(found.never_pass.empty()) << form.code << '\n' << examination_text(found);
        text += form.code + "：规则 " + std::to_string(found.rules) + " 条，" + std::to_string(found.places) +
                " 处\n" + examination_text(found);
    }
    EXPECT_TRUE(
        matches_golden(YJ_SOURCE_DIR "/src/edit/golden/examination_" + std::string(name) + ".txt", text));
}

INSTANTIATE_TEST_SUITE_P(Packs, PackExamination,
                         ::testing::Values(std::pair{"unified-2025", "2026-10"},
                                           std::pair{"eia-1996", "2010-10"}));

}  // namespace
}  // namespace yj::edit
