#include "instrument/pack.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/case_file.hpp"
#include "instrument/pack_folder_shelf.hpp"

namespace yj::instrument {
namespace {

const std::filesystem::path kSource = YJ_SOURCE_DIR;

Pack shipped(const char* name) {
    auto files = read_pack_folder(kSource / "packs" / name);
    EXPECT_TRUE(files.has_value());
    auto pack = load_pack(std::move(*files));
    if (!pack)
        for (const auto& fault : pack.error()) ADD_FAILURE() << fault.text();
    return pack ? std::move(*pack) : Pack();
}

TEST(ShippedPack, OfUnifiedFormsLoadsWithoutFault) {
    const auto pack = shipped("unified-2025");
    EXPECT_EQ(pack.forms().size(), 13U);
    const auto* form = pack.form("B204-1");
    ASSERT_NE(form, nullptr);
    EXPECT_EQ(form->rows[0].provenance, Provenance::Sourced);
    EXPECT_EQ(form->columns[3].base_of, "2");
    EXPECT_EQ(pack.list("industry")->name_of("B0610", Period::month(2026, 10)), "烟煤和无烟煤开采洗选");
}

TEST(ShippedPack, OfUtilitiesLoadsWithoutFault) {
    const auto pack = shipped("eia-1996");
    EXPECT_EQ(pack.import_profile("EIA-826").unit_columns, (std::vector<std::string>{"UTILITYID", "STATE"}));
    EXPECT_EQ(pack.list("region")->children("980000000000", Period::month(1996, 1)).size(), 51U);
}

TEST(Pack, OwesOneReportForJanuaryAndFebruary) {
    const auto pack = shipped("unified-2025");
    const auto& form = *pack.form("B204-1");
    EXPECT_FALSE(pack.owes(form, Period::month(2026, 1)));
    EXPECT_FALSE(pack.owes(form, Period::month(2026, 2)));
    EXPECT_TRUE(pack.owes(form, Period::jan_feb(2026)));
    EXPECT_EQ(pack.periods(form, Period::month(2025, 10), Period::month(2026, 10)).size(), 12U);
    EXPECT_FALSE(pack.owes(*pack.form("202-1"), Period::quarter(2025, 4)));
}

TEST(Pack, KnowsWhatAKeyOfAnOpenRowStandsFor) {
    const auto pack = shipped("unified-2025");
    const auto& form = *pack.form("B204-1");
    const auto october = Period::month(2026, 10);
    EXPECT_EQ(pack.key_of(form, *form.row_at("hhhh"), "0610", october)->code, "B0610");
    EXPECT_EQ(pack.key_of(form, *form.row_at("hhhh"), "9999", october), nullptr);
    EXPECT_EQ(pack.key_of(form, *form.row_at("ppppp"), "44110", october)->fact("measure"), "万千瓦时");
    EXPECT_EQ(pack.key_of(form, *form.row_at("01"), "0610", october), nullptr);
}

TEST(Pack, GivesAColumnItsOwnMeasure) {
    const auto pack = shipped("unified-2025");
    const auto& form = *pack.form("205-1");
    const auto row = *form.row_at("33");
    EXPECT_EQ(form.measure_of(row, *form.column_at("9")).name(), "万千瓦时");
    EXPECT_EQ(form.measure_of(row, *form.column_at("4")).name(), "千元");
    EXPECT_EQ(form.measure_of(row, *form.column_at("11")).name(), "—");
}

TEST(HostilePack, IsRefusedAndTheProcessLives) {
    const std::string deep(100'000, '[');
    for (const std::string& text :
         {std::string(), std::string("\xff\xfe\0", 3), "a = " + deep, std::string(1 << 20, '='),
          std::string("code = 1\ncode = 2\n"), std::string("rows = [ 1, 2 ]\nframes = 7\n")}) {
        for (const char* path :
             {"pack.toml", "forms/X.toml", "frames.toml", "imports.toml", "calendar/due.toml",
              "calendar/holidays.csv", "lists/region.csv", "derivations.toml", "../pack.toml"})
            EXPECT_FALSE(load_pack({{path, text}}).has_value()) << path;
    }
    EXPECT_FALSE(load_pack({}).has_value());
}

TEST(BrokenPackFiles, AreAllToldAtOnce) {
    auto files = *read_pack_folder(kSource / "packs/unified-2025");
    for (auto& file : files)
        if (file.path.starts_with("forms/")) file.bytes.replace(file.bytes.find("due = "), 6, "deu = ");
    const auto pack = load_pack(std::move(files));
    ASSERT_FALSE(pack.has_value());
    EXPECT_EQ(pack.error().size(), 26U);  // 13 forms: a key that is missing and one that nobody knows
}

TEST(PackHash, ChangesWithAnyFile) {
    const auto files = *read_pack_folder(kSource / "packs/eia-1996");
    auto changed = files;
    for (auto& file : changed)
        if (file.path == "frames.toml") file.bytes += "# 一个字\n";
    EXPECT_NE(load_pack(files)->hash(), load_pack(changed)->hash());
    EXPECT_EQ(*unpack_files(pack_files(files)), files);
}

/// Each case takes the shipped pack, replaces one text in one file, and names the faults that must be told.
class BrokenPack : public ::testing::TestWithParam<Case> {};

TEST_P(BrokenPack, IsRefusedWithFileAndLine) {
    const auto& it = GetParam();
    auto files = *read_pack_folder(kSource / "packs/unified-2025");
    bool replaced = false;
    for (auto& file : files) {
        if (file.path != it.at("file")) continue;
        const auto at = file.bytes.find(it.at("find"));
        ASSERT_NE(at, std::string::npos) << "the case's text is not in the file";
        file.bytes.replace(at, it.at("find").size(), it.at("put"));
        file.path = it.get("rename", file.path);
        replaced = true;
    }
    ASSERT_TRUE(replaced);
    const auto pack = load_pack(std::move(files));
    ASSERT_FALSE(pack.has_value());
    std::string told;
    for (const auto& fault : pack.error()) told += fault.text() + "\n";
    EXPECT_NE(told.find(it.at("fault")), std::string::npos) << it.title << '\n' << told;
    const auto count = it.get("count", std::to_string(pack.error().size()));
    EXPECT_EQ(std::to_string(pack.error().size()), count) << it.title << '\n' << told;
}

INSTANTIATE_TEST_SUITE_P(
    Cases, BrokenPack,
    ::testing::ValuesIn(read_cases((kSource / "src/instrument/cases/broken_packs.case").string()).value()));

}  // namespace
}  // namespace yj::instrument
