#include "journal/policy.hpp"

#include <gtest/gtest.h>

namespace yj::journal {
namespace {

const SigningKey& log_key() {
    static const SigningKey key("tongji.example/log", Seed{1});
    return key;
}
const SigningKey& log_sm2_key() {
    static const SigningKey key("tongji.example/log", Seed{2}, KeyKind::Sm2);
    return key;
}
/// One of three: 省局, 纪委, 审计.
const SigningKey& witness(std::size_t at) {
    static const std::vector<SigningKey> keys = [] {
        std::vector<SigningKey> all;
        for (const auto* name : {"shengju.example/w", "jiwei.example/w", "shenji.example/w"})
            all.emplace_back(name, Seed{static_cast<std::uint8_t>(10 + all.size())}, KeyKind::Cosignature);
        return all;
    }();
    return keys[at];
}

std::string policy_text(const std::string& rest) {
    return "# 市局的信任策略\nlog " + log_key().verifier().text() + "\nwitness 省局 " +
           witness(0).verifier().text() + " http://127.0.0.1:9001\nwitness 纪委 " +
           witness(1).verifier().text() + "\nwitness 审计 " + witness(2).verifier().text() + "\n" + rest;
}

std::string note(std::initializer_list<std::size_t> witnesses) {
    const auto text = checkpoint_text({"tongji.example/log", 7, sha256("root"), sm3("root")});
    auto signed_text = sign_note(text, log_key());
    for (const auto at : witnesses) signed_text += cosignature_line(text, witness(at), 1'800'000'000);
    return signed_text;
}

TEST(Policy, TwoOfThreeWitnessesAreEnoughAndOneIsNot) {
    const auto policy = parse_policy(policy_text("group 见证 2 省局 纪委 审计\nquorum 见证\n"));
    ASSERT_TRUE(policy.has_value()) << policy.error().text();
    EXPECT_EQ(policy->witnesses[0].url, "http://127.0.0.1:9001");
    EXPECT_EQ(believe(note({0}), *policy).error().kind, Refused::Forbidden);
    EXPECT_EQ(believe(note({0, 0}), *policy).error().kind, Refused::Forbidden);
    const auto believed = believe(note({0, 2}), *policy);
    ASSERT_TRUE(believed.has_value()) << believed.error().text();
    EXPECT_EQ(believed->witnesses, (std::vector<std::string>{"省局", "审计"}));
    EXPECT_EQ(believed->checkpoint.size, 7);
}

TEST(Policy, GroupsNest) {
    const auto policy =
        parse_policy(policy_text("group 监督 any 纪委 审计\ngroup 全部 all 省局 监督\nquorum 全部\n"));
    ASSERT_TRUE(policy.has_value());
    EXPECT_FALSE(believe(note({1, 2}), *policy).has_value());
    EXPECT_TRUE(believe(note({0, 2}), *policy).has_value());
}

TEST(Policy, AWrongSignatureOfAKnownWitnessSpoilsTheWhole) {
    const auto policy = parse_policy(policy_text("group 见证 any 省局 纪委 审计\nquorum 见证\n"));
    auto spoilt = note({0, 1});
    const auto at = spoilt.rfind("\n", spoilt.size() - 2) - 6;
    spoilt[at] = spoilt[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(believe(spoilt, *policy).has_value());
}

TEST(Policy, ALogWithTwoKeysMustHaveSignedWithBoth) {
    const auto keys = parse_keys(log_key().verifier().text() + "\n" + log_sm2_key().verifier().text() + "\n");
    ASSERT_TRUE(keys.has_value());
    const auto text = checkpoint_text({"tongji.example/log", 7, sha256("root"), sm3("root")});
    const auto one = sign_note(text, log_key());
    EXPECT_FALSE(believe(one, *keys).has_value());
    EXPECT_TRUE(believe(one + signature_line(text, log_sm2_key()), *keys).has_value());
    const auto other = checkpoint_text({"tongji.example/log", 8, sha256("root"), sm3("root")});
    EXPECT_FALSE(believe(one + signature_line(other, log_sm2_key()), *keys).has_value());
}

TEST(Policy, AnUnknownLogIsNotBelieved) {
    const SigningKey other("other.example/log", Seed{9});
    const auto policy = parse_keys(log_key().verifier().text());
    const auto text = checkpoint_text({"other.example/log", 7, sha256("root"), {}});
    EXPECT_EQ(believe(sign_note(text, other), *policy).error().kind, Refused::NotFound);
}

TEST(Policy, WhatCannotBeReadIsRefusedWithItsLine) {
    const auto key = log_key().verifier().text(), seen = witness(0).verifier().text();
    for (const auto& text :
         {std::string("log ") + key + "\n", std::string("quorum 省局\n"),
          policy_text("quorum none\nquorum none\n"), policy_text("group a 0 省局\nquorum a\n"),
          policy_text("group a 4 省局 纪委 审计\nquorum a\n"), policy_text("group a any 无名\nquorum a\n"),
          policy_text("group a any 省局 省局\nquorum a\n"),
          policy_text("group a any 省局\ngroup b any 省局\nquorum b\n"), "log " + seen + "\nquorum none\n",
          "witness a " + key + "\nquorum none\n", "log " + key + "\nlog " + key + "\nquorum none\n",
          "log " + key.substr(1) + "\nquorum none\n", std::string("hello\nquorum none\n"),
          std::string("quorum none\r\n")})
        EXPECT_EQ(parse_policy(text).error().kind, Refused::Malformed) << text;
    EXPECT_EQ(parse_policy("log x\nquorum none\n").error().place, "第 1 行");
}

}  // namespace
}  // namespace yj::journal
