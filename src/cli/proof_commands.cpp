#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "desk/journal/cosign.hpp"
#include "desk/journal/receipt.hpp"
#include "desk/read_file.hpp"
#include "server/http_client.hpp"

namespace yj::cli {

namespace {

struct ProofWords {
    std::string& submission;
    std::string& entry;
    std::string& out;
    std::string& file;
    std::string& number;
    bool& ask;
};

Result<std::int64_t> number_in(const std::string& text, std::string_view what) {
    const auto number = parse_id(text);
    if (number) return *number;
    return refuse(Refused::Malformed, "“" + text + "”不是" + std::string(what), {}, "非负整数");
}

/// Into the file, or as data where none is named.
void give(Context& context, const std::string& out, const std::string& text) {
    if (out.empty()) return context.out().show_text(text);
    if (context.refused(desk::write_file(context.path(out), text))) return;
    context.out().say("已写入 " + context.path(out).string() + "（" + std::to_string(text.size()) +
                      " 字节）");
}

void prove(Context& context, const ProofWords& words) {
    const auto opened = context.open();
    if (!opened) return;
    const bool of_report = !words.submission.empty();
    if (of_report == !words.entry.empty())
        return context.fail({Refused::Malformed, "请给出 --submission 或 --entry 之一", {}, {}});
    const auto number = number_in(of_report ? words.submission : words.entry, "编号");
    if (context.refused(number)) return;
    const auto text = of_report
                          ? desk::prove_submission(*opened->county, opened->actor, SubmissionId{*number})
                          : desk::prove_entry(*opened->county, opened->actor, EntryIndex{*number});
    if (context.refused(text)) return;
    give(context, words.out, *text);
}

void receipt(Context& context, const ProofWords& words) {
    const auto opened = context.open();
    if (!opened) return;
    const auto number = number_in(words.submission, "报表编号");
    if (context.refused(number)) return;
    const auto receipt = desk::receipt_of(*opened->county, opened->actor, SubmissionId{*number});
    if (context.refused(receipt)) return;
    Card card;
    card.add("number", "回执号", receipt->number);
    card.add("submission", "报表", std::to_string(receipt->submission.value));
    card.add("at", "收到时间", instant_text(receipt->at));
    card.add("entry", "存证编号", std::to_string(receipt->entry.value));
    card.add("leaf", "存证散列", receipt->leaf.hex());
    card.add("cells", "数据指纹", receipt->cells.hex());
    card.add("covered", "检查点",
             receipt->covered ? "记到 " + std::to_string(*receipt->covered) + " 条的检查点已覆盖"
                              : "还没有检查点覆盖");
    context.out().show(card);
}

void request(Context& context, const ProofWords& words) {
    const auto opened = context.open();
    if (!opened) return;
    const auto old_size = number_in(words.number.empty() ? "0" : words.number, "条数");
    if (context.refused(old_size)) return;
    const auto text = desk::witness_request(*opened->county, opened->actor, *old_size);
    if (context.refused(text)) return;
    give(context, words.out, *text);
}

Result<desk::PostAnswer> post(const std::string& url, const std::string& body) {
    YJ_ASSIGN(auto answer, server::http_post(url, body));
    return desk::PostAnswer{answer.status, std::move(answer.body)};
}

void ask(Context& context, const Opened& opened) {
    const auto replies = desk::ask_witnesses(*opened.county, opened.actor, post);
    if (context.refused(replies)) return;
    Listing listing{{{"name", "见证人"}, {"signed", "签名"}, {"words", "结果"}}, {}};
    bool all = true;
    for (const auto& reply : *replies) {
        listing.rows.push_back({reply.name, reply.has_signed ? "是" : "否", reply.words});
        all = all && reply.has_signed;
    }
    context.out().show(listing);
    if (!all) context.exit(Exit::Findings);
}

void cosign(Context& context, const ProofWords& words) {
    const auto opened = context.open();
    if (!opened) return;
    if (words.ask) return ask(context, *opened);
    const auto lines = context.file(words.file);
    if (context.refused(lines)) return;
    std::optional<std::int64_t> size;
    if (!words.number.empty()) {
        const auto number = number_in(words.number, "条数");
        if (context.refused(number)) return;
        size = *number;
    }
    const auto note = desk::keep_cosignatures(*opened->county, opened->actor, *lines, size);
    if (context.refused(note)) return;
    context.out().show_text(*note);
}

}  // namespace

void add_proof_commands(CLI::App& log, Context& context) {
    const ProofWords words{context.text(), context.text(), context.text(),
                           context.text(), context.text(), context.flag()};
    words.file = "-";
    auto* proving = log.add_subcommand("prove", "一份报表或一条存证的证明文件，可离线核对");
    proving->add_option("--submission", words.submission, "报表编号");
    proving->add_option("--entry", words.entry, "存证编号");
    proving->add_option("--out", words.out, "写入这个文件（.tlog-proof）");
    proving->callback([&context, words] { prove(context, words); });
    auto* receiving = log.add_subcommand("receipt", "一份报表的回执");
    receiving->add_option("SUBMISSION", words.submission, "报表编号")->required();
    receiving->callback([&context, words] { receipt(context, words); });
    auto* requesting = log.add_subcommand("request", "给见证人的请求，用文件或纸传送（系统管理员）");
    requesting->add_option("--old", words.number, "见证人上次见到的条数；第一次为 0");
    requesting->add_option("--out", words.out, "写入这个文件");
    requesting->callback([&context, words] { request(context, words); });
    auto* cosigning = log.add_subcommand("cosign", "收下见证人的签名，与检查点一并保存（系统管理员）");
    cosigning->add_option("FILE", words.file, "见证人给的签名行；- 为标准输入");
    cosigning->add_option("--size", words.number, "属于记到多少条的检查点；省略为最近一个");
    cosigning->add_flag("--ask", words.ask, "按 log/policy 逐个询问有网址的见证人");
    cosigning->callback([&context, words] { cosign(context, words); });
}

}  // namespace yj::cli
