// BrowserSession: one report under check in a browser, cell by cell.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "edit/browser/opening.hpp"
#include "edit/check.hpp"

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
    [[nodiscard]] Done set(std::string_view address, std::string_view typed);
    /// What the cell holds now: digits, a reason's name or words.
    [[nodiscard]] Result<std::string> text(std::string_view address) const;

    /// What is said otherwise than at the call before. The findings of all places in order are findings().
    /// Cost: only rules that read a cell set since then are run.
    [[nodiscard]] std::vector<Change> changes();
    /// All findings, exactly those of check_report.
    [[nodiscard]] std::vector<Finding> findings();
    /// The report as it stands, CellSheet::pack.
    [[nodiscard]] std::string report() const { return report_.pack(); }

private:
    struct Place {
        Instance instance;
        std::vector<Finding> findings;
        bool stale = true;
    };

    [[nodiscard]] Done take(const Opening& opening);
    [[nodiscard]] Done take_forms(const Opening& opening);
    [[nodiscard]] Done take_sheets(const Opening& opening);
    void lay_out();
    void note_reader(int row, int column, int place);
    void note_cells(const Node& node, const Instance& instance, int place);
    [[nodiscard]] std::vector<int> rerun();
    [[nodiscard]] std::vector<Finding> run(const Instance& instance) const;

    std::vector<instrument::Form> forms_;
    RuleSet rules_;
    instrument::CellSheet report_;
    std::optional<registry::UnitAttributes> unit_;
    std::vector<std::unique_ptr<instrument::CellSheet>> others_;
    Context context_;
    std::vector<Place> places_;
    std::vector<int> stale_;
    std::vector<std::vector<int>> readers_;  ///< by row and column of this report: the places that read it
};

}  // namespace yj::edit
