// CountyFixture: a county of six factories with an account for every role. For tests only.
#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "desk/access/accounts.hpp"
#include "desk/collect/import_reports.hpp"
#include "desk/collect/open_tasks.hpp"
#include "desk/instrument/install_pack.hpp"
#include "desk/instrument/pack_folder.hpp"
#include "desk/registry/freeze_frame.hpp"
#include "desk/registry/import_units.hpp"
#include "desk/registry/unit_by_code.hpp"

namespace yj::desk {

/// Opened with the pack unified-2025, six units A-1 … A-6 reporting B204-1, tasks open for 2026-09 and
/// 2026-10. Accounts: one named by each role's word, and enterprise1 … enterprise6.
class CountyFixture : public ::testing::Test {
protected:
    static constexpr const char* kForm = "B204-1";
    const Period september = Period::month(2026, 9);
    const Period october = Period::month(2026, 10);

    void SetUp() override {
        static int count = 0;
        folder_ = std::filesystem::temp_directory_path() /
                  ("yj_desk_" + std::to_string(getpid()) + "_" + std::to_string(count++));
        std::filesystem::remove_all(folder_);
        const CountySettings settings{"示例县统计局", *RegionCode::parse("990101"), store_url(),
                                      "shili.example/log"};
        ASSERT_TRUE(County::create(folder_, settings).has_value());
        open();
        make_accounts();
        auto files = pack_folder(std::filesystem::path(YJ_SOURCE_DIR) / "packs/unified-2025");
        must(install_pack(county(), as("system_admin"), std::move(files.value()), {}));
        must(import_units(county(), as("register_officer"), register_csv(), "units.csv",
                          Period::month(2025, 1), {}));
        make_enterprises();
        for (const auto period : {september, october}) {
            must(freeze_frame(county(), as("register_officer"), kForm, period, {}));
            must(open_tasks(county(), as("register_officer"), kForm, period, {}));
        }
    }
    void TearDown() override {
        county_.reset();
        std::filesystem::remove_all(folder_);
    }

    /// Empty: SQLite in the folder.
    virtual std::string store_url() { return {}; }

    void open() {
        auto opened = County::open(folder_, clock_, random_);
        ASSERT_TRUE(opened.has_value()) << opened.error().text();
        county_ = std::move(*opened);
    }
    void close_county() { county_.reset(); }
    /// Closes and opens again, as after a restart.
    void reopen() {
        close_county();
        open();
    }

    County& county() { return *county_; }
    SetClock& clock() { return clock_; }
    const std::filesystem::path& folder() const { return folder_; }
    access::Actor as(const std::string& name) { return actor_named(county(), name).value(); }

    template <class T>
    static T must(Result<T> result) {
        EXPECT_TRUE(result.has_value()) << result.error().text();
        return std::move(result.value());
    }

    /// A month of reports as a file: value of 工业总产值·本月 for each of the six; 累计 follows for 9 months.
    static std::string reports_csv(const std::string& period, const std::array<int, 6>& output) {
        std::string csv =
            "单位代码,报告期,01.1,01.2,01.3,01.4,03.1,03.2,03.3,03.4,04.1,04.2,04.3,04.4,"
            "hhhh[1311].1,hhhh[1311].2,hhhh[1311].3,hhhh[1311].4\n";
        const int months = period == "2026-10" ? 10 : 9;
        for (std::size_t i = 0; i < output.size(); ++i) {
            const int now = output[i], sum = now + 1013 * (months - 1), base = 900, base_sum = 900 * months;
            csv += "A-" + std::to_string(i + 1) + "," + period;
            for (const int cell :
                 {now, sum, base, base_sum, now, sum, base, base_sum, 0, 0, 0, 0, now, sum, base, base_sum})
                csv += "," + std::to_string(cell);
            csv += "\n";
        }
        return csv;
    }
    ReportImportSummary import_national(const std::string& period, const std::array<int, 6>& output) {
        const auto csv = reports_csv(period, output);
        return must(import_reports(county(), as("profession_officer"),
                                   {kForm, {}, collect::Channel::NationalExport, period + ".csv", csv, {}}));
    }

private:
    static std::string register_csv() {
        std::string csv = "单位代码,单位名称,单位类型,区划代码,行业代码,规模,报表类别,是否四上,运营状态\n";
        for (int i = 1; i <= 6; ++i)
            csv += "A-" + std::to_string(i) + ",示例县第" + std::to_string(i) + "厂,法人单位," +
                   (i <= 3 ? "990101100001" : "990101101001") + ",1311,小型,B,是,1\n";
        return csv;
    }
    void make_accounts() {
        ASSERT_TRUE(found_county(county(), "founder").has_value());
        std::vector<NewAccount> wanted;
        for (const auto role : access::all_roles()) {
            if (role == access::Role::Respondent) continue;
            access::Grant grant{role, {}, {}, {}, {}};
            const bool administrator = role == access::Role::SystemAdmin ||
                                       role == access::Role::SecurityAdmin ||
                                       role == access::Role::AuditAdmin;
            if (!administrator) grant.region = county().settings().region;
            wanted.push_back({std::string(access::role_word(role)), "", {grant}, "-"});
        }
        must(create_accounts(county(), as("founder"), wanted, {}));
    }
    void make_enterprises() {
        std::vector<NewAccount> wanted;
        for (int i = 1; i <= 6; ++i) {
            access::Grant grant{access::Role::Respondent, {}, {}, {}, {}};
            grant.unit = must(unit_by_code(county(), "A-" + std::to_string(i))).unit;
            wanted.push_back({"enterprise" + std::to_string(i), "", {grant}, "-"});
        }
        must(create_accounts(county(), as("founder"), wanted, {}));
    }

    std::filesystem::path folder_;
    SetClock clock_{china_time(*parse_date("2026-11-05"), 9, 0)};
    SeededRandom random_{7};
    std::unique_ptr<County> county_;
};

}  // namespace yj::desk
