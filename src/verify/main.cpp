// youju-verify: checks an evidence package or a receipt's proof, on any machine, with nothing but keys.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "verify/check.hpp"

namespace {

constexpr const char* kUsage =
    "用法：youju-verify 文件 [--keys 公钥或信任策略] [--document 已发布的文件]…\n"
    "  文件      证据包（youju figure trace --package）或证明文件（youju log prove）\n"
    "  --keys    日志的 key.pub，或写明见证人的信任策略（c2sp.org/tlog-policy）\n"
    "退出码：0 通过，3 不通过，2 用法不对或文件读不出来\n";

std::optional<std::string> read(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(in), {});
}

struct Wanted {
    std::string file, keys;
    std::vector<std::string> documents;
};

std::optional<Wanted> wanted_of(const std::vector<std::string>& args) {
    Wanted wanted;
    for (std::size_t at = 0; at < args.size(); ++at) {
        const bool option = args[at] == "--keys" || args[at] == "--document";
        if (option && at + 1 == args.size()) return std::nullopt;
        if (args[at] == "--keys")
            wanted.keys = args[++at];
        else if (args[at] == "--document")
            wanted.documents.push_back(args[++at]);
        else if (args[at].starts_with("-") || !wanted.file.empty())
            return std::nullopt;
        else
            wanted.file = args[at];
    }
    return wanted.file.empty() ? std::nullopt : std::optional(std::move(wanted));
}

int unreadable(const std::string& path) {
    std::fputs(("读不出 " + path + "\n").c_str(), stderr);
    return 2;
}

int run(const Wanted& wanted) {
    std::optional<yj::journal::Policy> keys;
    if (!wanted.keys.empty()) {
        const auto text = read(wanted.keys);
        if (!text) return unreadable(wanted.keys);
        const auto policy = yj::journal::parse_policy_or_keys(*text);
        if (!policy) {
            std::fputs((wanted.keys + "：" + policy.error().text() + "\n").c_str(), stderr);
            return 2;
        }
        keys = *policy;
    }
    std::vector<std::string> documents;
    for (const auto& path : wanted.documents) {
        auto bytes = read(path);
        if (!bytes) return unreadable(path);
        documents.push_back(*std::move(bytes));
    }
    const auto text = read(wanted.file);
    if (!text) return unreadable(wanted.file);
    const bool proof = text->starts_with("c2sp.org/tlog-proof");
    const auto verdict =
        proof ? yj::verify::check_proof_file(*text, keys) : yj::verify::check_package(*text, keys, documents);
    std::fputs(yj::verify::verdict_text(verdict).c_str(), stdout);
    return verdict.good() ? 0 : 3;
}

}  // namespace

int main(int argc, char** argv) {
    const auto wanted = wanted_of({argv + 1, argv + argc});
    if (!wanted) {
        std::fputs(kUsage, stderr);
        return 2;
    }
    return run(*wanted);
}
