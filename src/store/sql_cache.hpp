// SqlCache: prepared statements by their text, and the text of an insert.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/field.hpp"

namespace yj::store {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

template <class Statement>
using SqlCache = std::unordered_map<std::string, Statement, TextHash, std::equal_to<>>;

/// "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4)" for `rows` rows.
[[nodiscard]] std::string insert_sql(const Table& table, std::size_t rows);

}  // namespace yj::store
