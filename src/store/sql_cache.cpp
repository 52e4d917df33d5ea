#include "store/sql_cache.hpp"

namespace yj::store {

std::string insert_sql(const Table& table, std::size_t rows) {
    std::string sql = "INSERT INTO " + std::string(table.name) + " (";
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        sql += (i > 0 ? ", " : "") + std::string(table.columns[i].name);
    sql += ") VALUES ";
    std::size_t parameter = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        sql += row > 0 ? ", (" : "(";
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            sql += (i > 0 ? ", $" : "$") + std::to_string(++parameter);
        sql += ")";
    }
    return sql;
}

}  // namespace yj::store
