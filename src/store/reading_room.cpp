#include "store/reading_room.hpp"

#include <duckdb.h>

#include <charconv>

#include "base/invariant.hpp"

namespace yj::store {

struct ReadingRoom::Inside {
    duckdb_database database = nullptr;
    duckdb_connection connection = nullptr;

    Inside() = default;
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    ~Inside() {
        duckdb_disconnect(&connection);
        duckdb_close(&database);
    }
    /// A statement of ours without an answer.
    Done run(const std::string& sql) const;
};

namespace {

struct Outcome {
    duckdb_result handle{};
    Outcome() = default;
    Outcome(const Outcome&) = delete;
    Outcome& operator=(const Outcome&) = delete;
    ~Outcome() { duckdb_destroy_result(&handle); }
};

struct Prepared {
    duckdb_prepared_statement handle = nullptr;
    Prepared() = default;
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;
    ~Prepared() { duckdb_destroy_prepare(&handle); }
};

struct Appender {
    duckdb_appender handle = nullptr;
    Appender() = default;
    Appender(const Appender&) = delete;
    Appender& operator=(const Appender&) = delete;
    ~Appender() { duckdb_appender_destroy(&handle); }
};

struct Config {
    duckdb_config handle = nullptr;
    Config() { duckdb_create_config(&handle); }
    Config(const Config&) = delete;
    Config& operator=(const Config&) = delete;
    ~Config() { duckdb_destroy_config(&handle); }
};

std::string said(const char* message) { return message == nullptr ? "未说明原因" : message; }

std::string quoted(std::string_view name) {
    std::string out = "\"";
    for (const char letter : name) {
        if (letter == '"') out += '"';
        out += letter;
    }
    return out + '"';
}

std::string create_sql(std::string_view table, std::span<const Column> columns) {
    std::string sql = "CREATE TABLE " + quoted(table) + " (";
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto kind = columns[i].kind;
        sql += (i > 0 ? ", " : "") + quoted(columns[i].name);
        sql += kind == ColumnKind::Number ? " BIGINT" : kind == ColumnKind::Text ? " VARCHAR" : " BLOB";
    }
    return sql + ")";
}

bool append_field(duckdb_appender appender, const Field& field) {
    if (const auto* number = std::get_if<std::int64_t>(&field))
        return duckdb_append_int64(appender, *number) == DuckDBSuccess;
    if (const auto* text = std::get_if<std::string_view>(&field))
        return duckdb_append_varchar_length(appender, text->data() == nullptr ? "" : text->data(),
                                            text->size()) == DuckDBSuccess;
    if (const auto* blob = std::get_if<Blob>(&field))
        return duckdb_append_blob(appender, blob->bytes.data() == nullptr ? "" : blob->bytes.data(),
                                  blob->bytes.size()) == DuckDBSuccess;
    return duckdb_append_null(appender) == DuckDBSuccess;
}

bool bind_field(duckdb_prepared_statement statement, idx_t at, const Field& field) {
    if (const auto* number = std::get_if<std::int64_t>(&field))
        return duckdb_bind_int64(statement, at, *number) == DuckDBSuccess;
    if (const auto* text = std::get_if<std::string_view>(&field))
        return duckdb_bind_varchar_length(statement, at, text->data() == nullptr ? "" : text->data(),
                                          text->size()) == DuckDBSuccess;
    if (const auto* blob = std::get_if<Blob>(&field))
        return duckdb_bind_blob(statement, at, blob->bytes.data() == nullptr ? "" : blob->bytes.data(),
                                blob->bytes.size()) == DuckDBSuccess;
    return duckdb_bind_null(statement, at) == DuckDBSuccess;
}

bool whole_number(duckdb_type type) {
    switch (type) {
        case DUCKDB_TYPE_TINYINT:
        case DUCKDB_TYPE_SMALLINT:
        case DUCKDB_TYPE_INTEGER:
        case DUCKDB_TYPE_BIGINT:
        case DUCKDB_TYPE_HUGEINT:
        case DUCKDB_TYPE_UTINYINT:
        case DUCKDB_TYPE_USMALLINT:
        case DUCKDB_TYPE_UINTEGER:
        case DUCKDB_TYPE_UBIGINT: return true;
        default: return false;
    }
}

/// A sum beyond 64 bits stays a text with all its digits.
ReadingCell cell_in(duckdb_result& result, idx_t column, idx_t row) {
    if (duckdb_value_is_null(&result, column, row)) return {};
    char* shown = duckdb_value_varchar(&result, column, row);
    std::string text = shown == nullptr ? "" : shown;
    duckdb_free(shown);
    if (!whole_number(duckdb_column_type(&result, column))) return text;
    std::int64_t number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code == std::errc{} && end == text.data() + text.size()) return number;
    return text;
}

