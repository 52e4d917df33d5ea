// Published vectors of Argon2. Their licence keeps them out of this repository; they lie beside it.
#include <argon2.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "access/password.hpp"
#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "base/text.hpp"

namespace yj::access {
namespace {

std::string vectors(const std::string& name) {
    const char* shared = std::getenv("YJ_SHARED");
    const std::filesystem::path root = shared != nullptr ? shared : YJ_SOURCE_DIR "/../shared";
    std::ifstream in(root / "oracles/trust/vectors/argon2" / name);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::string bytes_of(std::string hex) {
    for (auto& c : hex) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return bytes_from_hex(hex).value_or(std::string());
}

using Block = std::map<std::string, std::string>;

argon2_type type_of(const std::string& heading) {
    if (heading == "[Argon2d]") return Argon2_d;
    return heading == "[Argon2i]" ? Argon2_i : Argon2_id;
}

std::string hashed(Block& block, argon2_type type) {
    auto words = bytes_of(block["Passphrase"]), salt = bytes_of(block["Salt"]),
         secret = bytes_of(block["Secret"]), data = bytes_of(block["AD"]);
    std::string out(block["Output"].size() / 2, '\0');
    const auto lanes = static_cast<std::uint32_t>(std::stoul(block["P"]));
    argon2_context context{};
    context.out = as_bytes(out.data());
    context.outlen = static_cast<std::uint32_t>(out.size());
    context.pwd = as_bytes(words.data());
    context.pwdlen = static_cast<std::uint32_t>(words.size());
    context.salt = as_bytes(salt.data());
    context.saltlen = static_cast<std::uint32_t>(salt.size());
    context.secret = as_bytes(secret.data());
    context.secretlen = static_cast<std::uint32_t>(secret.size());
    context.ad = as_bytes(data.data());
    context.adlen = static_cast<std::uint32_t>(data.size());
    context.t_cost = static_cast<std::uint32_t>(std::stoul(block["T"]));
    context.m_cost = static_cast<std::uint32_t>(std::stoul(block["M"]));
    context.lanes = context.threads = lanes;
    context.version = ARGON2_VERSION_13;
    return argon2_ctx(&context, type) == ARGON2_OK ? out : std::string("refused");
}

TEST(Argon2Vectors, AreAllReproducedByTheProvider) {
    const auto text = vectors("botan_argon2_kdf.vec");
    if (text.empty()) GTEST_SKIP() << "the published vectors are not beside the sources";
    Block block;
    argon2_type type = Argon2_id;
    int read = 0;
    for (const auto raw : split(text, '\n')) {
        const auto line = trimmed(raw);
        if (line.starts_with('[')) type = type_of(std::string(line));
        const auto sign = line.find('=');
        if (line.starts_with('#') || sign == std::string_view::npos) continue;
        const std::string name(trimmed(line.substr(0, sign)));
        block[name] = trimmed(line.substr(sign + 1));
        if (name != "Output") continue;
        EXPECT_EQ(to_hex(hashed(block, type)), to_hex(bytes_of(block["Output"]))) << line;
        block.clear();
        ++read;
    }
    EXPECT_GT(read, 300);
}

/// Ours are Argon2id only, so hashes of the other two kinds are refused by design.
TEST(Argon2Vectors, OfPasswordHashesAreVerifiedWhereTheyAreOfOurKind) {
    const auto text = vectors("botan_argon2_passhash.vec");
    if (text.empty()) GTEST_SKIP() << "the published vectors are not beside the sources";
    std::string password;
    int ours = 0, others = 0;
    for (const auto raw : split(text, '\n')) {
        const auto line = trimmed(raw);
        if (line.starts_with("Password = ")) password = line.substr(11);
        if (!line.starts_with("Passhash = ")) continue;
        const std::string hash(line.substr(11));
        const bool is_ours = hash.starts_with("$argon2id$");
        EXPECT_EQ(verify_password(hash, password), is_ours) << hash;
        ++(is_ours ? ours : others);
    }
    EXPECT_GT(ours, 0);
    EXPECT_GT(others, 0);
}

}  // namespace
}  // namespace yj::access
