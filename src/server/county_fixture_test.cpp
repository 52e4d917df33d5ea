#include "server/county_fixture.hpp"

#include "base/credit_code.hpp"
#include "desk/collect/open_tasks.hpp"
#include "desk/instrument/install_pack.hpp"
#include "desk/instrument/pack_folder.hpp"
#include "desk/registry/freeze_frame.hpp"
#include "desk/registry/import_units.hpp"
#include "desk/registry/unit_by_code.hpp"

namespace yj::server {

namespace {
std::string mill_code(int number) {
    const auto eight = "MA" + std::to_string(100'000 + number);
    const auto first = "91990101" + eight + organisation_check_digit(eight);
    return first + credit_check_digit(first);
}
Period period() { return Period::month(2026, 10); }

}  // namespace

access::Grant ServedCounty::grant(access::Role role, StatUnitId unit) const {
    const bool administrator = role == access::Role::SystemAdmin || role == access::Role::SecurityAdmin ||
                               role == access::Role::AuditAdmin;
    return {role, {}, administrator ? RegionCode() : county_->settings().region, {}, unit};
}
void ServedCounty::add_accounts(const access::Actor& security) {
    std::vector<desk::NewAccount> wanted;
    for (const auto role : access::all_roles())
        if (role != access::Role::Respondent)
            wanted.push_back({std::string(access::role_word(role)),
                              std::string(access::role_name(role)),
                              {grant(role)},
                              "-"});
    ASSERT_TRUE(desk::create_accounts(*county_, security, wanted, {}).has_value());
}
void ServedCounty::add_mills(const access::Actor& security) {
    std::string csv = "单位代码,单位名称,单位类型,区划代码,行业代码,规模,报表类别,是否四上,运营状态\n";
    for (int mill = 0; mill < 4; ++mill) {
        codes_.push_back(mill_code(mill));
        csv += codes_.back() + ",示例第" + std::to_string(mill + 1) +
               "米业有限公司,法人单位,990101001001,1311,中型,B,是,1\n";
    }
    const auto registrar = desk::actor_named(*county_, "register_officer").value();
    const auto taken = desk::import_units(*county_, registrar, csv, "名录.csv", Period::month(2025, 1), {});
    ASSERT_TRUE(taken.has_value()) << taken.error().text();
    ASSERT_EQ(taken->added, 4) << (taken->refused.empty() ? "" : taken->refused.front().text());
    ASSERT_TRUE(desk::freeze_frame(*county_, registrar, "B204-1", period(), {}).has_value());
    ASSERT_EQ(desk::open_tasks(*county_, registrar, "B204-1", period(), {}).value().text, "4");
    std::vector<desk::NewAccount> mills;
    for (int mill = 0; mill < 4; ++mill) {
        const auto unit = desk::unit_by_code(*county_, codes_[static_cast<std::size_t>(mill)]).value().unit;
        mills.push_back({"mill" + std::to_string(mill),
                         "填报人",
                         {grant(access::Role::Respondent, unit)},
                         mill == 0 ? kPassword : "-"});
    }
    ASSERT_TRUE(desk::create_accounts(*county_, security, mills, {}).has_value());
}
void ServedCounty::build() {
    ASSERT_TRUE(desk::County::create(
                    folder_, {"示例县统计局", *RegionCode::parse("990101000000"), {}, "example.county/log"})
                    .has_value());
    auto opened = desk::County::open(folder_, clock_, random_);
    ASSERT_TRUE(opened.has_value()) << opened.error().text();
    county_ = std::move(*opened);
    ASSERT_TRUE(desk::found_county(*county_, "security").has_value());
    const auto security = desk::actor_named(*county_, "security").value();
    add_accounts(security);
    auto files = desk::pack_folder(std::filesystem::path(YJ_SOURCE_DIR) / "packs" / "unified-2025");
    ASSERT_TRUE(files.has_value()) << files.error().text();
    const auto pack = desk::install_pack(*county_, desk::actor_named(*county_, "system_admin").value(),
                                         std::move(*files), {});
    ASSERT_TRUE(pack.has_value()) << pack.error().text();
    add_mills(security);
}
void ServedCounty::start() {
    if (!county_) return;
    ServeOptions options;
    options.port = 0;
    options.workers = 2;
    options.log = [this](const std::string& line) {
        const std::lock_guard lock(lines_mutex_);
        lines_ += line + "\n";
    };
    options.on_ready = [this](unsigned short port) { port_ = port; };
    thread_ = std::jthread([this, options](const std::stop_token& stop) {
        EXPECT_TRUE(serve(*county_, options, stop).has_value());
    });
    for (int tries = 0; port_ == 0 && tries < 1000; ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    ASSERT_NE(port_, 0);
}

}  // namespace yj::server