ReadingAnswer answer_in(duckdb_result& result) {
    ReadingAnswer answer;
    const auto columns = duckdb_column_count(&result);
    for (idx_t column = 0; column < columns; ++column)
        answer.columns.emplace_back(duckdb_column_name(&result, column));
    for (idx_t row = 0, rows = duckdb_row_count(&result); row < rows; ++row) {
        auto& cells = answer.rows.emplace_back();
        for (idx_t column = 0; column < columns; ++column) cells.push_back(cell_in(result, column, row));
    }
    return answer;
}

std::unexpected<Refusal> bad_question(const char* message) {
    return refuse(Refused::Malformed, "阅览库不能回答：" + said(message), {}, "请检查查询语句");
}

}  // namespace

Done ReadingRoom::Inside::run(const std::string& sql) const {
    Outcome outcome;
    if (duckdb_query(connection, sql.c_str(), &outcome.handle) == DuckDBSuccess) return {};
    return refuse(Refused::Storage, "阅览库出错：" + said(duckdb_result_error(&outcome.handle)), {},
                  "阅览库是派生的副本，可以删除后重建");
}

ReadingRoom::ReadingRoom(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
ReadingRoom::ReadingRoom(ReadingRoom&& other) noexcept = default;
ReadingRoom& ReadingRoom::operator=(ReadingRoom&& other) noexcept = default;
ReadingRoom::~ReadingRoom() = default;

Result<ReadingRoom> ReadingRoom::open(const std::filesystem::path& path) {
    constexpr std::pair<const char*, const char*> kSettings[]{{"enable_external_access", "false"},
                                                              {"autoinstall_known_extensions", "false"},
                                                              {"autoload_known_extensions", "false"},
                                                              {"memory_limit", "512MB"},
                                                              {"lock_configuration", "true"}};
    const Config config;
    for (const auto& [name, value] : kSettings)
        invariant(duckdb_set_config(config.handle, name, value) == DuckDBSuccess,
                  "DuckDB knows our settings");
    auto inside = std::make_unique<Inside>();
    char* message = nullptr;
    if (duckdb_open_ext(path.c_str(), &inside->database, config.handle, &message) != DuckDBSuccess) {
        const auto why = said(message);
        duckdb_free(message);
        return refuse(Refused::Storage, "打不开阅览库：" + why, path.string(),
                      "阅览库是派生的副本，可以删除后重建");
    }
    if (duckdb_connect(inside->database, &inside->connection) != DuckDBSuccess)
        return refuse(Refused::Storage, "连不上阅览库", path.string(), "阅览库是派生的副本，可以删除后重建");
    return ReadingRoom(std::move(inside));
}

namespace {

Done append_rows(duckdb_connection connection, std::string_view table, std::size_t columns,
                 const ReadingRoom::Feeder& feed) {
    Appender appender;
    const std::string name(table);
    const auto failed = [&] {
        return refuse(Refused::Storage, "阅览库写入失败：" + said(duckdb_appender_error(appender.handle)),
                      name, "请检查磁盘空间");
    };
    if (duckdb_appender_create(connection, nullptr, name.c_str(), &appender.handle) != DuckDBSuccess)
        return failed();
    YJ_TRY(feed([&](std::span<const Field> row) -> Done {
        invariant(row.size() == columns, "a row has a field for every column of its table");
        for (const auto& field : row)
            if (!append_field(appender.handle, field)) return failed();
        if (duckdb_appender_end_row(appender.handle) != DuckDBSuccess) return failed();
        return {};
    }));
    if (duckdb_appender_close(appender.handle) != DuckDBSuccess) return failed();
    return {};
}

}  // namespace

Done ReadingRoom::rebuild(std::string_view table, std::span<const Column> columns, const Feeder& feed) {
    YJ_TRY(inside_->run("BEGIN"));
    Done done = inside_->run("DROP TABLE IF EXISTS " + quoted(table));
    if (done) done = inside_->run(create_sql(table, columns));
    try {
        if (done) done = append_rows(inside_->connection, table, columns.size(), feed);
    } catch (const std::exception&) {
        (void)inside_->run("ROLLBACK");
        throw;
    }
    if (done) done = inside_->run("COMMIT");
    if (!done) (void)inside_->run("ROLLBACK");
    return done;
}

Result<ReadingAnswer> ReadingRoom::query(std::string_view sql, std::initializer_list<Field> fields) const {
    Prepared statement;
    const std::string text(sql);
    if (duckdb_prepare(inside_->connection, text.c_str(), &statement.handle) != DuckDBSuccess)
        return bad_question(duckdb_prepare_error(statement.handle));
    if (duckdb_prepared_statement_type(statement.handle) != DUCKDB_STATEMENT_TYPE_SELECT)
        return refuse(Refused::Malformed, "阅览库只回答 SELECT", {}, "要更新它请重建");
    idx_t at = 0;
    for (const auto& field : fields)
        if (!bind_field(statement.handle, ++at, field)) return bad_question("参数的个数或类型不符");
    Outcome outcome;
    if (duckdb_execute_prepared(statement.handle, &outcome.handle) != DuckDBSuccess)
        return bad_question(duckdb_result_error(&outcome.handle));
    return answer_in(outcome.handle);
}

}  // namespace yj::store
