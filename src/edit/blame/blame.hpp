// Blame: which cells of a report are to be doubted when its rules do not hold together (误差定位).
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "edit/check.hpp"

namespace yj::edit {

/// How much is believed of each cell: a cell of more weight is blamed later. Weight 0: may be changed freely.
/// REQUIRES: no weight is negative.
struct Weights {
    Amount each{1, 0};  ///< of every cell that has none of its own
    std::map<instrument::CellAddress, Amount> cells;
};

struct BlameWish {
    bool with_soft_rules = false;  ///< 核实 and 提示 rules are asked too
    bool count_sets = false;       ///< how many sets of the same weight there are
    /// Steps of the solver for one question. A report of 60 cells under 40 rules needs some thousands.
    std::uint32_t most_steps = 5'000'000;
};

/// A rule that stood outside the system, at one place, and why: it is no linear condition, or it cannot be
/// decided for want of something that is no cell of the report.
struct LeftOut {
    std::string rule;
    std::string column;
    std::string key;
    std::string why;
    bool operator==(const LeftOut&) const = default;
};

/// What can be said of a report. Nothing is ever filled in: a reviewer reads it.
struct Blame {
    enum class Outcome : std::uint8_t {
        Holds,       ///< the rules hold, or would once blanks are filled: no cell is to blame
        Found,       ///< `cells` is a set of least weight whose change could satisfy all rules
        NoSolution,  ///< whatever the cells, the rules cannot all hold beside the other reports: see
                     ///< `conflict`
        Limit,       ///< the search met its bound; nothing is said
    };
    Outcome outcome = Outcome::Holds;
    std::vector<instrument::CellAddress> cells;   ///< in the order of the form
    Amount weight;                                ///< their sum
    std::vector<instrument::CellAddress> blanks;  ///< that would have to be filled besides, at no weight
    std::optional<int> sets;  ///< of this weight, when it was asked; at most kMostSets + 1
    std::vector<LeftOut> left_out;
    std::vector<std::string> conflict;  ///< ids of rules
};
inline constexpr int kMostSets = 1000;

/// "应复核：总产值·本年·本月（权重 1）": one line for a reviewer, what was left out behind it.
[[nodiscard]] std::string blame_sentence(const Blame& blame, const instrument::Form& form);

/// The minimum-weight error localisation of Fellegi and Holt over the 强制 rules of one form: of the sets of
/// least weight, then with the fewest blanks filled where 空=0 lets them stand, the one that holds the first
/// cell, in the order of the form, by which two of them differ. The same report is always answered the same.
/// Cells are real numbers here: that a repair is a whole number, or has the form's decimals, is not asked.
/// A blank may be filled at no weight; a cell with a reason (免报 …) is not touched, nor is another report.
/// Keeps one solver for each group of rules that hang together, so that many reports go fast.
/// Source: Fellegi & Holt (1976), JASA 71; exact by implicit hitting sets over z3's linear real arithmetic.
/// Cost:   see BM_edit_blame. Not for several threads at once.
class Localiser {
public:
    /// REQUIRES: set and form outlive this.
    Localiser(const RuleSet& set, const instrument::Form& form, const BlameWish& wish = {});
    ~Localiser();
    Localiser(Localiser&&) noexcept;
    Localiser& operator=(Localiser&&) noexcept;

    /// REQUIRES: the context is as check_report wants it, of this form.
    [[nodiscard]] Blame blame(const Context& context, const Weights& weights = {});

private:
    class Inside;
    std::unique_ptr<Inside> inside_;
};

/// The same for one report.
[[nodiscard]] Blame blame(const RuleSet& set, const Context& context, const Weights& weights = {},
                          const BlameWish& wish = {});

}  // namespace yj::edit
