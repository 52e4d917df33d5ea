#include "demo/eia.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "demo/cast.hpp"
#include "demo/stopwatch.hpp"
#include "desk/collect/board_question.hpp"
#include "desk/collect/import_reports.hpp"
#include "desk/collect/open_tasks.hpp"
#include "desk/instrument/install_pack.hpp"
#include "desk/instrument/pack_folder.hpp"
#include "desk/journal/keep_log.hpp"
#include "desk/publish/make_product.hpp"
#include "desk/read_file.hpp"
#include "desk/registry/freeze_frame.hpp"
#include "desk/registry/import_units.hpp"
#include "desk/review/review_reports.hpp"
#include "desk/review/waiting_reports.hpp"

namespace yj::demo {

namespace fs = std::filesystem;
using access::Grant;
using access::Role;

namespace {

constexpr auto kForm = "EIA-826";
constexpr auto kRegion = "980000000000";
constexpr std::size_t kFileLimit = 64u << 20;
/// How many reports are returned instead of explained; the first ones by period and code.
constexpr int kReturned = 2;
const Period kFirst = Period::month(1996, 1);
const Period kLast = Period::month(1996, 12);

std::vector<Part> agency_parts() {
    const auto region = *RegionCode::parse(kRegion);
    const auto one = [](std::string name, std::string title, Grant grant, std::string note) {
        return Part{std::move(name), std::move(title), {std::move(grant)}, std::move(note), true};
    };
    return {one("register01", "名录", {Role::RegisterOfficer, {}, region, {}, {}}, "名录库、布置报表"),
            one("power01", "电力", {Role::ProfessionOfficer, "P", region, {}, {}}, "导入、审核、验收"),
            one("editor01", "编辑", {Role::Editor, {}, region, {}, {}}, "编制月报"),
            one("releaser01", "发布", {Role::Releaser, {}, region, {}, {}}, "发布月报"),
            one("sysadmin01", "系统管理员", {Role::SystemAdmin, {}, {}, {}, {}}, "制度包、检查点"),
            one("audit01", "审计管理员", {Role::AuditAdmin, {}, {}, {}, {}}, "核验日志")};
}

class EiaBuilder {
public:
    EiaBuilder(desk::County& county, const DemoMachine& machine, const DemoProgress& progress)
        : county_(county), cast_(county), watch_(machine.watch), progress_(progress) {}

    Result<EiaSummary> run(const fs::path& packs_folder, const fs::path& cases_folder) {
        YJ_TRY(found(packs_folder));
        YJ_TRY(units(cases_folder));
        YJ_TRY(tasks());
        YJ_TRY(reporters());
        YJ_TRY(cast_.write_passwords());
        YJ_TRY(import(cases_folder));
        for (auto period = kFirst; period <= kLast; period = period.plus(1)) YJ_TRY(settle(period));
        YJ_TRY(release());
        summary_.accounts = cast_.accounts();
        summary_.phases = watch_.phases();
        return summary_;
    }

private:
    void say(std::string_view words) {
        constexpr int kSteps = 18;
        if (progress_) progress_(words, done_++, kSteps);
    }

    Done found(const fs::path& packs_folder) {
        say("建账号、装制度包");
        YJ_TRY(watch_.time("账号", 1, [&]() -> Done {
            YJ_TRY(cast_.found("security01"));
            return cast_.make(agency_parts());
        }));
        YJ_ASSIGN(auto files, desk::pack_folder(packs_folder / "eia-1996"));
        YJ_ASSIGN(const auto* admin, cast_.actor("sysadmin01"));
        YJ_TRY(watch_.time("制度包", 1,
                           [&] { return desk::install_pack(county_, *admin, std::move(files), {}); }));
        return {};
    }

    Done units(const fs::path& cases_folder) {
        say("导入名录");
        YJ_ASSIGN(const auto* registrar, cast_.actor("register01"));
        YJ_ASSIGN(const auto bytes, desk::read_file(cases_folder / "eia" / "units.csv", kFileLimit));
        YJ_ASSIGN(const auto taken, watch_.time("导入名录", 1, [&] {
            return desk::import_units(county_, *registrar, bytes, "units.csv", kFirst, {});
        }));
        if (!taken.refused.empty()) return std::unexpected(taken.refused.front());
        summary_.units = taken.added;
        return {};
    }

    Done tasks() {
        say("冻结名录、布置报表");
        YJ_ASSIGN(const auto* registrar, cast_.actor("register01"));
        for (auto period = kFirst; period <= kLast; period = period.plus(1)) {
            YJ_TRY(watch_.time("冻结名录", 1,
                               [&] { return desk::freeze_frame(county_, *registrar, kForm, period, {}); }));
            YJ_ASSIGN(const auto opened, watch_.time("布置报表", 1, [&] {
                return desk::open_tasks(county_, *registrar, kForm, period, {});
            }));
            summary_.tasks += std::stoi(opened.text);
        }
        return {};
    }

