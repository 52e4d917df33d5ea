// Neighbours: the other reports of the same units that rules read: last period, last year, other forms.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "desk/county.hpp"
#include "edit/check.hpp"
#include "store/tx.hpp"

namespace yj::desk {

/// Everything known up to the moment, the open act included.
inline constexpr EntryIndex kNow{INT64_MAX};

/// Loads the latest reports of a form and period once, then answers unit by unit. For one period at a time.
class Neighbours {
public:
    /// REQUIRES: county and form outlive this.
    Neighbours(const County& county, const LoadedPack& pack, const instrument::Form& form, Period period)
        : county_(county), pack_(pack), form_(form), period_(period) {}

    /// The context for one report, its sources filled in. `report` and `attributes` outlive the context.
    [[nodiscard]] edit::Context context(store::Tx& tx, StatUnitId unit, const instrument::CellSheet& report,
                                        const registry::UnitAttributes& attributes);

private:
    using Sheets = std::unordered_map<StatUnitId, instrument::CellSheet>;
    [[nodiscard]] const Sheets& sheets(store::Tx& tx, const std::string& form, Period period);

    const County& county_;
    const LoadedPack& pack_;
    const instrument::Form& form_;
    Period period_;
    std::map<std::pair<std::string, std::string>, Sheets> loaded_;
};

/// The period of another form's report that stands beside this one: the same stretch, or the one that ends
/// with it. Empty when no such report is made.
[[nodiscard]] std::optional<Period> period_beside(const instrument::Form& form, Period period);

/// The form that a stored report was made under, whichever pack has it. Nullptr when it is in none.
[[nodiscard]] const instrument::Form* form_by_hash(const County& county, std::string_view hash);

}  // namespace yj::desk
