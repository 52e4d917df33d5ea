#include <CLI/CLI.hpp>

#include <csignal>
#include <thread>

#include "cli/commands.hpp"
#include "cli/signals.hpp"
#include "desk/journal/witness_post.hpp"
#include "desk/read_file.hpp"
#include "server/http_server.hpp"

namespace yj::cli {

namespace {

constexpr std::size_t kLargestRequest = 100'000;

/// A program of its own: it has a folder, and no county.
struct WitnessWords {
    std::string& folder;
    std::string& name;
    std::string& file;
    std::string& proof;
    std::string& address;
    int& port;
    std::string& socket;
};

void show_keys(Context& context, const Result<std::string>& keys) {
    if (context.refused(keys)) return;
    context.out().show_text(*keys);
    context.out().say("以上是公钥，请以可靠的途径交给对方；私钥在文件夹的 key 文件里，不要复制");
}

void init_witness(Context& context, const WitnessWords& words) {
    show_keys(context, desk::create_witness(context.path(words.folder), words.name));
}

void init_signer(Context& context, const WitnessWords& words) {
    show_keys(context, desk::create_signer(context.path(words.folder), words.name));
}

void add_log(Context& context, const WitnessWords& words) {
    const auto keys = context.file(words.file);
    if (context.refused(keys) || context.refused(desk::serve_log(context.path(words.folder), *keys))) return;
    context.out().say("今后见证这本日志");
}

/// A whole request as `youju log request` writes it; or a typed or scanned checkpoint, with its proof lines
/// in a second file.
Result<std::string> request_from(Context& context, const WitnessWords& words) {
    YJ_ASSIGN(auto text, context.file(words.file));
    if (text.starts_with("old ")) return text;
    if (words.proof.empty()) return "old 0\n\n" + text;
    YJ_ASSIGN(auto proof, context.file(words.proof));
    while (proof.ends_with('\n')) proof.pop_back();
    return proof + "\n\n" + text;
}

void sign_once(Context& context, const WitnessWords& words) {
    const SystemClock clock;
    const auto request = request_from(context, words);
    if (context.refused(request)) return;
    const auto witness = desk::open_witness(context.path(words.folder), clock);
    if (context.refused(witness)) return;
    const auto answer = (*witness)(*request);
    if (answer.status == 200) return context.out().show_text(answer.body);
    const auto what = answer.status == 409
                          ? "本见证人上次见到的条数是 " + answer.body.substr(0, answer.body.find('\n'))
                          : answer.body.substr(0, answer.body.find('\n'));
    context.fail({answer.status == 400   ? Refused::Malformed
                  : answer.status == 404 ? Refused::NotFound
                  : answer.status == 403 ? Refused::Forbidden
                                         : Refused::Conflict,
                  "拒签（" + std::to_string(answer.status) + "）：" + what,
                  {},
                  {}});
}

server::Response posted(const desk::Post& post, const server::Request& request) {
    server::Response response{404, "text/plain; charset=utf-8", "没有这个地址\n", {}};
    if (request.path != "/add-checkpoint") return response;
    response.status = 405;
    response.body = "只接受 POST\n";
    if (request.method != "POST") return response;
    auto answer = post(request.body);
    if (answer.status == 409) response.type = "text/x.tlog.size";
    response.status = answer.status;
    response.body = std::move(answer.body);
    return response;
}

void serve_witness(Context& context, const WitnessWords& words) {
    const SystemClock clock;
    const auto witness = desk::open_witness(context.path(words.folder), clock);
    if (context.refused(witness)) return;
    server::HttpLimits limits;
    limits.body_bytes = kLargestRequest;
    const auto server =
        server::HttpServer::bind(words.address, static_cast<unsigned short>(words.port), limits,
                                 [&](const server::Request& request) { return posted(*witness, request); });
    if (context.refused(server)) return;
    context.out().say("见证：http://" + words.address + ":" + std::to_string((*server)->port()) +
                      "/add-checkpoint  （Ctrl-C 停止）");
    const StopOnSignal signals;
    (*server)->run(2, signals.token());
}

void serve_signer(Context& context, const WitnessWords& words) {
    const SystemClock clock;
    const auto socket = context.path(words.socket);
    context.out().say("签名：" + socket.string() + "  （Ctrl-C 停止）");
    const StopOnSignal signals;
    context.refused(desk::run_signer(context.path(words.folder), socket, clock, signals.token()));
}

CLI::App* verb(CLI::App& noun, Context& context, const WitnessWords& words,
               std::tuple<const char*, const char*, void (*)(Context&, const WitnessWords&)> what) {
    auto* command = noun.add_subcommand(std::get<0>(what), std::get<1>(what));
    command->add_option("--folder", words.folder, "密钥和已签条数所在的文件夹")->required();
    command->callback([&context, words, act = std::get<2>(what)] { act(context, words); });
    return command;
}

}  // namespace

void add_witness_commands(CLI::App& app, Context& context) {
    const WitnessWords words{context.text(), context.text(),       context.text(), context.text(),
                             context.text(), context.number(8090), context.text()};
    words.address = "127.0.0.1";
    words.file = "-";
    auto* witness =
        app.add_subcommand("witness", "见证人：为别的日志的检查点作证，拒绝分叉和回退（独立运行）");
    witness->require_subcommand(1);
    verb(*witness, context, words, {"init", "建立见证人：一把密钥，一个记条数的文件", &init_witness})
        ->add_option("--name", words.name, "名称，如 shengju.example/jianzheng")
        ->required();
    verb(*witness, context, words, {"trust", "认可一本日志的公钥（它的 key.pub）", &add_log})
        ->add_option("KEYS", words.file, "公钥文件")
        ->required();
    auto* once = verb(*witness, context, words,
                      {"add", "为一个请求或检查点签名：文件、扫描或键入（标准输入）", &sign_once});
    once->add_option("FILE", words.file, "youju log request 写的请求，或检查点；- 为标准输入");
    once->add_option("--proof", words.proof, "检查点另附的延续证明：首行 old N，其后每行一个散列");
    auto* serving =
        verb(*witness, context, words, {"serve", "在网上作证（C2SP tlog-witness）", &serve_witness});
    serving->add_option("--address", words.address, "监听地址");
    serving->add_option("--port", words.port, "端口")->check(CLI::Range(0, 65535));

    auto* sign = app.add_subcommand("sign", "签名进程：保管日志私钥，只签延续下去的检查点（独立运行）");
    sign->require_subcommand(1);
    verb(*sign, context, words, {"init", "建立日志的密钥：Ed25519 与 SM2", &init_signer})
        ->add_option("--origin", words.name, "日志的名称，与县的 --log-origin 相同")
        ->required();
    verb(*sign, context, words, {"serve", "等候本机的县服务来签名", &serve_signer})
        ->add_option("--socket", words.socket, "通道文件；其所有者和组可以连接")
        ->required();
}

}  // namespace yj::cli
