#include "facts/facts_shelf.hpp"

#include <algorithm>

#include "base/invariant.hpp"
#include "facts/schema_shelf.hpp"
#include "registry/registry_shelf.hpp"

namespace yj::facts {

namespace {

constexpr std::string_view kSelected = "s.form, s.period, s.unit, s.since, s.submission, s.acceptance";
/// The sheet `s` that no later one had superseded at entry $2 (as_of in every statement of this file).
constexpr std::string_view kStanding =
    " s.since <= $2 AND NOT EXISTS (SELECT 1 FROM facts_sheet n WHERE n.form = s.form AND n.period = s.period"
    " AND n.unit = s.unit AND n.since > s.since AND n.since <= $2)";

FactSheet sheet_from(const store::Row& row) {
    const auto period = Period::parse(row.text(1));
    invariant(period.has_value(), "a stored period is a period code");
    return {std::string(row.text(0)),    *period,
            StatUnitId{row.number(2)},   EntryIndex{row.number(3)},
            SubmissionId{row.number(4)}, EntryIndex{row.number(5)}};
}

SheetPayload payload_from(const store::Row& row) {
    return {StatUnitId{row.number(0)}, SubmissionId{row.number(1)}, EntryIndex{row.number(2)},
            std::string(row.text(3)), row.blob(4)};
}

std::vector<FactSheet> sheets(store::Tx& tx, const std::string& condition,
                              std::initializer_list<store::Field> fields) {
    std::vector<FactSheet> found;
    const std::string sql = "SELECT " + std::string(kSelected) + " FROM facts_sheet s WHERE " + condition;
    tx.each(sql, fields, [&](const store::Row& row) { found.push_back(sheet_from(row)); });
    return found;
}

std::string payload_sql(std::string_view condition) {
    std::string sql =
        "SELECT s.unit, s.submission, s.since, p.form_hash, p.payload"
        " FROM facts_sheet s JOIN collect_submission p ON p.id = s.submission WHERE ";
    sql += condition;
    sql += kStanding;
    return sql + " ORDER BY s.unit";
}

}  // namespace

void put_sheet(store::Tx& tx, const FactSheet& sheet) {
    const std::string code = sheet.period.code();
    tx.put(kSheetTable, {std::string_view(sheet.form), std::string_view(code), sheet.unit.value,
                         sheet.since.value, sheet.submission.value, sheet.acceptance.value});
}

std::vector<FactSheet> facts_of(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of) {
    const std::string code = period.code();
    return sheets(tx,
                  "s.form = $1 AND s.period = $3 AND s.submission <> 0 AND" + std::string(kStanding) +
                      " ORDER BY s.unit",
                  {form, as_of.value, std::string_view(code)});
}

std::optional<FactSheet> fact_of(store::Tx& tx, std::string_view form, Period period, StatUnitId unit,
                                 EntryIndex as_of) {
    const std::string code = period.code();
    const auto found = sheets(
        tx,
        "s.form = $1 AND s.period = $3 AND s.unit = $4 AND s.submission <> 0 AND" + std::string(kStanding),
        {form, as_of.value, std::string_view(code), unit.value});
    if (found.empty()) return std::nullopt;
    return found.front();
}

std::vector<FactSheet> sheets_of(store::Tx& tx, std::string_view form, Period period, StatUnitId unit,
                                 EntryIndex as_of) {
    const std::string code = period.code();
    return sheets(tx, "s.form = $1 AND s.since <= $2 AND s.period = $3 AND s.unit = $4 ORDER BY s.since",
                  {form, as_of.value, std::string_view(code), unit.value});
}

std::vector<FactSheet> history_of(store::Tx& tx, std::string_view form, StatUnitId unit, EntryIndex as_of) {
    auto found = sheets(tx, "s.form = $1 AND s.unit = $3 AND s.submission <> 0 AND" + std::string(kStanding),
                        {form, as_of.value, unit.value});
    std::sort(found.begin(), found.end(),
              [](const FactSheet& left, const FactSheet& right) { return left.period < right.period; });
    return found;
}

std::vector<FactSheet> sheets_on(store::Tx& tx, SubmissionId submission, EntryIndex as_of) {
    return sheets(tx, "s.submission = $1 AND" + std::string(kStanding) + " ORDER BY s.since",
                  {submission.value, as_of.value});
}

void each_fact(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of, const SheetFn& fn) {
    const std::string code = period.code();
    tx.each(payload_sql("s.form = $1 AND s.period = $3 AND"), {form, as_of.value, std::string_view(code)},
            [&](const store::Row& row) { fn(payload_from(row)); });
}

void each_fact_of_unit(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of,
                       const SheetOfUnitFn& fn) {
    std::vector<SheetPayload> facts;  // first all of them: no question is asked inside another one's rows
    each_fact(tx, form, period, as_of, [&](SheetPayload fact) { facts.push_back(std::move(fact)); });
    auto next = facts.begin();
    registry::each_in_force(tx, period, as_of, [&](const registry::UnitVersion& version) {
        if (next == facts.end() || version.unit != next->unit) return;
        fn(*next++, version);
    });
    invariant(next == facts.end() || tx.failed(), "a unit that reports is in the register for the period");
}

std::optional<SheetPayload> fact_payload(store::Tx& tx, std::string_view form, Period period, StatUnitId unit,
                                         EntryIndex as_of) {
    const std::string code = period.code();
    return tx.first(payload_sql("s.form = $1 AND s.period = $3 AND s.unit = $4 AND"),
                    {form, as_of.value, std::string_view(code), unit.value}, payload_from);
}

}  // namespace yj::facts
