#include "edit/tables_shelf.hpp"

#include "edit/schema_shelf.hpp"

namespace yj::edit {

const std::vector<const store::Table*>& edit_tables() {
    static const std::vector<const store::Table*> all{&kCheckTable};
    return all;
}

}  // namespace yj::edit
