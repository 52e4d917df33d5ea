// Field, Row, Table: what goes into the store and what comes out of it.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace yj::store {

/// Bytes as bytes (BYTEA). The view must outlive the call.
struct Blob {
    std::string_view bytes;
};

/// One value of a row: nothing, a whole number, a text, bytes. There are no doubles in the store: amounts are
/// scaled integers. Views must outlive the call.
using Field = std::variant<std::monostate, std::int64_t, std::string_view, Blob>;

/// One row of an answer; valid inside the callback only. Columns count from 0.
class Row {
public:
    virtual ~Row() = default;
    [[nodiscard]] virtual bool null(int column) const = 0;
    [[nodiscard]] virtual std::int64_t number(int column) const = 0;
    [[nodiscard]] virtual std::string_view text(int column) const = 0;
    [[nodiscard]] virtual std::string blob(int column) const = 0;
};
using RowFn = std::function<void(const Row&)>;

enum class ColumnKind { Number, Text, Bytes };

struct Column {
    std::string_view name;
    ColumnKind kind;
};

/// A table of record: rows are put once and never changed. It has a column `since` (the entry that made the
/// row); its first `key_columns` columns are its key.
struct Table {
    std::string_view name;
    std::span<const Column> columns;
    int key_columns;
};

}  // namespace yj::store
