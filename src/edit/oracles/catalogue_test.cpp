// Every relation of the catalogue is a rule, is generated, or is listed with what it lacks; nothing twice.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "base/case_file.hpp"
#include "base/text.hpp"
#include "edit/oracles/shared_fixture.hpp"
#include "edit/rule_set.hpp"
#include "instrument/pack.hpp"
#include "instrument/pack_folder_shelf.hpp"

namespace yj::edit {
namespace {

const std::filesystem::path kPack = std::filesystem::path(YJ_SOURCE_DIR) / "packs/unified-2025";

const RuleSet& rules() {
    static const RuleSet set = [] {
        const auto pack = instrument::load_pack(instrument::read_pack_folder(kPack).value()).value();
        std::vector<RuleText> texts;
        for (const auto* file : pack.texts("rules"))
            if (file->path.ends_with(".rules")) texts.push_back({file->path, file->bytes});
        return compile_rules(pack.forms(), texts).value();
    }();
    return set;
}

/// The tables of not-expressed.md by their heading: rows of cells, without the head of the table.
using Tables = std::map<std::string, std::vector<std::vector<std::string>>>;
Tables read_tables() {
    Tables all;
    std::string heading;
    int line_of_table = 0;
    const auto text = read_text_file((kPack / "rules/not-expressed.md").string()).value();
    for (const auto line : split(text, '\n')) {
        if (line.starts_with("## ")) heading = line.substr(3);
        line_of_table = line.starts_with("|") ? line_of_table + 1 : 0;
        if (line_of_table < 3) continue;
        std::vector<std::string> row;
        const auto cells = split(line, '|');
        for (std::size_t i = 1; i + 1 < cells.size(); ++i) row.emplace_back(trimmed(cells[i]));
        all[heading].push_back(std::move(row));
    }
    return all;
}

const std::vector<std::vector<std::string>>& table(const std::string& heading) {
    static Tables all = read_tables();
    return all[heading];
}

/// "B204-1/H2-1" stands for B2041-H2, "202-1/B203-S9" for B203-S9; 202-1 and 206-2 share a part of the
/// catalogue with their twins.
std::string relation_of(const std::string& rule) {
    const auto slash = rule.find('/');
    auto form = rule.substr(0, slash);
    auto number = rule.substr(slash + 1);
    if (form == "202-1") form = "1021";
    if (form == "206-2") form = "2061";
    std::erase(form, '-');
    const bool elsewhere = !number.starts_with("H") && !number.starts_with("S") && !number.starts_with("G");
    if (elsewhere) return number;
    return form + "-" + number.substr(0, number.find('-'));
}

std::set<std::string> written() {
    std::set<std::string> ids;
    for (const auto& rule : rules().rules())
        if (!rule.generated && rule.id.find("/G") == std::string::npos) ids.insert(relation_of(rule.id));
    return ids;
}

/// Ids of a table, each once.
std::set<std::string> ids_of(const std::string& heading) {
    std::set<std::string> ids;
    for (const auto& row : table(heading))
        EXPECT_TRUE(ids.insert(row.at(0)).second) << row.at(0) << " stands twice under " << heading;
    EXPECT_FALSE(ids.empty()) << heading;
    return ids;
}

std::vector<std::string> both(const std::set<std::string>& a, const std::set<std::string>& b) {
    std::vector<std::string> common;
    std::ranges::set_intersection(a, b, std::back_inserter(common));
    return common;
}

TEST(NotExpressed, ListsNoRelationThatIsARule) {
    const auto rule = written(), generated = ids_of("由表式生成"), changed = ids_of("改写"),
               left = ids_of("没有写");
    EXPECT_EQ(both(rule, left), std::vector<std::string>{});
    EXPECT_EQ(both(rule, generated), std::vector<std::string>{});
    EXPECT_EQ(both(generated, left), std::vector<std::string>{});
    EXPECT_EQ(both(changed, rule).size(), changed.size()) << "what is called rewritten is no rule";
    EXPECT_LE(left.size(), 27U) << "a relation that was a rule is none any more";
}

/// "栏：“本月完成”", "界限", "界限；外部数据：应交增值税".
TEST(NotExpressed, SaysWhatEachLacks) {
    const std::set<std::string> kLacks{"表", "栏", "清单", "界限", "外部数据", "记法", "另处"};
    for (const auto& row : table("没有写")) {
        const std::string& said = row.at(2);
        const auto end = std::min({said.find("："), said.find("；"), said.size()});
        EXPECT_TRUE(kLacks.contains(said.substr(0, end))) << row.at(0) << ": " << said;
        const bool which = said.substr(end).starts_with("：");
        EXPECT_TRUE(which || said.starts_with("界限")) << row.at(0) << " does not say which: " << said;
    }
}

TEST(NotExpressed, NamesGeneratedRulesThatThereAre) {
    for (const auto& row : table("由表式生成"))
        for (std::string_view rest = row.at(1); !rest.empty();) {
            const auto end = std::min(rest.find("、"), rest.size());
            const auto name = std::string(rest.substr(0, end));
            EXPECT_TRUE(std::ranges::any_of(rules().rules(),
                                            [&](const Rule& rule) {
                                                return rule.generated &&
                                                       (rule.id == name || rule.id.starts_with(name + "-"));
                                            }))
                << row.at(0) << ": " << name;
            rest.remove_prefix(std::min(end + std::string_view("、").size(), rest.size()));
        }
}

TEST(Catalogue, HasEveryRelationInExactlyOnePlace) {
    const auto text = read_text_file(shared_file("data/fixtures/forms_catalogue.json").string());
    if (!text) GTEST_SKIP() << "the catalogue is not here; the ids of its relations stand in the rules";
    std::set<std::string> catalogue;
    const auto forms = nlohmann::json::parse(*text)["forms"];
    for (const auto& form : forms)
        for (const auto& rule : form["rules"])
            EXPECT_TRUE(catalogue.insert(rule["id"].get<std::string>()).second) << rule["id"];
    auto placed = written();
    placed.merge(ids_of("由表式生成"));
    placed.merge(ids_of("没有写"));
    for (const auto& id : catalogue) EXPECT_TRUE(placed.contains(id)) << id << " is forgotten";
    for (const auto& id : placed) EXPECT_TRUE(catalogue.contains(id)) << id << " is not in the catalogue";
    RecordProperty("relations", static_cast<int>(catalogue.size()));
}

}  // namespace
}  // namespace yj::edit
