#include "desk/journal/receipt.hpp"

#include "collect/collect_shelf.hpp"
#include "desk/collect/neighbours.hpp"
#include "desk/journal/keep_log.hpp"
#include "desk/review/report_at_hand.hpp"
#include "journal/entry_proof_shelf.hpp"
#include "journal/journal_shelf.hpp"

namespace yj::desk {

namespace {

using access::Act;

constexpr std::size_t kDigitsOfNumber = 8;

/// The report, where the actor may read it. Another's is answered like one that is not there.
Result<collect::Submission> readable(const County& county, store::Tx& tx, const access::Actor& actor,
                                     SubmissionId id) {
    YJ_ASSIGN(auto report, report_at_hand(county, tx, id, kNow));
    if (!access::may(actor, Act::ReportRead, report.where()))
        return refuse(Refused::NotFound, "没有编号为 " + std::to_string(id.value) + " 的报表");
    return std::move(report.submission);
}

Result<Receipt> receipt_from(store::Tx& tx, const collect::Submission& sent) {
    const auto leaf = journal::leaf_at(tx, sent.since);
    if (!leaf) return refuse(Refused::Conflict, "报表的存证记录不在", {}, "请运行 youju log verify");
    const auto hash = journal::leaf_hash(sha256, leaf->bytes);
    const auto over = journal::checkpoint_over(tx, sent.since);
    return Receipt{std::to_string(sent.since.value) + "-" + hash.hex().substr(0, kDigitsOfNumber),
                   sent.id,
                   sent.since,
                   leaf->at,
                   hash,
                   sent.payload_hash,
                   over ? std::optional(over->size) : std::nullopt};
}

Result<std::string> proof_text(County& county, store::Tx& tx, EntryIndex entry,
                               std::span<const journal::RowName> rows) {
    YJ_ASSIGN(const auto proven, journal::open_entry(tx, entry, rows));
    return county.with_log_tree([&](journal::LogTree& tree) -> Result<std::string> {
        tree.catch_up(tx);
        YJ_ASSIGN(const auto proof, journal::prove(tx, tree, proven));
        return journal::proof_file_text(proof);
    });
}

template <class T>
using Question = std::function<Result<T>(store::Tx&)>;

template <class T>
Result<T> on_snapshot(const County& county, T empty, const Question<T>& question) {
    Result<T> answer = std::move(empty);
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        answer = question(tx);
        return {};
    }));
    return answer;
}

}  // namespace

Result<Receipt> receipt_of(County& county, const access::Actor& actor, SubmissionId submission) {
    return on_snapshot<Receipt>(county, {}, [&](store::Tx& tx) -> Result<Receipt> {
        YJ_ASSIGN(const auto sent, readable(county, tx, actor, submission));
        return receipt_from(tx, sent);
    });
}

Result<std::string> prove_submission(County& county, const access::Actor& actor, SubmissionId submission) {
    return on_snapshot<std::string>(county, {}, [&](store::Tx& tx) -> Result<std::string> {
        YJ_ASSIGN(const auto sent, readable(county, tx, actor, submission));
        const journal::RowName row{&record_table("collect_submission"),
                                   {sent.task.value, std::int64_t{sent.sequence}}};
        return proof_text(county, tx, sent.since, std::span(&row, 1));
    });
}

Result<std::string> prove_entry(County& county, const access::Actor& actor, EntryIndex entry) {
    YJ_TRY(check_may(actor, Act::LogRead, {}));
    return on_snapshot<std::string>(county, {},
                                    [&](store::Tx& tx) { return proof_text(county, tx, entry, {}); });
}

}  // namespace yj::desk
