#include "registry/registry_shelf.hpp"

#include <array>

#include "base/bytes.hpp"
#include "base/invariant.hpp"
#include "registry/tables_shelf.hpp"

namespace yj::registry {

namespace {

using store::Column;
using store::ColumnKind;
using store::Row;

constexpr std::array kUnitColumns{Column{"id", ColumnKind::Number}, Column{"since", ColumnKind::Number}};
constexpr store::Table kUnit{"registry_unit", kUnitColumns, 1};

constexpr std::array kVersionColumns{
    Column{"unit", ColumnKind::Number},        Column{"since", ColumnKind::Number},
    Column{"valid_from", ColumnKind::Text},    Column{"valid_from_day", ColumnKind::Number},
    Column{"code", ColumnKind::Text},          Column{"name", ColumnKind::Text},
    Column{"kind", ColumnKind::Text},          Column{"region", ColumnKind::Text},
    Column{"region_level", ColumnKind::Number}, Column{"industry", ColumnKind::Text},
    Column{"size", ColumnKind::Text},          Column{"professions", ColumnKind::Text},
    Column{"above_scale", ColumnKind::Number}, Column{"state", ColumnKind::Number},
    Column{"parent_code", ColumnKind::Text},   Column{"more", ColumnKind::Bytes},
    Column{"reason", ColumnKind::Text},        Column{"paper", ColumnKind::Text}};
constexpr store::Table kVersion{"registry_version", kVersionColumns, 2};

constexpr std::array kFrameColumns{Column{"form", ColumnKind::Text}, Column{"period", ColumnKind::Text},
                                   Column{"since", ColumnKind::Number}, Column{"pack_hash", ColumnKind::Text},
                                   Column{"units", ColumnKind::Number}};
constexpr store::Table kFrame{"registry_frame", kFrameColumns, 3};

constexpr std::array kFrameUnitColumns{Column{"form", ColumnKind::Text}, Column{"period", ColumnKind::Text},
                                       Column{"since", ColumnKind::Number}, Column{"unit", ColumnKind::Number}};
constexpr store::Table kFrameUnit{"registry_frame_unit", kFrameUnitColumns, 4};

constexpr std::string_view kVersionList =
    "v.unit, v.since, v.valid_from, v.code, v.name, v.kind, v.region, v.region_level, v.industry, v.size,"
    " v.professions, v.above_scale, v.state, v.parent_code, v.more, v.reason, v.paper";

std::int64_t day_number(Date day) { return day.time_since_epoch().count(); }

std::string pack_more(const std::map<std::string, std::string>& more) {
    ByteWriter out;
    out.number(more.size());
    for (const auto& [name, value] : more) {
        out.text(name);
        out.text(value);
    }
    return out.take();
}

std::map<std::string, std::string> unpack_more(std::string_view bytes) {
    ByteReader in(bytes);
    std::map<std::string, std::string> more;
    for (auto count = in.number(); count > 0 && in.ok(); --count) {
        std::string name(in.text());
        more[std::move(name)] = in.text();
    }
    return more;
}

UnitVersion read_version(const Row& row) {
    UnitVersion version;
    version.unit = StatUnitId{row.number(0)};
    version.since = EntryIndex{row.number(1)};
    version.valid_from = Period::parse(row.text(2)).value_or(Period());
    auto& it = version.attributes;
    it.code = row.text(3);
    it.name = row.text(4);
    it.kind = parse_unit_kind(row.text(5)).value_or(UnitKind::Legal);
    it.region = RegionCode::parse(row.text(6), static_cast<RegionLevel>(row.number(7))).value_or(RegionCode());
    it.industry = IndustryCode::parse(row.text(8)).value_or(IndustryCode());
    it.size = parse_size_class(row.text(9)).value_or(SizeClass::None);
    it.professions = row.text(10);
    it.above_scale = row.number(11) != 0;
    it.state = static_cast<int>(row.number(12));
    it.parent_code = row.text(13);
    it.more = unpack_more(row.blob(14));
    version.reason = row.text(15);
    version.paper = row.text(16);
    return version;
}

/// Versions known at $1 and valid at day $2, the one in force of each unit first.
std::string in_force(std::string_view condition) {
    return "SELECT " + std::string(kVersionList) +
           " FROM registry_version v WHERE v.since <= $1 AND v.valid_from_day <= $2" + std::string(condition) +
           " ORDER BY v.unit, v.valid_from_day DESC, v.since DESC";
}

/// Calls `fn` with the first version of each unit.
VersionFn first_of_unit(StatUnitId& last, const VersionFn& fn) {
    return [&last, &fn](const UnitVersion& version) {
        if (version.unit == last) return;
        last = version.unit;
        fn(version);
    };
}

}  // namespace

const std::vector<const store::Table*>& registry_tables() {
    static const std::vector<const store::Table*> kTables{&kUnit, &kVersion, &kFrame, &kFrameUnit};
    return kTables;
}

void put_unit(store::Tx& tx, StatUnitId id, EntryIndex since) { tx.put(kUnit, {id.value, since.value}); }

void put_version(store::Tx& tx, const UnitVersion& version) {
    const auto& it = version.attributes;
    const auto valid_from = version.valid_from.code();
    const auto region = it.region.text();
    const auto more = pack_more(it.more);
    tx.put(kVersion, {version.unit.value, version.since.value, valid_from, day_number(version.valid_from.first_day()),
                      it.code, it.name, unit_kind_name(it.kind), region, static_cast<std::int64_t>(it.region.level()),
                      it.industry.text(), size_class_name(it.size), it.professions,
                      std::int64_t{it.above_scale ? 1 : 0}, std::int64_t{it.state}, it.parent_code,
                      store::Blob{more}, version.reason, version.paper});
}

std::optional<UnitVersion> version_of(store::Tx& tx, StatUnitId unit, Period period, EntryIndex as_of) {
    static const std::string kSql = in_force(" AND v.unit = $3") + " LIMIT 1";
    return tx.first(kSql, {as_of.value, day_number(period.last_day()), unit.value}, read_version);
}

std::vector<UnitVersion> versions_of(store::Tx& tx, StatUnitId unit, EntryIndex as_of) {
    static const std::string kSql = "SELECT " + std::string(kVersionList) +
                                    " FROM registry_version v WHERE v.unit = $1 AND v.since <= $2 ORDER BY v.since";
    std::vector<UnitVersion> all;
    tx.each(kSql, {unit.value, as_of.value}, [&](const Row& row) { all.push_back(read_version(row)); });
    return all;
}

std::optional<UnitVersion> find_by_code(store::Tx& tx, std::string_view code, Period period, EntryIndex as_of) {
    // The code may have moved to another unit: the version in force of each candidate must still carry it.
    std::vector<StatUnitId> candidates;
    tx.each("SELECT DISTINCT unit FROM registry_version WHERE code = $1 AND since <= $2", {code, as_of.value},
            [&](const Row& row) { candidates.push_back(StatUnitId{row.number(0)}); });
    for (const auto unit : candidates)
        if (auto version = version_of(tx, unit, period, as_of); version && version->attributes.code == code)
            return version;
    return std::nullopt;
}

std::vector<UnitVersion> find_by_name(store::Tx& tx, std::string_view words, Period period, EntryIndex as_of,
                                      int limit) {
    static const std::string kSql = in_force(" AND v.name LIKE $3 ESCAPE '!'");
    std::string pattern = "%";
    for (const char c : words) {
        if (c == '%' || c == '_' || c == '!') pattern += '!';
        pattern += c;
    }
    pattern += '%';
    std::vector<UnitVersion> found;
    StatUnitId last;
    const VersionFn keep = [&](const UnitVersion& version) {
        if (static_cast<int>(found.size()) < limit) found.push_back(version);
    };
    const auto once = first_of_unit(last, keep);
    tx.each(kSql, {as_of.value, day_number(period.last_day()), std::string_view(pattern)},
            [&](const Row& row) { once(read_version(row)); });
    return found;
}

void each_version(store::Tx& tx, Period period, EntryIndex as_of, const VersionFn& fn) {
    static const std::string kSql = in_force("");
    StatUnitId last;
    const auto once = first_of_unit(last, fn);
    tx.each(kSql, {as_of.value, day_number(period.last_day())}, [&](const Row& row) { once(read_version(row)); });
}

void each_version_in_frame(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of,
                           const VersionFn& fn) {
    static const std::string kSql =
        in_force(" AND EXISTS (SELECT 1 FROM registry_frame_unit f WHERE f.form = $3 AND f.period = $4"
                 " AND f.since = $5 AND f.unit = v.unit)");
    const auto code = period.code();
    const auto since = tx.first("SELECT MAX(since) FROM registry_frame WHERE form = $1 AND period = $2 AND since <= $3",
                                {form, std::string_view(code), as_of.value},
                                [](const Row& row) { return row.null(0) ? std::int64_t{-1} : row.number(0); });
    if (!since || *since < 0) return;
    StatUnitId last;
    const auto once = first_of_unit(last, fn);
    tx.each(kSql, {as_of.value, day_number(period.last_day()), form, std::string_view(code), *since},
            [&](const Row& row) { once(read_version(row)); });
}

void put_frame(store::Tx& tx, const Frame& frame) {
    const auto period = frame.period.code();
    tx.put(kFrame, {frame.form, period, frame.since.value, frame.pack_hash,
                    static_cast<std::int64_t>(frame.units.size())});
    for (const auto unit : frame.units) tx.put(kFrameUnit, {frame.form, period, frame.since.value, unit.value});
}

std::optional<Frame> frame_of(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of) {
    const auto code = period.code();
    auto frame = tx.first(
        "SELECT since, pack_hash FROM registry_frame WHERE form = $1 AND period = $2 AND since <= $3"
        " ORDER BY since DESC LIMIT 1",
        {form, std::string_view(code), as_of.value}, [&](const Row& row) {
            return Frame{std::string(form), period, EntryIndex{row.number(0)}, std::string(row.text(1)), {}};
        });
    if (!frame) return std::nullopt;
    tx.each("SELECT unit FROM registry_frame_unit WHERE form = $1 AND period = $2 AND since = $3 ORDER BY unit",
            {form, std::string_view(code), frame->since.value},
            [&](const Row& row) { frame->units.push_back(StatUnitId{row.number(0)}); });
    return frame;
}

std::vector<FrameLine> frames(store::Tx& tx, EntryIndex as_of) {
    std::vector<FrameLine> all;
    tx.each("SELECT form, period, since, units FROM registry_frame WHERE since <= $1 ORDER BY form, period, since",
            {as_of.value}, [&](const Row& row) {
                all.push_back({std::string(row.text(0)), Period::parse(row.text(1)).value_or(Period()),
                               EntryIndex{row.number(2)}, static_cast<int>(row.number(3))});
            });
    return all;
}

}  // namespace yj::registry
