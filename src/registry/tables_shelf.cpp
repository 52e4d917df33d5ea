#include "registry/tables_shelf.hpp"

#include "registry/schema_shelf.hpp"

namespace yj::registry {

const std::vector<const store::Table*>& registry_tables() {
    static const std::vector<const store::Table*> kTables{&kUnitTable, &kVersionTable, &kFrameTable,
                                                          &kFrameUnitTable};
    return kTables;
}

}  // namespace yj::registry
