#include "tabulate/lineage.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "tabulate/cube.hpp"

namespace yj::tabulate {

namespace {

bool in_measure(const TableMeasure& measure, std::span<const Value> values, bool counts) {
    if (measure.kind != MeasureKind::Count) return uses(measure, values);
    return counts && (values.empty() ||
                      std::ranges::any_of(values, [](const Value& value) { return value.present(); }));
}

/// The measure that an address names, -1: none.
int measure_of(const TableDef& def, std::string_view address) {
    const auto colon = address.rfind(':');
    return colon == std::string_view::npos ? -1 : def.measure_at(address.substr(colon + 1));
}

/// Codes of every node that the unit lies in, one list a dimension.
std::vector<std::vector<std::string>> paths_of(const TableDef& def, RegionCode region,
                                               const IndustryCode& industry, registry::SizeClass size) {
    std::vector<std::vector<std::string>> paths;
    for (const auto& dim : def.dims) paths.push_back(codes_of(dim, region, industry, size));
    return paths;
}

bool lies_in(const std::vector<std::vector<std::string>>& paths, const std::vector<std::string_view>& codes) {
    for (std::size_t d = 0; d < paths.size(); ++d)
        if (std::ranges::find(paths[d], codes[d]) == paths[d].end()) return false;
    return true;
}

/// Every combination of one code a dimension, joined by '/'.
std::vector<std::string> combinations(const std::vector<std::vector<std::string>>& paths) {
    std::vector<std::string> all{""};
    for (const auto& path : paths) {
        std::vector<std::string> longer;
        for (const auto& start : all)
            for (const auto& code : path)
                longer.push_back(start.empty() ? code : fmt::format("{}/{}", start, code));
        all = std::move(longer);
    }
    return all;
}

}  // namespace

Result<std::vector<std::size_t>> reports_in(const TableDef& def, std::string_view address,
                                            const Contributors& contributors) {
    const auto codes = split(address.substr(0, address.rfind(':')), '/');
    if (measure_of(def, address) < 0 || codes.size() != def.dims.size())
        return refuse(Refused::NotFound, "汇总表没有这个数", def.code + " " + std::string(address),
                      "请按“分组/分组:指标”写明，如 990101000000/C13:ytd");
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < contributors.size(); ++i) {
        const auto region = contributors.region(i);
        const auto& industry = contributors.industry(i);
        const auto size = contributors.size_class(i);
        if (!passes(def.filter, region, industry, size)) continue;
        if (lies_in(paths_of(def, region, industry, size), codes)) found.push_back(i);
    }
    return found;
}

Result<std::vector<std::size_t>> contributors_of(const TableDef& def, std::string_view address,
                                                 const Contributors& contributors) {
    YJ_ASSIGN(auto found, reports_in(def, address, contributors));
    const auto& measure = def.measures[static_cast<std::size_t>(measure_of(def, address))];
    std::erase_if(found, [&](std::size_t at) {
        return !in_measure(measure, contributors.values(at), contributors.counts(at));
    });
    return found;
}

std::vector<std::string> touched_cells(const TableDef& def, const Contributor& contributor) {
    if (!passes(def.filter, contributor.region, contributor.industry, contributor.size)) return {};
    std::vector<std::string> touched;
    const auto cells =
        combinations(paths_of(def, contributor.region, contributor.industry, contributor.size));
    for (const auto& measure : def.measures) {
        if (!in_measure(measure, contributor.values, contributor.counts)) continue;
        for (const auto& cell : cells) touched.push_back(cell + ":" + measure.id);
    }
    return touched;
}

}  // namespace yj::tabulate
