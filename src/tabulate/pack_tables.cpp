#include "tabulate/pack_tables.hpp"

#include <algorithm>

#include "base/digest.hpp"

namespace yj::tabulate {

namespace {

/// Whether each dimension of `coarse` is one of `fine`, from the same top down, and the others of `fine` have
/// a whole.
bool lies_within(const TableDef& coarse, const TableDef& fine) {
    for (const auto& dim : coarse.dims) {
        const auto same = std::ranges::find(fine.dims, dim.by, &Dimension::by);
        if (same == fine.dims.end() || same->levels.size() < dim.levels.size()) return false;
        if (!std::ranges::equal(dim.levels, std::span(same->levels).first(dim.levels.size()))) return false;
    }
    return std::ranges::all_of(fine.dims, [&](const Dimension& dim) {
        const bool shared = std::ranges::find(coarse.dims, dim.by, &Dimension::by) != coarse.dims.end();
        return shared || (dim.by != DimBy::Region && dim.levels.front() == 0);
    });
}

bool same_filter(const Filter& left, const Filter& right) {
    return left.regions == right.regions && left.industries == right.industries && left.sizes == right.sizes;
}

/// The finer table with its measures over the cells of `def`, which gets those it lacked.
TableDef over_cells_of(TableDef& def, TableDef fine) {
    std::vector<int> places;
    for (const auto& cell : fine.cells) {
        const auto known = std::ranges::find(def.cells, cell);
        places.push_back(static_cast<int>(known - def.cells.begin()));
        if (known == def.cells.end()) def.cells.push_back(cell);
    }
    for (auto& measure : fine.measures)
        for (int* at : {&measure.first, &measure.second})
            if (*at >= 0) *at = places[static_cast<std::size_t>(*at)];
    fine.cells = def.cells;
    return fine;
}

void follow_patterns(std::vector<TableDef>& tables, instrument::Faults& faults) {
    const std::vector<TableDef> parsed = tables;
    for (auto& def : tables) {
        if (def.suppress.like.empty()) continue;
        const auto fine = std::ranges::find(parsed, def.suppress.like, &TableDef::code);
        const bool follows = fine != parsed.end() && fine->suppress.like.empty() &&
                             fine->forms == def.forms && same_filter(fine->filter, def.filter) &&
                             lies_within(def, *fine);
        if (!follows) {
            faults.push_back({def.path,
                              1,
                              0,
                              "保密处理不能随“" + def.suppress.like + "”",
                              "同一报表、同一筛选、分组更细的表，它自己不随别的表",
                              {}});
            continue;
        }
        def.pattern = {over_cells_of(def, *fine)};
        def.hash = sha256(def.hash + fine->hash).hex();
    }
}

}  // namespace

std::expected<std::vector<TableDef>, instrument::Faults> pack_tables(const instrument::Pack& pack) {
    std::vector<TableDef> tables;
    instrument::Faults faults;
    for (const auto* file : pack.texts("tables")) {
        if (!file->path.ends_with(".toml")) continue;
        auto def = parse_table_def(file->path, file->bytes, pack.forms());
        if (!def) {
            std::ranges::move(def.error(), std::back_inserter(faults));
            continue;
        }
        const auto twin = std::ranges::find(tables, def->code, &TableDef::code);
        if (twin != tables.end())
            faults.push_back({file->path,
                              1,
                              0,
                              "汇总表“" + def->code + "”与 " + twin->path + " 重号",
                              "各表编号不同",
                              {}});
        tables.push_back(*std::move(def));
    }
    if (faults.empty()) follow_patterns(tables, faults);
    if (!faults.empty()) return std::unexpected(std::move(faults));
    return tables;
}

}  // namespace yj::tabulate
