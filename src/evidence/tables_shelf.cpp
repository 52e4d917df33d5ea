#include "evidence/tables_shelf.hpp"

#include "evidence/schema_shelf.hpp"

namespace yj::evidence {

const std::vector<const store::Table*>& evidence_tables() {
    static const std::vector<const store::Table*> kTables{&kVoucherTable, &kLinkTable, &kLedgerLineTable};
    return kTables;
}

}  // namespace yj::evidence
