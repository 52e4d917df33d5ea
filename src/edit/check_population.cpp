#include "edit/check_population.hpp"

#include <algorithm>

#include "base/invariant.hpp"
#include "edit/engine/instance_check.hpp"

namespace yj::edit {

namespace {

Finding finding_at(const RuleSet& set, const Context& context, const Hit& hit) {
    const auto& instance = set.plan(context.form->code).instances[hit.instance];
    const auto& rule = set.rules()[static_cast<std::size_t>(instance.rule)];
    std::string key;
    if (rule.condition.uses_each_key) key = context.report->keys(key_row(rule)).at(hit.key);
    Evaluation run(rule, context, instance.row, instance.column, key);
    return make_finding(run, rule, instance, key, run.verdict());
}

}  // namespace

std::vector<Hit> check_population(const RuleSet& set, const Columns& columns, const Executor& run) {
    return BatchPlan(set, columns).run(run);
}

Finding finding_of(const RuleSet& set, const Columns& columns, const Hit& hit) {
    Columns::Made made;
    return finding_at(set, columns.context(hit.report, made), hit);
}

void each_findings(const RuleSet& set, const Columns& columns, std::span<const Hit> hits, const Executor& run,
                   const FindingsFn& fn) {
    constexpr std::size_t kParts = 64;
    run(kParts, [&](std::size_t part) {
        // A part begins with the first hit of a report.
        const auto start = [&](std::size_t at) {
            auto from = hits.size() * at / kParts;
            while (from > 0 && from < hits.size() && hits[from].report == hits[from - 1].report) ++from;
            return from;
        };
        Columns::Made made;
        for (auto at = start(part); at < start(part + 1);) {
            const auto report = hits[at].report;
            const auto& context = columns.context(report, made);
            std::vector<Finding> findings;
            for (; at < hits.size() && hits[at].report == report; ++at)
                findings.push_back(finding_at(set, context, hits[at]));
            fn(report, std::move(findings));
        }
    });
}

}  // namespace yj::edit