    /// An account for every reporter, by the unit's code; nobody can sign in to it yet.
    Done reporters() {
        say("建填报账号");
        YJ_ASSIGN(const auto* officer, cast_.actor("power01"));
        YJ_ASSIGN(const auto board, desk::board_units(county_, *officer, kForm, kFirst));
        std::vector<Part> parts;
        for (const auto& each : board)
            parts.push_back(
                {each.code, each.name, {Grant{Role::Respondent, {}, {}, {}, each.unit}}, each.name, false});
        return watch_.time("账号", 1, [&] { return cast_.make(parts); });
    }

    Done import(const fs::path& cases_folder) {
        say("导入报表");
        YJ_ASSIGN(const auto* officer, cast_.actor("power01"));
        YJ_ASSIGN(const auto bytes,
                  desk::read_file(cases_folder / "eia" / "eia_utility_monthly.csv", kFileLimit));
        YJ_ASSIGN(const auto taken, watch_.time("导入报表", 1, [&] {
            return desk::import_reports(
                county_, *officer,
                {kForm, {}, collect::Channel::NationalExport, "eia_utility_monthly.csv", bytes, {}});
        }));
        summary_.reports = taken.taken;
        summary_.refused = taken.refused_reports;
        if (!taken.refused.empty()) return std::unexpected(taken.refused.front());
        return {};
    }

    Done settle(Period period) {
        say(period.name());
        YJ_ASSIGN(const auto* officer, cast_.actor("power01"));
        YJ_ASSIGN(const auto waiting, watch_.time("查看待处理", 1, [&] {
            return desk::waiting_reports(county_, *officer, kForm, period);
        }));
        for (const auto& report : waiting) {
            for (const auto& finding : report.findings)
                ++(finding.rule.ends_with("/S1") ? summary_.broken_revenue : summary_.broken_sales);
            const bool agencys = report.code.starts_with("0-");
            if (summary_.returned < kReturned && !agencys)
                YJ_TRY(return_to_sender(report));
            else
                YJ_TRY(explain(report, period, agencys));
        }
        YJ_ASSIGN(const auto accepted, watch_.time("验收", 1, [&] {
            return desk::accept_clean_reports(county_, *officer, kForm, period, {});
        }));
        summary_.accepted += accepted.accepted;
        return {};
    }

    Done return_to_sender(const desk::WaitingReport& report) {
        YJ_ASSIGN(const auto* officer, cast_.actor("power01"));
        const auto& cells = report.findings.front().cells;
        const review::ReturnReason reason{cells.empty() ? "" : cells.front(), "01",
                                          "分项之和与合计不符，请核对"};
        YJ_TRY(watch_.time("退回", 1, [&] {
            return desk::return_report(county_, *officer, report.submission, {reason}, {});
        }));
        ++summary_.returned;
        return {};
    }

    Done explain(const desk::WaitingReport& report, Period period, bool agencys) {
        YJ_ASSIGN(const auto* reporter, cast_.actor(report.code));
        std::vector<desk::ExplanationWanted> wanted;
        for (const auto& finding : report.findings) {
            const auto* what = finding.rule.ends_with("/S1") ? "电费收入" : "售电量";
            wanted.push_back(
                {report.submission, finding.rule, finding.column, finding.key, "10",
                 fmt::format("{}来源数据原文如此：{}分项之和与合计不等，{}，为保持与公布的面板一致未作改动",
                             period.name(), what,
                             agencys ? "是机构按州平衡时的调整" : "是来源自己的取整和事后修订")});
        }
        YJ_TRY(
            watch_.time("说明", 1, [&] { return desk::explain_findings(county_, *reporter, wanted, {}); }));
        summary_.explained += static_cast<int>(wanted.size());
        return {};
    }

    Done release() {
        say("发布月报");
        YJ_ASSIGN(const auto* admin, cast_.actor("sysadmin01"));
        YJ_TRY(watch_.time("检查点", 1, [&] { return desk::make_checkpoint(county_, *admin); }));
        YJ_ASSIGN(const auto* releaser, cast_.actor("releaser01"));
        YJ_ASSIGN(const auto released, watch_.time("发布月报", 1, [&] {
            return desk::release_product(county_, *releaser, "monthly", kLast, {});
        }));
        summary_.released = released.issue.title;
        YJ_TRY(watch_.time("检查点", 1, [&] { return desk::make_checkpoint(county_, *admin); }));
        return {};
    }

    desk::County& county_;
    Cast cast_;
    Stopwatch watch_;
    const DemoProgress& progress_;
    EiaSummary summary_;
    int done_ = 0;
};

}  // namespace

Result<EiaSummary> build_eia(const fs::path& folder, const fs::path& packs_folder,
                             const fs::path& cases_folder, const DemoMachine& machine,
                             const DemoProgress& progress) {
    YJ_TRY(desk::County::create(
        folder, {"1996年电力公司面板", *RegionCode::parse(kRegion), {}, "eia.panel.example/log"}));
    YJ_ASSIGN(const auto county, desk::County::open(folder, machine.watch, machine.chance));
    return EiaBuilder(*county, machine, progress).run(packs_folder, cases_folder);
}

}  // namespace yj::demo
