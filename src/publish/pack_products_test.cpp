#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "instrument/pack_folder_shelf.hpp"
#include "publish/bulletin.hpp"
#include "publish/golden_file.hpp"
#include "publish/print_table.hpp"
#include "publish/product_check.hpp"
#include "publish/sample_issue.hpp"
#include "publish/xlsx_tables.hpp"

namespace yj::publish {
namespace {

struct PackAtHand {
    instrument::Pack pack;
    std::vector<tabulate::TableDef> defs;
    Product product;
    std::string template_docx;
};

PackAtHand pack_at_hand(const std::string& name) {
    PackAtHand at;
    const std::string folder = std::string(YJ_SOURCE_DIR) + "/packs/" + name;
    auto files = instrument::read_pack_folder(folder);
    EXPECT_TRUE(files.has_value()) << files.error().text();
    auto pack = instrument::load_pack(std::move(*files));
    EXPECT_TRUE(pack.has_value()) << (pack ? "" : pack.error()[0].text());
    if (!pack) return at;
    at.pack = std::move(*pack);
    for (const auto* file : at.pack.texts("tables")) {
        auto def = tabulate::parse_table_def(file->path, file->bytes, at.pack.forms());
        EXPECT_TRUE(def.has_value()) << (def ? "" : def.error()[0].text());
        if (def) at.defs.push_back(std::move(*def));
    }
    auto product =
        parse_product("products/monthly/product.toml", file_bytes(folder + "/products/monthly/product.toml"));
    EXPECT_TRUE(product.has_value()) << (product ? "" : product.error()[0].text());
    at.product = product.value_or(Product{});
    at.template_docx = file_bytes(folder + "/products/monthly/template.docx");
    return at;
}

TEST(PackProducts, FitTheTablesAndTemplatesOfTheirPacks) {
    for (const auto* name : {"unified-2025", "eia-1996"}) {
        const auto at = pack_at_hand(name);
        for (const auto& fault : check_product("product.toml", at.product, at.defs, at.template_docx))
            ADD_FAILURE() << name << " " << fault.text();
    }
}

TEST(PackProducts, AreFoundOutWhenTheyNameWhatIsNotThere) {
    const auto at = pack_at_hand("unified-2025");
    auto product = at.product;
    product.tables[0].code = "B204-1-10";
    product.tables[1].columns[0].measure = "mm";
    product.texts[0].bookmark = "报眉";
    product.texts[1].sentences = {parse_sentence("{T:B204-1-01 本地:g|增长}{T:B204-1-01 本地/*:ytd|吨.1}"
                                                 "{T:B204-1-01 本地/*:ytd|增长}")
                                      .value()};
    std::vector<std::string> said;
    for (const auto& fault : check_product("product.toml", product, at.defs, at.template_docx))
        said.push_back(fault.what);
    EXPECT_EQ(said, (std::vector<std::string>{"制度中没有表“B204-1-10”", "表 B204-1-01 没有指标“mm”",
                                              "T:B204-1-01 本地:g 写了 1 维，表有 2 维",
                                              "T:B204-1-01 本地/*:ytd 的计量单位是万元，不能换算成吨",
                                              "T:B204-1-01 本地/*:ytd 不是百分数，不能说增长或百分点",
                                              "模板 template.docx 中没有书签“报眉”"}));
}

// Made-up units: three and more in each division of each township but one.
tabulate::Contributors made_up_units(const PackAtHand& at, const tabulate::TableDef& def, Period period) {
    const int shift = period.last_month();
    const auto towns = at.pack.list("region")->children("990101000000", period);
    tabulate::Contributors units(def.cells.size());
    std::int64_t id = 1;
    for (int town = 1; town <= 6; ++town)
        for (const auto* division : {"C1310", "C1411", "C2611", "C3011"})
            for (int i = 0; i < 4; ++i) {
                tabulate::Contributor unit;
                unit.unit = StatUnitId{id++};
                unit.region =
                    *RegionCode::parse(towns.at(static_cast<std::size_t>(town))->code.substr(0, 9) + "001");
                unit.industry = *IndustryCode::parse(
                    town == 6 && std::string_view(division) == "C3011" ? "C3360" : division);
                if (unit.industry.text() == "C3360" && i > 1) continue;
                unit.size = i == 0 ? registry::SizeClass::Large : registry::SizeClass::Small;
                const std::int64_t month = 200000 + id * 3711 + town * 9000;
                const std::int64_t base = month * (90 + (id * 7 + shift) % 21) / 100;
                for (const auto& cell : def.cells) {
                    const std::int64_t one = cell.ends_with("3") || cell.ends_with("4") ? base : month;
                    unit.values.emplace_back(
                        Amount(cell.ends_with("2") || cell.ends_with("4") ? one * 10 : one, 0));
                }
                units.add(unit);
            }
    return units;
}

TEST(PrintTable, NestsRowsAndLaysSizesAcross) {
    const auto at = pack_at_hand("unified-2025");
    const auto def = std::ranges::find(at.defs, "B204-1-04", &tabulate::TableDef::code);
    ASSERT_NE(def, at.defs.end());
    const auto period = Period::month(2026, 10);
    const auto table = print_table(*def, tabulate::tabulate(*def, made_up_units(at, *def, period)),
                                   table_facts(at.pack, *def, period, "示例县"));
    EXPECT_EQ(table.title, "2026年10月示例县规模以上工业总产值（分乡镇、行业、规模）");
    ASSERT_GE(table.columns.size(), 6U);
    EXPECT_EQ(table.columns.size() % def->measures.size(), 0U);
    EXPECT_EQ(table.columns[0].heads, (std::vector<std::string>{"总计", "累计（万元）"}));
    EXPECT_EQ(table.rows[0].codes, (std::vector<std::string>{"990101000000", "*"}));
    EXPECT_EQ(table.rows[0].title, "示例县");
    EXPECT_EQ(table.rows[1].title, "制造业");
    EXPECT_EQ(table.scope, "规模以上工业法人单位");
    EXPECT_EQ(table.rows[0].depth, 0);
    EXPECT_EQ(table.rows[1].codes, (std::vector<std::string>{"990101000000", "C"}));
    EXPECT_EQ(table.rows[1].depth, 1);
    bool secret = false;
    for (const auto& row : table.rows) {
        EXPECT_EQ(row.cells.size(), table.columns.size());
        if (row.codes[1] != "C33") continue;
        // Two units only: nothing of theirs is printed but that it is secret.
        EXPECT_EQ(row.cells[0].status, tabulate::FigureStatus::Withheld);
        EXPECT_FALSE(row.cells[0].exact.has_value());
        secret = true;
    }
    EXPECT_TRUE(secret);
}

TEST(PackProducts, BecomeABulletinFromReports) {
    const auto at = pack_at_hand("unified-2025");
    auto issue = sample_issue();
    std::vector<PrintedTable> tables;
    for (const auto& needed : tables_needed(at.product, issue.period)) {
        const auto def = std::ranges::find(at.defs, needed.table, &tabulate::TableDef::code);
        ASSERT_NE(def, at.defs.end()) << needed.table;
        tables.push_back(print_table(*def, tabulate::tabulate(*def, made_up_units(at, *def, needed.period)),
                                     table_facts(at.pack, *def, needed.period, issue.region_name)));
        number_figures(tables.back(), EntryIndex{4821});
    }
    const auto bulletin = make_bulletin(at.product, at.template_docx, issue, tables);
    ASSERT_TRUE(bulletin.has_value()) << bulletin.error().text();
    for (const auto& gap : bulletin->gaps) ADD_FAILURE() << gap.place << " " << gap.figure << " " << gap.why;
    if (const char* out = std::getenv("YJ_KEEP_PACK_BULLETIN"))
        std::ofstream(out, std::ios::binary) << bulletin->docx;
    const auto shown = product_tables(at.product, issue, tables);
    ASSERT_TRUE(shown.has_value()) << shown.error().text();
    EXPECT_TRUE(tables_workbook(bulletin->title, issue, *shown).has_value());
}

}  // namespace
}  // namespace yj::publish
