#include "journal/proof_file.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include "journal/base64.hpp"
#include "journal/vectors_fixture.hpp"

namespace yj::journal {
namespace {

nlohmann::json vector_json(const std::string& name) {
    return nlohmann::json::parse(file_text(vectors_folder() / name));
}

std::string in_base64(const nlohmann::json& text) {
    return from_base64(text.get<std::string>()).value_or(std::string());
}

/// "log + any 2 of 3 witnesses", the policy of the vectors.
std::string two_of_three(const nlohmann::json& all) {
    std::string text = "log " + all["log_vkey"].get<std::string>() + "\n", names;
    for (const auto& key : all["witness_vkeys"]) {
        const auto name = "w" + std::to_string(names.size());
        text += "witness " + name + " " + key.get<std::string>() + "\n";
        names += " " + name;
    }
    return text + "group any-two 2" + names + "\nquorum any-two\n";
}

TEST(ProofFile, IsJudgedAsThePublishedVectorsSay) {
    YJ_NEEDS_VECTORS();
    const auto all = vector_json("tlog/tlog_proofs.json");
    const auto policy = parse_policy(two_of_three(all));
    ASSERT_TRUE(policy.has_value()) << policy.error().text();
    int valid = 0, invalid = 0;
    for (const auto& one : all["cases"]) {
        const auto text = in_base64(one["proof_b64"]);
        const auto proof = parse_proof_file(text);
        const auto leaf = leaf_hash(sha256, in_base64(one["entry_b64"]));
        EXPECT_EQ(proof && check_proof(*proof, leaf, *policy), one["want"] == "valid") << one["desc"];
        if (proof) {
            EXPECT_EQ(proof_file_text(*proof), text) << one["desc"];
        }
        ++(one["want"] == "valid" ? valid : invalid);
    }
    EXPECT_GT(valid, 8);
    EXPECT_GT(invalid, 20);
}

struct Sample {
    SigningKey key{"tongji.example/log", Seed{1}};
    Tree tree{sha256};
    ProofFile proof;
    Policy policy;
    Digest leaf;

    Sample() {
        for (int i = 0; i < 300; ++i) tree.add(leaf_hash(sha256, std::to_string(i)));
        leaf = leaf_hash(sha256, "70");
        proof.index = 70;
        proof.extra = "leaf 70";
        proof.path = inclusion_proof(sha256, tree.nodes(), 70, 300);
        proof.checkpoint = sign_checkpoint(
            {"tongji.example/log", 300, root_of(sha256, tree.nodes(), 300), std::nullopt}, key);
        policy = *parse_keys(key.verifier().text());
    }
};

TEST(ProofFile, ReadsWhatItWrites) {
    const Sample sample;
    const auto text = proof_file_text(sample.proof);
    EXPECT_LT(text.size(), 1500U);
    const auto again = parse_proof_file(text);
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, sample.proof);
    EXPECT_TRUE(check_proof(*again, sample.leaf, sample.policy).has_value());
    EXPECT_FALSE(check_proof(*again, leaf_hash(sha256, "71"), sample.policy).has_value());
}

TEST(ProofFile, AfterAnyByteOutsideItsExtraIsChangedProvesNothing) {
    const Sample sample;
    const auto text = proof_file_text(sample.proof);
    const auto extra = text.find("extra "), index = text.find("index ");
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (at > extra + 5 && at < index - 1) continue;
        for (const unsigned change : {1U, 32U, 128U}) {
            auto changed = text;
            changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ change);
            const auto proof = parse_proof_file(changed);
            EXPECT_FALSE(proof && check_proof(*proof, sample.leaf, sample.policy)) << at << " " << change;
        }
    }
}

TEST(ProofFile, HasOneFormOnly) {
    const auto text = proof_file_text(Sample().proof);
    for (const auto& [from, to] :
         {std::pair{"index 70", "index 070"}, std::pair{"index 70", "index +70"},
          std::pair{"@v1\n", "@v1\r\n"}, std::pair{"extra ", "extra  "}, std::pair{"@v1\n", "@v1\n\n"}}) {
        auto changed = text;
        changed.replace(changed.find(from), std::string_view(from).size(), to);
        EXPECT_FALSE(parse_proof_file(changed)) << to;
    }
    EXPECT_FALSE(parse_proof_file(""));
    EXPECT_FALSE(parse_proof_file("c2sp.org/tlog-proof@v1\nindex 0\n"));
}

}  // namespace
}  // namespace yj::journal
