#include "desk/edit/run_rules.hpp"

#include <algorithm>

#include "desk/edit/plain_table.hpp"
#include "edit/check_peers.hpp"
#include "edit/notation/table_form.hpp"
#include "edit/vtl/table.hpp"

namespace yj::desk {

using edit::Verdict;
using instrument::Faults;

namespace {

/// Gathers verdicts and counts them.
class Gatherer {
public:
    explicit Gatherer(bool passed_too) : passed_too_(passed_too) {}

    void add(RuleRunRow row) {
        auto& count = row.verdict == Verdict::Passed   ? run_.passed
                      : row.verdict == Verdict::Failed ? run_.failed
                                                       : run_.undecided;
        ++count;
        if (passed_too_ || row.verdict != Verdict::Passed) run_.rows.push_back(std::move(row));
    }
    RuleRun take(std::vector<std::string> notes) {
        run_.notes = std::move(notes);
        return std::move(run_);
    }

private:
    bool passed_too_;
    RuleRun run_;
};

/// What each row's own rules say, and what those say that compare it with the other rows.
std::vector<std::vector<edit::Finding>> all_findings(const edit::RuleSet& set,
                                                     const std::vector<edit::Context>& members,
                                                     const Executor& executor) {
    auto found = edit::check_peers(set, members, executor);
    executor(members.size(), [&](std::size_t row) {
        auto own = edit::check_report(set, members[row]);
        found[row].insert(found[row].end(), std::move_iterator(own.begin()), std::move_iterator(own.end()));
    });
    return found;
}

std::expected<RuleRun, Faults> run_ours(const RuleRunWanted& wanted, const PlainTable& table,
                                        const Executor& executor) {
    const std::vector<edit::RuleText> texts{{wanted.rules_name, wanted.rules_text}};
    auto set = edit::compile_table_rules(table.form(), texts);
    if (!set) return std::unexpected(std::move(set.error()));
    std::vector<edit::Context> members;
    for (std::size_t row = 0; row < table.size(); ++row) members.push_back(table.context(row));
    const auto found = all_findings(*set, members, executor);
    Gatherer gatherer(wanted.passed_too);
    for (std::size_t row = 0; row < table.size(); ++row)
        for (const auto& rule : set->rules()) {
            if (!rule.in_force(members[row].period)) continue;
            bool passed = true;
            for (const auto& finding : found[row]) {
                if (finding.rule != rule.id) continue;
                gatherer.add({table.keys_of(row), rule.id, finding.verdict, finding.sentence});
                passed = false;
            }
            if (passed) gatherer.add({table.keys_of(row), rule.id, Verdict::Passed, {}});
        }
    return gatherer.take(table.notes());
}

std::expected<RuleRun, Faults> run_vtl(const RuleRunWanted& wanted, const PlainTable& table) {
    const auto verdicts =
        edit::vtl::vtl_over_table(wanted.rules_text, {table.columns(), table.rows()}, wanted.keys);
    if (!verdicts) {
        auto fault = verdicts.error();
        fault.file = wanted.rules_name;
        return std::unexpected(Faults{std::move(fault)});
    }
    Gatherer gatherer(wanted.passed_too);
    for (const auto& it : *verdicts) gatherer.add({it.key, it.rule, it.verdict, {}});
    return gatherer.take({});
}

}  // namespace

std::expected<RuleRun, Faults> run_rules(const RuleRunWanted& wanted, const sheet::Grid& grid,
                                         const Executor& executor) {
    auto table = PlainTable::read(grid, wanted.keys);
    if (!table) return std::unexpected(std::move(table.error()));
    return wanted.rules_name.ends_with(".vtl") ? run_vtl(wanted, *table) : run_ours(wanted, *table, executor);
}

}  // namespace yj::desk
