#include "journal/note.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.hpp"
#include "journal/checkpoint.hpp"

namespace yj::journal {
namespace {

const SigningKey kKey("tongji.example/log", Seed{7});
const Checkpoint kCheckpoint{"tongji.example/log", 300, sha256("root"), sm3("root")};

TEST(LogKey, IsReadBackFromItsTexts) {
    const auto texts = new_key("tongji.example/log", KeyKind::Ed25519);
    const auto secret = SigningKey::parse(texts.secret);
    ASSERT_TRUE(secret);
    EXPECT_EQ(secret->verifier().text(), texts.verifier);
    EXPECT_EQ(parse_verifier_key(texts.verifier), secret->verifier());
    EXPECT_NE(new_key("tongji.example/log", KeyKind::Ed25519).secret, texts.secret);
}

TEST(LogKey, IsRefusedWhenItsNameOrItsIdWasChanged) {
    const auto text = kKey.verifier().text();
    EXPECT_TRUE(parse_verifier_key(text));
    EXPECT_FALSE(parse_verifier_key("x" + text));
    EXPECT_FALSE(parse_verifier_key(text + "="));
    EXPECT_FALSE(parse_verifier_key(text.substr(0, text.size() - 4)));
    EXPECT_FALSE(SigningKey::parse(text));
    EXPECT_FALSE(SigningKey::parse("PRIVATE+KEY+x" + kKey.secret_text().substr(12)));
    EXPECT_FALSE(parse_verifier_key("a\u3000b+00000000+AAAA"));
}

TEST(Checkpoint, IsOpenedByItsKeyAndByNoOther) {
    const auto note = sign_checkpoint(kCheckpoint, kKey);
    const auto opened = open_checkpoint(note, kKey.verifier());
    ASSERT_TRUE(opened.has_value()) << opened.error().text();
    EXPECT_EQ(*opened, kCheckpoint);
    const SigningKey other("tongji.example/log", Seed{8});
    EXPECT_EQ(open_checkpoint(note, other.verifier()).error().kind, Refused::Forbidden);
}

TEST(Checkpoint, IsRefusedWhenOneByteOfItChanged) {
    const auto note = sign_checkpoint(kCheckpoint, kKey);
    for (std::size_t at = 0; at < note.size(); ++at) {
        auto changed = note;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        EXPECT_FALSE(open_checkpoint(changed, kKey.verifier()).has_value()) << at;
    }
}

TEST(Checkpoint, OfAnotherLogIsRefusedThoughOurKeySignedIt) {
    auto other = kCheckpoint;
    other.origin = "tongji.example/other";
    const auto opened = open_checkpoint(sign_checkpoint(other, kKey), kKey.verifier());
    EXPECT_EQ(opened.error().kind, Refused::Conflict);
}

TEST(Checkpoint, HasOneSpelling) {
    const auto text = checkpoint_text(kCheckpoint);
    EXPECT_EQ(parse_checkpoint(text), kCheckpoint);
    const auto lines = split(text, '\n');
    const std::string root(lines[2]);
    const std::vector<std::string> bad_texts{"tongji.example/log\n0300\n" + root + "\n",
                                             "tongji.example/log\n+300\n" + root + "\n",
                                             "tongji.example/log\n-1\n" + root + "\n",
                                             "\n300\n" + root + "\n",
                                             "tongji.example/log\n300\n\n",
                                             "tongji.example/log\n300\nAAAA\n",
                                             "tongji.example/log\n300\n" + root,
                                             text + text.substr(text.find("sm3")),
                                             std::string("tongji.example/log\n300\n")};
    for (const auto& bad : bad_texts) EXPECT_FALSE(parse_checkpoint(bad)) << bad;
    EXPECT_TRUE(parse_checkpoint("tongji.example/log\n0\n" + root + "\nsomeone's line\n"));
}

/// signature + the order of the group, little-endian: the same point under another number.
std::string second_spelling(std::string signature) {
    const auto order = *bytes_from_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    unsigned carry = 0;
    for (std::size_t at = 0; at < order.size(); ++at) {
        carry += static_cast<unsigned char>(signature[32 + at]) + static_cast<unsigned char>(order[at]);
        signature[32 + at] = static_cast<char>(carry & 0xFFU);
        carry >>= 8;
    }
    return signature;
}

TEST(Ed25519, SignsAsTheStandardsFirstExampleShows) {
    // RFC 8032 §7.1, test 1.
    Seed seed{};
    std::ranges::copy(*bytes_from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"),
                      seed.begin());
    const auto signer = ed25519_signer(seed);
    EXPECT_EQ(to_hex(signer->public_key()),
              "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    EXPECT_EQ(
        to_hex(signer->sign("")),
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b");
}

TEST(Ed25519, RefusesASecondSpellingOfAValidSignatureAndOtherLengths) {
    const auto& key = kKey.verifier().key;
    const auto signature = kKey.sign("text");
    EXPECT_TRUE(ed25519_verify(key, "text", signature));
    EXPECT_FALSE(ed25519_verify(key, "text", second_spelling(signature)));
    EXPECT_FALSE(ed25519_verify(key, "text", signature + '\0'));
    EXPECT_FALSE(ed25519_verify(key, "text", signature.substr(0, 63)));
    EXPECT_FALSE(ed25519_verify(key.substr(1), "text", signature));
    EXPECT_FALSE(ed25519_verify(key, "text", std::string(64, '\0')));
}

TEST(Ed25519, RefusesAKeyOfSmallOrderUnderWhichOneSignatureFitsEveryText) {
    // The neutral point as key and as R, and zero as S, satisfy the equation for any message.
    const auto neutral = *bytes_from_hex("0100000000000000000000000000000000000000000000000000000000000000");
    const auto with_sign =
        *bytes_from_hex("0100000000000000000000000000000000000000000000000000000000000080");
    const auto signature = neutral + std::string(32, '\0');
    EXPECT_FALSE(ed25519_verify(neutral, "any text", signature));
    EXPECT_FALSE(ed25519_verify(with_sign, "any text", signature));
}

}  // namespace
}  // namespace yj::journal
