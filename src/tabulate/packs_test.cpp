#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <random>

#include "base/text.hpp"
#include "instrument/pack_folder_shelf.hpp"
#include "tabulate/pack_tables.hpp"
#include "tabulate/table_fixture.hpp"

namespace yj::tabulate {
namespace {

std::vector<instrument::PackFile> files(const std::string& pack) {
    auto read = instrument::read_pack_folder(std::string(YJ_SOURCE_DIR "/packs/") + pack);
    invariant(read.has_value(), "the pack's folder is there");
    return *std::move(read);
}

std::vector<TableDef> tables(const std::string& code) {
    const auto pack = instrument::load_pack(files(code));
    EXPECT_TRUE(pack.has_value()) << pack.error().front().text();
    const auto found = pack_tables(*pack);
    EXPECT_TRUE(found.has_value()) << found.error().front().text();
    return *found;
}

std::map<std::string, const TableDef*> by_form(const std::vector<TableDef>& all) {
    std::map<std::string, const TableDef*> found;
    for (const auto& def : all)
        for (const auto& form : def.forms) found.emplace(form, &def);
    return found;
}

TEST(PackTables, TheUnifiedPackHasATableByTownshipForEveryFormThatACountyReports) {
    const auto all = tables("unified-2025");
    const auto found = by_form(all);
    for (const auto* form : {"B204-1", "B203", "E204-1", "S204-1", "206-1", "206-2", "X204-1", "102-1",
                             "202-1", "205-1", "C204-1", "F203"})
        EXPECT_TRUE(found.contains(form)) << form;
    for (const auto& def : all) EXPECT_EQ(def.suppress.min, 3) << def.code;
}

TEST(PackTables, AMistakeInOneFileIsNamedWithItsFile) {
    auto all = files("eia-1996");
    all.push_back({"tables/ZZ.toml", "code = \"EIA-826-01\"\nform = \"EIA-827\"\n"});
    const auto pack = instrument::load_pack(all);
    ASSERT_TRUE(pack.has_value()) << pack.error().front().text();
    const auto found = pack_tables(*pack);
    ASSERT_FALSE(found.has_value());
    EXPECT_EQ(found.error().front().file, "tables/ZZ.toml");
}

TEST(PackTables, TwoTablesOfOneCodeAreAFault) {
    auto all = files("eia-1996");
    for (auto file : std::vector(all))
        if (file.path == "tables/EIA-826-01.toml") all.push_back({"tables/again.toml", file.bytes});
    const auto found = pack_tables(*instrument::load_pack(all));
    ASSERT_FALSE(found.has_value());
    EXPECT_THAT(found.error().front().what, ::testing::HasSubstr("重号"));
}

TEST(PackTables, ATableCannotFollowThePatternOfACoarserOne) {
    const std::string fine = R"T(code = "A"
title = "A"
form = "EIA-826"
dims = [ { by = "region", levels = ["province", "city"] } ]
measures = [ { id = "v", title = "v", cell = "10" } ]
suppress = { like = "B" }
)T";
    std::string coarse = fine;
    coarse.replace(coarse.find("\"A\""), 3, "\"B\"");
    coarse.replace(coarse.find(", \"city\""), 8, "");
    coarse.erase(coarse.find("suppress"));
    auto all = files("eia-1996");
    all.push_back({"tables/A.toml", fine});
    all.push_back({"tables/B.toml", coarse});
    const auto found = pack_tables(*instrument::load_pack(all));
    ASSERT_FALSE(found.has_value());
    EXPECT_EQ(found.error().front().file, "tables/A.toml");
}

/// A county of the sample's shape: few units in most cells.
TEST(PackTables, TheFourTablesOfOutputShowTheSameCellsOrWithholdThem) {
    const auto all = tables("unified-2025");
    std::vector<const TableDef*> output;
    for (const auto& def : all)
        if (def.code.starts_with("B204-1-")) output.push_back(&def);
    ASSERT_EQ(output.size(), 4U);
    std::map<std::string, std::string> printed_by_cell;
    int withheld = 0;
    for (const auto* def : output) {
        std::mt19937 random(11);  // the same county for each table
        Contributors contributors(def->cells.size());
        for (int i = 0; i < 120; ++i) {
            const auto base = static_cast<std::int64_t>(random() % 90000) + 1;
            auto one = contributor(
                i + 1, "990101" + std::to_string(100 + std::min(random() % 6, random() % 6)),
                std::array{"C13", "C14", "C15", "B06", "D44"}[std::min(random() % 5, random() % 5)],
                std::vector<Value>(def->cells.size(), Value(Amount(base, 0))));
            one.size = static_cast<registry::SizeClass>(1 + random() % 4);
            contributors.add(one);
        }
        const auto table = tabulate(*def, contributors);
        for (const auto& figure : table.figures()) {
            if (!figure.address.ends_with(":ytd")) continue;
            std::string cell = figure.address.substr(0, figure.address.size() - 4);
            for (auto parts = std::ranges::count(cell, '/'); parts < 2; ++parts) cell += "/*";
            const auto [known, fresh] = printed_by_cell.emplace(cell, figure.printed);
            if (!fresh) {
                EXPECT_EQ(known->second, figure.printed) << def->code << " " << figure.address;
                withheld += figure.printed == "保密" ? 1 : 0;
            }
        }
    }
    EXPECT_GT(withheld, 3);
}

/// January 1996 of the real panel: utility, state, then revenue and sales by class in turn, totals last.
struct Utility {
    int number = 0;
    std::string state;
    std::vector<std::int64_t> values;
};

std::vector<Utility> january() {
    std::vector<Utility> all;
    std::ifstream file(YJ_SOURCE_DIR "/src/tabulate/cases/eia_1996_01.csv");
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        const auto parts = split(line, ',');
        Utility one{std::stoi(std::string(parts[0])), std::string(parts[1]), {}};
        for (std::size_t i = 2; i < parts.size(); ++i)
            one.values.push_back(std::stoll(std::string(parts[i])));
        all.push_back(one);
    }
    return all;
}

