#include "journal/witness.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "journal/base64.hpp"
#include "journal/key_shelf.hpp"
#include "journal/vectors_fixture.hpp"
#include "journal/witness_shelf.hpp"

namespace yj::journal {
namespace {

nlohmann::json vector_json(const std::string& name) {
    return nlohmann::json::parse(file_text(vectors_folder() / name));
}

const SetClock kClock{Instant{1'795'000'000'000'000}};

class WitnessTest : public ::testing::Test {
protected:
    void SetUp() override {
        static std::atomic<int> count{0};
        folder_ = std::filesystem::temp_directory_path() /
                  ("yj_witness_" + std::to_string(getpid()) + "_" + std::to_string(count++));
        ASSERT_TRUE(create_witness(folder_, "shengju.example/w").has_value());
        for (int i = 0; i < 1000; ++i) grow();
    }
    void TearDown() override {
        witness_.reset();
        std::filesystem::remove_all(folder_);
    }
    void grow() { tree_.add(leaf_hash(sha256, "entry " + std::to_string(tree_.size()))); }

    void serve(const std::string& key) {
        ASSERT_TRUE(store::write_durably(folder_ / kLogsFile, key + "\n").has_value());
        reopen();
    }
    /// As after a kill between two requests: only what lies on disk is known.
    void reopen() {
        witness_.reset();
        auto opened = WitnessFolder::open(folder_, kClock);
        ASSERT_TRUE(opened.has_value()) << opened.error().text();
        witness_ = *std::move(opened);
    }
    [[nodiscard]] Checkpoint checkpoint(std::int64_t size) const {
        return {"tongji.example/log", size, root_of(sha256, tree_.nodes(), size), std::nullopt};
    }
    [[nodiscard]] std::string request(std::int64_t from, std::int64_t to) const {
        const auto proof =
            from == 0 || from == to ? Proof{} : consistency_proof(sha256, tree_.nodes(), from, to);
        return add_checkpoint_text({from, proof, sign_checkpoint(checkpoint(to), key_)});
    }

    std::filesystem::path folder_;
    SigningKey key_{"tongji.example/log", Seed{1}};
    Tree tree_{sha256};
    std::unique_ptr<WitnessFolder> witness_;
};

/// The witness dies and comes back between every two steps.
TEST_F(WitnessTest, AnswersThePublishedTranscriptStepByStep) {
    YJ_NEEDS_VECTORS();
    const auto all = vector_json("tlog/witness_transcript.json");
    serve(all["log_vkey"]);
    ASSERT_EQ(all["steps"].size(), 19U);
    for (const auto& step : all["steps"]) {
        const auto body = *from_base64(step["body_b64"].get<std::string>());
        const auto answer = witness_->cosign(body);
        EXPECT_EQ(answer.status, step["want_status"]) << step["desc"] << answer.body;
        if (step.contains("want_body")) {
            EXPECT_EQ(answer.body, step["want_body"]) << step["desc"];
        }
        if (answer.status == 200) {
            const auto note = parse_add_checkpoint(body)->note;
            const auto opened = open_note(note + answer.body, std::array{witness_->keys()[0].verifier()});
            EXPECT_TRUE(opened.has_value()) << step["desc"];
        }
        reopen();
    }
    EXPECT_EQ(witness_->seen(all["origin"]).size, 70'000);
}

TEST_F(WitnessTest, RefusesAForkAndARollbackAndGoesOnWithTheHonestLog) {
    serve(key_.verifier().text());
    EXPECT_EQ(witness_->cosign(request(0, 600)).status, 200);
    Tree forked(sha256);
    for (int i = 0; i < 900; ++i)
        forked.add(leaf_hash(sha256, (i == 300 ? "forged " : "entry ") + std::to_string(i)));
    const auto fork = add_checkpoint_text(
        {600, consistency_proof(sha256, forked.nodes(), 600, 900),
         sign_checkpoint({"tongji.example/log", 900, root_of(sha256, forked.nodes(), 900), {}}, key_)});
    EXPECT_EQ(witness_->cosign(fork).status, 422);
    EXPECT_EQ(witness_->cosign(request(0, 400)).status, 409);
    EXPECT_EQ(witness_->cosign(request(0, 400)).body, "600\n");
    EXPECT_EQ(witness_->cosign(request(600, 900)).status, 200);
}

TEST_F(WitnessTest, AlteredRequestsAreNeverSignedForAnythingThatTheLogDidNotSay) {
    serve(key_.verifier().text());
    ASSERT_EQ(witness_->cosign(request(0, 600)).status, 200);
    const auto honest = request(600, 700);
    for (std::size_t at = 0; at < honest.size(); ++at) {
        auto changed = honest;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        EXPECT_NE(witness_->cosign(changed).status, 200) << at;
    }
    EXPECT_EQ(witness_->seen("tongji.example/log").size, 600);
}

TEST_F(WitnessTest, NothingIsSignedThatCouldNotBeWrittenDown) {
    serve(key_.verifier().text());
    ASSERT_EQ(witness_->cosign(request(0, 600)).status, 200);
    std::filesystem::remove_all(folder_);
    EXPECT_FALSE(std::ofstream(folder_).fail());  // a file where the folder was: nothing can be written
    EXPECT_EQ(witness_->cosign(request(600, 700)).status, 500);
    EXPECT_EQ(witness_->seen("tongji.example/log").size, 600);
    std::filesystem::remove(folder_);
}

TEST_F(WitnessTest, ALostOrDamagedFileOfSizesIsNotTakenForAnEmptyOne) {
    serve(key_.verifier().text());
    ASSERT_EQ(witness_->cosign(request(0, 600)).status, 200);
    witness_.reset();
    const auto good = *store::read_whole(folder_ / kSeenFile, 10'000);
    for (const auto& bad : {good.substr(0, good.size() - 3), good + good, std::string("x 1 2\n")}) {
        ASSERT_TRUE(store::write_durably(folder_ / kSeenFile, bad).has_value());
        EXPECT_EQ(WitnessFolder::open(folder_, kClock).error().kind, Refused::Malformed);
    }
    std::filesystem::remove(folder_ / kSeenFile);
    EXPECT_FALSE(WitnessFolder::open(folder_, kClock).has_value());
}

TEST_F(WitnessTest, OfRacingRequestsNoTwoForksAreSigned) {
    serve(key_.verifier().text());
    ASSERT_EQ(witness_->cosign(request(0, 500)).status, 200);
    Tree forked(sha256);
    for (int i = 0; i < 1000; ++i)
        forked.add(leaf_hash(sha256, (i == 700 ? "forged " : "entry ") + std::to_string(i)));
    const auto fork = add_checkpoint_text(
        {500, consistency_proof(sha256, forked.nodes(), 500, 1000),
         sign_checkpoint({"tongji.example/log", 1000, root_of(sha256, forked.nodes(), 1000), {}}, key_)});
    const auto honest = request(500, 1000);
    std::atomic<int> honest_signed{0}, fork_signed{0};
    std::vector<std::jthread> racers;
    for (int racer = 0; racer < 8; ++racer)
        racers.emplace_back([&, racer] {
            auto& count = racer % 2 == 0 ? honest_signed : fork_signed;
            if (witness_->cosign(racer % 2 == 0 ? honest : fork).status == 200) ++count;
        });
    racers.clear();
    EXPECT_EQ(honest_signed + fork_signed, 1);
}

TEST_F(WitnessTest, ASigningProcessSignsOnlyWhatContinuesWhatItSigned) {
    constexpr std::array kKinds{KeyKind::Ed25519, KeyKind::Sm2};
    const auto own = folder_ / "signer";
    const auto keys = create_keys(own, "tongji.example/log", kKinds);
    ASSERT_TRUE(keys && store::write_durably(own / kSeenFile, ""));
    const auto signer = *WitnessFolder::open(own, kClock);
    const auto ask = [&](std::int64_t from, std::int64_t to, const Tree& tree) {
        const Checkpoint wanted{"tongji.example/log", to, root_of(sha256, tree.nodes(), to), sm3("any")};
        return std::pair{wanted,
                         signer->sign(add_checkpoint_text(
                             {from, from == 0 ? Proof{} : consistency_proof(sha256, tree.nodes(), from, to),
                              checkpoint_text(wanted)}))};
    };
    const auto [first, answer] = ask(0, 400, tree_);
    ASSERT_EQ(answer.status, 200);
    EXPECT_EQ(*open_checkpoint(checkpoint_text(first) + "\n" + answer.body, *keys), first);
    EXPECT_EQ(ask(400, 900, tree_).second.status, 200);
    EXPECT_EQ(ask(400, 950, tree_).second.body, "900\n");
    Tree rewritten(sha256);
    for (int i = 0; i < 1000; ++i) rewritten.add(leaf_hash(sha256, "other " + std::to_string(i)));
    EXPECT_EQ(ask(900, 1000, rewritten).second.status, 422);
    EXPECT_EQ(signer->sign("old 900\n\nx\n").status, 400);
}

}  // namespace
}  // namespace yj::journal
