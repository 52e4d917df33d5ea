// LiveCheck: one report that is being filled in: a changed cell asks again only the rules that read it.
#pragma once
#include <memory>
#include <span>
#include <vector>

#include "edit/check.hpp"

namespace yj::edit {

/// Which instances of a form's plan read which cell, worked out once for a rule set, form and period.
/// Immutable; many reports may be checked with it at once. It keeps references to the set and the form.
class LivePlan {
public:
    LivePlan(const RuleSet& set, const instrument::Form& form, Period period);

private:
    friend class LiveCheck;
    struct Entry {
        int instance = 0;    ///< place in FormPlan::instances
        int row_asked = -1;  ///< the row that must hold something
    };
    /// Entries that a cell of the form may change, in order.
    [[nodiscard]] std::span<const int> readers(int row, int column) const;
    void find_readers();

    const RuleSet& set_;
    const instrument::Form& form_;
    Period period_;
    std::vector<Entry> entries_;             ///< instances in force
    std::vector<std::vector<int>> readers_;  ///< by row × columns + column
};

/// What a change of a cell did: each instance whose findings are others now.
struct LiveChange {
    int instance = 0;
    std::vector<Finding> before;
    std::vector<Finding> now;
    bool operator==(const LiveChange&) const = default;
};

/// A report with its findings, kept up to date. Not for several threads. The findings are always those of
/// check_report on the report as it stands, in whatever order cells were set.
class LiveCheck {
public:
    /// Takes a copy of the context's report; the other reports, the unit and the plan outlive this.
    /// Source: rules.md, "a changed cell re-checks only the rules that read it";  Cost: one evaluation a
    /// rule.
    LiveCheck(const LivePlan& plan, const Context& context);
    LiveCheck(const LiveCheck&) = delete;
    LiveCheck& operator=(const LiveCheck&) = delete;

    /// REQUIRES: the address lies in the form. The changes stand until the next call.
    /// Source: rules.md, the same;  Cost: one evaluation a rule that reads the cell, words for findings
    /// alone.
    std::span<const LiveChange> set(const instrument::CellAddress& cell, Value value);
    /// Words of a text cell, or the evidence note of any other.
    std::span<const LiveChange> set_note(const instrument::CellAddress& cell, std::string note);

    [[nodiscard]] const instrument::CellSheet& report() const { return report_; }
    /// In the order of the plan, as check_report gives them.
    [[nodiscard]] std::vector<Finding> findings() const;
    /// The same by instance, of those that have any, as if each had changed from nothing.
    [[nodiscard]] std::vector<LiveChange> standing() const;
    /// How many there are, without putting them together.
    [[nodiscard]] std::size_t count() const;

private:
    [[nodiscard]] std::vector<Finding> ask(int entry) const;
    [[nodiscard]] std::span<const LiveChange> ask_again(const instrument::CellAddress& cell);

    const LivePlan& plan_;
    instrument::CellSheet report_;
    Context context_;
    std::vector<std::vector<Finding>> findings_;  ///< by entry
    std::vector<LiveChange> changes_;
};

}  // namespace yj::edit
