#include "registry/registry_shelf.hpp"

#include "registry/schema_shelf.hpp"
#include "registry/version_rows_shelf.hpp"

namespace yj::registry {

namespace {

/// Version v holds as of entry $1 for a period that ends on day $2: nothing put by then begins later.
#define YJ_IN_FORCE                                                                                     \
    "v.since <= CAST($1 AS BIGINT) AND v.valid_day <= CAST($2 AS BIGINT) AND NOT EXISTS (SELECT 1 FROM" \
    " registry_version n WHERE n.unit = v.unit AND n.since <= CAST($1 AS BIGINT)"                       \
    " AND n.valid_day <= CAST($2 AS BIGINT)"                                                            \
    " AND (n.valid_day > v.valid_day OR (n.valid_day = v.valid_day AND n.since > v.since)))"

/// A text as a pattern of LIKE that means itself, anywhere.
std::string pattern_of(std::string_view part) {
    std::string pattern = "%";
    for (const char letter : part) {
        if (letter == '%' || letter == '_' || letter == '!') pattern += '!';
        pattern += letter;
    }
    return pattern + "%";
}

std::vector<UnitVersion> collected(store::Tx& tx, std::string_view sql,
                                   std::initializer_list<store::Field> fields) {
    std::vector<UnitVersion> found;
    tx.each(sql, fields, [&](const store::Row& row) { found.push_back(version_in(row)); });
    return found;
}

/// Does the row's version supersede the one kept, when both hold as of the entry?
bool supersedes(const UnitVersion& next, const UnitVersion& kept) {
    const auto from = next.valid_from.first_day();
    const auto before = kept.valid_from.first_day();
    return from != before ? from > before : next.since > kept.since;
}

}  // namespace

void add_unit(store::Tx& tx, StatUnitId unit, EntryIndex since) {
    tx.put(kUnitTable, {unit.value, since.value});
}

void add_version(store::Tx& tx, const UnitVersion& version) {
    const auto& is = version.attributes;
    const auto period = version.valid_from.code();
    const auto region = is.region.text();
    const auto more = pack_more(is.more);
    tx.put(kVersionTable,
           {version.unit.value, version.since.value, std::string_view(period),
            first_day_number(version.valid_from), std::string_view(is.code), std::string_view(is.name),
            unit_kind_name(is.kind), std::string_view(region), static_cast<std::int64_t>(is.region.level()),
            std::string_view(is.industry.text()), static_cast<std::int64_t>(is.size),
            std::string_view(is.professions), std::int64_t{is.above_scale}, std::int64_t{is.state},
            std::string_view(is.parent_code), store::Blob{more}, std::string_view(version.reason),
            std::string_view(version.paper)});
}

std::optional<UnitVersion> version_in_force(store::Tx& tx, StatUnitId unit, Period period, EntryIndex as_of) {
    return tx.first("SELECT " YJ_VERSION " FROM registry_version v WHERE v.unit = $3 AND " YJ_IN_FORCE,
                    {as_of.value, last_day_number(period), unit.value}, version_in);
}

std::optional<UnitVersion> find_by_code(store::Tx& tx, std::string_view code, Period period,
                                        EntryIndex as_of) {
    return tx.first("SELECT " YJ_VERSION " FROM registry_version v WHERE v.code = $3 AND " YJ_IN_FORCE
                    " ORDER BY v.unit",
                    {as_of.value, last_day_number(period), code}, version_in);
}

std::vector<UnitVersion> find_by_name(store::Tx& tx, std::string_view part, Period period, EntryIndex as_of,
                                      int limit) {
    const auto pattern = pattern_of(part);
    return collected(tx,
                     "SELECT " YJ_VERSION
                     " FROM registry_version v WHERE LOWER(v.name) LIKE LOWER($3) ESCAPE '!'"
                     " AND " YJ_IN_FORCE " ORDER BY v.unit LIMIT $4",
                     {as_of.value, last_day_number(period), std::string_view(pattern), std::int64_t{limit}});
}

std::vector<UnitVersion> local_units_of(store::Tx& tx, std::string_view legal_code, Period period,
                                        EntryIndex as_of) {
    return collected(tx,
                     "SELECT " YJ_VERSION " FROM registry_version v WHERE v.parent_code = $3 AND " YJ_IN_FORCE
                     " ORDER BY v.unit",
                     {as_of.value, last_day_number(period), legal_code});
}

std::vector<UnitVersion> versions_of(store::Tx& tx, StatUnitId unit, EntryIndex as_of) {
    return collected(tx,
                     "SELECT " YJ_VERSION
                     " FROM registry_version v WHERE v.unit = $1 AND v.since <= $2"
                     " ORDER BY v.since",
                     {unit.value, as_of.value});
}

void each_in_force(store::Tx& tx, Period period, EntryIndex as_of, const VersionFn& fn) {
    std::optional<UnitVersion> kept;
    tx.each("SELECT " YJ_VERSION
            " FROM registry_version v WHERE v.since <= $1 AND v.valid_day <= $2"
            " ORDER BY v.unit, v.since",
            {as_of.value, last_day_number(period)}, [&](const store::Row& row) {
                auto next = version_in(row);
                if (kept && kept->unit != next.unit) fn(*kept);
                if (!kept || kept->unit != next.unit || supersedes(next, *kept)) kept = std::move(next);
            });
    if (kept) fn(*kept);
}

KnownUnits known_units(store::Tx& tx, Period period, EntryIndex as_of) {
    KnownUnits known;
    each_in_force(tx, period, as_of, [&](const UnitVersion& version) {
        known.emplace(version.attributes.code, KnownUnit{version.unit, version.attributes});
    });
    return known;
}

std::int64_t unit_count(store::Tx& tx, EntryIndex as_of) {
    return tx
        .first("SELECT COUNT(*) FROM registry_unit WHERE since <= $1", {as_of.value},
               [](const store::Row& row) { return row.number(0); })
        .value_or(0);
}

}  // namespace yj::registry
