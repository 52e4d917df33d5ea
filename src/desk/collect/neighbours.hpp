// Neighbours: what rules read beside a report: the unit's other reports, and what its 台账 and 凭证 add up
// to.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>

#include "desk/county.hpp"
#include "edit/check.hpp"
#include "store/tx.hpp"

namespace yj::desk {

/// Everything known up to the moment, the open act included.
inline constexpr EntryIndex kNow{INT64_MAX};

/// Loads what is asked for of a form and period once, then answers unit by unit. For one period at a time.
class Neighbours {
public:
    /// The rules are the pack's, or others compiled against its forms. REQUIRES: all outlive this.
    Neighbours(const County& county, const LoadedPack& pack, const edit::RuleSet& rules,
               const instrument::Form& form, Period period)
        : county_(county), pack_(pack), rules_(rules), form_(form), period_(period) {}

    /// The context for one report, its sources filled in. `report` and `attributes` outlive the context.
    [[nodiscard]] edit::Context context(store::Tx& tx, StatUnitId unit, const instrument::CellSheet& report,
                                        const registry::UnitAttributes& attributes);

private:
    using Sheets = std::unordered_map<StatUnitId, instrument::CellSheet>;
    [[nodiscard]] const Sheets& sheets(store::Tx& tx, edit::Place place, const instrument::Form& form,
                                       Period period);
    [[nodiscard]] Sheets reports(store::Tx& tx, const std::string& form, Period period) const;

    const County& county_;
    const LoadedPack& pack_;
    const edit::RuleSet& rules_;
    const instrument::Form& form_;
    Period period_;
    std::map<std::tuple<edit::Place, std::string, std::string>, Sheets> loaded_;
};

/// The period of another form's report that stands beside this one: the same stretch, or the one that ends
/// with it. Empty when no such report is made.
[[nodiscard]] std::optional<Period> period_beside(const instrument::Form& form, Period period);

/// The form that a stored report was made under, whichever pack has it. Nullptr when it is in none.
[[nodiscard]] const instrument::Form* form_by_hash(const County& county, std::string_view hash);

}  // namespace yj::desk
