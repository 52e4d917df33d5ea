#include "access/password.hpp"

#include <argon2.h>

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "base/bytes.hpp"
#include "base/invariant.hpp"
#include "base/text.hpp"

namespace yj::access {

namespace {

constexpr std::size_t kHashSize = 32;
constexpr std::size_t kLongestPassword = 1024;
constexpr std::size_t kLongestHash = 256;
constexpr std::size_t kFewestCharacters = 8;
constexpr std::size_t kFewestDifferent = 4;

/// Without 0 o, 1 i l.
constexpr std::string_view kAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";

char random_letter(RandomSource& random) {
    // The largest multiple of the alphabet's size: above it a letter would be likelier than its neighbours.
    constexpr std::uint64_t kSize = kAlphabet.size();
    constexpr std::uint64_t kFair = UINT64_MAX / kSize * kSize;
    for (;;)
        if (const auto number = random.next(); number < kFair) return kAlphabet[number % kSize];
}

std::string hash_with(std::string_view password, std::string_view salt, PasswordCost cost) {
    const auto size = argon2_encodedlen(cost.passes, cost.memory_kib, cost.lanes,
                                        static_cast<std::uint32_t>(salt.size()), kHashSize, Argon2_id);
    std::string hash(size, '\0');
    const int code =
        argon2id_hash_encoded(cost.passes, cost.memory_kib, cost.lanes, password.data(), password.size(),
                              salt.data(), salt.size(), kHashSize, hash.data(), hash.size());
    invariant(code == ARGON2_OK, "Argon2id hashes a password of the allowed length");
    hash.resize(hash.find('\0'));
    return hash;
}

std::vector<char32_t> characters_of(std::string_view text) {
    std::vector<char32_t> characters;
    while (!text.empty()) characters.push_back(take_character(text));
    return characters;
}

/// True when the whole password is a piece of a row that fingers or memory run along, forwards or backwards.
bool is_run(std::string_view password) {
    constexpr std::array<std::string_view, 5> kRows{
        "abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "qazwsxedcrfvtgbyhnujmikolp"};
    std::string lower(password);
    std::ranges::transform(lower, lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; });
    const std::string back(lower.rbegin(), lower.rend());
    return std::ranges::any_of(kRows, [&](std::string_view row) {
        return row.find(lower) != std::string_view::npos || row.find(back) != std::string_view::npos;
    });
}

std::unexpected<Refusal> unfit(std::string why) {
    return refuse(Refused::Malformed, std::move(why), {}, "请换一个密码，建议用一句话或由系统生成");
}

}  // namespace

std::string hash_password(std::string_view password, RandomSource& random, PasswordCost cost) {
    invariant(password.size() <= kLongestPassword, "a password's length was checked");
    const auto salt = random.salt();
    return hash_with(password, as_text(salt), cost);
}

bool verify_password(std::string_view hash, std::string_view password) {
    if (hash.empty() || hash.size() > kLongestHash || password.size() > kLongestPassword) return false;
    return argon2id_verify(std::string(hash).c_str(), password.data(), password.size()) == ARGON2_OK;
}

bool verify_against_nobody(std::string_view password, PasswordCost cost) {
    constexpr std::string_view kSalt = "nobody's salt...";
    return hash_with(password.substr(0, kLongestPassword), kSalt, cost).empty();
}

std::string make_password(RandomSource& random) {
    std::string password;
    for (int group = 0; group < 4; ++group) {
        if (group > 0) password += '-';
        for (int letter = 0; letter < 4; ++letter) password += random_letter(random);
    }
    return password;
}

Done check_password(std::string_view password, std::string_view account_name) {
    if (password.size() > kLongestPassword) return unfit("密码过长（最多 1,024 字节）");
    if (!is_utf8(password)) return unfit("密码含有不能识别的字符");
    const auto characters = characters_of(password);
    if (characters.size() < kFewestCharacters) return unfit("密码太短（至少 8 个字符）");
    if (password == account_name) return unfit("密码与账号名相同");
    if (std::set(characters.begin(), characters.end()).size() < kFewestDifferent)
        return unfit("密码只是几个字符的重复");
    if (is_run(password)) return unfit("密码是键盘或字母表上的一串");
    return {};
}

}  // namespace yj::access
