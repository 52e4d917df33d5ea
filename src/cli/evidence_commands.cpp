#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "desk/evidence/add_voucher.hpp"

namespace yj::cli {

namespace {

struct VoucherWords {
    std::string& file;
    std::string& unit;
    std::string& form;
    std::string& period;
    std::string& cell;
    std::string& amount;
    std::string& kind;
};

void add(Context& context, const VoucherWords& words) {
    const auto opened = context.open();
    if (!opened) return;
    const auto period = context.period(words.period);
    const auto bytes = context.file(words.file);
    if (context.refused(period) || context.refused(bytes)) return;
    desk::VoucherWanted wanted{words.unit,
                               words.form,
                               *period,
                               words.cell,
                               {},
                               words.kind,
                               context.path(words.file).filename().string(),
                               *bytes};
    if (!words.amount.empty()) {
        wanted.amount = Amount::parse(words.amount);
        if (!wanted.amount)
            return context.fail({Refused::Malformed, "“" + words.amount + "”不是金额", {}, "写作 1180.0"});
    }
    const auto answer = desk::add_voucher(*opened->county, opened->actor, wanted, context.key);
    if (context.refused(answer)) return;
    Card card;
    card.add("voucher", "凭证编号", answer->text);
    card.add("entry", "存证", std::to_string(answer->entry.value));
    context.out().show(card);
}

}  // namespace

void add_evidence_commands(CLI::App& app, Context& context) {
    auto* voucher = app.add_subcommand("voucher", "凭证");
    voucher->require_subcommand(1);
    const VoucherWords words{context.text(), context.text(), context.text(), context.text(),
                             context.text(), context.text(), context.text()};
    auto* adding = voucher->add_subcommand("add", "上传凭证并关联到单元格（填报账号）");
    adding->add_option("FILE", words.file, "PDF、图片、OFD、XML、.xlsx、CSV")->required();
    adding->add_option("--unit", words.unit, "单位代码")->required();
    adding->add_option("--form", words.form, "表号")->required();
    adding->add_option("--period", words.period, "报告期")->required();
    adding->add_option("--cell", words.cell, "单元格，如 103.1")->required();
    adding->add_option("--kind", words.kind, "凭证种类代码，如 03 发票")->required();
    adding->add_option("--amount", words.amount, "支持的金额（与单元格同一计量单位）");
    adding->callback([&context, words] { add(context, words); });
}

}  // namespace yj::cli
