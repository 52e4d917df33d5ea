#include "tabulate/pack_tables.hpp"

#include <algorithm>

namespace yj::tabulate {

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
    if (!faults.empty()) return std::unexpected(std::move(faults));
    return tables;
}

}  // namespace yj::tabulate
