#include "journal/sealed_rows_shelf.hpp"

#include <algorithm>

#include "base/invariant.hpp"

namespace yj::journal {

namespace {

std::string select_sql(const store::Table& table) {
    std::string sql = "SELECT ";
    for (std::size_t at = 0; at < table.columns.size(); ++at) {
        if (at > 0) sql += ", ";
        sql += table.columns[at].name;
    }
    return sql + " FROM " + std::string(table.name);
}

int since_column(const store::Table& table) {
    const auto since = std::ranges::find(table.columns, "since", &store::Column::name);
    invariant(since != table.columns.end(), "a table of record has a column since");
    return static_cast<int>(since - table.columns.begin());
}

/// One row's fields, with the bytes that they view.
struct ReadRow {
    std::vector<std::string> bytes;
    std::vector<store::Field> fields;

    explicit ReadRow(std::size_t columns) : bytes(columns), fields(columns) {}

    void read(const store::Table& table, const store::Row& row) {
        for (std::size_t at = 0; at < table.columns.size(); ++at)
            fields[at] = field(row, static_cast<int>(at), table.columns[at].kind);
    }

private:
    store::Field field(const store::Row& row, int column, store::ColumnKind kind) {
        if (row.null(column)) return std::monostate{};
        if (kind == store::ColumnKind::Number) return row.number(column);
        auto& kept = bytes[static_cast<std::size_t>(column)];
        if (kind == store::ColumnKind::Bytes) {
            kept = row.blob(column);
            return store::Blob{kept};
        }
        kept = row.text(column);
        return std::string_view(kept);
    }
};

std::string key_text(const store::Table& table, const std::vector<store::Field>& fields) {
    std::string key;
    for (std::size_t at = 0; at < static_cast<std::size_t>(table.key_columns); ++at) {
        if (at > 0) key += '/';
        if (const auto* number = std::get_if<std::int64_t>(&fields[at])) key += std::to_string(*number);
        if (const auto* text = std::get_if<std::string_view>(&fields[at])) key += *text;
        if (const auto* blob = std::get_if<store::Blob>(&fields[at])) key += to_hex(blob->bytes);
    }
    return key;
}

}  // namespace

void each_row_hash(store::Tx& tx, const store::Table& table, const RowHashFn& fn) {
    const int since = since_column(table);
    ReadRow one(table.columns.size());
    tx.each(select_sql(table), {}, [&](const store::Row& row) {
        one.read(table, row);
        fn(EntryIndex{row.number(since)}, key_text(table, one.fields), store::sealed_hash(table, one.fields));
    });
}

void each_row_bytes(store::Tx& tx, const store::Table& table,
                    const std::function<void(EntryIndex since, const std::string& bytes)>& fn) {
    const int since = since_column(table);
    ReadRow one(table.columns.size());
    tx.each(select_sql(table), {}, [&](const store::Row& row) {
        one.read(table, row);
        fn(EntryIndex{row.number(since)}, store::row_bytes(table, one.fields));
    });
}

std::string RowName::key_text() const {
    std::string text;
    for (const auto& part : key) {
        if (!text.empty()) text += '/';
        if (const auto* number = std::get_if<std::int64_t>(&part)) text += std::to_string(*number);
        if (const auto* words = std::get_if<std::string>(&part)) text += *words;
    }
    return text;
}

std::optional<std::string> row_bytes_at(store::Tx& tx, const RowName& name) {
    const auto& table = *name.table;
    invariant(name.key.size() == static_cast<std::size_t>(table.key_columns), "a name has the whole key");
    std::string sql = select_sql(table);
    std::vector<store::Field> fields;
    for (std::size_t at = 0; at < name.key.size(); ++at) {
        sql += std::string(at == 0 ? " WHERE " : " AND ") + std::string(table.columns[at].name) + " = $" +
               std::to_string(at + 1);
        if (const auto* number = std::get_if<std::int64_t>(&name.key[at])) fields.emplace_back(*number);
        if (const auto* text = std::get_if<std::string>(&name.key[at]))
            fields.emplace_back(std::string_view(*text));
    }
    std::optional<std::string> bytes;
    ReadRow one(table.columns.size());
    tx.each(sql, std::span<const store::Field>(fields), [&](const store::Row& row) {
        one.read(table, row);
        bytes = store::row_bytes(table, one.fields);
    });
    return bytes;
}

}  // namespace yj::journal
