#include "access/tables_shelf.hpp"

#include "access/schema_shelf.hpp"

namespace yj::access {

const std::vector<const store::Table*>& access_tables() {
    static const std::vector<const store::Table*> all{&kAccountTable, &kCredentialTable, &kGrantTable};
    return all;
}

}  // namespace yj::access
