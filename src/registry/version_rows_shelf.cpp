#include "registry/version_rows_shelf.hpp"

#include "base/bytes.hpp"
#include "base/invariant.hpp"

namespace yj::registry {

namespace {

std::map<std::string, std::string> unpack_more(std::string_view bytes) {
    ByteReader in(bytes);
    std::map<std::string, std::string> more;
    for (auto left = in.number(); left > 0 && in.ok(); --left) {
        auto key = std::string(in.text());
        more[std::move(key)] = std::string(in.text());
    }
    invariant(in.at_end(), "a stored version's further attributes are as they were packed");
    return more;
}

UnitAttributes attributes_in(const store::Row& row) {
    UnitAttributes out;
    out.code = row.text(3);
    out.name = row.text(4);
    out.kind = parse_unit_kind(row.text(5)).value_or(UnitKind::Legal);
    out.region =
        RegionCode::parse(row.text(6), static_cast<RegionLevel>(row.number(16))).value_or(RegionCode{});
    out.industry = IndustryCode::parse(row.text(7)).value_or(IndustryCode{});
    out.size = static_cast<SizeClass>(row.number(8));
    out.professions = row.text(9);
    out.above_scale = row.number(10) != 0;
    out.state = static_cast<int>(row.number(11));
    out.parent_code = row.text(12);
    out.more = unpack_more(row.blob(13));
    return out;
}

}  // namespace

UnitVersion version_in(const store::Row& row) {
    const auto valid_from = Period::parse(row.text(2));
    invariant(valid_from.has_value(), "a stored period is a period code");
    return {StatUnitId{row.number(0)}, *valid_from,
            attributes_in(row),        std::string(row.text(14)),
            std::string(row.text(15)), EntryIndex{row.number(1)}};
}

std::int64_t first_day_number(Period period) { return period.first_day().time_since_epoch().count(); }
std::int64_t last_day_number(Period period) { return period.last_day().time_since_epoch().count(); }

std::string pack_more(const std::map<std::string, std::string>& more) {
    ByteWriter out;
    out.number(more.size());
    for (const auto& [key, value] : more) {
        out.text(key);
        out.text(value);
    }
    return out.take();
}

}  // namespace yj::registry
