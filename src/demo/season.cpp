#include "demo/season.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "demo/chance.hpp"
#include "demo/explain_words.hpp"
#include "demo/vouching.hpp"
#include "desk/collect/import_reports.hpp"
#include "desk/collect/open_tasks.hpp"
#include "desk/journal/keep_log.hpp"
#include "desk/publish/make_product.hpp"
#include "desk/registry/freeze_frame.hpp"
#include "desk/review/review_reports.hpp"

namespace yj::demo {

Result<const access::Actor*> Season::officer(const WorkItem& item) {
    return stage_.cast.actor(officer_of(item.form->profession));
}

Result<const access::Actor*> Season::respondent(const std::string& code) {
    const auto found = stage_.respondents.find(code);
    if (found == stage_.respondents.end())
        return refuse(Refused::NotFound, "没有单位“" + code + "”的填报账号");
    return stage_.cast.actor(found->second.account);
}

FilledCells Season::honest(const WorkItem& item, const std::string& code) const {
    return stage_.planter.honest(*item.form, *stage_.respondents.at(code).unit, item.period);
}

bool Season::last_month(const WorkItem& item) const {
    return item.period.last_day() >= stage_.plan.last.last_day();
}

Done Season::run(const WorkItem& item) {
    stage_.clock.set(item.at);
    switch (item.step) {
        case Step::Open: return open(item);
        case Step::Import: return import(item);
        case Step::ImportLate: return import_late(item);
        case Step::Settle: return settle(item);
        case Step::Amend: return amend(item);
        case Step::Vouchers: return vouch(item);
        case Step::Accept: return accept(item);
        case Step::Checkpoint: return checkpoint();
        case Step::Release: return release(item);
    }
    return {};
}

Done Season::open(const WorkItem& item) {
    YJ_ASSIGN(const auto* registrar, stage_.cast.actor("register01"));
    YJ_TRY(stage_.watch.time("冻结名录", 1, [&] {
        return desk::freeze_frame(stage_.county, *registrar, item.form->code, item.period, {});
    }));
    YJ_ASSIGN(const auto opened, stage_.watch.time("布置报表", 1, [&] {
        return desk::open_tasks(stage_.county, *registrar, item.form->code, item.period, {});
    }));
    stage_.summary.tasks += std::stoi(opened.text);
    return {};
}

Done Season::import(const WorkItem& item) {
    YJ_ASSIGN(const auto* actor, officer(item));
    YJ_ASSIGN(const auto board, stage_.watch.time("查看进度", 1, [&] {
        return desk::board_units(stage_.county, *actor, item.form->code, item.period);
    }));
    auto& month = this->month(item);
    std::vector<ReportLine> lines;
    stage_.watch.time("编报表", static_cast<int>(board.size()), [&] {
        const bool late_allowed = can_be_late(stage_.pack, *item.form, item.period);
        for (const auto& each : board) {
            const auto& unit = *stage_.respondents.at(each.code).unit;
            auto kind = stage_.planter.kind_of(*item.form, unit, item.period);
            if (kind == PlantKind::Late && !late_allowed) kind = PlantKind::None;
            if (kind != PlantKind::None) month.kinds[each.code] = kind;
            if (kind == PlantKind::Missing) {
                stage_.planted.push_back({kind, each.code, item.form->code, item.period, {}, "没有报送"});
                continue;
            }
            auto sent = stage_.planter.first_sending(*item.form, unit, item.period);
            if (kind != PlantKind::None) stage_.planted.push_back(sent.planted);
            (kind == PlantKind::Late ? month.late : lines).push_back({each.code, std::move(sent.cells)});
        }
        return 0;
    });
    return import_lines(item, lines, "联网直报导出");
}

Done Season::import_late(const WorkItem& item) {
    return import_lines(item, month(item).late, "联网直报导出（迟报）");
}

Done Season::import_lines(const WorkItem& item, const std::vector<ReportLine>& lines,
                          const std::string& name) {
    if (lines.empty()) return {};
    YJ_ASSIGN(const auto* actor, officer(item));
    const auto bytes = report_file(*item.form, item.period, lines);
    YJ_ASSIGN(const auto taken, stage_.watch.time("导入报表", static_cast<int>(lines.size()), [&] {
        return desk::import_reports(stage_.county, *actor,
                                    {item.form->code,
                                     item.period,
                                     collect::Channel::NationalExport,
                                     fmt::format("{} {} {}.csv", name, item.form->code, item.period.code()),
                                     bytes,
                                     {}});
    }));
    stage_.summary.reports += taken.taken;
    stage_.summary.refused += taken.refused_reports;
    if (!taken.refused.empty()) return std::unexpected(taken.refused.front());
    return {};
}

Done Season::settle(const WorkItem& item) {
    YJ_ASSIGN(const auto* actor, officer(item));
    YJ_ASSIGN(const auto waiting, stage_.watch.time("查看待处理", 1, [&] {
        return desk::waiting_reports(stage_.county, *actor, item.form->code, item.period);
    }));
    const auto& kinds = month(item).kinds;
    for (const auto& report : waiting) {
        const auto kind = kinds.find(report.code);
        const bool swapped = kind != kinds.end() && kind->second == PlantKind::SwappedMeasure;
        if (report.has_hard() || swapped)
            YJ_TRY(return_to_sender(item, report));
        else
            YJ_TRY(explain(item, report));
    }
    return {};
}

Done Season::return_to_sender(const WorkItem& item, const desk::WaitingReport& report) {
    YJ_ASSIGN(const auto* actor, officer(item));
    const auto& finding = report.findings.front();
    const bool hard = report.has_hard();
    const review::ReturnReason reason{finding.cells.empty() ? "" : finding.cells.front(), hard ? "01" : "02",
                                      hard ? "请按审核提示核对后重报" : "数值约为上期的千倍，请核对计量单位"};
    YJ_TRY(stage_.watch.time("退回", 1, [&] {
        return desk::return_report(stage_.county, *actor, report.submission, {reason}, {});
    }));
    month(item).returned.push_back(report.code);
    ++stage_.summary.returned;
    return {};
}

Done Season::explain(const WorkItem& item, const desk::WaitingReport& report) {
    const auto& unit = *stage_.respondents.at(report.code).unit;
    // In the last month some have not answered yet.
    if (last_month(item) && Chance(seed_of(unit.seed, item.form->code + "/silent")).one_in(15)) return {};
    YJ_ASSIGN(const auto* actor, respondent(report.code));
    const auto cells = stage_.planter.first_sending(*item.form, unit, item.period).cells;
    std::vector<desk::ExplanationWanted> wanted;
    for (const auto& finding : report.findings) {
        auto words = reason_words(finding, cells, item.period, unit.seed);
        wanted.push_back({report.submission, finding.rule, finding.column, finding.key,
                          std::move(words.reason), std::move(words.words)});
    }
    YJ_TRY(stage_.watch.time("说明", 1,
                             [&] { return desk::explain_findings(stage_.county, *actor, wanted, {}); }));
    stage_.summary.explained += static_cast<int>(wanted.size());
    return {};
}

Done Season::amend(const WorkItem& item) {
    const auto& month = this->month(item);
    if (month.returned.empty()) return {};
    for (const auto& code : month.returned) {
        const bool not_yet =
            last_month(item) && Chance(seed_of(stage_.plan.seed, code + item.form->code)).one_in(4);
        if (!not_yet) YJ_TRY(amend_one(item, code));
    }
    YJ_ASSIGN(const auto* actor, officer(item));
    YJ_ASSIGN(const auto waiting, stage_.watch.time("查看待处理", 1, [&] {
        return desk::waiting_reports(stage_.county, *actor, item.form->code, item.period);
    }));
    for (const auto& report : waiting)
        if (!report.has_hard() && std::ranges::find(month.returned, report.code) != month.returned.end())
            YJ_TRY(explain(item, report));
    return {};
}

Done Season::amend_one(const WorkItem& item, const std::string& code) {
    YJ_ASSIGN(const auto* actor, respondent(code));
    const auto bytes = report_file(*item.form, item.period, {{code, honest(item, code)}});
    const bool table = Chance(seed_of(stage_.plan.seed, code)).one_in(2);
    YJ_ASSIGN(const auto taken, stage_.watch.time("更正", 1, [&] {
        return desk::import_reports(stage_.county, *actor,
                                    {item.form->code,
                                     item.period,
                                     table ? collect::Channel::Table : collect::Channel::Interface,
                                     fmt::format("更正 {} {}.csv", item.form->code, item.period.code()),
                                     bytes,
                                     {}});
    }));
    // What still fails a 强制 rule stays returned; the board shows it.
    stage_.summary.amended += taken.taken;
    stage_.summary.reports += taken.taken;
    stage_.summary.refused += taken.refused_reports;
    return {};
}

Done Season::vouch(const WorkItem& item) {
    return stage_.watch.time("凭证", 1, [&]() -> Done {
        YJ_ASSIGN(const auto count, add_vouchers(stage_, item));
        stage_.summary.vouchers += count;
        return {};
    });
}

Done Season::accept(const WorkItem& item) {
    YJ_ASSIGN(const auto* actor, officer(item));
    YJ_ASSIGN(const auto accepted, stage_.watch.time("验收", 1, [&] {
        return desk::accept_clean_reports(stage_.county, *actor, item.form->code, item.period, {});
    }));
    stage_.summary.accepted += accepted.accepted;
    months_.erase({item.form->code, item.period});
    return {};
}

Done Season::checkpoint() {
    YJ_ASSIGN(const auto* actor, stage_.cast.actor("sysadmin01"));
    YJ_TRY(stage_.watch.time("检查点", 1, [&] { return desk::make_checkpoint(stage_.county, *actor); }));
    ++stage_.summary.checkpoints;
    return {};
}

Done Season::release(const WorkItem& item) {
    YJ_ASSIGN(const auto* editor, stage_.cast.actor("editor01"));
    YJ_ASSIGN(const auto* releaser, stage_.cast.actor("releaser01"));
    YJ_TRY(stage_.watch.time(
        "编制月报", 1, [&] { return desk::build_product(stage_.county, *editor, "monthly", item.period); }));
    YJ_ASSIGN(const auto released, stage_.watch.time("发布月报", 1, [&] {
        return desk::release_product(stage_.county, *releaser, "monthly", item.period, {});
    }));
    stage_.summary.released = released.issue.title;
    return {};
}

}  // namespace yj::demo
