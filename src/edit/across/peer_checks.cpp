#include "edit/across/peer_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/digest.hpp"
#include "base/invariant.hpp"

namespace yj::edit::across {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

std::string_view test_name(PeerTest test) {
    switch (test) {
        case PeerTest::Level: return "水平";
        case PeerTest::YearRatio: return "与上年同期之比";
        case PeerTest::LastRatio: return "与上期之比";
    }
    return {};
}

std::span<const double> reference(const PeerCheck& check, const PeerColumns& columns) {
    return check.test == PeerTest::YearRatio   ? columns.year_ago
           : check.test == PeerTest::LastRatio ? columns.last
                                               : std::span<const double>();
}

/// Why this unit's value cannot be set beside others, before it is known who they are.
NotCompared readiness(const PeerCheck& check, const PeerColumns& columns, std::size_t unit) {
    if (std::isnan(columns.now[unit])) return NotCompared::NoValue;
    if (!(columns.now[unit] > 0)) return NotCompared::NotPositive;
    if (check.test == PeerTest::Level) return NotCompared::Compared;
    const auto before = reference(check, columns);
    return !before.empty() && before[unit] > 0 ? NotCompared::Compared : NotCompared::NoReference;
}

/// One check while it runs.
class Run {
public:
    Run(const PeerIndex& index, const PeerCheck& check, const PeerColumns& columns)
        : index_(index), check_(check), columns_(columns), before_(reference(check, columns)) {}

    /// Who can be compared, and with whom.
    void prepare() {
        const auto size = index_.size();
        invariant(columns_.now.size() == size && (before_.empty() || before_.size() == size),
                  "a column has a value for every unit");
        std::vector<std::uint8_t> comparable(size);
        reason_.resize(size);
        for (std::size_t unit = 0; unit < size; ++unit) {
            reason_[unit] = readiness(check_, columns_, unit);
            comparable[unit] = reason_[unit] == NotCompared::Compared ? 1 : 0;
        }
        outcome.groups = index_.groups(comparable, check_.least_peers);
        outcome.statistics.resize(outcome.groups.groups.size());
        outcome.distance.assign(size, kNone);
        score_.assign(size, kNone);
    }

    /// The statistic of one group, and the scores of the units that are compared in it.
    void score(std::size_t group) {
        const auto& members = outcome.groups.groups[group].members;
        std::vector<double> now(members.size());
        for (std::size_t i = 0; i < members.size(); ++i) now[i] = columns_.now[members[i]];
        if (check_.test == PeerTest::Level)
            score_levels(group, members, now);
        else
            score_ratios(group, members, now);
    }

    void report(std::uint32_t check) {
        for (std::size_t unit = 0; unit < index_.size(); ++unit) {
            if (reason_[unit] == NotCompared::NoValue) continue;
            const auto group = outcome.groups.group_of[unit];
            PeerFinding finding;
            finding.unit = static_cast<std::uint32_t>(unit);
            finding.check = check;
            finding.group = group;
            if (reason_[unit] == NotCompared::Compared && group != PeerGroups::kNobody) {
                ++outcome.compared;
                if (outcome.statistics[static_cast<std::size_t>(group)].fences.hold(score_[unit])) continue;
                fill(finding);
            } else {
                finding.verdict = Verdict::Undecided;
                finding.reason =
                    reason_[unit] == NotCompared::Compared ? NotCompared::TooFewPeers : reason_[unit];
            }
            outcome.findings.push_back(finding);
        }
    }

    CheckOutcome outcome;

private:
    [[nodiscard]] bool own(std::uint32_t unit, std::size_t group) const {
        return outcome.groups.group_of[unit] == static_cast<std::int32_t>(group);
    }

    void keep(std::size_t group, std::uint32_t unit, double score) {
        if (!own(unit, group)) return;
        const auto& is = outcome.statistics[group];
        const double reach = score < is.centre ? is.centre - is.fences.lower : is.fences.upper - is.centre;
        const double away = std::abs(score - is.centre);
        score_[unit] = score;
        // Where a side of the group has no spread, the smallest step away lies beyond every fence.
        outcome.distance[unit] = away == 0 ? 0 : away / reach;
    }

