// FormPopulation: the latest reports of a form and period with all that rules read beside them.
#pragma once
#include <map>
#include <vector>

#include "base/executor.hpp"
#include "desk/collect/neighbours.hpp"
#include "desk/registry/freeze_frame.hpp"

namespace yj::desk {

/// Reports made under another version of the form than the one in force are not among them: their own rules
/// spoke of them when they came.
class FormPopulation {
public:
    /// The rules are the pack's, or others compiled against its forms. REQUIRES: all outlive this.
    FormPopulation(const County& county, const FormInForce& in_force, const edit::RuleSet& rules,
                   Period period);
    FormPopulation(const FormPopulation&) = delete;
    FormPopulation& operator=(const FormPopulation&) = delete;

    [[nodiscard]] Done read(store::Tx& tx);
    [[nodiscard]] std::size_t size() const { return sheets_.size(); }
    [[nodiscard]] SubmissionId submission(std::size_t at) const { return senders_[at].submission; }
    [[nodiscard]] StatUnitId unit(std::size_t at) const { return senders_[at].unit; }
    [[nodiscard]] const registry::UnitAttributes& attributes(std::size_t at) const;

    /// The findings of each report, in the order that they were read; those of rules that compare peers last.
    /// The same on any number of threads.
    [[nodiscard]] std::vector<std::vector<edit::Finding>> check(const Executor& run) const;

private:
    struct Sender {
        StatUnitId unit;
        SubmissionId submission;
    };
    const County& county_;
    const edit::RuleSet& rules_;
    const instrument::Form& form_;
    Period period_;
    Neighbours neighbours_;
    std::map<StatUnitId, registry::UnitAttributes> units_;
    std::vector<Sender> senders_;
    std::vector<instrument::CellSheet> sheets_;
    std::vector<edit::Context> contexts_;
};

}  // namespace yj::desk
