#include "cli/context.hpp"

#include <iostream>
#include <iterator>
#include <ostream>

#include "base/text.hpp"
#include "desk/access/accounts.hpp"
#include "desk/read_file.hpp"

namespace yj::cli {

namespace fs = std::filesystem;

Context::Context(const Invocation& invocation, std::ostream& data, std::ostream& talk, desk::County* held)
    : invocation_(invocation), data_(data), talk_(talk), held_(held) {}

Output& Context::out() {
    if (!out_) out_ = std::make_unique<Output>(data_, talk_, json, invocation_.terminal);
    return *out_;
}

fs::path Context::path(const std::string& given) const {
    return (invocation_.cwd / given).lexically_normal();
}

Result<std::string> Context::file(const std::string& given) const {
    if (given == "-" && held_ == nullptr) return std::string(std::istreambuf_iterator<char>(std::cin), {});
    constexpr std::size_t kLimit = 256U << 20;
    return desk::read_file(path(given), kLimit);
}

Result<Period> Context::period(const std::string& text) const {
    if (const auto period = Period::parse(text)) return *period;
    return refuse(Refused::Malformed, "“" + text + "”不是报告期", {},
                  "写作 2026-10、2026-01..02、2026Q3、2026H1 或 2026");
}

Result<desk::County*> Context::county() {
    if (held_ != nullptr) return held_;
    if (!opened_) {
        YJ_ASSIGN(opened_, desk::County::open(path(dir), clock_, random_));
    }
    return opened_.get();
}

Result<access::Actor> Context::actor() {
    if (as.empty())
        return refuse(Refused::Forbidden, "没有说明用哪个账号", {},
                      "请加 --as 账号；密码放在环境变量 YOUJU_PASSWORD 中");
    YJ_ASSIGN(auto* opened, county());
    auto password = invocation_.password;
    if (password.empty()) password = sample_password(opened->folder(), as);
    if (password.empty())
        return refuse(Refused::Forbidden, "没有给出账号“" + as + "”的密码", {},
                      "请设置环境变量 YOUJU_PASSWORD，或用 YOUJU_PASSWORD_FILE 指出存放密码的文件");
    return desk::sign_in(*opened, as, password);
}

std::optional<Opened> Context::open() {
    const auto opened_county = county();
    if (refused(opened_county)) return std::nullopt;
    auto signed_in = actor();
    if (refused(signed_in)) return std::nullopt;
    return Opened{*opened_county, std::move(*signed_in)};
}

void Context::fail(const Refusal& refusal) {
    out().refuse(refusal);
    exit_ = exit_of(refusal.kind);
}

std::string sample_password(const fs::path& dir, std::string_view account) {
    const auto text = desk::read_file(dir / "accounts.txt", 1U << 20);
    if (!text) return {};
    for (const auto line : split(*text, '\n')) {
        std::vector<std::string_view> words;
        for (const auto word : split(line, ' '))
            if (!word.empty()) words.push_back(word);
        if (words.size() >= 2 && words[0] == account) return std::string(words[1]);
    }
    return {};
}

}  // namespace yj::cli
