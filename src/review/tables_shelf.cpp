#include "review/tables_shelf.hpp"

#include "review/schema_shelf.hpp"

namespace yj::review {

const std::vector<const store::Table*>& review_tables() {
    static const std::vector<const store::Table*> all{&kExplanationTable, &kQuestionTable, &kReturnTable,
                                                      &kAcceptanceTable};
    return all;
}

}  // namespace yj::review
