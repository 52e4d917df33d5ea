// The shelf of facts: which report is the fact of a unit, form and period, as of any entry.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/fact.hpp"
#include "registry/stat_unit.hpp"
#include "store/tx.hpp"

namespace yj::facts {

/// Puts the sheet of an accepted report. `since` is the entry now open.
void put_sheet(store::Tx& tx, const FactSheet& sheet);

/// The facts of one form and period as they stood at `as_of`: the latest sheet of each unit, by unit.
/// Sheets that were taken back (no submission) are left out.
[[nodiscard]] std::vector<FactSheet> facts_of(store::Tx& tx, std::string_view form, Period period,
                                              EntryIndex as_of);

/// The sheet that stood for one unit, or empty.
[[nodiscard]] std::optional<FactSheet> fact_of(store::Tx& tx, std::string_view form, Period period,
                                               StatUnitId unit, EntryIndex as_of);

/// Every sheet the unit ever had for the form and period, oldest first, those taken back included.
[[nodiscard]] std::vector<FactSheet> sheets_of(store::Tx& tx, std::string_view form, Period period,
                                               StatUnitId unit, EntryIndex as_of);

/// The facts of one unit and form over its periods, by Period. A cell's history is read from their payloads.
[[nodiscard]] std::vector<FactSheet> history_of(store::Tx& tx, std::string_view form, StatUnitId unit,
                                                EntryIndex as_of);

/// The sheets that rest on a submission (none or one today), for the way back of a trace.
[[nodiscard]] std::vector<FactSheet> sheets_on(store::Tx& tx, SubmissionId submission, EntryIndex as_of);

/// A fact sheet with the report it rests on. `payload` unpacks with the form whose hash is `form_hash`.
struct SheetPayload {
    StatUnitId unit;
    SubmissionId submission;
    EntryIndex since;
    std::string form_hash;
    std::string payload;
};
using SheetFn = std::function<void(const SheetPayload&)>;

/// facts_of with payloads in one question, by unit. Valid inside the callback only. Cost: one pass.
void each_fact(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of, const SheetFn& fn);

using SheetOfUnitFn = std::function<void(const SheetPayload&, const registry::UnitVersion&)>;

/// each_fact with the version of the unit in force for the period, by unit: what a tabulation reads.
/// REQUIRES: every unit that has a fact has a version in force.  Cost: two questions, one pass over the
/// register.
void each_fact_of_unit(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of,
                       const SheetOfUnitFn& fn);

/// The payload of one unit's fact, or empty.
[[nodiscard]] std::optional<SheetPayload> fact_payload(store::Tx& tx, std::string_view form, Period period,
                                                       StatUnitId unit, EntryIndex as_of);

}  // namespace yj::facts
