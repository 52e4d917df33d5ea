// ReadingRoom: a derived copy for large questions (DuckDB). It may be deleted at any time and is rebuilt.
#pragma once
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "store/field.hpp"

namespace yj::store {

/// Nothing, a whole number, or a text (bytes and whatever else DuckDB computes are shown as text).
using ReadingCell = std::variant<std::monostate, std::int64_t, std::string>;

struct ReadingAnswer {
    std::vector<std::string> columns;
    std::vector<std::vector<ReadingCell>> rows;
};

/// Holds no record: every row was copied out of the book of record, and nothing in it is ever copied back. It
/// knows tables and rows and no statistics. Its questions reach no other file and no network, and cannot
/// loosen that. One thread at a time.
class ReadingRoom {
public:
    /// Fails: Storage when the file cannot be opened; deleting it and rebuilding is always a way out.
    [[nodiscard]] static Result<ReadingRoom> open(const std::filesystem::path& path);
    ReadingRoom(ReadingRoom&& other) noexcept;
    ReadingRoom& operator=(ReadingRoom&& other) noexcept;
    ~ReadingRoom();

    /// Takes one row, a field for every column. Fails: Storage.
    using RowSink = std::function<Done(std::span<const Field>)>;
    using Feeder = std::function<Done(const RowSink&)>;
    /// Makes the table anew out of the rows that `feed` hands to its sink. When `feed` is refused the former
    /// table stands. Fails: what `feed` fails by; Storage. Cost: about a million rows of four columns a
    /// second.
    [[nodiscard]] Done rebuild(std::string_view table, std::span<const Column> columns, const Feeder& feed);

    /// One SELECT with $1…$n. Fails: Malformed when it is no single SELECT or DuckDB cannot read or run it.
    [[nodiscard]] Result<ReadingAnswer> query(std::string_view sql,
                                              std::initializer_list<Field> fields = {}) const;

private:
    struct Inside;
    explicit ReadingRoom(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace yj::store
