#include <CLI/CLI.hpp>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/threads.hpp"
#include "desk/collect/board_question.hpp"
#include "desk/collect/import_reports.hpp"
#include "desk/collect/report_question.hpp"
#include "desk/review/audit_reports.hpp"
#include "desk/review/blame_question.hpp"
#include "desk/review/review_reports.hpp"

namespace yj::cli {

namespace {

constexpr std::size_t kShownRefusals = 50;

Result<SubmissionId> submission_id(const std::string& text) {
    const auto id = parse_id(text);
    if (id) return SubmissionId{*id};
    return refuse(Refused::Malformed, "“" + text + "”不是报表编号", {},
                  "请用 youju board --form … --period … 查看编号");
}

struct ImportWords {
    std::string& file;
    std::string& form;
    std::string& period;
    std::string& channel;
};

void import(Context& context, const ImportWords& words) {
    const auto opened = context.open();
    if (!opened) return;
    desk::ReportImport import;
    import.form = words.form;
    import.file_name = context.path(words.file).filename().string();
    import.key = context.key;
    const auto channel = collect::parse_channel(words.channel);
    if (!channel)
        return context.fail(
            {Refused::Malformed, "不认识的渠道“" + words.channel + "”", {}, "表格、接口 或 联网直报导出"});
    import.channel = *channel;
    if (!words.period.empty()) {
        const auto period = context.period(words.period);
        if (context.refused(period)) return;
        import.period = *period;
    }
    const auto bytes = context.file(words.file);
    if (context.refused(bytes)) return;
    import.bytes = *bytes;
    const auto summary = desk::import_reports(*opened->county, opened->actor, import);
    if (context.refused(summary)) return;
    Card card;
    card.add("reports", "文件中的报表", std::to_string(summary->reports));
    card.add("taken", "收下", std::to_string(summary->taken));
    card.add("unchanged", "未变", std::to_string(summary->unchanged));
    card.add("refused", "拒绝", std::to_string(summary->refused_reports));
    card.add("hard", "强制不通过", std::to_string(summary->hard));
    card.add("soft", "核实不通过", std::to_string(summary->soft));
    card.add("undecided", "无法判定", std::to_string(summary->undecided));
    card.add("entry", "存证", std::to_string(summary->entry.value));
    context.out().show(card);
    if (summary->known) context.out().say("这个文件已经导入过，没有任何改动");
    for (std::size_t i = 0; i < std::min(summary->refused.size(), kShownRefusals); ++i)
        context.out().say(summary->refused[i].text());
    if (!summary->refused.empty()) context.exit(Exit::Findings);
}

void show(Context& context, const std::string& id_text) {
    const auto opened = context.open();
    if (!opened) return;
    const auto id = submission_id(id_text);
    if (context.refused(id)) return;
    const auto report = desk::show_report(*opened->county, opened->actor, *id);
    if (context.refused(report)) return;
    context.out().say(report->unit_name + "（" + report->unit_code + "） " + report->form + " " +
                      report->form_name + " " + report->period.name() + " 第" +
                      std::to_string(report->sending.sequence) + "版 " +
                      std::string(collect::task_state_name(report->state)) + (report->late ? " 迟报" : ""));
    Listing cells{{{"cell", "单元格"},
                   {"name", "指标"},
                   {"measure", "单位"},
                   {"value", "数值", true},
                   {"last", "上期", true}},
                  {}};
    for (const auto& row : report->rows)
        for (const auto& cell : row.cells)
            if (!cell.value.empty() || !cell.missing.empty())
                cells.rows.push_back({cell.address, row.name, row.measure,
                                      cell.value.empty() ? cell.missing : cell.value, cell.last});
    context.out().show(cells);
    for (const auto& [finding, explanation] : report->findings)
        context.out().say("[" + std::string(edit::severity_name(finding.severity)) + "·" +
                          std::string(edit::verdict_name(finding.verdict)) + "] " + finding.rule + " " +
                          finding.sentence +
                          (explanation ? "  说明：" + explanation->reason + "，" + explanation->words : ""));
    for (const auto& voucher : report->vouchers)
        context.out().say("[凭证] " + voucher.cell + " " + voucher.kind + " " + voucher.file_name + " " +
                          voucher.amount);
}

/// Prints what an act on a form and period did.
template <class Summary>
void show_card(Context& context, const Summary& summary, std::initializer_list<Card::Line> lines) {
    Card card;
    card.lines = lines;
    card.add("entry", "存证", std::to_string(summary.entry.value));
    context.out().show(card);
}

/// A form and a period; every period of a form; every form of a period; or everything that has come.
void audit(Context& context, const std::string& form, const std::string& period_text) {
    const auto opened = context.open();
    if (!opened) return;
    desk::AuditWanted wanted{form, {}};
    if (!period_text.empty()) {
        const auto period = context.period(period_text);
        if (context.refused(period)) return;
        wanted.period = *period;
    }
    auto& county = *opened->county;
    const auto run = thread_executor();
    const auto summary =
        !form.empty() && wanted.period
            ? desk::audit_reports(county, opened->actor, form, *wanted.period, context.key, run)
            : desk::audit_all(county, opened->actor, wanted, context.key, run);
    if (context.refused(summary)) return;
    show_card(context, *summary,
              {{"populations", "表和报告期", std::to_string(summary->populations)},
               {"reports", "报表", std::to_string(summary->reports)},
               {"changed", "结果有变", std::to_string(summary->changed)},
               {"hard", "强制不通过", std::to_string(summary->hard)},
               {"soft", "核实不通过", std::to_string(summary->soft)},
               {"undecided", "无法判定", std::to_string(summary->undecided)}});
    if (summary->hard > 0) context.exit(Exit::Findings);
}

void blame(Context& context, const std::string& id_text) {
    const auto opened = context.open();
    if (!opened) return;
    const auto id = submission_id(id_text);
    if (context.refused(id)) return;
    const auto found = desk::blame_report(*opened->county, opened->actor, *id);
    if (context.refused(found)) return;
    context.out().say(found->unit_name + "（" + found->unit_code + "） " + found->form + " " +
                      found->period.name() + "：" + found->sentence);
    Listing listing{{{"cell", "单元格"}, {"name", "指标"}, {"value", "报的数", true}}, {}};
    for (const auto& it : found->cells) listing.rows.push_back({it.address, it.name, it.value});
    if (!listing.rows.empty()) context.out().show(listing);
    for (const auto& line : found->hints) context.out().say("提示 " + line);
    for (const auto& line : found->left_out) context.out().say("没有计入 " + line);
}

struct ExplainWords {
    std::string& id;
    std::string& rule;
    std::string& column;
    std::string& key;
    std::string& reason;
    std::string& words;
};

void explain(Context& context, const ExplainWords& said) {
    const auto opened = context.open();
    if (!opened) return;
    const auto id = submission_id(said.id);
    if (context.refused(id)) return;
    const auto answer = desk::explain_findings(
        *opened->county, opened->actor, {{*id, said.rule, said.column, said.key, said.reason, said.words}},
        context.key);
    if (context.refused(answer)) return;
    show_card(context, *answer, {{"explained", "已说明", answer->text}});
}

void send_back(Context& context, const std::string& id_text, const std::vector<std::string>& reasons) {
    const auto opened = context.open();
    if (!opened) return;
    const auto id = submission_id(id_text);
    if (context.refused(id)) return;
    std::vector<review::ReturnReason> given;
    for (const auto& text : reasons) {
        const auto parts = split(text, ':');
        review::ReturnReason reason;
        reason.cell = parts[0];
        if (parts.size() > 1) reason.code = parts[1];
        if (parts.size() > 2) reason.words = parts[2];
        given.push_back(std::move(reason));
    }
    const auto answer = desk::return_report(*opened->county, opened->actor, *id, given, context.key);
    if (context.refused(answer)) return;
    show_card(context, *answer, {{"returned", "已退回", answer->text}});
}

void accept(Context& context, const std::string& id_text, const std::string& form,
            const std::string& period_text) {
    const auto opened = context.open();
    if (!opened) return;
    Result<desk::AcceptanceSummary> summary = desk::AcceptanceSummary{};
    if (!id_text.empty()) {
        const auto id = submission_id(id_text);
        if (context.refused(id)) return;
        summary = desk::accept_report(*opened->county, opened->actor, *id, context.key);
    } else {
        const auto period = context.period(period_text);
        if (context.refused(period)) return;
        summary = desk::accept_clean_reports(*opened->county, opened->actor, form, *period, context.key);
    }
    if (context.refused(summary)) return;
    show_card(context, *summary,
              {{"accepted", "验收", std::to_string(summary->accepted)},
               {"standing", "此前已验收", std::to_string(summary->standing)},
               {"blocked", "未能验收", std::to_string(summary->blocked)}});
    for (const auto& block : summary->blocks) context.out().say(block.rule + "：" + block.why);
}

void show_board(Context& context, const std::string& form, const std::string& period_text) {
    const auto opened = context.open();
    if (!opened) return;
    std::optional<Period> period;
    if (!period_text.empty()) {
        const auto read = context.period(period_text);
        if (context.refused(read)) return;
        period = *read;
    }
    if (!form.empty() && period) {
        const auto units = desk::board_units(*opened->county, opened->actor, form, *period);
        if (context.refused(units)) return;
        Listing listing{{{"code", "单位代码"},
                         {"name", "单位名称"},
                         {"region", "所在地"},
                         {"state", "状态"},
                         {"late", "迟报"},
                         {"submission", "报表编号"},
                         {"version", "版", true},
                         {"hard", "强制", true},
                         {"soft", "核实", true}},
                        {}};
        for (const auto& it : *units)
            listing.rows.push_back({it.code, it.name, it.region_name,
                                    std::string(collect::task_state_name(it.state)), it.late ? "迟" : "",
                                    it.submission ? std::to_string(it.submission.value) : "",
                                    it.submission ? std::to_string(it.sequence) : "",
                                    std::to_string(it.findings.hard), std::to_string(it.findings.soft)});
        return context.out().show(listing);
    }
    const auto board = desk::board(*opened->county, opened->actor, period);
    if (context.refused(board)) return;
    Listing listing{{{"form", "表号"},
                     {"name", "表名"},
                     {"period", "报告期"},
                     {"due", "期限"},
                     {"tasks", "应报", true},
                     {"notReported", "未报", true},
                     {"reported", "已报", true},
                     {"returned", "退回", true},
                     {"accepted", "验收", true},
                     {"late", "迟报", true},
                     {"hard", "强制", true},
                     {"toExplain", "待说明", true}},
                    {}};
    for (const auto& it : *board)
        listing.rows.push_back({it.form, it.form_name, it.period.code(), instant_text(it.due).substr(0, 16),
                                std::to_string(it.tasks), std::to_string(it.not_reported),
                                std::to_string(it.reported), std::to_string(it.returned),
                                std::to_string(it.accepted), std::to_string(it.late),
                                std::to_string(it.with_hard), std::to_string(it.to_explain)});
    context.out().show(listing);
}

void add_board(CLI::App& app, Context& context) {
    auto& form = context.text();
    auto& period = context.text();
    auto* board = app.add_subcommand("board", "进度：谁报了，谁没报");
    board->add_option("--form", form, "表号；与 --period 一起给出时列出单位");
    board->add_option("--period", period, "报告期");
    board->callback([&context, &form, &period] { show_board(context, form, period); });
}

void add_review(CLI::App& report, Context& context) {
    auto& id = context.text();
    auto& form = context.text();
    auto& period = context.text();
    auto& reasons = context.texts();
    const ExplainWords said{
        id, context.text(), context.text(), context.text(), context.text(), context.text()};
    auto* explaining = report.add_subcommand("explain", "说明一条核实性审核（填报账号）");
    explaining->add_option("ID", id, "报表编号")->required();
    explaining->add_option("--rule", said.rule, "规则编号，如 B204-1/S2")->required();
    explaining->add_option("--column", said.column, "栏（规则适用所有列时）");
    explaining->add_option("--row-key", said.key, "键（开放行）");
    explaining->add_option("--reason", said.reason, "原因代码，见 explanation_reason")->required();
    explaining->add_option("--words", said.words, "说明：何时、多少、为什么")->required();
    explaining->callback([&context, said] { explain(context, said); });
    auto* returning = report.add_subcommand("return", "退回报表，逐格说明原因");
    returning->add_option("ID", id, "报表编号")->required();
    returning->add_option("--reason", reasons, "单元格:原因代码[:文字]，可重复，如 01.1:02:疑似以元填报")
        ->required();
    returning->callback([&context, &id, &reasons] { send_back(context, id, reasons); });
    auto* accepting = report.add_subcommand("accept", "验收一份报表，或一张表一期里所有没有问题的报表");
    accepting->add_option("ID", id, "报表编号");
    accepting->add_option("--form", form, "表号");
    accepting->add_option("--period", period, "报告期");
    accepting->callback([&context, &id, &form, &period] { accept(context, id, form, period); });
    auto* blaming =
        report.add_subcommand("blame", "强制规则不通过时，最少要怀疑哪几格；只指出单元格，不说应填多少");
    blaming->add_option("ID", id, "报表编号")->required();
    blaming->callback([&context, &id] { blame(context, id); });
    auto* auditing =
        report.add_subcommand("audit", "按现行规则重新审核：一张表一期、一张表、一期，或全部已报的报表");
    auditing->add_option("--form", form, "表号；不写则审核所有的表");
    auditing->add_option("--period", period, "报告期；不写则审核所有的报告期");
    auditing->callback([&context, &form, &period] { audit(context, form, period); });
}

}  // namespace

void add_report_commands(CLI::App& app, Context& context) {
    auto* report = app.add_subcommand("report", "报表：导入、查看、审核、说明、退回、验收");
    report->require_subcommand(1);
    const ImportWords words{context.text(), context.text(), context.text(), context.text()};
    words.channel = "表格";
    auto* importing =
        report->add_subcommand("import", "导入报表（CSV 或 .xlsx，按指标代码对应，从不按位置）");
    importing->add_option("FILE", words.file, "文件，- 表示标准输入")->required();
    importing->add_option("--form", words.form, "表号")->required();
    importing->add_option("--period", words.period, "报告期；文件里写明时可省");
    importing->add_option("--channel", words.channel, "表格、接口（填报账号）或 联网直报导出（专业人员）");
    importing->callback([&context, words] { import(context, words); });
    auto& id = context.text();
    auto* showing = report->add_subcommand("show", "一份报表的数、审核结果和说明");
    showing->add_option("ID", id, "报表编号")->required();
    showing->callback([&context, &id] { show(context, id); });
    add_review(*report, context);
    add_board(app, context);
}

}  // namespace yj::cli
