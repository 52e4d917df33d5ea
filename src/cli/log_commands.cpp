#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "desk/journal/cosign.hpp"
#include "desk/journal/keep_log.hpp"

namespace yj::cli {

namespace {

void verify(Context& context, const std::vector<std::string>& checkpoints,
            const std::vector<std::string>& receipts) {
    const auto opened = context.open();
    if (!opened) return;
    auto outside = receipts;
    for (const auto& path : checkpoints) {
        auto note = context.file(path);
        if (context.refused(note)) return;
        outside.push_back(std::move(*note));
    }
    const auto report = desk::verify_log(*opened->county, opened->actor, outside);
    if (context.refused(report)) return;
    Card card;
    card.add("entries", "存证", std::to_string(report->entries));
    card.add("rows", "数据行", std::to_string(report->rows));
    card.add("checkpoints", "检查点", std::to_string(report->checkpoints));
    card.add("signed", "已签名覆盖", std::to_string(report->signed_entries));
    card.add("erased", "依法销毁", std::to_string(report->erased.size()));
    card.add("problems", "问题", std::to_string(report->problems.size()));
    const auto witnessed = desk::witnessed(*opened->county);
    if (context.refused(witnessed)) return;
    if (*witnessed) {
        std::string names;
        for (const auto& name : (*witnessed)->names) names += (names.empty() ? "" : "、") + name;
        card.add("witnesses", "最近检查点的见证",
                 (names.empty() ? "无" : names) + ((*witnessed)->enough ? "（已够）" : "（不够）"));
    }
    context.out().show(card);
    for (const auto& problem : report->problems)
        context.out().say(desk::problem_in_words(*opened->county, problem));
    if (report->good()) return context.out().say("验证通过：每一行都与它的存证一致");
    context.exit(Exit::Findings);
}

void checkpoint(Context& context) {
    const auto opened = context.open();
    if (!opened) return;
    const auto made = desk::make_checkpoint(*opened->county, opened->actor);
    if (context.refused(made)) return;
    context.out().show_text(made->note);
}

}  // namespace

void add_log_commands(CLI::App& app, Context& context) {
    auto* log = app.add_subcommand("log", "存证日志：签名、验证");
    log->require_subcommand(1);
    auto& outside = context.texts();
    auto* verifying =
        log->add_subcommand("verify", "核对整个日志和它封存的每一行；改动的行逐条指出（审计管理员）");
    verifying->add_option("--checkpoint", outside, "另存在别处的检查点或证明文件，可重复");
    auto& receipts = context.texts();
    verifying->add_option("--receipt", receipts, "填报人持有的回执号，可重复");
    verifying->callback([&context, &outside, &receipts] { verify(context, outside, receipts); });
    log->add_subcommand("checkpoint", "为日志的现状签名并公布（系统管理员）")->callback([&context] {
        checkpoint(context);
    });
    add_proof_commands(*log, context);
}

}  // namespace yj::cli
