#include "desk/journal/keep_log.hpp"

#include "access/tables_shelf.hpp"
#include "base/invariant.hpp"
#include "collect/collect_shelf.hpp"
#include "collect/tables_shelf.hpp"
#include "desk/collect/neighbours.hpp"
#include "edit/tables_shelf.hpp"
#include "evidence/tables_shelf.hpp"
#include "evidence/vault_shelf.hpp"
#include "facts/tables_shelf.hpp"
#include "instrument/tables_shelf.hpp"
#include "journal/checkpoint_shelf.hpp"
#include "journal/journal_shelf.hpp"
#include "journal/opening.hpp"
#include "journal/sealed_rows_shelf.hpp"
#include "journal/signer_socket_shelf.hpp"
#include "journal/verify_shelf.hpp"
#include "publish/release_shelf.hpp"
#include "publish/tables_shelf.hpp"
#include "registry/registry_shelf.hpp"
#include "registry/tables_shelf.hpp"
#include "review/tables_shelf.hpp"

namespace yj::desk {

namespace fs = std::filesystem;

std::vector<const store::Table*> tables_of_record() {
    std::vector<const store::Table*> all;
    const auto take = [&](const std::vector<const store::Table*>& tables) {
        all.insert(all.end(), tables.begin(), tables.end());
    };
    take(access::access_tables());
    take(instrument::instrument_tables());
    take(registry::registry_tables());
    take(collect::collect_tables());
    take(evidence::evidence_tables());
    take(edit::edit_tables());
    take(review::review_tables());
    take(facts::facts_tables());
    take(publish::publish_tables());
    return all;
}

const store::Table& record_table(std::string_view name) {
    for (const auto* table : tables_of_record())
        if (table->name == name) return *table;
    broken("a table of record is asked for by its name");
}

Result<journal::StoredCheckpoint> make_checkpoint(County& county, const access::Actor& actor) {
    YJ_TRY(run_act(county, {actor, access::Act::LogCheckpoint, {}, {}},
                   [&](ActScope& scope) -> Result<std::string> {
                       scope.about("checkpoint");
                       return std::string();
                   }));
    const auto folder = county.folder() / "log";
    std::vector<journal::SigningKey> keys;
    const auto& signer = county.settings().log_signer;
    if (signer.empty()) {
        YJ_ASSIGN(keys, journal::load_keys(folder));
    }
    const auto sign = signer.empty() ? journal::sign_with(keys) : journal::sign_at_socket(signer);
    YJ_ASSIGN(const auto verifiers, journal::load_public_keys(folder / journal::kPublicKeyFile));
    return county.with_log_tree([&](journal::LogTree& tree) {
        return journal::make_checkpoint(county.store(), tree, sign, verifiers, folder, county.clock().now());
    });
}

Result<std::optional<journal::StoredCheckpoint>> last_checkpoint(const County& county) {
    std::optional<journal::StoredCheckpoint> last;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        last = journal::latest_checkpoint(tx);
        return {};
    }));
    return last;
}

namespace {

/// Vouchers and released documents lie in files; their rows know what was in them.
void look_at_files(const County& county, store::Tx& tx, journal::LogReport& report) {
    const evidence::Vault vault(county.folder() / "vault");
    const auto damaged = [&](EntryIndex since, const std::string& name) {
        report.problems.push_back({journal::ProblemKind::FileDamaged, since, {}, name});
    };
    constexpr std::size_t kHashColumn = 2;
    journal::each_row_bytes(
        tx, record_table("evidence_voucher"), [&](EntryIndex since, const std::string& bytes) {
            const auto row = journal::parse_row(bytes);
            const auto hash = Digest::from_hex(row ? row->text(kHashColumn) : std::string());
            if (!hash || !vault.get(*hash)) damaged(since, hash ? hash->hex() : std::string("？"));
        });
    for (const auto& release : publish::all_releases(tx, kNow))
        for (const auto& [digest, extension] :
             {std::pair(release.docx, "docx"), std::pair(release.xlsx, "xlsx")})
            if (!publish::read_document(county.folder(), digest, extension))
                damaged(release.since, publish::document_path(county.folder(), digest, extension).filename());
}

}  // namespace

Result<journal::LogReport> verify_log(const County& county, const access::Actor& actor,
                                      const std::vector<std::string>& outside) {
    YJ_TRY(check_may(actor, access::Act::LogVerify, {}));
    const auto folder = county.folder() / "log";
    YJ_ASSIGN(const auto keys, journal::load_public_keys(folder / journal::kPublicKeyFile));
    const auto tables = tables_of_record();
    Result<journal::LogReport> report = journal::LogReport{};
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        report = journal::verify_log(tx, {tables, keys, folder, outside});
        if (report) look_at_files(county, tx, *report);
        return {};
    }));
    return report;
}

namespace {

/// "示例县…有限公司（9199…）的 B204-1 2026年10月报表第1版"
std::string submission_words(const County& county, store::Tx& tx, SubmissionId id) {
    const auto submission = collect::submission_by_id(tx, id, kNow);
    const auto task = submission ? collect::task_by_id(tx, submission->task, kNow) : std::nullopt;
    if (!task) return "";
    const auto unit = registry::version_in_force(tx, task->unit, task->period, kNow);
    const auto* pack = county.pack_of(task->form, task->period);
    const auto* form = pack == nullptr ? nullptr : pack->form(task->form);
    return (unit ? unit->attributes.name + "（" + unit->attributes.code + "）" : std::string("某单位")) +
           "的 " + task->form + (form == nullptr ? "" : " " + form->name) + " " + task->period.name() +
           "报表第" + std::to_string(submission->sequence) + "版";
}

std::string figure_words(store::Tx& tx, std::int64_t id) {
    const auto figure = publish::figure_by_id(tx, FigureId{id});
    if (!figure) return "";
    return "发布的数 " + figure->table + " " + figure->cell + "（" + figure->period.name() + "，公布为“" +
           figure->printed + "”）";
}

}  // namespace

std::string problem_in_words(const County& county, const journal::Problem& problem) {
    auto sentence = journal::problem_sentence(problem);
    const auto slash = problem.key.find('/');
    const auto id = parse_id(problem.key.substr(0, slash));
    if (!id) return sentence;
    std::string about;
    const auto read = county.store().read([&](store::Tx& tx) -> Done {
        if (problem.table == "collect_submission" && slash != std::string::npos)
            for (const auto& sending : collect::submissions_of(tx, TaskId{*id}, kNow))
                if (std::to_string(sending.sequence) == problem.key.substr(slash + 1))
                    about = submission_words(county, tx, sending.id);
        if (problem.table == "edit_check" || problem.table == "review_acceptance" ||
            problem.table == "review_return")
            about = submission_words(county, tx, SubmissionId{*id});
        if (problem.table == "publish_figure") about = figure_words(tx, *id);
        return {};
    });
    return read && !about.empty() ? sentence + "：" + about : sentence;
}

}  // namespace yj::desk
