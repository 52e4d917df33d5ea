#include "collect/tables_shelf.hpp"

#include "collect/schema_shelf.hpp"

namespace yj::collect {

const std::vector<const store::Table*>& collect_tables() {
    static const std::vector<const store::Table*> kTables{&kTaskTable, &kSubmissionTable, &kBatchTable};
    return kTables;
}

}  // namespace yj::collect
