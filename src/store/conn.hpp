// Conn: one connection to SQLite or PostgreSQL under one SQL text; the engines behind Tx. Shelves use tx.hpp.
#pragma once
#include <memory>
#include <stdexcept>

#include "base/result.hpp"
#include "store/field.hpp"

namespace yj::store {

/// What an engine throws; it never leaves this room (Tx turns it into a refusal).
class EngineError : public std::runtime_error {
public:
    EngineError(Refused of_kind, const std::string& what) : std::runtime_error(what), kind(of_kind) {}
    Refused kind;
};

/// Not for several threads at once.
class Conn {
public:
    virtual ~Conn() = default;
    /// One statement with $1…$n; rows to `fn` when it answers any.
    virtual void run(std::string_view sql, std::span<const Field> fields, const RowFn& fn) = 0;
    /// Many statements without parameters.
    virtual void script(const std::string& sql) = 0;
    /// One row into a table; may be held back until the next run, script or flush.
    virtual void insert(const Table& table, std::span<const Field> fields) = 0;
    virtual void flush() = 0;
    /// Drops what is held back, when the job that put it is given up.
    virtual void forget() = 0;
    /// How this engine begins a snapshot for reading.
    [[nodiscard]] virtual const char* begin_read() const = 0;
    [[nodiscard]] virtual const char* begin_write() const = 0;
};

/// "sqlite:PATH" (WAL, synchronous=FULL) or "postgresql://…". Throws EngineError.
[[nodiscard]] std::unique_ptr<Conn> open_conn(const std::string& url);
[[nodiscard]] std::unique_ptr<Conn> open_sqlite(const std::string& path);
[[nodiscard]] std::unique_ptr<Conn> open_postgres(const std::string& url);

}  // namespace yj::store
