#include "desk/review/form_population.hpp"

#include "collect/collect_shelf.hpp"
#include "edit/check_peers.hpp"
#include "edit/check_population.hpp"
#include "registry/frame_shelf.hpp"

namespace yj::desk {

FormPopulation::FormPopulation(const County& county, const FormInForce& in_force, const edit::RuleSet& rules,
                               Period period)
    : county_(county),
      rules_(rules),
      form_(*in_force.form),
      period_(period),
      neighbours_(county, *in_force.pack, rules, form_, period) {}

Done FormPopulation::read(store::Tx& tx) {
    registry::each_in_frame(tx, form_.code, period_, kNow, [&](const registry::UnitVersion& version) {
        units_[version.unit] = version.attributes;
    });
    Done read;
    collect::each_latest(tx, form_.code, period_, kNow, [&](const collect::LatestReport& it) {
        const auto* made_under = form_by_hash(county_, it.submission.form_hash);
        if (!read || made_under == nullptr || made_under->hash != form_.hash) return;
        auto sheet = instrument::CellSheet::unpack(*made_under, it.submission.payload);
        if (!sheet) return void(read = std::unexpected(sheet.error()));
        senders_.push_back({it.task.unit, it.submission.id});
        sheets_.push_back(std::move(*sheet));
    });
    YJ_TRY(std::move(read));
    contexts_.reserve(sheets_.size());
    for (std::size_t at = 0; at < sheets_.size(); ++at)
        contexts_.push_back(neighbours_.context(tx, senders_[at].unit, sheets_[at], attributes(at)));
    return tx.state();
}

const registry::UnitAttributes& FormPopulation::attributes(std::size_t at) const {
    static const registry::UnitAttributes kNone;
    const auto found = units_.find(senders_[at].unit);
    return found == units_.end() ? kNone : found->second;
}

std::vector<std::vector<edit::Finding>> FormPopulation::check(const Executor& run) const {
    const auto columns = edit::Columns::of(rules_, form_, period_, contexts_, run);
    const auto hits = edit::check_population(rules_, columns, run);
    std::vector<std::vector<edit::Finding>> all(contexts_.size());
    edit::each_findings(rules_, columns, hits, run, [&](std::size_t at, std::vector<edit::Finding> findings) {
        all[at] = std::move(findings);
    });
    auto of_peers = edit::check_peers(rules_, contexts_, run);
    for (std::size_t at = 0; at < of_peers.size(); ++at)
        for (auto& finding : of_peers[at]) all[at].push_back(std::move(finding));
    return all;
}

}  // namespace yj::desk
