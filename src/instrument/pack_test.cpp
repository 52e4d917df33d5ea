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

// Dates worked out by hand from the State Council's holiday notices.
TEST(DueHour, MovesBehindTheNationalDayHolidays) {
    const auto pack = shipped("unified-2025");
    const auto due = [&](const char* form, Period period) { return instant_text(pack.due_at(*pack.form(form), period)); };
    EXPECT_EQ(due("B204-1", Period::month(2025, 9)), "2025-10-09 18:00:00");   // 8 October is still a holiday
    EXPECT_EQ(due("B204-1", Period::month(2026, 10)), "2026-11-09 18:00:00");  // 8 November is a Sunday
    EXPECT_EQ(due("C204-1", Period::quarter(2026, 2)), "2026-07-07 12:00:00");
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
        replaced = true;
    }
    ASSERT_TRUE(replaced);
    const auto pack = load_pack(std::move(files));
    ASSERT_FALSE(pack.has_value());
    std::string told;
    for (const auto& fault : pack.error()) told += fault.text() + "\n";
    EXPECT_NE(told.find(it.at("fault")), std::string::npos) << told;
}

INSTANTIATE_TEST_SUITE_P(Cases, BrokenPack,
                         ::testing::ValuesIn(read_cases((kSource / "src/instrument/cases/broken_packs.case").string())
                                                 .value()));

}  // namespace
}  // namespace yj::instrument
