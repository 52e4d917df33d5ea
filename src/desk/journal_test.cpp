// Receipts, witnesses and the log's own signing process, on a county of six factories.
#include <fmt/format.h>
#include <array>
#include <chrono>
#include <thread>

#include "desk/collect/board_question.hpp"
#include "desk/county_fixture.hpp"
#include "desk/journal/cosign.hpp"
#include "desk/journal/keep_log.hpp"
#include "desk/journal/receipt.hpp"
#include "journal/key_shelf.hpp"
#include "journal/proof_file.hpp"
#include "journal/proven_entry.hpp"
#include "store/conn.hpp"

namespace yj::desk {
namespace {

constexpr std::array<int, 6> kHonest{1013, 1013, 1013, 1013, 1013, 1013};

class LogAtTheDesk : public CountyFixture {
protected:
    SubmissionId report_of(const std::string& code) {
        for (const auto& line : must(board_units(county(), as("profession_officer"), kForm, october)))
            if (line.code == code) return line.submission;
        return {};
    }
    [[nodiscard]] std::filesystem::path log() const { return folder() / "log"; }
    journal::Policy keys() {
        return must(journal::parse_keys(must(store::read_whole(log() / journal::kPublicKeyFile, 10'000))));
    }

    /// Three witnesses beside the county, two of whom must sign.
    void call_witnesses() {
        const auto keys = must(store::read_whole(log() / journal::kPublicKeyFile, 10'000));
        std::string policy, names;
        for (std::size_t at = 0; at < keys.size();) {
            const auto end = keys.find('\n', at);
            policy += "log " + keys.substr(at, end - at) + "\n";
            at = end + 1;
        }
        for (const std::string name : {"w1", "w2", "w3"}) {
            const auto home = folder() / name;
            const auto key = trimmed_key(must(create_witness(home, name + ".example/w")));
            policy += fmt::format("witness {0} {1} http://{0}\n", name, key);
            ASSERT_TRUE(serve_log(home, keys).has_value());
            witnesses_["http://" + name + "/add-checkpoint"] = must(open_witness(home, clock()));
            names += " " + name;
        }
        policy += "group both 2" + names + "\nquorum both\n";
        ASSERT_TRUE(store::write_durably(log() / kPolicyFile, policy).has_value());
    }
    static std::string trimmed_key(std::string text) {
        text.pop_back();
        return text;
    }
    HttpPost post() {
        return [this](const std::string& url, const std::string& body) -> Result<PostAnswer> {
            const auto found = witnesses_.find(url);
            if (found == witnesses_.end()) return refuse(Refused::NotReady, "没有应答", url);
            return found->second(body);
        };
    }
    int signed_by_witnesses() {
        int count = 0;
        for (const auto& reply : must(ask_witnesses(county(), as("system_admin"), post())))
            count += reply.has_signed ? 1 : 0;
        return count;
    }

    std::map<std::string, Post> witnesses_;
};

TEST_F(LogAtTheDesk, AReportsReceiptBecomesAProofOfFourKilobytesAtMost) {
    import_national("2026-10", kHonest);
    const auto id = report_of("A-1");
    const auto receipt = must(receipt_of(county(), as("enterprise1"), id));
    EXPECT_FALSE(receipt.covered);
    EXPECT_EQ(prove_submission(county(), as("enterprise1"), id).error().kind, Refused::NotReady);
    must(make_checkpoint(county(), as("system_admin")));
    EXPECT_TRUE(must(receipt_of(county(), as("enterprise1"), id)).covered);
    const auto text = must(prove_submission(county(), as("enterprise1"), id));
    EXPECT_LT(text.size(), 4096U);
    const auto proof = journal::parse_proof_file(text);
    ASSERT_TRUE(proof);
    const auto entry = journal::parse_proven(proof->extra);
    ASSERT_TRUE(entry && entry->rows.size() == 1);
    EXPECT_EQ(journal::leaf_hash(sha256, entry->leaf), receipt.leaf);
    EXPECT_TRUE(journal::check_proof(*proof, receipt.leaf, keys()).has_value());
    EXPECT_TRUE(journal::holds(entry->rows[0], *journal::parse_leaf(entry->leaf)));
    EXPECT_EQ(journal::parse_row(entry->rows[0].bytes)->blob(8), receipt.cells.view());
}

TEST_F(LogAtTheDesk, AnotherUnitsReceiptIsNotThere) {
    import_national("2026-10", kHonest);
    const auto id = report_of("A-1");
    EXPECT_EQ(receipt_of(county(), as("enterprise2"), id).error().kind, Refused::NotFound);
    EXPECT_EQ(prove_submission(county(), as("enterprise2"), id).error().kind, Refused::NotFound);
}

TEST_F(LogAtTheDesk, ASuppressedReportIsFoundByItsReceipt) {
    import_national("2026-10", kHonest);
    const auto receipt = must(receipt_of(county(), as("enterprise1"), report_of("A-1")));
    EXPECT_TRUE(must(verify_log(county(), as("audit_admin"), {receipt.number})).good());
    const auto forged = std::to_string(receipt.entry.value) + "-00000000";
    EXPECT_FALSE(must(verify_log(county(), as("audit_admin"), {forged})).good());
}

TEST_F(LogAtTheDesk, WitnessesSignWhatGrowsAndNoRollback) {
    call_witnesses();
    import_national("2026-10", kHonest);
    must(make_checkpoint(county(), as("system_admin")));
    EXPECT_FALSE(must(witnessed(county()))->enough);
    EXPECT_EQ(signed_by_witnesses(), 3);
    EXPECT_TRUE(must(witnessed(county()))->enough);
    import_national("2026-09", kHonest);
    must(make_checkpoint(county(), as("system_admin")));
    EXPECT_EQ(signed_by_witnesses(), 3);
    EXPECT_TRUE(must(verify_log(county(), as("audit_admin"), {})).good());
    // A hand takes the second month out again, checkpoint and all, and goes on.
    const auto first = "(SELECT MIN(size) FROM journal_checkpoint)";
    close_county();
    const auto conn = store::open_conn("sqlite:" + (folder() / "youju.db").string());
    conn->script(std::string("DELETE FROM journal_leaf WHERE idx >= ") + first);
    conn->script(std::string("DELETE FROM journal_seal WHERE idx >= ") + first);
    conn->script(std::string("DELETE FROM journal_cosignature WHERE size > ") + first);
    conn->script(std::string("DELETE FROM journal_checkpoint WHERE size > ") + first);
    open();
    must(make_checkpoint(county(), as("system_admin")));
    EXPECT_EQ(signed_by_witnesses(), 0);
    EXPECT_FALSE(must(witnessed(county()))->enough);
}

TEST_F(LogAtTheDesk, ASigningProcessKeepsTheKeyAndRefusesARollback) {
    const auto home = folder() / "signer", socket = home / "sign.sock";
    const auto keys = must(create_signer(home, "other.example/log"));
    const auto place = folder() / "county2";
    const CountySettings settings{
        "示例县统计局", *RegionCode::parse("990101"), {}, "other.example/log", socket.string()};
    ASSERT_TRUE(County::create(place, settings, keys).has_value());
    EXPECT_FALSE(std::filesystem::exists(place / "log" / journal::kKeyFile));
    std::jthread signer([&](const std::stop_token& stop) {
        EXPECT_TRUE(run_signer(home, socket, clock(), stop).has_value());
    });
    while (!std::filesystem::exists(socket)) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    SeededRandom random(7);
    auto other = must(County::open(place, clock(), random));
    must(found_county(*other, "security_admin"));
    const auto security = actor_named(*other, "security_admin").value();
    access::Actor system = security;
    for (auto& grant : system.grants) grant.role = access::Role::SystemAdmin;
    const auto first = must(make_checkpoint(*other, system));
    EXPECT_GT(must(make_checkpoint(*other, system)).size, first.size);
    const auto conn = store::open_conn("sqlite:" + (place / "youju.db").string());
    conn->script("DELETE FROM journal_checkpoint");
    other.reset();
    conn->script("DELETE FROM journal_leaf WHERE idx > 0");
    other = must(County::open(place, clock(), random));
    EXPECT_EQ(make_checkpoint(*other, system).error().kind, Refused::Conflict);
}

}  // namespace
}  // namespace yj::desk
