#include "edit/check.hpp"

#include "base/invariant.hpp"
#include "edit/engine/instance_check.hpp"

namespace yj::edit {

std::vector<Finding> check_report(const RuleSet& set, const Context& context) {
    const auto& plan = set.plan(context.form->code);
    invariant(
        context.others.size() == plan.sources.size() && context.other_forms.size() == plan.sources.size(),
        "a check is given every report that its plan names");
    std::vector<Finding> findings;
    for (const auto& instance : plan.instances) {
        const auto& rule = set.rules()[static_cast<std::size_t>(instance.rule)];
        // Rules that compare with peers are check_peers's.
        if (rule.condition.uses_population || !is_asked(rule, instance, context)) continue;
        each_run(rule, instance, context, [&](Evaluation& run, std::string_view key, Verdict verdict) {
            if (verdict != Verdict::Passed)
                findings.push_back(make_finding(run, rule, instance, key, verdict));
        });
    }
    return findings;
}

}  // namespace yj::edit
