#include "edit/check_peers.hpp"

#include "base/invariant.hpp"
#include "edit/engine/group_terms.hpp"
#include "edit/engine/instance_check.hpp"

namespace yj::edit {

namespace {

constexpr std::size_t kChunk = 512;  // reports of one job

void in_chunks(const Executor& run, std::size_t count, const std::function<void(std::size_t)>& job) {
    run((count + kChunk - 1) / kChunk, [&](std::size_t chunk) {
        for (auto at = chunk * kChunk; at < std::min(count, (chunk + 1) * kChunk); ++at) job(at);
    });
}

/// One rule at one row and column over the whole population.
class InstanceOverAll {
public:
    InstanceOverAll(const Rule& rule, const Instance& instance, std::span<const Context> population)
        : rule_(rule), instance_(instance), population_(population), asked_(population.size()) {
        const auto& nodes = rule.condition.nodes;
        for (std::size_t at = 0; at < nodes.size(); ++at)
            if (is_population(nodes[at].kind))
                terms_.push_back({static_cast<int>(at), std::vector<TermReading>(population.size()), {}});
    }

    void judge(const Executor& run, const PopulationSink& sink) {
        in_chunks(run, population_.size(), [&](std::size_t at) { read(at); });
        run(terms_.size(), [&](std::size_t at) { reckon_term(rule_.condition, terms_[at], asked_); });
        in_chunks(run, population_.size(), [&](std::size_t at) {
            if (asked_[at] != 0) decide(at, sink);
        });
    }

private:
    Evaluation evaluation(std::size_t at) const {
        return {rule_, population_[at], instance_.row, instance_.column, {}};
    }

    void read(std::size_t at) {
        if (!is_asked(rule_, instance_, population_[at])) return;
        auto scope = evaluation(at);
        const bool inside =
            rule_.condition.scope < 0 || scope.nominal(rule_.condition.scope) == Verdict::Passed;
        asked_[at] = 1;
        for (auto& term : terms_) {
            auto run = evaluation(at);
            auto& reading = term.readings[at];
            if (inside)
                reading = read_term(run, run.node(term.node));
            else
                reading.missing = scope.reason().empty() ? "不在规则的范围之内" : scope.reason();
        }
    }

    void decide(std::size_t at, const PopulationSink& sink) const {
        std::vector<TermValue> values(rule_.condition.nodes.size());
        for (const auto& term : terms_) values[static_cast<std::size_t>(term.node)] = term.values[at];
        auto run = evaluation(at);
        run.use_terms(values);
        const auto verdict = run.verdict();
        sink(at, rule_, instance_, run, verdict);
    }

    const Rule& rule_;
    const Instance& instance_;
    std::span<const Context> population_;
    std::vector<char> asked_;
    std::vector<TermColumn> terms_;
};

}  // namespace

void judge_peers(const RuleSet& set, std::span<const Context> population, const Executor& run,
                 const PopulationSink& sink) {
    if (population.empty()) return;
    const auto& plan = set.plan(population.front().form->code);
    for (const auto& context : population)
        invariant(context.form == population.front().form && context.others.size() == plan.sources.size(),
                  "a population is of one form, each with every report that its plan names");
    for (const auto& instance : plan.instances)
        if (const auto& rule = set.rules()[static_cast<std::size_t>(instance.rule)];
            rule.condition.uses_population)
            InstanceOverAll(rule, instance, population).judge(run, sink);
}

std::vector<std::vector<Finding>> check_peers(const RuleSet& set, std::span<const Context> population,
                                              const Executor& run) {
    std::vector<std::vector<Finding>> findings(population.size());
    judge_peers(
        set, population, run,
        [&](std::size_t report, const Rule& rule, const Instance& instance, Evaluation& it, Verdict verdict) {
            if (verdict != Verdict::Passed)
                findings[report].push_back(make_finding(it, rule, instance, {}, verdict));
        });
    return findings;
}

}  // namespace yj::edit
