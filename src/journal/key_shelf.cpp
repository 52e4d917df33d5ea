#include "journal/key_shelf.hpp"

#include "base/text.hpp"
#include "store/files.hpp"

namespace yj::journal {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargestKeyFile = 10'000;

Done close_to_others(const fs::path& file) {
    std::error_code error;
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, error);
    if (error) return refuse(Refused::Storage, "不能限制私钥文件的权限：" + error.message(), file.string());
    return {};
}

bool open_to_others(const fs::path& file) {
    std::error_code error;
    const auto mode = fs::status(file, error).permissions();
    return error || (mode & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none;
}

Result<std::vector<std::string>> lines_of(const fs::path& file) {
    YJ_ASSIGN(const auto text, store::read_whole(file, kLargestKeyFile));
    std::vector<std::string> lines;
    for (const auto line : split(text, '\n'))
        if (!trimmed(line).empty()) lines.emplace_back(trimmed(line));
    return lines;
}

std::unexpected<Refusal> unreadable(const std::string& what, const fs::path& file) {
    return refuse(Refused::Malformed, what + "读不出来", file.string(), "请从备份恢复");
}

}  // namespace

Result<std::vector<VerifierKey>> create_keys(const fs::path& folder, const std::string& name,
                                             std::span<const KeyKind> kinds) {
    const auto file = folder / kKeyFile;
    if (fs::exists(file)) return refuse(Refused::Conflict, "私钥已存在", file.string());
    std::string secrets, verifiers;
    for (const auto kind : kinds) {
        const auto texts = new_key(name, kind);
        secrets += texts.secret + "\n";
        verifiers += texts.verifier + "\n";
    }
    YJ_TRY(store::write_durably(file, ""));
    YJ_TRY(close_to_others(file));
    YJ_TRY(store::write_durably(file, secrets));
    YJ_TRY(close_to_others(file));
    YJ_TRY(store::write_durably(folder / kPublicKeyFile, verifiers));
    return load_public_keys(folder / kPublicKeyFile);
}

Result<std::vector<SigningKey>> load_keys(const fs::path& folder) {
    const auto file = folder / kKeyFile;
    YJ_ASSIGN(const auto lines, lines_of(file));
    if (open_to_others(file))
        return refuse(Refused::Forbidden, "私钥文件可被他人读取", file.string(), "请把文件权限改为 0600");
    std::vector<SigningKey> keys;
    for (const auto& line : lines) {
        auto key = SigningKey::parse(line);
        if (!key) return unreadable("私钥", file);
        keys.push_back(*std::move(key));
    }
    if (keys.empty()) return unreadable("私钥", file);
    return keys;
}

Result<std::vector<VerifierKey>> load_public_keys(const fs::path& file) {
    YJ_ASSIGN(const auto lines, lines_of(file));
    std::vector<VerifierKey> keys;
    for (const auto& line : lines) {
        auto key = parse_verifier_key(line);
        if (!key) return unreadable("公钥", file);
        keys.push_back(*std::move(key));
    }
    if (keys.empty()) return unreadable("公钥", file);
    return keys;
}

}  // namespace yj::journal
