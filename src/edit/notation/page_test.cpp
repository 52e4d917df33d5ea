#include <gtest/gtest.h>

#include <filesystem>

#include "base/case_file.hpp"
#include "base/text.hpp"
#include "edit/notation/format_rules.hpp"
#include "edit/notation/table_form.hpp"
#include "instrument/pack.hpp"
#include "instrument/pack_folder_shelf.hpp"

namespace yj::edit {
namespace {

struct Examples {
    std::vector<std::string> rules;   ///< fenced blocks, and the last column of tables headed 例
    std::vector<std::string> tables;  ///< fenced blocks over a plain table
};

/// What stands between the last two backticks of a table's line; empty when its last cell has none.
std::string last_example(std::string_view line) {
    const auto end = line.rfind('`');
    const auto begin = end == std::string_view::npos ? end : line.rfind('`', end - 1);
    if (begin == std::string_view::npos) return {};
    return std::string(line.substr(begin + 1, end - begin - 1));
}

Examples examples_of(const std::string& page) {
    Examples found;
    std::string fence, block;
    bool open = false, exemplary = false;
    for (const auto line : split(page, '\n')) {
        if (line.starts_with("```")) {
            if (open && fence.empty()) found.rules.push_back(block);
            if (open && fence == "table") found.tables.push_back(block);
            open = !open;
            fence = open ? std::string(line.substr(3)) : "";
            block.clear();
        } else if (open) {
            block += std::string(line) + "\n";
        } else if (!line.starts_with("|")) {
            exemplary = false;
        } else if (line.ends_with("| 例 |")) {
            exemplary = true;
        } else if (exemplary && !line.starts_with("|---")) {
            const auto example = last_example(line);
            EXPECT_FALSE(example.empty()) << "a construct without an example: " << line;
            found.rules.push_back(example.starts_with("规则") ? example : "规则 B204-1/例 核实 " + example);
        }
    }
    return found;
}

Examples on_page() { return examples_of(read_text_file(YJ_SOURCE_DIR "/docs/rooms/edit.md").value()); }

TEST(ReferencePage, HasOnlyExamplesThatAreRead) {
    const auto pack = instrument::load_pack(
        instrument::read_pack_folder(std::filesystem::path(YJ_SOURCE_DIR) / "packs/unified-2025").value());
    const auto found = on_page();
    EXPECT_GT(found.rules.size(), 70U);
    for (const auto& example : found.rules) {
        const auto set = compile_rules(pack->forms(), std::vector<RuleText>{{"edit.md", example}});
        EXPECT_TRUE(set) << example << "\n" << (set ? "" : set.error().front().text());
        EXPECT_TRUE(format_rules("edit.md", example)) << example;
    }
}

TEST(ReferencePage, HasOnlyExamplesOverTablesThatAreRead) {
    const std::vector<TableColumn> columns{{"id", true}, {"size", true}, {"incl.prob"}, {"staff"},
                                           {"turnover"}, {"other.rev"},  {"total.rev"}, {"profit"},
                                           {"营业收入"}, {"若"}};
    const auto form = table_form(columns).value();
    const auto found = on_page();
    EXPECT_FALSE(found.tables.empty());
    for (const auto& example : found.tables) {
        const auto set = compile_table_rules(form, std::vector<RuleText>{{"edit.md", example}});
        EXPECT_TRUE(set) << (set ? "" : set.error().front().text());
    }
}

}  // namespace
}  // namespace yj::edit
