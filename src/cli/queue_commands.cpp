#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>

#include "cli/commands.hpp"
#include "desk/review/finding_queue.hpp"

namespace yj::cli {

namespace {

struct QueueWords {
    std::string& form;
    std::string& period;
    std::string& cell;
    int& limit;
};

std::string points(double value) { return fmt::format("{:.3f}", value); }

/// "S2 A1 A3": the rules without the form's code, which is the same for all; an asterisk marks those that do
/// not read the cell.
std::string rules_of(const desk::QueuedReport& report) {
    std::string all;
    for (const auto& finding : report.findings) {
        const auto slash = finding.rule.rfind('/');
        const auto rule = slash == std::string::npos ? finding.rule : finding.rule.substr(slash + 1);
        all += (all.empty() ? "" : " ") + rule + (finding.on_the_cell ? "" : "*");
    }
    return all;
}

std::string sentences_of(const desk::QueuedReport& report) {
    std::string all;
    for (const auto& finding : report.findings)
        all += (all.empty() ? "" : "\n") + finding.rule + " " + finding.sentence;
    return all;
}

Listing listing_of(const desk::FindingQueue& queue, std::size_t limit, bool json) {
    Listing listing{{{"place", "序", true},
                     {"code", "单位代码"},
                     {"name", "单位名称"},
                     {"state", "状态"},
                     {"submission", "报表编号"},
                     {"reported", "报告数", true},
                     {"yearAgo", "上年同期", true},
                     {"expected", "预期数", true},
                     {"suspicion", "可疑度", true},
                     {"effect", "影响", true},
                     {"risk", "风险", true},
                     {"remaining", "余险", true},
                     {"rules", "审核发现"}},
                    {}};
    if (json) listing.columns.push_back({"findings", "说明"});
    for (std::size_t at = 0; at < std::min(limit, queue.places.size()); ++at) {
        const auto& it = queue.places[at];
        listing.rows.push_back({std::to_string(at + 1), it.code, it.name,
                                std::string(collect::task_state_name(it.state)),
                                std::to_string(it.submission.value), it.reported, it.year_ago, it.expected,
                                fmt::format("{:.2f}", it.suspicion), fmt::format("{:+.3f}", it.effect_points),
                                points(it.risk_points), points(it.remaining_points), rules_of(it)});
        if (json) listing.rows.back().push_back(sentences_of(it));
    }
    return listing;
}

void explain_head(Output& out, const desk::FindingQueue& queue) {
    if (queue.reports == 0) return out.say("这一期还没有收到这张表的报表");
    const auto* what = queue.of_growth ? "增速" : "总量";
    out.say(fmt::format("按对“{}”（{}，{}）{}的影响排序：{}份报表，其中{}份有待核实", queue.cell_name,
                        queue.cell, queue.measure, what, queue.reports, queue.places.size()));
    if (!queue.growth.empty())
        out.say(fmt::format("按目前的报表汇总（两年都有数的单位），合计{}{}，增长{}%", queue.total,
                            queue.measure, queue.growth));
}

void explain_foot(Output& out, const desk::FindingQueue& queue, std::size_t limit) {
    const auto shown = std::min(limit, queue.places.size());
    for (std::size_t at = 0; at < shown; ++at) {
        const auto& it = queue.places[at];
        out.say(fmt::format("{}. {}", at + 1, it.name));
        for (const auto& finding : it.findings)
            out.say(fmt::format("   [{}{}] {} {}", finding.across ? "横向" : "",
                                finding.across ? "" : edit::severity_name(finding.severity), finding.rule,
                                finding.sentence));
    }
    if (queue.reports == 0) return;
    if (queue.places.empty()) return out.say("没有待核实的报表");
    const auto* what = queue.of_growth ? "增速" : "总量";
    out.say(
        fmt::format("影响：报告数与预期数之差使{}"
                    "变动的百分点；风险＝影响×可疑度；余险：核到这一户为止，后面各户合计还有的风险",
                    what));
    out.say(fmt::format("核完以上{}户，{}还有{}个百分点的风险；没有审核发现的报表合计另有{}个百分点", shown,
                        what, points(queue.places[shown - 1].remaining_points),
                        points(queue.outside_points)));
    if (std::ranges::any_of(queue.places, [](const auto& it) {
            return std::ranges::any_of(it.findings, [](const auto& finding) { return !finding.on_the_cell; });
        }))
        out.say("带 * 的审核发现不涉及这个指标，不计入风险");
    if (queue.not_compared > 0)
        out.say(fmt::format("{}份报表找不到可比的同类单位，横向审核无法判定", queue.not_compared));
}

void show_queue(Context& context, const QueueWords& words) {
    const auto opened = context.open();
    if (!opened) return;
    const auto period = context.period(words.period);
    if (context.refused(period)) return;
    const auto queue = desk::finding_queue(*opened->county, opened->actor, {words.form, *period, words.cell});
    if (context.refused(queue)) return;
    const auto limit = words.limit > 0 ? static_cast<std::size_t>(words.limit) : queue->places.size();
    auto& out = context.out();
    if (!out.json()) explain_head(out, *queue);
    out.show(listing_of(*queue, limit, out.json()));
    if (!out.json()) explain_foot(out, *queue, limit);
}

}  // namespace

void add_queue_commands(CLI::App& app, Context& context) {
    auto* report = app.get_subcommand("report");
    const QueueWords words{context.text(), context.text(), context.text(), context.number(20)};
    auto* queue = report->add_subcommand("queue", "先核哪些：待核实的报表按对公布数的影响排序，并给出余险");
    queue->add_option("--form", words.form, "表号")->required();
    queue->add_option("--period", words.period, "报告期")->required();
    queue->add_option("--cell", words.cell, "按哪个单元格，如 01.1；不给时取制度里公布增速的指标");
    queue->add_option("--limit", words.limit, "列出多少户，0 为全部")->capture_default_str();
    queue->callback([&context, words] { show_queue(context, words); });
}

}  // namespace yj::cli
