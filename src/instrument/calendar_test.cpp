#include "instrument/calendar.hpp"

#include <gtest/gtest.h>

#include "base/case_file.hpp"
#include "instrument/pack.hpp"
#include "instrument/pack_folder_shelf.hpp"

namespace yj::instrument {
namespace {

const std::string kSource = YJ_SOURCE_DIR;

TEST(Calendar, KnowsHolidaysAndTheDaysWorkedInExchange) {
    Calendar calendar;
    Faults faults;
    read_holidays("calendar/holidays.csv",
                  *read_text_file(kSource + "/packs/unified-2025/calendar/holidays.csv"), calendar, faults);
    EXPECT_TRUE(faults.empty());
    EXPECT_FALSE(calendar.works(*parse_date("2026-10-01")));
    EXPECT_TRUE(calendar.works(*parse_date("2026-02-14")));   // a Saturday worked before the Spring Festival
    EXPECT_FALSE(calendar.works(*parse_date("2026-02-15")));  // the holiday's first day
    EXPECT_FALSE(calendar.works(*parse_date("2026-11-08")));  // an ordinary Sunday
}

/// Dates worked out by hand from the State Council's notices.
class DueHour : public ::testing::TestWithParam<Case> {};

TEST_P(DueHour, IsAsTheCalendarSays) {
    const auto& it = GetParam();
    auto files = read_pack_folder(kSource + "/packs/unified-2025");
    ASSERT_TRUE(files.has_value());
    for (auto& file : *files)
        if (file.path == "calendar/due.toml")
            file.bytes += "\n" + it.get("added") + "\n" + it.get("entry") + "\n";
    const auto pack = load_pack(std::move(*files));
    ASSERT_TRUE(pack.has_value()) << pack.error().front().text();
    for (const auto& row : it.rows("due")) {
        const auto& form = *pack->form(row.at(0));
        const auto period = Period::parse(row.at(1)).value();
        const auto due =
            pack->owes(form, period) ? instant_text(pack->due_at(form, period)) : std::string("免报");
        EXPECT_EQ(due, row.at(2)) << row.at(0) << ' ' << row.at(1);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Cases, DueHour,
    ::testing::ValuesIn(read_cases(kSource + "/src/instrument/cases/due_hours.case").value()));

}  // namespace
}  // namespace yj::instrument
