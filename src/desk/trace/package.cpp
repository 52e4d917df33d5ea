#include "desk/trace/package.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "collect/collect_shelf.hpp"
#include "desk/journal/keep_log.hpp"
#include "desk/trace/trace_rights.hpp"
#include "edit/edit_shelf.hpp"
#include "evidence/evidence_shelf.hpp"
#include "facts/base_shelf.hpp"
#include "facts/facts_shelf.hpp"
#include "journal/entry_proof_shelf.hpp"
#include "journal/journal_shelf.hpp"
#include "journal/key_shelf.hpp"
#include "journal/package.hpp"
#include "publish/release_shelf.hpp"
#include "registry/registry_shelf.hpp"
#include "review/review_shelf.hpp"
#include "series/gather_contributors_shelf.hpp"
#include "tabulate/lineage.hpp"

namespace yj::desk {

namespace {

using journal::RowName;

constexpr std::size_t kLargestKeys = 10'000;

/// Whose papers go in beside the numbers.
enum class Papers { With, Without };

class PackageMaker {
public:
    PackageMaker(County& county, store::Tx& tx, const access::Actor& actor, Papers papers)
        : county_(county),
          tx_(tx),
          defs_(definitions_of(county, tx)),
          rights_(rights_of(county, actor)),
          papers_(papers) {}

    Done add(const publish::ReleasedFigure& figure) {
        about_.figures.push_back(figure.id.value);
        want(figure.since, "publish_figure", {figure.id.value});
        if (!release_ || release_->since != figure.since) {
            release_ = publish::release_at(tx_, figure.since);
            if (!release_)
                return refuse(Refused::Conflict, "这个数没有它的发布记录", {}, "请运行 youju log verify");
            want(figure.since, "publish_release", {figure.since.value});
        }
        const auto* def = defs_.table(figure.table, figure.table_hash, figure.period);
        if (def == nullptr) return refuse(Refused::NotReady, "发布时的汇总表定义没有安装", figure.table);
        add_table(*def);
        return add_contributors(*def, figure);
    }

    Result<std::string> finish() {
        std::vector<journal::PackagedEntry> entries;
        std::string note;
        YJ_TRY(county_.with_log_tree([&](journal::LogTree& tree) -> Done {
            tree.catch_up(tx_);
            for (const auto& [entry, rows] : wanted_) {
                const std::vector<RowName> names(rows.begin(), rows.end());
                YJ_ASSIGN(auto proven, journal::open_entry(tx_, entry, names));
                YJ_ASSIGN(auto proof, journal::prove(tx_, tree, proven));
                note = std::move(proof.checkpoint);
                entries.push_back({std::move(proven), entry.value, std::move(proof.path)});
            }
            return {};
        }));
        YJ_ASSIGN(const auto keys,
                  store::read_whole(county_.folder() / "log" / journal::kPublicKeyFile, kLargestKeys));
        std::vector<journal::PackagePart> parts{
            {std::string(journal::kPartAbout), journal::about_text(about_)},
            {std::string(journal::kPartCheckpoint), note},
            {std::string(journal::kPartKeys), keys}};
        for (const auto& [name, text] : texts_) parts.push_back({name, text});
        parts.push_back({std::string(journal::kPartEntries), journal::entries_bytes(entries)});
        return journal::package_text(parts);
    }

    [[nodiscard]] bool withholds() const { return about_.withheld != 0; }

private:
    struct ByKey {
        bool operator()(const RowName& left, const RowName& right) const {
            return std::pair(left.table->name, left.key) < std::pair(right.table->name, right.key);
        }
    };

    void want(EntryIndex entry, std::string_view table,
              std::vector<std::variant<std::int64_t, std::string>> key) {
        wanted_[entry].insert({&record_table(table), std::move(key)});
    }

