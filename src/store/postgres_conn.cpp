#include <libpq-fe.h>

#include <charconv>
#include <cstring>

#include "base/digest.hpp"
#include "base/invariant.hpp"
#include "store/conn.hpp"
#include "store/sql_cache.hpp"

namespace yj::store {

namespace {

/// Rows held back before one multi-row insert: a round trip costs more than a hundred rows.
constexpr std::size_t kHeldRows = 200;
constexpr Oid kByteaOid = 17;

struct Answer {
    PGresult* handle;
    ~Answer() { PQclear(handle); }
};

class PostgresRow final : public Row {
public:
    PostgresRow(const PGresult* answer, int at) : answer_(answer), at_(at) {}
    bool null(int column) const override { return PQgetisnull(answer_, at_, column) != 0; }
    std::int64_t number(int column) const override {
        std::int64_t value = 0;
        const auto digits = text(column);
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    }
    std::string_view text(int column) const override {
        return {PQgetvalue(answer_, at_, column),
                static_cast<std::size_t>(PQgetlength(answer_, at_, column))};
    }
    std::string blob(int column) const override {
        const auto shown = text(column);
        if (PQftype(answer_, column) != kByteaOid) return std::string(shown);
        const auto bytes = shown.starts_with("\\x") ? bytes_from_hex(shown.substr(2)) : std::nullopt;
        invariant(bytes.has_value() || shown.empty(), "PostgreSQL shows bytes in hex");
        return bytes.value_or(std::string{});
    }

private:
    const PGresult* answer_;
    int at_;
};

/// The parameters of one statement as libpq wants them.
struct Parameters {
    explicit Parameters(std::span<const Field> fields) : owned(fields.size()) {
        for (std::size_t i = 0; i < fields.size(); ++i) add(fields[i], owned[i]);
    }
    void add(const Field& field, std::string& text) {
        int format = 0;
        bool null = false;
        if (const auto* number = std::get_if<std::int64_t>(&field)) {
            text = std::to_string(*number);
        } else if (const auto* view = std::get_if<std::string_view>(&field)) {
            text = *view;
        } else if (const auto* blob = std::get_if<Blob>(&field)) {
            text = blob->bytes;
            format = 1;
        } else {
            null = true;
        }
        values.push_back(null ? nullptr : text.data());
        lengths.push_back(static_cast<int>(text.size()));
        formats.push_back(format);
    }
    std::vector<std::string> owned;
    std::vector<const char*> values;
    std::vector<int> lengths;
    std::vector<int> formats;
};

class PostgresConn final : public Conn {
public:
    explicit PostgresConn(const std::string& url) : conn_(PQconnectdb(url.c_str())) {
        if (PQstatus(conn_) != CONNECTION_OK) {
            const std::string why = PQerrorMessage(conn_);
            PQfinish(conn_);
            throw EngineError(Refused::Storage, why);
        }
        PQsetNoticeProcessor(conn_, [](void*, const char*) {}, nullptr);
        settle();
    }
    ~PostgresConn() override { PQfinish(conn_); }
    PostgresConn(const PostgresConn&) = delete;
    PostgresConn& operator=(const PostgresConn&) = delete;

    const char* begin_read() const override { return "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"; }
    const char* begin_write() const override { return "BEGIN"; }

    void script(const std::string& sql) override {
        flush();
        const Answer answer{PQexec(conn_, sql.c_str())};
        check(answer.handle);
    }

    void run(std::string_view sql, std::span<const Field> fields, const RowFn& fn) override {
        flush();
        const Answer answer{execute(sql, fields)};
        if (!fn) return;
        for (int i = 0, count = PQntuples(answer.handle); i < count; ++i) fn(PostgresRow(answer.handle, i));
    }

    void insert(const Table& table, std::span<const Field> fields) override {
        if (held_table_ != nullptr && held_table_->name != table.name) flush();
        held_table_ = &table;
        for (const auto& field : fields) hold(field);
        if (++held_rows_ == kHeldRows) flush();
    }

    void forget() override {
        held_table_ = nullptr;
        held_rows_ = 0;
        held_.clear();
        held_texts_.clear();
    }

    void flush() override {
        if (held_rows_ == 0) return;
        const auto rows = std::exchange(held_rows_, 0);
        const auto* table = std::exchange(held_table_, nullptr);
        const auto texts = std::exchange(held_texts_, {});
        auto fields = std::exchange(held_, {});
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (std::holds_alternative<std::string_view>(fields[i])) fields[i] = std::string_view(texts[i]);
            if (std::holds_alternative<Blob>(fields[i])) fields[i] = Blob{texts[i]};
        }
        const Answer answer{execute(insert_sql(*table, rows), fields)};
    }

private:
    /// What we rely on, whatever the server's defaults are: durable when acknowledged, UTF-8, bytes shown in
    /// hex.
    void settle() {
        const Answer answer{PQexec(
            conn_, "SET synchronous_commit TO on; SET client_encoding TO 'UTF8'; SET bytea_output TO hex")};
        if (PQresultStatus(answer.handle) == PGRES_COMMAND_OK) return;
        const std::string why = PQerrorMessage(conn_);
        PQfinish(conn_);
        throw EngineError(Refused::Storage, why);
    }

    /// Keeps the field with its bytes, which the caller owns only until `insert` returns.
    void hold(const Field& field) {
        held_.push_back(field);
        if (const auto* text = std::get_if<std::string_view>(&field))
            held_texts_.emplace_back(*text);
        else if (const auto* blob = std::get_if<Blob>(&field))
            held_texts_.emplace_back(blob->bytes);
        else
            held_texts_.emplace_back();
    }

    void check(const PGresult* answer) {
        const auto status = PQresultStatus(answer);
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return;
        const char* state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
        const bool conflict = state != nullptr && std::strncmp(state, "23", 2) == 0;
        throw EngineError(conflict ? Refused::Conflict : Refused::Storage, PQerrorMessage(conn_));
    }

    PGresult* execute(std::string_view sql, std::span<const Field> fields) {
        const Parameters parameters(fields);
        auto known = names_.find(sql);
        if (known == names_.end()) {
            const std::string text(sql);
            const auto name = "s" + std::to_string(names_.size());
            const Answer answer{PQprepare(conn_, name.c_str(), text.c_str(), 0, nullptr)};
            check(answer.handle);
            known = names_.emplace(text, name).first;
        }
        PGresult* result =
            PQexecPrepared(conn_, known->second.c_str(), static_cast<int>(parameters.values.size()),
                           parameters.values.data(), parameters.lengths.data(), parameters.formats.data(), 0);
        try {
            check(result);
        } catch (const EngineError&) {
            PQclear(result);
            throw;
        }
        return result;
    }

    PGconn* conn_;
    SqlCache<std::string> names_;
    const Table* held_table_ = nullptr;
    std::size_t held_rows_ = 0;
    std::vector<Field> held_;
    std::vector<std::string> held_texts_;
};

}  // namespace

std::unique_ptr<Conn> open_postgres(const std::string& url) { return std::make_unique<PostgresConn>(url); }

}  // namespace yj::store
