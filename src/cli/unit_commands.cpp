#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "desk/collect/open_tasks.hpp"
#include "desk/registry/freeze_frame.hpp"
#include "desk/registry/import_units.hpp"
#include "desk/registry/unit_question.hpp"

namespace yj::cli {

namespace {

constexpr std::size_t kShownRefusals = 50;

void import(Context& context, const std::string& path, const std::string& from) {
    const auto opened = context.open();
    if (!opened) return;
    const auto valid_from = context.period(from);
    const auto bytes = context.file(path);
    if (context.refused(valid_from) || context.refused(bytes)) return;
    const auto report =
        desk::import_units(*opened->county, opened->actor, *bytes, path, *valid_from, context.key);
    if (context.refused(report)) return;
    Card card;
    card.add("added", "新增", std::to_string(report->added));
    card.add("changed", "变更", std::to_string(report->changed));
    card.add("unchanged", "未变", std::to_string(report->unchanged));
    card.add("refused", "拒绝", std::to_string(report->refused_rows));
    card.add("entry", "存证", std::to_string(report->entry.value));
    context.out().show(card);
    for (std::size_t i = 0; i < std::min(report->refused.size(), kShownRefusals); ++i)
        context.out().say(report->refused[i].text());
    if (report->refused.size() > kShownRefusals)
        context.out().say("……共 " + std::to_string(report->refused.size()) + " 处");
    if (report->refused_rows > 0) context.exit(Exit::Findings);
}

Listing unit_listing(const std::vector<registry::UnitVersion>& units) {
    Listing listing{{{"id", "编号"},
                     {"code", "单位代码"},
                     {"name", "单位名称"},
                     {"kind", "类型"},
                     {"region", "区划"},
                     {"industry", "行业"},
                     {"size", "规模"},
                     {"professions", "专业"},
                     {"validFrom", "起"},
                     {"reason", "原因"}},
                    {}};
    for (const auto& it : units)
        listing.rows.push_back({std::to_string(it.unit.value), it.attributes.code, it.attributes.name,
                                std::string(registry::unit_kind_name(it.attributes.kind)),
                                it.attributes.region.text(), it.attributes.industry.text(),
                                std::string(registry::size_class_name(it.attributes.size)),
                                it.attributes.professions, it.valid_from.code(), it.reason});
    return listing;
}

void show(Context& context, const std::string& code) {
    const auto opened = context.open();
    if (!opened) return;
    const auto page = desk::find_units(*opened->county, opened->actor, {code, {}, {}, 1});
    if (context.refused(page)) return;
    if (page->units.empty())
        return context.fail({Refused::NotFound, "没有代码或名称为“" + code + "”的单位", {}, "请核对代码"});
    const auto history = desk::show_unit(*opened->county, opened->actor, page->units.front().id);
    if (context.refused(history)) return;
    context.out().show(unit_listing(history->versions));
    for (const auto& task : history->tasks)
        context.out().say(
            task.form + " " + task.period.code() + "  " +
            (task.submission ? "报表 " + std::to_string(task.submission.value) : std::string("未报")));
}

void find(Context& context, const std::string& words) {
    const auto opened = context.open();
    if (!opened) return;
    const auto page = desk::find_units(*opened->county, opened->actor, {words, {}, {}, 50});
    if (context.refused(page)) return;
    Listing listing{{{"id", "编号"},
                     {"code", "单位代码"},
                     {"name", "单位名称"},
                     {"region", "所在地"},
                     {"industry", "行业"}},
                    {}};
    for (const auto& it : page->units)
        listing.rows.push_back({std::to_string(it.id.value), it.attributes.code, it.attributes.name,
                                it.region_name, it.industry_name});
    context.out().show(listing);
    if (page->next) context.out().say("只显示前 50 个，请写得更具体些");
}

using FormAct = Result<desk::Answer> (*)(desk::County&, const access::Actor&, const std::string&, Period,
                                         const std::string&);

void run_form_act(Context& context, FormAct act, const std::string& form, const std::string& period_text,
                  const char* what) {
    const auto opened = context.open();
    if (!opened) return;
    const auto period = context.period(period_text);
    if (context.refused(period)) return;
    const auto answer = act(*opened->county, opened->actor, form, *period, context.key);
    if (context.refused(answer)) return;
    Card card;
    card.add("form", "表号", form);
    card.add("period", "报告期", period->code());
    card.add("units", what, answer->text);
    card.add("entry", "存证", std::to_string(answer->entry.value));
    context.out().show(card);
}

/// "frame freeze" and "task open" take a form and a period and count units.
void add_form_act(CLI::App& app, Context& context, const char* verb, const char* help, FormAct act,
                  const char* what) {
    auto& form = context.text();
    auto& period = context.text();
    auto* command = app.add_subcommand(verb, help);
    command->add_option("--form", form, "表号，如 B204-1")->required();
    command->add_option("--period", period, "报告期，如 2026-10、2026-01..02")->required();
    command->callback(
        [&context, act, &form, &period, what] { run_form_act(context, act, form, period, what); });
}

}  // namespace

void add_unit_commands(CLI::App& app, Context& context) {
    auto* unit = app.add_subcommand("unit", "名录：导入、查看、查找");
    unit->require_subcommand(1);
    auto& path = context.text();
    auto& from = context.text();
    auto& words = context.text();
    auto* importing = unit->add_subcommand("import", "导入名录（CSV 或 .xlsx），拒绝的行逐条说明");
    importing->add_option("FILE", path, "文件，- 表示标准输入")->required();
    importing->add_option("--from", from, "自哪一期起有效，如 2025-01")->required();
    importing->callback([&context, &path, &from] { import(context, path, from); });
    auto* showing = unit->add_subcommand("show", "一个单位的全部版本");
    showing->add_option("CODE", words, "统一社会信用代码或单位代码")->required();
    showing->callback([&context, &words] { show(context, words); });
    auto* finding = unit->add_subcommand("find", "按名称查找");
    finding->add_option("WORDS", words, "名称中的文字")->required();
    finding->callback([&context, &words] { find(context, words); });
    auto* frame = app.add_subcommand("frame", "调查单位名录（期）");
    frame->require_subcommand(1);
    add_form_act(*frame, context, "freeze", "冻结一张表一期的调查单位名录（先进库，再有数）",
                 desk::freeze_frame, "单位数");
    auto* task = app.add_subcommand("task", "填报任务");
    task->require_subcommand(1);
    add_form_act(*task, context, "open", "开网：名录中每个单位欠报一张表", desk::open_tasks, "新任务");
}

}  // namespace yj::cli
