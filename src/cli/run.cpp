#include "cli/run.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <ostream>

#include "cli/commands.hpp"
#include "cli/socket.hpp"

namespace yj::cli {

namespace {

constexpr const char* kAbout =
    "有据 youju：数出有据的统计生产系统。\n"
    "例：youju demo --dir sample            建立虚构的示例县并走完一个月\n"
    "    youju board --dir sample --as industry01 --period 2026-10\n"
    "    youju log verify --dir sample --as audit01";

void speak_chinese(CLI::App& app) {
    static constexpr std::array<std::pair<const char*, const char*>, 11> kLabels{{{"OPTIONS", "选项"},
                                                                                  {"Usage", "用法"},
                                                                                  {"Options", "选项"},
                                                                                  {"Positionals", "参数"},
                                                                                  {"Subcommands", "命令"},
                                                                                  {"SUBCOMMAND", "命令"},
                                                                                  {"SUBCOMMANDS", "命令"},
                                                                                  {"REQUIRED", "（必填）"},
                                                                                  {"TEXT", "文字"},
                                                                                  {"INT", "整数"},
                                                                                  {"Env", "环境变量"}}};
    for (const auto& [word, label] : kLabels) app.get_formatter()->label(word, label);
}

void add_shared_options(CLI::App& app, Context& context) {
    app.add_option("--dir", context.dir, "县的数据文件夹")->envname("YOUJU_DIR")->default_str(".");
    app.add_option("--as", context.as, "以哪个账号操作；密码取自 YOUJU_PASSWORD 或 YOUJU_PASSWORD_FILE")
        ->envname("YOUJU_AS");
    app.add_flag("--json", context.json, "输出 JSON");
    app.add_option("--key", context.key, "幂等键：同一个键重试只算一次");
}

/// Where a server holds the folder, the command is run there: one process alone holds the stores.
std::optional<int> run_at_server(const Invocation& invocation, const Context& context, std::ostream& data,
                                 std::ostream& talk) {
    const auto spoken = call_server(context.path(context.dir.empty() ? "." : context.dir), invocation);
    if (!spoken) return std::nullopt;
    data << spoken->data;
    talk << spoken->talk;
    return spoken->exit;
}

/// Commands that never touch a county that a server may hold.
bool stays_here(const std::vector<std::string>& args) {
    const auto is = [&](const char* word) { return std::ranges::find(args, word) != args.end(); };
    return args.empty() || is("serve") || is("init") || is("demo") || is("witness") || is("sign") ||
           (is("pack") && is("check")) || (is("rule") && (is("run") || is("format") || is("--pack"))) ||
           is("--help");
}

}  // namespace

int run(const Invocation& invocation, std::ostream& data, std::ostream& talk, desk::County* held) {
    Context context(invocation, data, talk, held);
    context.dir = ".";
    CLI::App app(kAbout, "youju");
    app.require_subcommand(1);
    app.fallthrough();
    speak_chinese(app);
    app.set_help_flag("-h,--help", "显示帮助");
    app.failure_message([](const CLI::App*, const CLI::Error& error) {
        return "命令读不懂（" + std::string(error.what()) +
               "）。用 youju --help 查看命令，用 youju 名词 --help 查看用法。\n";
    });
    add_shared_options(app, context);
    bool handed_over = false;
    int handed_exit = 0;
    app.parse_complete_callback([&] {
        if (held != nullptr || stays_here(invocation.args)) return;
        if (const auto exit = run_at_server(invocation, context, data, talk)) {
            handed_over = true;
            handed_exit = *exit;
            throw CLI::Success();
        }
    });
    for (const auto add :
         {add_county_commands, add_account_commands, add_pack_commands, add_unit_commands,
          add_report_commands, add_queue_commands, add_rule_commands, add_evidence_commands,
          add_product_commands, add_reading_commands, add_log_commands, add_witness_commands})
        add(app, context);
    auto args = invocation.args;
    std::ranges::reverse(args);
    try {
        app.parse(args);
    } catch (const CLI::ParseError& error) {
        if (handed_over) return handed_exit;
        return app.exit(error, data, talk) == 0 ? 0 : static_cast<int>(Exit::Usage);
    }
    return static_cast<int>(context.exit());
}

}  // namespace yj::cli
