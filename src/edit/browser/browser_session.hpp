// BrowserSession: one report under check in a browser, cell by cell.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "edit/browser/opening.hpp"
#include "edit/live_check.hpp"

namespace yj::edit {

/// What is now said at one place (a rule at one row and column); often nothing any more.
struct Change {
    int place = 0;
    std::vector<Finding> findings;
};
/// How many changes, then for each its place and pack_findings.
[[nodiscard]] std::string pack_changes(const std::vector<Change>& changes);

/// Holds its own copy of everything it checks with. Numbers come in as the texts that people type and go out
/// in sentences; nothing is ever a binary fraction.
class BrowserSession {
public:
    /// Fails: Malformed when a form, a rule or a sheet cannot be read; the sentence names each fault.
    [[nodiscard]] static Result<std::unique_ptr<BrowserSession>> open(std::string_view opening);

    /// Puts a number ("1,203.5"), a reason (不适用), words into a cell that holds words; empty: 未填.
    /// Fails: NotFound when the form has no such cell, Malformed when the text is no number.
    /// Cost:  only rules that read the cell are run.
    [[nodiscard]] Done set(std::string_view address, std::string_view typed);
    /// Puts another report in the place of this one (a draft, or all of a block that was pasted) and asks
    /// every rule. Fails: Malformed when the bytes are no sheet of the form; the report stays then.
    [[nodiscard]] Done replace(std::string_view report);
    /// What the cell holds now: digits, a reason's name or words.
    [[nodiscard]] Result<std::string> text(std::string_view address) const;

    /// What is said otherwise than at the call before. The findings of all places in order are findings().
    [[nodiscard]] std::vector<Change> changes();
    /// All findings, exactly those of check_report.
    [[nodiscard]] std::vector<Finding> findings() const { return live_->findings(); }
    /// The report as it stands, CellSheet::pack.
    [[nodiscard]] std::string report() const { return live_->report().pack(); }

private:
    [[nodiscard]] Done take(const Opening& opening);
    [[nodiscard]] Done take_forms(const Opening& opening);
    [[nodiscard]] Done take_sheets(const Opening& opening);
    void check(const instrument::CellSheet& report);
    [[nodiscard]] Result<instrument::CellAddress> cell(std::string_view address) const;
    [[nodiscard]] bool holds_words(const instrument::CellAddress& cell) const;

    std::vector<instrument::Form> forms_;
    RuleSet rules_;
    std::optional<registry::UnitAttributes> unit_;
    std::vector<std::unique_ptr<instrument::CellSheet>> others_;
    Context context_;
    std::unique_ptr<LivePlan> plan_;
    std::unique_ptr<LiveCheck> live_;
    std::map<int, std::vector<Finding>> changed_;  ///< by instance, not told yet
};

}  // namespace yj::edit
