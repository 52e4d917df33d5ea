#include <sqlite3.h>

#include <unordered_map>

#include "base/bytes.hpp"
#include "base/invariant.hpp"
#include "store/conn.hpp"
#include "store/sql_cache.hpp"

namespace yj::store {

namespace {

Refused kind_of(int code) {
    return (code & 0xFF) == SQLITE_CONSTRAINT ? Refused::Conflict : Refused::Storage;
}

struct Statement {
    sqlite3_stmt* handle = nullptr;
    std::vector<int> slots;  ///< slots[i] is SQLite's index of $i+1: SQLite takes $1 as a name
};

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
    bool null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    std::int64_t number(int column) const override { return sqlite3_column_int64(statement_, column); }
    std::string_view text(int column) const override { return bytes(column); }
    std::string blob(int column) const override { return std::string(bytes(column)); }

private:
    std::string_view bytes(int column) const {
        const auto* start = static_cast<const char*>(sqlite3_column_blob(statement_, column));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
        return start == nullptr ? std::string_view{} : std::string_view(start, size);
    }
    sqlite3_stmt* statement_;
};

class SqliteConn final : public Conn {
public:
    explicit SqliteConn(const std::string& path) {
        const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
        if (sqlite3_open_v2(path.c_str(), &db_, flags, nullptr) != SQLITE_OK) {
            const std::string why = sqlite3_errmsg(db_);
            sqlite3_close(db_);
            throw EngineError(Refused::Storage, why + " (" + path + ")");
        }
        sqlite3_busy_timeout(db_, 10'000);
        script(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA "
            "cache_size=-65536;"
            "PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=1073741824;");
    }
    ~SqliteConn() override {
        for (auto& [sql, statement] : statements_) sqlite3_finalize(statement.handle);
        sqlite3_close(db_);
    }
    SqliteConn(const SqliteConn&) = delete;
    SqliteConn& operator=(const SqliteConn&) = delete;

    const char* begin_read() const override { return "PRAGMA query_only=ON; BEGIN"; }
    const char* begin_write() const override { return "BEGIN IMMEDIATE"; }

    void script(const std::string& sql) override {
        if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
    }

    void run(std::string_view sql, std::span<const Field> fields, const RowFn& fn) override {
        auto& statement = prepared(sql, fields.size());
        invariant(sqlite3_stmt_busy(statement.handle) == 0,
                  "a question is not asked inside its own callback");
        struct Reset {
            sqlite3_stmt* handle;
            ~Reset() {
                sqlite3_reset(handle);
                sqlite3_clear_bindings(handle);
            }
        } const reset{statement.handle};
        for (std::size_t i = 0; i < fields.size(); ++i) bind(statement.handle, statement.slots[i], fields[i]);
        const SqliteRow row(statement.handle);
        for (;;) {
            const int code = sqlite3_step(statement.handle);
            if (code == SQLITE_DONE) return;
            if (code != SQLITE_ROW) fail();
            if (fn) fn(row);
        }
    }

    void insert(const Table& table, std::span<const Field> fields) override {
        auto& sql = inserts_[table.name.data()];
        if (sql.empty()) sql = insert_sql(table, 1);
        run(sql, fields, {});
    }
    void flush() override {}
    void forget() override {}

private:
    [[noreturn]] void fail() {
        throw EngineError(kind_of(sqlite3_extended_errcode(db_)), sqlite3_errmsg(db_));
    }

    static int bind_one(sqlite3_stmt* handle, int slot, const Field& field) {
        if (const auto* number = std::get_if<std::int64_t>(&field))
            return sqlite3_bind_int64(handle, slot, *number);
        if (const auto* text = std::get_if<std::string_view>(&field))
            return sqlite3_bind_text64(handle, slot, text->data() == nullptr ? "" : text->data(),
                                       text->size(), SQLITE_STATIC, SQLITE_UTF8);
        if (const auto* blob = std::get_if<Blob>(&field))
            return sqlite3_bind_blob64(handle, slot, blob->bytes.data() == nullptr ? "" : blob->bytes.data(),
                                       blob->bytes.size(), SQLITE_STATIC);
        return sqlite3_bind_null(handle, slot);
    }
    void bind(sqlite3_stmt* handle, int slot, const Field& field) {
        if (slot != 0 && bind_one(handle, slot, field) != SQLITE_OK) fail();
    }

    Statement& prepared(std::string_view sql, std::size_t count) {
        if (const auto known = statements_.find(sql); known != statements_.end()) return known->second;
        Statement statement;
        if (sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                               &statement.handle, nullptr) != SQLITE_OK)
            fail();
        for (std::size_t i = 1; i <= count; ++i)
            statement.slots.push_back(
                sqlite3_bind_parameter_index(statement.handle, ("$" + std::to_string(i)).c_str()));
        return statements_.emplace(std::string(sql), std::move(statement)).first->second;
    }

    sqlite3* db_ = nullptr;
    SqlCache<Statement> statements_;
    std::unordered_map<const char*, std::string> inserts_;  ///< by the table's name, a literal of its shelf
};

}  // namespace

std::unique_ptr<Conn> open_sqlite(const std::string& path) { return std::make_unique<SqliteConn>(path); }

std::unique_ptr<Conn> open_conn(const std::string& url) {
    constexpr std::string_view kSqlite = "sqlite:";
    if (url.starts_with(kSqlite)) return open_sqlite(url.substr(kSqlite.size()));
    if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return open_postgres(url);
    throw EngineError(Refused::Malformed, "不认识的数据库地址（应以 sqlite: 或 postgresql:// 开头）");
}

}  // namespace yj::store
