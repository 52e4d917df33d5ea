#include "desk/review/finding_queue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "desk/registry/freeze_frame.hpp"
#include "desk/review/cell_population.hpp"
#include "edit/across/cell_review.hpp"
#include "edit/across/peer_sentence.hpp"
#include "review/review_rules.hpp"

namespace yj::desk {

namespace {

namespace across = edit::across;

/// The cell by which the form's published figures grow, as the pack's first table of the form has it.
std::string main_cell(const LoadedPack& pack, const std::string& form) {
    std::string sum;
    for (const auto& table : pack.tables) {
        if (table.forms.empty() || table.forms.front() != form) continue;
        for (const auto& measure : table.measures) {
            if (measure.first < 0) continue;
            const auto& cell = table.cells[static_cast<std::size_t>(measure.first)];
            if (measure.kind == tabulate::MeasureKind::Growth) return cell;
            if (measure.kind == tabulate::MeasureKind::Sum && sum.empty()) sum = cell;
        }
    }
    return sum;
}

Result<instrument::CellAddress> cell_of(const FormInForce& in_force, std::string text) {
    if (text.empty()) text = main_cell(*in_force.pack, in_force.form->code);
    if (text.empty())
        return refuse(Refused::NotFound,
                      "制度里没有以" + in_force.form->code + "表编制的汇总表，不知道按哪个指标排序", {},
                      "请用 --cell 指明单元格，如 01.1");
    const auto cell = in_force.form->cell(text);
    if (!cell || !cell->key.empty())
        return refuse(Refused::NotFound, in_force.form->code + "表没有单元格“" + text + "”", {},
                      "请写成“指标代码.栏”，如 01.1");
    return *cell;
}

/// A failed finding that nothing answers: 核实 findings may be explained, the others may not.
bool open(const edit::Finding& finding, const std::vector<review::Explanation>& said) {
    if (finding.verdict != edit::Verdict::Failed) return false;
    if (finding.severity != edit::Severity::Soft) return true;
    const auto blocks = review::blocks({&finding, 1}, said);
    return !blocks.empty();
}

/// Everything about one queue while it is made.
class QueueMaker {
public:
    QueueMaker(const FormInForce& in_force, const instrument::CellAddress& cell,
               const CellPopulation& population)
        : pack_(*in_force.pack), form_(*in_force.form), cell_(cell), population_(population) {
        for (const auto& it : population.units) {
            traits_.push_back({it.attributes.industry, it.attributes.size, it.attributes.region});
            // A 调整项 is part of the total, but nobody's peer, and nobody can be asked about it.
            const bool peer = it.attributes.kind != registry::UnitKind::Adjustment;
            now_.push_back(peer ? number(it.now) : std::nan(""));
            year_ago_.push_back(peer ? number(it.year_ago) : std::nan(""));
            last_.push_back(peer ? number(it.last) : std::nan(""));
        }
        review_ = across::review_cell(form_.code, form_.address(cell_), traits_, {now_, year_ago_, last_},
                                      run_in_turn);
        for (std::size_t check = 0; check < review_.outcomes.size(); ++check)
            for (const auto& finding : review_.outcomes[check].findings)
                if (finding.verdict == edit::Verdict::Failed) across_[finding.unit].push_back(&finding);
    }

    /// `mine` says of each unit of the population whether the account may review it.
    FindingQueue make(const std::vector<bool>& mine, bool whole) {
        FindingQueue queue;
        queue.cell = form_.address(cell_);
        queue.cell_name = form_.cell_name(cell_);
        queue.measure = std::string(form_.measure_of(cell_.row, cell_.column).name());
        queue.whole = whole;
        tell_growth(queue);
        std::vector<across::Suspect> suspects;
        std::vector<QueuedReport> reports;
        double outside = 0;
        for (std::size_t unit = 0; unit < population_.units.size(); ++unit) {
            if (!mine[unit] || !population_.units[unit].submission) continue;
            ++queue.reports;
            if (!std::isnan(now_[unit]) && unjudged(unit)) ++queue.not_compared;
            auto report = report_of(unit);
            const auto suspect = suspect_of(unit, report);
            if (report.findings.empty()) {
                outside += std::abs(suspect.reported - suspect.expected) * suspect.suspicion;
                continue;
            }
            report.suspicion = suspect.suspicion;
            suspects.push_back(suspect);
            reports.push_back(std::move(report));
        }
        queue.outside_points = outside * published_.points_per_unit();
        for (const auto& place : across::influence_queue(suspects, published_)) {
            auto& report = reports[place.suspect];
            report.effect_points = place.effect_points;
            report.risk_points = place.risk_points;
            report.remaining_points = place.remaining_points;
            queue.places.push_back(std::move(report));
        }
        return queue;
    }

private:
    static double number(const Value& value) {
        return value.present() ? value.amount().approx() : std::nan("");
    }

    [[nodiscard]] bool unjudged(std::size_t unit) const {
        return std::ranges::all_of(review_.outcomes,
                                   [&](const auto& it) { return std::isnan(it.distance[unit]); });
    }

