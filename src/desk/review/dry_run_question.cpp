#include "desk/review/dry_run_question.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "collect/collect_shelf.hpp"
#include "desk/edit/check_rules.hpp"
#include "desk/review/form_population.hpp"

namespace yj::desk {

using edit::Verdict;

namespace {

Result<edit::RuleSet> compile(const instrument::Pack& pack, const RuleFile& file) {
    auto set = edit::compile_rules(pack.forms(), texts_with(pack, file));
    if (set) return std::move(*set);
    return refuse(Refused::Malformed, set.error().front().text(), {},
                  "共有 " + std::to_string(set.error().size()) + " 处，请运行 youju rule check 查看全部");
}

/// Counts what the rules of the file say in one period.
class PeriodRun {
public:
    PeriodRun(const DryRunWanted& wanted, const edit::RuleSet& rules, Period period)
        : wanted_(wanted), period_(period) {
        for (const auto& rule : rules.rules()) {
            if (rule.form != wanted.form || rule.file != "rules/" + wanted.file.name) continue;
            if (!rule.in_force(period)) continue;
            places_[rule.id] = rows_.size();
            rows_.push_back({period, rule.id, rule.severity, 0, 0, 0, 0, {}});
        }
    }

    void count(const FormPopulation& population, const Executor& run) {
        const auto all = population.check(run);
        for (std::size_t at = 0; at < all.size(); ++at) {
            if (!wanted_.unit.empty() && population.attributes(at).code != wanted_.unit) continue;
            count_report(population, at, all[at]);
        }
        for (auto& row : rows_)
            std::ranges::stable_sort(row.examples, {},
                                     [](const auto& it) { return it.verdict != Verdict::Failed; });
    }
    [[nodiscard]] std::vector<DryRunRow> take() { return std::move(rows_); }

private:
    /// A rule of many columns or keys counts a report once: 不通过 before 无法判定.
    void count_report(const FormPopulation& population, std::size_t at,
                      const std::vector<edit::Finding>& findings) {
        std::map<std::size_t, const edit::Finding*> worst;
        for (const auto& finding : findings) {
            const auto place = places_.find(finding.rule);
            if (place == places_.end()) continue;
            auto& known = worst[place->second];
            if (known == nullptr || (known->verdict != Verdict::Failed && finding.verdict == Verdict::Failed))
                known = &finding;
        }
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            ++rows_[i].reports;
            const auto found = worst.find(i);
            if (found == worst.end())
                ++rows_[i].passed;
            else
                add(rows_[i], population, at, *found->second);
        }
    }

    void add(DryRunRow& row, const FormPopulation& population, std::size_t at, const edit::Finding& finding) {
        const bool failed = finding.verdict == Verdict::Failed;
        ++(failed ? row.failed : row.undecided);
        if (static_cast<std::size_t>(failed ? row.failed : row.undecided) > wanted_.examples) return;
        const auto& unit = population.attributes(at);
        row.examples.push_back(
            {population.submission(at), unit.code, unit.name, finding.verdict, finding.sentence});
    }

    const DryRunWanted& wanted_;
    Period period_;
    std::map<std::string, std::size_t> places_;
    std::vector<DryRunRow> rows_;
};

Result<std::set<Period>> reported_periods(store::Tx& tx, const DryRunWanted& wanted) {
    std::set<Period> periods;
    for (const auto& it : collect::board_counts(tx, kNow))
        if (it.form == wanted.form && it.reported > 0 && wanted.first <= it.period &&
            it.period <= wanted.last)
            periods.insert(it.period);
    if (!periods.empty()) return periods;
    return refuse(Refused::NotFound,
                  wanted.form + " 在" + wanted.first.name() + "至" + wanted.last.name() + "没有报表");
}

}  // namespace

Result<std::vector<DryRunRow>> dry_run(const County& county, const access::Actor& actor,
                                       const DryRunWanted& wanted, const Executor& run) {
    YJ_ASSIGN(const auto in_force, form_in_force(county, wanted.form, wanted.last));
    YJ_ASSIGN(const auto rules, compile(in_force.pack->pack, wanted.file));
    const access::Scope where{in_force.form->profession, wanted.form, county.settings().region, {}};
    std::vector<DryRunRow> rows;
    YJ_TRY(ask(county, actor, access::Act::ReportRead, where, [&](store::Tx& tx) -> Done {
        YJ_ASSIGN(const auto periods, reported_periods(tx, wanted));
        for (const auto period : periods) {
            FormPopulation population(county, in_force, rules, period);
            YJ_TRY(population.read(tx));
            PeriodRun counted(wanted, rules, period);
            counted.count(population, run);
            for (auto& row : counted.take()) rows.push_back(std::move(row));
        }
        return tx.state();
    }));
    return rows;
}

}  // namespace yj::desk