/// Column of the panel's line for each cell of the form.
const std::map<std::string, std::size_t> kColumns{{"11", 0}, {"21", 1}, {"12", 2}, {"22", 3}, {"13", 4},
                                                  {"23", 5}, {"14", 6}, {"24", 7}, {"10", 8}, {"20", 9}};

std::map<std::string, std::string> region_codes() {
    std::map<std::string, std::string> codes;
    std::ifstream file(YJ_SOURCE_DIR "/packs/eia-1996/lists/region.csv");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("98")) {
            const auto parts = split(line, ',');
            codes.emplace(parts[1], parts[0]);
        }
    return codes;
}

Contributors gathered(const TableDef& def, const std::map<std::string, std::string>& regions) {
    Contributors contributors(def.cells.size());
    for (const auto& utility : january()) {
        std::vector<Value> values;
        for (const auto& cell : def.cells) values.emplace_back(Amount(utility.values[kColumns.at(cell)], 0));
        auto one = contributor(utility.number + 1, regions.at(utility.state), "D44", std::move(values));
        one.counts = utility.number != 0;
        contributors.add(one);
    }
    return contributors;
}

TEST(PackTables, TheRealPanelsTotalsEqualSumsComputedIndependently) {
    auto def = tables("eia-1996").front();
    def.suppress.min = 0;
    const auto regions = region_codes();
    const auto table = tabulate(def, gathered(def, regions));
    for (const auto& [state, code] : regions)
        for (const auto& measure : def.measures) {
            if (measure.kind != MeasureKind::Sum) continue;
            const auto& cell = def.cells[static_cast<std::size_t>(measure.first)];
            std::int64_t sum = 0;
            bool any = false;
            for (const auto& utility : january()) {
                if (utility.state != state && code != "980000000000") continue;
                sum += utility.values[kColumns.at(cell)];
                any = true;
            }
            if (any) {
                EXPECT_EQ(table.find(code + ":" + measure.id)->exact, Amount(sum, 0)) << state << " " << cell;
            }
        }
}

TEST(PackTables, StatesOfOneOrTwoUtilitiesAreWithheldAndTheAdjustmentLineIsNoUtility) {
    const auto def = tables("eia-1996").front();
    const auto regions = region_codes();
    const auto table = tabulate(def, gathered(def, regions));
    std::map<std::string, int> utilities;
    for (const auto& utility : january()) utilities[utility.state] += utility.number == 0 ? 0 : 1;
    int small = 0;
    for (const auto& [state, count] : utilities) {
        EXPECT_EQ(printed(table, regions.at(state) + ":n"), std::to_string(count));
        if (count == 0 || count >= 3) continue;
        ++small;
        EXPECT_EQ(printed(table, regions.at(state) + ":rev"), "保密") << state;
    }
    EXPECT_GT(small, 0);
    EXPECT_NE(printed(table, "980000000000:rev"), "保密");
}

}  // namespace
}  // namespace yj::tabulate