    /// The figures as growth is published: over the units that have both years.
    void tell_growth(FindingQueue& queue) {
        WideAmount current, base;
        for (const auto& it : population_.units) {
            if (!it.now.present() || !it.year_ago.present()) continue;
            current.add(it.now.amount());
            base.add(it.year_ago.amount());
        }
        const int decimals = form_.decimals_of(cell_.row, cell_.column);
        const auto total = current.rounded(decimals, Round::HalfUp);
        const auto before = base.rounded(decimals, Round::HalfUp);
        published_ = {total ? total->approx() : 0, before ? before->approx() : 0};
        queue.of_growth = published_.base > 0;
        if (!queue.whole) return;
        if (total) queue.total = total->text();
        if (const auto growth = growth_pct(current, base, 1, Round::HalfUp)) queue.growth = growth->text();
    }

    QueuedReport report_of(std::size_t unit) {
        const auto& it = population_.units[unit];
        QueuedReport report;
        report.unit = it.unit;
        report.code = it.attributes.code;
        report.name = it.attributes.name;
        report.submission = it.submission;
        report.state = it.state;
        report.reported = it.now.text();
        if (it.year_ago.present()) report.year_ago = it.year_ago.amount().text();
        const auto& expected = review_.expected[unit];
        report.expected_from = expected.from;
        if (expected.from != across::ExpectedFrom::Nothing && std::isfinite(expected.value))
            report.expected =
                fmt::format("{:.{}f}", expected.value, form_.decimals_of(cell_.row, cell_.column));
        add_own_findings(it, report);
        add_across_findings(static_cast<std::uint32_t>(unit), it, report);
        return report;
    }

    void add_own_findings(const UnitInPopulation& it, QueuedReport& report) const {
        const auto address = form_.address(cell_);
        for (const auto& finding : it.findings)
            if (open(finding, it.explanations))
                report.findings.push_back(
                    {finding.rule, finding.rule_hash, finding.severity, finding.sentence,
                     std::ranges::find(finding.cells, address) != finding.cells.end(), false});
    }

    void add_across_findings(std::uint32_t unit, const UnitInPopulation& it, QueuedReport& report) const {
        const auto found = across_.find(unit);
        if (found == across_.end()) return;
        const across::PeerNames names{
            [&](const IndustryCode& code) { return pack_.industry_name(code.text(), population_.period); },
            [&](const RegionCode& code) { return pack_.region_name(code, population_.period); }};
        for (const auto* finding : found->second) {
            const auto& check = review_.checks[finding->check];
            const auto& before = check.test == across::PeerTest::LastRatio ? it.last : it.year_ago;
            const across::PeerWords words{form_.cell_name(cell_), it.now.text(), before.text(),
                                          std::string(form_.measure_of(cell_.row, cell_.column).name())};
            report.findings.push_back(
                {check.id, check.hash(), edit::Severity::Soft,
                 across::bureau_sentence(check, review_.outcomes[finding->check], *finding, words, names),
                 true, true});
        }
    }

    [[nodiscard]] across::Suspect suspect_of(std::size_t unit, const QueuedReport& report) const {
        across::Suspect suspect;
        suspect.unit = report.unit;
        const auto& expected = review_.expected[unit];
        suspect.reported = std::isnan(now_[unit]) ? 0 : now_[unit];
        // A figure that was not reported is missing from the total by what it was expected to be.
        suspect.expected = std::isfinite(expected.value) ? expected.value : suspect.reported;
        suspect.suspicion = review_.suspicion[unit];
        for (const auto& finding : report.findings)
            if (finding.on_the_cell && !finding.across)
                suspect.suspicion =
                    across::joined_suspicion(suspect.suspicion, across::rule_suspicion(finding.severity, {}));
        return suspect;
    }

    const LoadedPack& pack_;
    const instrument::Form& form_;
    const instrument::CellAddress& cell_;
    const CellPopulation& population_;
    std::vector<across::PeerTraits> traits_;
    std::vector<double> now_, year_ago_, last_;
    across::CellReview review_;
    across::Published published_;
    std::map<std::uint32_t, std::vector<const across::PeerFinding*>> across_;
};

}  // namespace

Result<FindingQueue> finding_queue(const County& county, const access::Actor& actor,
                                   const QueueQuestion& question) {
    YJ_ASSIGN(const auto in_force, form_in_force(county, question.form, question.period));
    YJ_ASSIGN(const auto cell, cell_of(in_force, question.cell));
    CellPopulation population;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        YJ_ASSIGN(population, read_cell_population(county, tx, *in_force.form, question.period, cell));
        return {};
    }));
    access::Scope where{in_force.form->profession, question.form, county.settings().region, {}};
    const bool whole = access::may(actor, access::Act::ReportReturn, where);
    std::vector<bool> mine;
    for (const auto& it : population.units) {
        where.region = it.attributes.region;
        where.unit = it.unit;
        mine.push_back(whole || access::may(actor, access::Act::ReportReturn, where));
    }
    if (!whole && std::ranges::find(mine, true) == mine.end())
        return refuse(Refused::Forbidden, "账号“" + actor.name + "”不能查看这张表的先核队列", {},
                      "请使用负责这张表的专业人员账号");
    return QueueMaker(in_force, cell, population).make(mine, whole);
}

}  // namespace yj::desk
