#include "desk/journal/witness_post.hpp"

#include <array>
#include <memory>

#include "journal/key_shelf.hpp"
#include "journal/policy.hpp"
#include "journal/signer_socket_shelf.hpp"
#include "journal/witness_shelf.hpp"

namespace yj::desk {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargestKeys = 1 << 20;

Done check_name(const std::string& name) {
    if (!journal::good_key_name(name))
        return refuse(Refused::Malformed, "“" + name + "”不能作密钥的名称", {},
                      "不含空格和加号，如 shengju.example/jianzheng");
    return {};
}

std::string text_of(std::span<const journal::VerifierKey> keys) {
    std::string text;
    for (const auto& key : keys) text += key.text() + "\n";
    return text;
}

}  // namespace

Result<std::string> create_witness(const fs::path& folder, const std::string& name) {
    YJ_TRY(check_name(name));
    YJ_ASSIGN(const auto key, journal::create_witness(folder, name));
    return key.text() + "\n";
}

Result<std::string> create_signer(const fs::path& folder, const std::string& origin) {
    YJ_TRY(check_name(origin));
    constexpr std::array kKinds{journal::KeyKind::Ed25519, journal::KeyKind::Sm2};
    YJ_ASSIGN(const auto keys, journal::create_keys(folder, origin, kKinds));
    YJ_TRY(store::write_durably(folder / journal::kSeenFile, ""));
    return text_of(keys);
}

Done serve_log(const fs::path& folder, std::string_view keys) {
    YJ_TRY(journal::parse_keys(keys));
    std::string all;
    if (fs::exists(folder / journal::kLogsFile)) {
        YJ_ASSIGN(all, store::read_whole(folder / journal::kLogsFile, kLargestKeys));
    }
    all += keys;
    if (!all.ends_with('\n')) all += '\n';
    YJ_TRY(journal::parse_keys(all));
    return store::write_durably(folder / journal::kLogsFile, all);
}

Result<Post> open_witness(const fs::path& folder, const Clock& clock) {
    YJ_ASSIGN(std::shared_ptr<journal::WitnessFolder> witness, journal::WitnessFolder::open(folder, clock));
    return [witness](std::string_view request) {
        auto answer = witness->cosign(request);
        return PostAnswer{answer.status, std::move(answer.body)};
    };
}

Done run_signer(const fs::path& folder, const fs::path& socket, const Clock& clock,
                const std::stop_token& stop) {
    YJ_ASSIGN(const auto signer, journal::WitnessFolder::open(folder, clock));
    return journal::listen_for_signing(socket, stop, [&](std::string_view request) {
        auto answer = signer->sign(request);
        return journal::SignAnswer{answer.status, std::move(answer.body)};
    });
}

}  // namespace yj::desk
