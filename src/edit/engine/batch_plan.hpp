// BatchPlan: all rules of a form over a whole population in one pass, block by block.
#pragma once
#include <compare>
#include <tuple>
#include <vector>

#include "edit/engine/batch_program.hpp"

namespace yj::edit {

/// One rule, at one row and column, that a report did not pass. 通过 is never among them.
struct Hit {
    std::uint32_t report = 0;
    std::uint32_t instance = 0;  ///< place in FormPlan::instances
    std::uint32_t key : 24 = 0;  ///< which key of the report, where the rule goes through an open row
    Verdict verdict : 8 = Verdict::Failed;
    /// By report, then in the order of the plan.
    std::strong_ordering operator<=>(const Hit& other) const {
        const auto place = [](const Hit& it) {
            return std::tuple(it.report, it.instance, std::uint32_t{it.key}, Verdict{it.verdict});
        };
        return place(*this) <=> place(other);
    }
    bool operator==(const Hit& other) const { return (*this <=> other) == 0; }
};

/// The plan of a form, compiled for columns. Immutable; it keeps references to set and columns.
class BatchPlan {
public:
    BatchPlan(const RuleSet& set, const Columns& columns);

    /// Every report that some rule does not pass, by report, then in the order of the plan: the findings of
    /// check_report one for one, whatever runs the jobs.
    /// Source: rules.md, "a whole population is checked columnar";  Cost: one pass over the columns.
    [[nodiscard]] std::vector<Hit> run(const Executor& run) const;

    /// Instances that run as steps over blocks; the others are asked report by report.
    [[nodiscard]] std::size_t in_blocks() const { return programs_.size(); }
    [[nodiscard]] std::size_t one_by_one() const { return scalar_.size(); }

private:
    friend class BlockRun;
    const RuleSet& set_;
    const Columns& columns_;
    std::vector<BatchProgram> programs_;
    std::vector<int> scalar_;  ///< instances that are not compiled
};

}  // namespace yj::edit