    /// A table that follows a finer one in its suppression is known by both texts together.
    void add_table(const tabulate::TableDef& def) {
        if (def.pattern.empty()) return add_text("tables", def.hash);
        const auto& finer = def.pattern.front().hash;
        add_text("tables", finer);
        for (const auto* pack : county_.packs())
            for (const auto* file : pack->pack.texts("tables"))
                if (const auto own = sha256(file->bytes).hex(); sha256(own + finer).hex() == def.hash)
                    add_text("tables", own);
    }

    /// The text of a form or table, by its hash, from whichever pack has it.
    void add_text(const std::string& folder, const std::string& hash) {
        const auto name = folder + "/" + hash + ".toml";
        if (texts_.contains(name)) return;
        for (const auto* pack : county_.packs())
            for (const auto* file : pack->pack.texts(folder))
                if (sha256(file->bytes).hex() == hash) texts_[name] = file->bytes;
    }

    /// The contributors of a table, gathered once however many of its figures are asked for.
    Result<const series::Gathered*> gathered(const tabulate::TableDef& def, Period period) {
        const std::pair key(def.hash, period);
        if (const auto known = gathered_.find(key); known != gathered_.end()) return &known->second;
        if (!cache_ || cache_->as_of() != release_->as_of) cache_.emplace(tx_, release_->as_of, defs_.form);
        YJ_ASSIGN(auto fresh, series::gather_contributors(*cache_, def, period));
        return &gathered_.emplace(key, std::move(fresh)).first->second;
    }

    Done add_contributors(const tabulate::TableDef& def, const publish::ReleasedFigure& figure) {
        YJ_ASSIGN(const auto* all, gathered(def, figure.period));
        YJ_ASSIGN(const auto places, tabulate::contributors_of(def, figure.cell, all->contributors));
        const auto& units = all->contributors;
        const bool sees_all = std::ranges::all_of(places, [&](std::size_t at) {
            return std::ranges::all_of(def.forms, [&](const std::string& form) {
                return rights_.sees(units.unit(at), form, units.region(at));
            });
        });
        if (!sees_all) {
            const bool open = figure.status != tabulate::FigureStatus::Withheld || def.suppress.counts_open;
            about_.withheld = open ? static_cast<std::int64_t>(places.size()) : -1;
            return {};
        }
        const auto& measure = def.measures[static_cast<std::size_t>(
            def.measure_at(figure.cell.substr(figure.cell.rfind(':') + 1)))];
        for (const auto at : places) YJ_TRY(add_unit(def, measure, units.at(at), figure.period));
        return {};
    }

    Done add_unit(const tabulate::TableDef& def, const tabulate::TableMeasure& measure,
                  const tabulate::Contributor& unit, Period period) {
        // One report stands under many figures of a release; what it needs differs by measure only.
        if (!added_.insert({unit.submission, def.hash, measure.id}).second) return {};
        const auto sent = collect::submission_by_id(tx_, unit.submission, release_->as_of);
        const auto task = sent ? collect::task_by_id(tx_, sent->task, release_->as_of) : std::nullopt;
        const auto version = registry::version_in_force(tx_, unit.unit, period, release_->as_of);
        if (!task || !version)
            return refuse(Refused::Conflict, "一份报表的任务或名录不在", {}, "请运行 youju log verify");
        want(version->since, "registry_version", {version->unit.value, version->since.value});
        add_report(*sent, *task, unit.since);
        if (measure.kind == tabulate::MeasureKind::Growth)
            add_base(def.cells[static_cast<std::size_t>(measure.first)], *task, period);
        if (papers_ == Papers::With) add_papers(def, measure, *sent, *task);
        return {};
    }

    void add_report(const collect::Submission& sent, const collect::Task& task, EntryIndex fact) {
        want(fact, "facts_sheet", {task.form, task.period.code(), task.unit.value, fact.value});
        want(sent.since, "collect_submission", {sent.task.value, std::int64_t{sent.sequence}});
        want(task.since, "collect_task", {task.form, task.period.code(), task.unit.value});
        add_text("forms", sent.form_hash);
    }

