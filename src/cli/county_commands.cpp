#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include <sstream>
#include <thread>

#include "cli/commands.hpp"
#include "cli/run.hpp"
#include "cli/signals.hpp"
#include "cli/socket.hpp"
#include "demo/build_county.hpp"
#include "demo/eia.hpp"
#include "desk/access/accounts.hpp"
#include "server/serve.hpp"

namespace yj::cli {

namespace {

struct InitWords {
    std::string& title;
    std::string& region;
    std::string& store;
    std::string& origin;
    std::string& signer;
    std::string& signer_keys;
};

void init(Context& context, const InitWords& words) {
    const auto region = RegionCode::parse(words.region);
    if (!region)
        return context.fail(
            {Refused::Malformed, "“" + words.region + "”不是区划代码", {}, "6 位或 12 位数字"});
    const auto origin = words.origin.empty() ? "county-" + region->prefix() + "/log" : words.origin;
    std::string keys;
    if (!words.signer.empty()) {
        auto text = context.file(words.signer_keys);
        if (context.refused(text)) return;
        keys = *std::move(text);
    }
    const auto signer = words.signer.empty() ? std::string() : context.path(words.signer).string();
    const auto created = desk::County::create(context.path(context.dir),
                                              {words.title, *region, words.store, origin, signer}, keys);
    if (context.refused(created)) return;
    const auto county = context.county();
    if (context.refused(county)) return;
    const auto founder = desk::found_county(**county, "security");
    if (context.refused(founder)) return;
    Card card;
    card.add("dir", "文件夹", context.path(context.dir).string());
    card.add("account", "安全管理员账号", founder->name);
    card.add("password", "首次密码", founder->password);
    context.out().show(card);
    context.out().say(
        "密码只显示这一次。下一步：用这个账号新增系统管理员、名录人员等账号（youju account add）。");
}

struct DemoWords {
    int& units;
    std::string& packs;
    bool& eia;
};

void add_phases(Card& card, const std::vector<demo::PhaseTime>& phases) {
    for (const auto& phase : phases)
        card.add(phase.phase, "  " + phase.phase,
                 fmt::format("{:.1f} 秒（{} 次）", static_cast<double>(phase.us) / 1e6, phase.acts));
}

Card summary_card(const demo::DemoSummary& it) {
    Card card;
    card.add("units", "单位", std::to_string(it.units));
    card.add("accounts", "账号", std::to_string(it.accounts));
    card.add("tasks", "填报任务", std::to_string(it.tasks));
    card.add("reports", "报表", std::to_string(it.reports));
    card.add("explained", "说明", std::to_string(it.explained));
    card.add("returned", "退回", std::to_string(it.returned));
    card.add("accepted", "验收", std::to_string(it.accepted));
    card.add("vouchers", "凭证", std::to_string(it.vouchers));
    card.add("planted", "预埋的问题", std::to_string(it.planted));
    card.add("entries", "存证", std::to_string(it.entries));
    card.add("released", "已发布", it.released);
    add_phases(card, it.phases);
    return card;
}

Card summary_card(const demo::EiaSummary& it) {
    Card card;
    card.add("units", "单位", std::to_string(it.units));
    card.add("reports", "报表", std::to_string(it.reports));
    card.add("brokenRevenue", "收入分项不符", std::to_string(it.broken_revenue));
    card.add("brokenSales", "售电量分项不符", std::to_string(it.broken_sales));
    card.add("explained", "说明", std::to_string(it.explained));
    card.add("returned", "退回", std::to_string(it.returned));
    card.add("accepted", "验收", std::to_string(it.accepted));
    card.add("released", "已发布", it.released);
    add_phases(card, it.phases);
    return card;
}

void demo(Context& context, const DemoWords& words) {
    const auto folder = context.path(context.dir);
    const auto packs = context.path(words.packs);
    const SystemClock watch;
    SystemRandom chance;
    const demo::DemoMachine machine{watch, chance};
    const auto progress = [&](std::string_view phase, int done, int total) {
        context.out().progress(phase, static_cast<std::size_t>(done), static_cast<std::size_t>(total));
    };
    demo::DemoPlan plan;
    plan.units = words.units;
    Result<Card> card = Card{};
    if (words.eia) {
        const auto summary = demo::build_eia(folder, packs, packs.parent_path() / "cases", machine, progress);
        card = summary ? Result<Card>(summary_card(*summary)) : std::unexpected(summary.error());
    } else {
        const auto summary = demo::build_county(folder, plan, packs, machine, progress);
        card = summary ? Result<Card>(summary_card(*summary)) : std::unexpected(summary.error());
    }
    context.out().progress_end();
    if (context.refused(card)) return;
    context.out().show(*card);
    context.out().say("账号和密码在这个文件夹的 accounts.txt 里，别处没有");
}

/// Runs a caller's command in this process, which holds the county.
Spoken run_for_caller(const Invocation& invocation, desk::County& county) {
    std::ostringstream data, talk;
    Spoken spoken;
    spoken.exit = run(invocation, data, talk, &county);
    spoken.data = data.str();
    spoken.talk = talk.str();
    return spoken;
}

struct ServeWords {
    std::string& address;
    int& port;
    int& workers;
};

void serve(Context& context, const ServeWords& words) {
    const auto county = context.county();
    if (context.refused(county)) return;
    StopOnSignal signals;
    const std::jthread commands([&] {
        const auto listened = listen_for_commands(
            (*county)->folder(), signals.token(),
            [&](const Invocation& invocation) { return run_for_caller(invocation, **county); });
        if (!listened) context.out().refuse(listened.error());
    });
    context.out().say((*county)->settings().title + "：http://" + words.address + ":" +
                      std::to_string(words.port) + "  （Ctrl-C 停止）");
    server::ServeOptions options;
    options.address = words.address;
    options.port = static_cast<unsigned short>(words.port);
    options.workers = words.workers;
    const auto served = server::serve(**county, options, signals.token());
    signals.stop();
    context.refused(served);
}

}  // namespace

void add_county_commands(CLI::App& app, Context& context) {
    const InitWords made{context.text(), context.text(), context.text(),
                         context.text(), context.text(), context.text()};
    auto* initialising = app.add_subcommand("init", "建立一个空的县：文件夹、数据库、日志密钥、第一个账号");
    initialising->add_option("--title", made.title, "单位名称，如 示例县统计局")->required();
    initialising->add_option("--region", made.region, "区划代码")->required();
    initialising->add_option("--store", made.store, "PostgreSQL 地址；省略时用文件夹里的 SQLite");
    initialising->add_option("--log-origin", made.origin, "日志的名称，写在每个检查点上");
    auto* signer = initialising->add_option("--signer", made.signer,
                                            "签名进程的通道文件：县里不存日志私钥（youju sign）");
    initialising->add_option("--signer-keys", made.signer_keys, "签名进程的 key.pub")->needs(signer);
    initialising->callback([&context, made] { init(context, made); });

    const DemoWords sample{context.number(20'354), context.text(), context.flag()};
    sample.packs = "packs";
    auto* demonstrating = app.add_subcommand("demo", "建立虚构的示例县（或真实的电力面板）并走到发布");
    demonstrating->add_option("--units", sample.units, "单位数")->check(CLI::Range(100, 100'000));
    demonstrating->add_option("--packs", sample.packs, "制度包所在文件夹");
    demonstrating->add_flag("--eia", sample.eia, "改用美国电力公司 1996 年的真实月报面板");
    demonstrating->callback([&context, sample] { demo(context, sample); });

    const ServeWords serving{context.text(), context.number(8080), context.number(4)};
    serving.address = "127.0.0.1";
    auto* server = app.add_subcommand("serve", "启动服务：接口和网页");
    server->add_option("--address", serving.address, "监听地址");
    server->add_option("--port", serving.port, "端口")->check(CLI::Range(1, 65535));
    server->add_option("--workers", serving.workers, "处理线程数")->check(CLI::Range(1, 64));
    server->callback([&context, serving] { serve(context, serving); });
}

}  // namespace yj::cli
