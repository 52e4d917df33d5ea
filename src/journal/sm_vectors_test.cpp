// Published vectors of the national algorithms. SM4 and HMAC-SM3 are not used by the log; what is tested of
// them is the provider that stands behind the house.
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "base/bytes.hpp"
#include "journal/sm2.hpp"
#include "journal/vectors_fixture.hpp"

namespace yj::journal {
namespace {

nlohmann::json vector_json(const std::string& name) {
    return nlohmann::json::parse(file_text(vectors_folder() / name));
}

std::string hex_in(const nlohmann::json& text) {
    return bytes_from_hex(text.get<std::string>()).value_or(std::string());
}

std::string upper_hex(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
    return bytes_from_hex(text).value_or(std::string());
}

TEST(SmVectors, OfSm3AreAllReproduced) {
    YJ_NEEDS_VECTORS();
    const auto all = vector_json("sm/sm3_sm4_generated.json");
    for (const auto& one : all["sm3"]) {
        std::string message;
        if (one["msg"].is_null())
            message.assign(one["repeat"]["count"].get<std::size_t>(), hex_in(one["repeat"]["byte"]).front());
        else
            message = hex_in(one["msg"]);
        EXPECT_EQ(sm3(message).hex(), one["md"]);
    }
    EXPECT_EQ(sm3("abc").hex(), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    int read = 0;
    for (const auto& block : vec_blocks("sm/botan_sm3.vec")) {
        if (!block.contains("In")) continue;
        EXPECT_EQ(sm3(upper_hex(block.at("In"))).view(), upper_hex(block.at("Out")));
        ++read;
    }
    EXPECT_GT(read, 3);
}

TEST(SmVectors, OfHmacSm3AreAllReproduced) {
    YJ_NEEDS_VECTORS();
    const auto all = vector_json("sm/sm3_sm4_generated.json");
    ASSERT_EQ(all["hmac_sm3"].size(), 40U);
    for (const auto& one : all["hmac_sm3"]) {
        const auto key = hex_in(one["key"]), message = hex_in(one["msg"]);
        std::array<std::uint8_t, 32> mac{};
        unsigned size = 0;
        ASSERT_NE(HMAC(EVP_sm3(), key.data(), static_cast<int>(key.size()), as_bytes(message).data(),
                       message.size(), mac.data(), &size),
                  nullptr);
        EXPECT_EQ(to_hex(as_text(mac)), one["mac"]);
    }
}

/// Runs a cipher of the provider without padding.
std::string cipher(const EVP_CIPHER* kind, const std::string& key, const std::string& iv,
                   const std::string& text, int encrypt) {
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                  &EVP_CIPHER_CTX_free);
    std::string out(text.size() + 32, '\0');
    int first = 0, last = 0;
    const bool done = EVP_CipherInit_ex(context.get(), kind, nullptr, as_bytes(key).data(),
                                        iv.empty() ? nullptr : as_bytes(iv).data(), encrypt) == 1 &&
                      EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1 &&
                      EVP_CipherUpdate(context.get(), as_bytes(out.data()), &first, as_bytes(text).data(),
                                       static_cast<int>(text.size())) == 1 &&
                      EVP_CipherFinal_ex(context.get(), as_bytes(out.data()) + first, &last) == 1;
    out.resize(done ? static_cast<std::size_t>(first + last) : 0);
    return out;
}

/// As PKCS #7 has it, where the plain text is no whole number of blocks or the cipher text is longer.
std::string padded(std::string text, std::size_t to) {
    const auto missing = to - text.size();
    return text.append(missing, static_cast<char>(missing));
}

TEST(SmVectors, OfSm4AreAllReproducedBothWays) {
    YJ_NEEDS_VECTORS();
    const auto all = vector_json("sm/sm3_sm4_generated.json");
    for (const auto& [name, kind] :
         {std::pair{"sm4_cbc", EVP_sm4_cbc()}, std::pair{"sm4_ctr", EVP_sm4_ctr()}})
        for (const auto& one : all[name]) {
            const auto key = hex_in(one["key"]), iv = hex_in(one["iv"]), secret = hex_in(one["ct"]);
            const auto plain = padded(hex_in(one["pt"]), secret.size());
            EXPECT_EQ(cipher(kind, key, iv, plain, 1), secret) << name;
            EXPECT_EQ(cipher(kind, key, iv, secret, 0), plain) << name;
        }
    int read = 0;
    for (const auto& block : vec_blocks("sm/botan_sm4.vec")) {
        if (!block.contains("In")) continue;
        const auto key = upper_hex(block.at("Key"));
        auto text = upper_hex(block.at("In"));
        const int rounds = block.contains("Iterations") ? std::stoi(block.at("Iterations")) : 1;
        // A million blocks one after the other cost a second; the first thousand tell as much.
        if (rounds > 1) continue;
        EXPECT_EQ(cipher(EVP_sm4_ecb(), key, {}, text, 1), upper_hex(block.at("Out")));
        ++read;
    }
    EXPECT_GT(read, 2);
}

TEST(SmVectors, OfSm2AreAllJudgedRightAndTheForgedOnesRefused) {
    YJ_NEEDS_VECTORS();
    const auto all = vector_json("sm/sm2_verify_generated.json");
    int valid = 0, invalid = 0;
    for (const auto& one : all["cases"]) {
        const auto signature = sm2_signature_from_der(hex_in(one["sig_der"]));
        const bool holds = signature && sm2_verify(hex_in(one["pub"]), one["id"].get<std::string>(),
                                                   hex_in(one["msg"]), *signature);
        EXPECT_EQ(holds, one["want"] == "valid") << one["desc"];
        ++(one["want"] == "valid" ? valid : invalid);
    }
    EXPECT_EQ(valid, 40);
    EXPECT_EQ(invalid, 200);
}

/// Of the Botan file one case is on our curve with our hash; the others are on a test curve or P-256, or hash
/// with SHA-256 or not at all: GB/T 32918.5 with SM3 is all that we sign and check with.
TEST(SmVectors, OfSm2OnTheStandardCurveWithSm3AreVerified) {
    YJ_NEEDS_VECTORS();
    int read = 0;
    std::string curve;
    for (const auto& block : vec_blocks("sm/botan_sm2_sig.vec")) {
        if (block.contains("P")) curve = block.at("P");
        if (!block.contains("Signature") || block.at("Hash") != "SM3" ||
            curve != "0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF")
            continue;
        Seed seed{};
        std::ranges::copy(as_bytes(upper_hex(block.at("x").substr(2))), seed.begin());
        const auto signer = sm2_signer(seed);
        ASSERT_NE(signer, nullptr);
        EXPECT_TRUE(sm2_verify(signer->public_key(), block.at("Ident"), upper_hex(block.at("Msg")),
                               upper_hex(block.at("Signature"))));
        ++read;
    }
    EXPECT_EQ(read, 1);
}

TEST(Sm2, VerifiesWhatItSignsAndNothingElse) {
    const auto signer = sm2_signer(new_sm2_seed());
    const auto key = signer->public_key(), signature = signer->sign("有据");
    EXPECT_EQ(key.size(), 65U);
    EXPECT_EQ(signature.size(), 64U);
    EXPECT_TRUE(sm2_verify(key, kSm2Identity, "有据", signature));
    EXPECT_FALSE(sm2_verify(key, kSm2Identity, "无据", signature));
    EXPECT_FALSE(sm2_verify(key, "other", "有据", signature));
    for (std::size_t at = 0; at < signature.size(); ++at) {
        auto changed = signature;
        changed[at] = static_cast<char>(changed[at] ^ 4);
        EXPECT_FALSE(sm2_verify(key, kSm2Identity, "有据", changed)) << at;
    }
    EXPECT_FALSE(sm2_verify(key.substr(0, 64), kSm2Identity, "有据", signature));
    EXPECT_FALSE(sm2_verify(key, kSm2Identity, "有据", signature + "x"));
    EXPECT_FALSE(sm2_verify(std::string(65, '\x04'), kSm2Identity, "有据", signature));
}

TEST(Sm2, ASeedOutsideTheGroupIsNoKey) {
    EXPECT_EQ(sm2_signer(Seed{}), nullptr);
    Seed large{};
    large.fill(0xff);
    EXPECT_EQ(sm2_signer(large), nullptr);
}

}  // namespace
}  // namespace yj::journal