    /// 可比口径上年数, and last year's report where it is the base.
    void add_base(const std::string& cell, const collect::Task& task, Period period) {
        for (const auto& base : facts::bases_of_unit(tx_, task.form, period, task.unit, release_->as_of))
            if (base.cell == cell)
                want(base.since, "facts_base",
                     {base.unit.value, base.form, base.period.code(), base.cell, base.since.value});
        const auto last =
            facts::fact_payload(tx_, task.form, period.year_earlier(), task.unit, release_->as_of);
        if (!last) return;
        const auto sent = collect::submission_by_id(tx_, last->submission, release_->as_of);
        const auto before = sent ? collect::task_by_id(tx_, sent->task, release_->as_of) : std::nullopt;
        if (before) add_report(*sent, *before, last->since);
    }

    /// The check of the report, what was said to it, and the vouchers of the cells that the figure reads.
    void add_papers(const tabulate::TableDef& def, const tabulate::TableMeasure& measure,
                    const collect::Submission& sent, const collect::Task& task) {
        if (const auto check = edit::latest_check(tx_, sent.id, release_->as_of))
            want(check->since, "edit_check", {sent.id.value, check->since.value});
        for (const auto& words : review::explanations_of(tx_, sent.id, release_->as_of))
            want(words.since, "review_explanation", {words.id.value});
        for (const int column : {measure.first, measure.second}) {
            if (column < 0) continue;
            const evidence::CellPlace place{task.unit, task.form, task.period,
                                            def.cells[static_cast<std::size_t>(column)]};
            for (const auto& [voucher, link] : evidence::vouchers_of_cell(tx_, place, release_->as_of)) {
                want(voucher.since, "evidence_voucher", {voucher.id.value});
                want(link.since, "evidence_link",
                     {voucher.id.value, place.unit.value, place.form, place.period.code(), place.cell,
                      link.since.value});
            }
        }
    }

    County& county_;
    store::Tx& tx_;
    trace::Definitions defs_;
    trace::Rights rights_;
    Papers papers_;
    std::optional<publish::Release> release_;
    journal::PackageAbout about_;
    std::map<EntryIndex, std::set<RowName, ByKey>> wanted_;
    std::map<std::string, std::string> texts_;
    std::optional<series::FactCache> cache_;
    std::map<std::pair<std::string, Period>, series::Gathered> gathered_;
    std::set<std::tuple<SubmissionId, std::string, std::string>> added_;
};

using Filling = std::function<Result<std::string>(store::Tx&)>;

Result<std::string> on_snapshot(County& county, const access::Actor& actor, const Filling& fill) {
    Result<std::string> text = std::string();
    YJ_TRY(
        ask(county, actor, access::Act::FigureTrace, everywhere(county, actor), [&](store::Tx& tx) -> Done {
            text = fill(tx);
            return {};
        }));
    return text;
}

}  // namespace

Result<std::string> figure_package(County& county, const access::Actor& actor, FigureId figure) {
    return on_snapshot(county, actor, [&](store::Tx& tx) -> Result<std::string> {
        const auto found = publish::figure_by_id(tx, figure);
        if (!found)
            return refuse(Refused::NotFound, "没有编号为 " + std::to_string(figure.value) + " 的发布的数", {},
                          "请用 youju product figures 查看");
        PackageMaker maker(county, tx, actor, Papers::With);
        YJ_TRY(maker.add(*found));
        return maker.finish();
    });
}

Result<std::string> release_package(County& county, const access::Actor& actor, EntryIndex release) {
    return on_snapshot(county, actor, [&](store::Tx& tx) -> Result<std::string> {
        const auto figures = publish::figures_of(tx, release);
        if (figures.empty())
            return refuse(Refused::NotFound, "没有编号为 " + std::to_string(release.value) + " 的发布", {},
                          "请用 youju product list 查看");
        PackageMaker maker(county, tx, actor, Papers::Without);
        for (const auto& figure : figures) {
            YJ_TRY(maker.add(figure));
            if (maker.withholds())
                return refuse(Refused::Forbidden, "整份发布的证据包含全部报表，须有全县报表的阅读权");
        }
        return maker.finish();
    });
}

}  // namespace yj::desk
