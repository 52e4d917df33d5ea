// SampleWorld: two forms, a few units, one year and the year before, reported, accepted, published and
// logged, for the tests and benches of this room only.
#pragma once
#include <vector>

#include "base/invariant.hpp"
#include "collect/collect_shelf.hpp"
#include "facts/facts_shelf.hpp"
#include "journal/journal_shelf.hpp"
#include "journal/tile_shelf.hpp"
#include "publish/release_shelf.hpp"
#include "registry/registry_shelf.hpp"
#include "series/gather_contributors_shelf.hpp"
#include "store/store.hpp"
#include "tabulate/table_fixture.hpp"
#include "trace/trace_shelf.hpp"

namespace yj::trace {

inline const Period kOctober = Period::month(2026, 10);
inline const Period kLastOctober = Period::month(2025, 10);

/// Every act is one entry with its rows sealed, as desk does it.
class SampleWorld {
public:
    explicit SampleWorld(store::Store& store) : store_(store) {
        for (const char* code : {"T", "U"}) {
            auto form = tabulate::small_form();
            form.code = code;
            form.hash = sha256(form.code).hex();
            forms_.push_back(std::move(form));
        }
        for (const auto& form : forms_) tables_.push_back(table_over(form.code));
    }

    template <class Fn>
    EntryIndex act(std::string_view word, std::string subject, Fn fn) {
        EntryIndex since;
        const auto done = store_.write([&](store::Tx& tx) {
            since = journal::next_index(tx);
            fn(tx, since);
            const journal::Salt salt{7};
            const auto payload = journal::seal_payload(tx.take_sealed());
            const Instant at{1'795'000'000'000'000 + since.value * 60'000'000};
            journal::append(
                tx, {since, std::string(word), AccountId{5}, at, subject, journal::commitment(salt, payload)},
                "", "", salt, payload);
            return tx.state();
        });
        invariant(done.has_value(), "a sample act is done");
        last_ = since;
        return since;
    }

    EntryIndex add_unit(std::int64_t id, const std::string& name, std::string_view region) {
        return act("unit.import", "unit/" + std::to_string(id),
                   [&](store::Tx& tx, EntryIndex since) { put_unit(tx, id, name, region, since); });
    }
    static void put_unit(store::Tx& tx, std::int64_t id, const std::string& name, std::string_view region,
                         EntryIndex since) {
        registry::UnitVersion version;
        version.unit = StatUnitId{id};
        version.valid_from = kLastOctober;
        version.attributes.code = "code" + std::to_string(id);
        version.attributes.name = name;
        version.attributes.region = *RegionCode::parse(region);
        version.attributes.industry = *IndustryCode::parse("C1310");
        version.since = since;
        registry::add_unit(tx, version.unit, since);
        registry::add_version(tx, version);
    }

    /// Sends 累计 (01.2) of a form, and accepts it.
    SubmissionId report(std::int64_t unit, Period period, std::string_view ytd, std::size_t form = 0) {
        SubmissionId id;
        act("report.import", "submission",
            [&](store::Tx& tx, EntryIndex since) { id = put_report(tx, unit, period, ytd, form, since); });
        act("report.accept", "submission/" + std::to_string(id.value),
            [&](store::Tx& tx, EntryIndex since) { accept(tx, id, unit, period, form, since); });
        return id;
    }
    SubmissionId put_report(store::Tx& tx, std::int64_t unit, Period period, std::string_view ytd,
                            std::size_t form, EntryIndex since) {
        const TaskId task{unit * 1000 + (period.year() - 2020) * 10 + static_cast<std::int64_t>(form)};
        collect::open_task(tx, {task, StatUnitId{unit}, forms_[form].code, period, Instant{1}, since});
        collect::Submission sent;
        sent.task = task;
        sent.sequence = collect::next_sequence(tx, task);
        sent.id = SubmissionId{task.value * 10 + sent.sequence};
        sent.channel = collect::Channel::Web;
        sent.account = AccountId{5};
        sent.received_at = Instant{1'795'000'000'000'000};
        sent.form_hash = forms_[form].hash;
        sent.payload = payload(ytd, form);
        sent.payload_hash = sha256(sent.payload);
        sent.since = since;
        collect::put_submission(tx, sent);
        return sent.id;
    }
    void accept(store::Tx& tx, SubmissionId id, std::int64_t unit, Period period, std::size_t form,
                EntryIndex since) {
        facts::put_sheet(tx, {forms_[form].code, period, StatUnitId{unit}, since, id, since});
    }
    [[nodiscard]] std::string payload(std::string_view ytd, std::size_t form = 0) const {
        instrument::CellSheet sheet(forms_[form]);
        sheet.set(*forms_[form].cell("01.2"), *Amount::parse(ytd));
        return sheet.pack();
    }

    /// Freezes every figure of the table as of now.
    EntryIndex release(std::size_t table = 0) {
        return act("product.release", "release", [&](store::Tx& tx, EntryIndex since) {
            const auto& def = tables_[table];
            series::FactCache cache(tx, EntryIndex{since.value - 1}, definitions().form);
            const auto gathered = series::gather_contributors(cache, def, kOctober);
            invariant(gathered.has_value(), "the sample's facts are whole");
            publish::ReleaseContent content;
            content.tables.push_back({def.code, def.hash, def.forms.front(), kOctober});
            const auto made = tabulate::tabulate(def, gathered->contributors);
            for (const auto& one : made.figures())
                content.figures.push_back({publish::figure_id(def.hash, one.address, kOctober, since), since,
                                           def.code, def.hash, one.address, kOctober, one.printed, one.status,
                                           one.exact, one.denominator, one.contributors});
            publish::Release about{since,
                                   "monthly",
                                   kOctober,
                                   EntryIndex{since.value - 1},
                                   "示例县统计月报",
                                   "p",
                                   sha256("docx"),
                                   sha256("xlsx"),
                                   AccountId{5},
                                   Instant{1'795'000'000'000'000},
                                   std::string(tabulate::kEngineVersion)};
            publish::put_release(tx, about, content);
        });
    }
    [[nodiscard]] FigureId figure(std::string_view cell, EntryIndex release, std::size_t table = 0) const {
        return publish::figure_id(tables_[table].hash, cell, kOctober, release);
    }

    [[nodiscard]] Definitions definitions() const {
        Definitions defs;
        defs.form = [this](std::string_view hash) -> const instrument::Form* {
            for (const auto& form : forms_)
                if (form.hash == hash) return &form;
            return nullptr;
        };
        defs.table = [this](std::string_view code, std::string_view hash,
                            Period) -> const tabulate::TableDef* {
            for (const auto& table : tables_)
                if (table.code == code && (hash.empty() || table.hash == hash)) return &table;
            return nullptr;
        };
        defs.account_name = [](AccountId) { return std::string("统计员甲"); };
        return defs;
    }
    /// With proofs against a checkpoint of the whole log as it stands. `tree` must outlive the definitions.
    [[nodiscard]] Definitions proven(journal::LogTree& tree) const {
        invariant(store_.read([&](store::Tx& tx) { return tree.catch_up(tx), tx.state(); }).has_value(),
                  "the log reads");
        auto defs = definitions();
        const auto size = tree.tree.size();
        const Digest root = journal::root_of(sha256, tree.tree.nodes(), size);
        defs.proof = [&tree, size, root](EntryIndex index) -> std::optional<LogProof> {
            if (index.value >= size) return std::nullopt;
            return prove(tree.tree, index, size, root);
        };
        return defs;
    }
    [[nodiscard]] EntryIndex last() const { return last_; }

private:
    [[nodiscard]] tabulate::TableDef table_over(const std::string& form) const {
        const std::string text = "code = \"" + form + "-01\"\ntitle = \"产值\"\nform = \"" + form + "\"\n" +
                                 R"T(dims = [ { by = "region", levels = ["county", "township"] } ]
measures = [
  { id = "ytd", title = "累计", cell = "01.2", measure = "万元", decimals = 1 },
  { id = "g", title = "增长(%)", growth = { current = "01.2", base = "01.4" }, decimals = 1 },
  { id = "n", title = "户数", count = true },
]
suppress = { min = 3, counts_open = false }
)T";
        auto def = tabulate::parse_table_def("tables/" + form + ".toml", text, forms_);
        invariant(def.has_value(), "the sample's table is well formed");
        return *std::move(def);
    }

    store::Store& store_;
    std::vector<instrument::Form> forms_;
    std::vector<tabulate::TableDef> tables_;
    EntryIndex last_;
};

}  // namespace yj::trace
