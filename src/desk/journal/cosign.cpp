#include "desk/journal/cosign.hpp"

#include "base/text.hpp"
#include "journal/checkpoint_shelf.hpp"
#include "journal/journal_shelf.hpp"
#include "journal/policy.hpp"

namespace yj::desk {

namespace {

using access::Act;

constexpr std::size_t kLargestPolicy = 1 << 20;

Result<journal::Policy> policy_of(const County& county) {
    const auto file = county.folder() / "log" / kPolicyFile;
    auto text = store::read_whole(file, kLargestPolicy);
    if (!text)
        return refuse(Refused::NotFound, "还没有信任策略", file.string(),
                      "请写明日志、见证人的公钥和要求的签名数（c2sp.org/tlog-policy）");
    return journal::parse_policy(*text);
}

struct Last {
    journal::StoredCheckpoint checkpoint;
    std::string note;  ///< with the signatures of witnesses
};

Result<Last> last_of(const County& county) {
    std::optional<Last> last;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        if (auto found = journal::latest_checkpoint(tx))
            last = Last{*found, found->note + journal::cosignatures_of(tx, found->size)};
        return {};
    }));
    if (!last) return refuse(Refused::NotReady, "还没有检查点", {}, "请先运行 youju log checkpoint");
    return *std::move(last);
}

Result<std::string> request_text(County& county, const Last& last, std::int64_t old_size) {
    return county.with_log_tree([&](journal::LogTree& tree) -> Result<std::string> {
        YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
            tree.catch_up(tx);
            return {};
        }));
        if (tree.tree.size() < last.checkpoint.size)
            return refuse(Refused::Conflict, "日志条数少于检查点，日志被回退", {}, "请运行 youju log verify");
        YJ_ASSIGN(const auto request,
                  journal::witness_request(tree.tree, last.checkpoint, last.note, old_size));
        return journal::add_checkpoint_text(request);
    });
}

Result<std::string> keep(County& county, const journal::Policy& policy, std::int64_t size,
                         std::string_view lines) {
    std::vector<journal::VerifierKey> witnesses;
    for (const auto& witness : policy.witnesses) witnesses.push_back(witness.key);
    return journal::keep_cosignatures(county.store(), county.folder() / "log", size, lines, witnesses);
}

/// First without knowing what the witness saw; it says so, then once more from there.
Result<PostAnswer> ask_one(County& county, const Last& last, const std::string& url, const HttpPost& post) {
    YJ_ASSIGN(const auto first, request_text(county, last, 0));
    YJ_ASSIGN(auto answer, post(url, first));
    const auto seen = answer.status == 409 ? parse_id(trimmed(answer.body)) : std::nullopt;
    if (!seen) return answer;
    YJ_ASSIGN(const auto second, request_text(county, last, *seen));
    return post(url, second);
}

WitnessReply reply_of(County& county, const journal::Policy& policy, const journal::PolicyKey& witness,
                      const Last& last, const HttpPost& post) {
    const auto answer = ask_one(county, last, witness.url + "/add-checkpoint", post);
    if (!answer) return {witness.name, false, answer.error().text()};
    if (answer->status != 200)
        return {witness.name, false,
                "拒签（" + std::to_string(answer->status) + "）：" + std::string(trimmed(answer->body))};
    const auto kept = keep(county, policy, last.checkpoint.size, answer->body);
    if (!kept) return {witness.name, false, kept.error().text()};
    return {witness.name, true, "已签"};
}

}  // namespace

Result<std::string> witness_request(County& county, const access::Actor& actor, std::int64_t old_size) {
    YJ_TRY(check_may(actor, Act::LogCheckpoint, {}));
    YJ_ASSIGN(const auto last, last_of(county));
    return request_text(county, last, old_size);
}

Result<std::string> keep_cosignatures(County& county, const access::Actor& actor, std::string_view lines,
                                      std::optional<std::int64_t> size) {
    YJ_TRY(check_may(actor, Act::LogCheckpoint, {}));
    YJ_ASSIGN(const auto policy, policy_of(county));
    YJ_ASSIGN(const auto last, last_of(county));
    return keep(county, policy, size.value_or(last.checkpoint.size), lines);
}

Result<std::vector<WitnessReply>> ask_witnesses(County& county, const access::Actor& actor,
                                                const HttpPost& post) {
    YJ_TRY(check_may(actor, Act::LogCheckpoint, {}));
    YJ_ASSIGN(const auto policy, policy_of(county));
    YJ_ASSIGN(const auto last, last_of(county));
    std::vector<WitnessReply> replies;
    for (const auto& witness : policy.witnesses)
        if (!witness.url.empty()) replies.push_back(reply_of(county, policy, witness, last, post));
    return replies;
}

Result<std::optional<Witnessed>> witnessed(const County& county) {
    const auto policy = policy_of(county);
    if (!policy && policy.error().kind == Refused::NotFound) return std::nullopt;
    if (!policy) return std::unexpected(policy.error());
    const auto last = last_of(county);
    if (!last && last.error().kind == Refused::NotReady) return std::nullopt;
    if (!last) return std::unexpected(last.error());
    auto any = *policy;
    any.quorum = "none";
    YJ_ASSIGN(const auto believed, journal::believe(last->note, any));
    return Witnessed{believed.witnesses, journal::believe(last->note, *policy).has_value()};
}

}  // namespace yj::desk
