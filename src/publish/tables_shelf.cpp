#include "publish/tables_shelf.hpp"

#include "publish/schema_shelf.hpp"

namespace yj::publish {

const std::vector<const store::Table*>& publish_tables() {
    static const std::vector<const store::Table*> kTables{&kReleaseTable, &kReleaseTableTable, &kFigureTable};
    return kTables;
}

}  // namespace yj::publish
