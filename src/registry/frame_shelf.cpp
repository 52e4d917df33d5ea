#include "registry/frame_shelf.hpp"

#include <limits>

#include "base/invariant.hpp"
#include "registry/schema_shelf.hpp"
#include "registry/version_rows_shelf.hpp"

namespace yj::registry {

namespace {

Frame frame_in(const store::Row& row) {
    const auto period = Period::parse(row.text(1));
    invariant(period.has_value(), "a stored period is a period code");
    return {std::string(row.text(0)), *period, std::string(row.text(2)), row.number(3),
            EntryIndex{row.number(4)}};
}

constexpr auto kAnyEntry = EntryIndex{std::numeric_limits<std::int64_t>::max()};

}  // namespace

Done freeze_frame(store::Tx& tx, Frame frame, const std::vector<FrameUnit>& members) {
    if (find_frame(tx, frame.form, frame.period, kAnyEntry))
        return refuse(Refused::Conflict, "这一期的调查单位名录已经冻结",
                      frame.form + " " + frame.period.name(), "新增单位从下一期起报送");
    const auto period = frame.period.code();
    tx.put(kFrameTable,
           {std::string_view(frame.form), std::string_view(period), std::string_view(frame.pack_hash),
            static_cast<std::int64_t>(members.size()), frame.since.value});
    for (const auto& each : members)
        tx.put(kFrameUnitTable, {std::string_view(frame.form), std::string_view(period), each.unit.value,
                                 each.version.value, frame.since.value});
    return tx.state();
}

std::optional<Frame> find_frame(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of) {
    const auto code = period.code();
    return tx.first(
        "SELECT form, period, pack_hash, units, since FROM registry_frame"
        " WHERE form = $1 AND period = $2 AND since <= $3",
        {form, std::string_view(code), as_of.value}, frame_in);
}

std::vector<Frame> frames(store::Tx& tx, EntryIndex as_of) {
    std::vector<Frame> found;
    tx.each(
        "SELECT form, period, pack_hash, units, since FROM registry_frame WHERE since <= $1"
        " ORDER BY form, since",
        {as_of.value}, [&](const store::Row& row) { found.push_back(frame_in(row)); });
    return found;
}

std::vector<FrameUnit> frame_units(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of) {
    std::vector<FrameUnit> found;
    const auto code = period.code();
    tx.each(
        "SELECT unit, version FROM registry_frame_unit WHERE form = $1 AND period = $2 AND since <= $3"
        " ORDER BY unit",
        {form, std::string_view(code), as_of.value}, [&](const store::Row& row) {
            found.push_back({StatUnitId{row.number(0)}, EntryIndex{row.number(1)}});
        });
    return found;
}

bool frame_contains(store::Tx& tx, std::string_view form, Period period, StatUnitId unit, EntryIndex as_of) {
    const auto code = period.code();
    return tx
        .first(
            "SELECT 1 FROM registry_frame_unit WHERE form = $1 AND period = $2 AND unit = $3 AND since <= $4",
            {form, std::string_view(code), unit.value, as_of.value}, [](const store::Row&) { return true; })
        .has_value();
}

void each_in_frame(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of,
                   const VersionFn& fn) {
    const auto code = period.code();
    tx.each("SELECT " YJ_VERSION
            " FROM registry_frame_unit f JOIN registry_version v ON v.unit = f.unit"
            " AND v.since = f.version WHERE f.form = $1 AND f.period = $2 AND f.since <= $3 ORDER BY f.unit",
            {form, std::string_view(code), as_of.value}, [&](const store::Row& row) { fn(version_in(row)); });
}

std::vector<Frame> frames_of_unit(store::Tx& tx, StatUnitId unit, EntryIndex as_of) {
    std::vector<Frame> found;
    tx.each(
        "SELECT f.form, f.period, f.pack_hash, f.units, f.since FROM registry_frame_unit u"
        " JOIN registry_frame f ON f.form = u.form AND f.period = u.period"
        " WHERE u.unit = $1 AND u.since <= $2 ORDER BY f.form, f.since",
        {unit.value, as_of.value}, [&](const store::Row& row) { found.push_back(frame_in(row)); });
    return found;
}

}  // namespace yj::registry