    void score_levels(std::size_t group, const std::vector<std::uint32_t>& members,
                      std::vector<double>& now) {
        for (double& value : now) value = std::log(value);
        auto work = now;
        auto& is = outcome.statistics[group];
        is.fences = boxplot_fences(work, Boxplot::Adjusted, check_.reach);
        is.centre = median(work);
        is.typical = std::exp(is.centre);
        for (std::size_t i = 0; i < members.size(); ++i) keep(group, members[i], now[i]);
    }

    void score_ratios(std::size_t group, const std::vector<std::uint32_t>& members,
                      const std::vector<double>& now) {
        std::vector<double> before(members.size());
        for (std::size_t i = 0; i < members.size(); ++i) before[i] = before_[members[i]];
        const auto found = ratio_outliers(before, now, check_.ratio);
        outcome.statistics[group] = {found.median_ratio, found.score_quartiles.median, found.fences};
        for (std::size_t i = 0; i < members.size(); ++i) keep(group, members[i], found.score[i]);
    }

    /// The finding's numbers, the fences put back on the scale of the value.
    void fill(PeerFinding& finding) const {
        const auto group = static_cast<std::size_t>(finding.group);
        const auto& is = outcome.statistics[group];
        finding.score = score_[finding.unit];
        finding.typical = is.typical;
        finding.peers = outcome.groups.groups[group].members.size() - 1;
        const double now = columns_.now[finding.unit];
        if (check_.test == PeerTest::Level) {
            finding.value = now;
            finding.usual = {std::exp(is.fences.lower), std::exp(is.fences.upper)};
            return;
        }
        const double before = before_[finding.unit];
        const double size = std::pow(std::max(before, now), check_.ratio.size_power);
        const auto as_ratio = [&](double score) {
            const double away = score / size;
            return away < 0 ? is.typical / (1 - away) : is.typical * (1 + away);
        };
        finding.value = now / before;
        finding.usual = {as_ratio(is.fences.lower), as_ratio(is.fences.upper)};
    }

    const PeerIndex& index_;
    const PeerCheck& check_;
    const PeerColumns& columns_;
    std::span<const double> before_;
    std::vector<NotCompared> reason_;
    std::vector<double> score_;
};

}  // namespace

std::string PeerCheck::text() const {
    const auto how = test == PeerTest::Level
                         ? fmt::format("调整箱线图 对数 {}倍", reach)
                         : fmt::format("Hidiroglou–Berthelot U={} A={} C={}", ratio.size_power,
                                       ratio.least_spread, ratio.fence_distance);
    return fmt::format("规则 {} 核实 横向 {} {} {} 同组至少{}户", id, cell, test_name(test), how,
                       least_peers);
}

std::string PeerCheck::hash() const { return sha256(text()).hex().substr(0, 16); }

std::vector<PeerCheck> usual_checks(const std::string& form, std::span<const std::string> cells) {
    std::vector<PeerCheck> checks;
    for (const auto& cell : cells)
        for (const auto test : {PeerTest::YearRatio, PeerTest::LastRatio, PeerTest::Level}) {
            PeerCheck check;
            check.id = form + "/A" + std::to_string(checks.size() + 1);
            check.test = test;
            check.cell = cell;
            checks.push_back(std::move(check));
        }
    return checks;
}

std::vector<CheckOutcome> across_checks(const PeerIndex& index, std::span<const PeerCheck> checks,
                                        std::span<const PeerColumns> columns, const Executor& run) {
    invariant(checks.size() == columns.size(), "every check has its columns");
    std::vector<Run> runs;
    runs.reserve(checks.size());
    for (std::size_t at = 0; at < checks.size(); ++at) runs.emplace_back(index, checks[at], columns[at]);
    run(runs.size(), [&](std::size_t at) { runs[at].prepare(); });
    struct Job {
        std::size_t check, group;
    };
    std::vector<Job> jobs;
    for (std::size_t at = 0; at < runs.size(); ++at)
        for (std::size_t group = 0; group < runs[at].outcome.groups.groups.size(); ++group)
            jobs.push_back({at, group});
    run(jobs.size(), [&](std::size_t at) { runs[jobs[at].check].score(jobs[at].group); });
    run(runs.size(), [&](std::size_t at) { runs[at].report(static_cast<std::uint32_t>(at)); });
    std::vector<CheckOutcome> outcomes;
    outcomes.reserve(runs.size());
    for (auto& it : runs) outcomes.push_back(std::move(it.outcome));
    return outcomes;
}

}  // namespace yj::edit::across
