// Tx: the transaction in which shelves work. The only header of this room that desk sees beside store.hpp.
#pragma once
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "base/result.hpp"
#include "store/field.hpp"

namespace yj::store {

class Conn;

/// A row put into a table of record during this transaction: what the act's entry will seal.
struct SealedRow {
    std::string table;
    std::string key;  ///< the key columns, joined by '/'
    Digest hash;      ///< sealed_hash of the row
};

/// One row in canonical bytes: table name and every field, typed and length-prefixed, so that no two rows
/// share a text.
[[nodiscard]] std::string row_bytes(const Table& table, std::span<const Field> fields);
/// Their SHA-256.
[[nodiscard]] Digest sealed_hash(const Table& table, std::span<const Field> fields);

/// A transaction, for reading (a snapshot) or for writing. After a storage failure it is spent: further
/// statements do nothing, questions answer empty, and whoever opened it gets the refusal. So shelves need not
/// check each statement. Not for several threads.
class Tx {
public:
    explicit Tx(Conn& conn) : conn_(conn) {}
    Tx(const Tx&) = delete;
    Tx& operator=(const Tx&) = delete;

    /// One statement with $1…$n. Write one SQL text that both engines take: docs/rooms/store.md lists it.
    void run(std::string_view sql, std::initializer_list<Field> fields = {});
    /// A question; `fn` is called for each row.
    void each(std::string_view sql, std::initializer_list<Field> fields, const RowFn& fn);
    void each(std::string_view sql, std::span<const Field> fields, const RowFn& fn);
    /// The first row's value by `fn`, or empty.
    template <class Fn>
    [[nodiscard]] auto first(std::string_view sql, std::initializer_list<Field> fields, Fn fn)
        -> std::optional<decltype(fn(std::declval<const Row&>()))> {
        std::optional<decltype(fn(std::declval<const Row&>()))> found;
        each(sql, fields, [&](const Row& row) {
            if (!found) found = fn(row);
        });
        return found;
    }

    /// Puts one row into a table of record and remembers its hash for the act's entry.
    /// A second row of the same key is a Conflict.
    void put(const Table& table, std::initializer_list<Field> fields);
    void put(const Table& table, std::span<const Field> fields);

    /// The rows put since the last call, in order; empties the list.
    [[nodiscard]] std::vector<SealedRow> take_sealed();

    [[nodiscard]] bool failed() const { return failure_.has_value(); }
    /// Done, or the refusal of the first failure.
    [[nodiscard]] Done state() const;
    /// Sends what is held back and tells how the transaction stands.
    [[nodiscard]] Done flush();

private:
    template <class Fn>
    void guarded(Fn fn);

    Conn& conn_;
    std::optional<Refusal> failure_;
    std::vector<SealedRow> sealed_;
};

}  // namespace yj::store
