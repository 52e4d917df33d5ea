#include "facts/tables_shelf.hpp"

#include "facts/schema_shelf.hpp"

namespace yj::facts {

const std::vector<const store::Table*>& facts_tables() {
    static const std::vector<const store::Table*> all{&kSheetTable, &kBaseTable};
    return all;
}

}  // namespace yj::facts
