#include "store/tx.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "base/invariant.hpp"
#include "base/text.hpp"
#include "store/conn.hpp"

namespace yj::store {

namespace {

/// One field in canonical bytes: a letter for its kind, then itself.
void write_field(ByteWriter& out, const Field& field) {
    if (const auto* number = std::get_if<std::int64_t>(&field)) {
        out.raw("i");
        out.signed_number(*number);
    } else if (const auto* text = std::get_if<std::string_view>(&field)) {
        out.raw("t");
        out.text(*text);
    } else if (const auto* blob = std::get_if<Blob>(&field)) {
        out.raw("b");
        out.text(blob->bytes);
    } else {
        out.raw("n");
    }
}

/// One engine keeps any bytes as a text, the other cuts at NUL: neither gets what is no text.
void check_texts(std::span<const Field> fields) {
    for (const auto& field : fields)
        if (const auto* text = std::get_if<std::string_view>(&field); text && !is_utf8(*text))
            throw EngineError(Refused::Malformed, "文字不是有效的 UTF-8，不能保存");
}

std::string key_text(const Table& table, std::span<const Field> fields) {
    std::string key;
    for (std::size_t i = 0; i < static_cast<std::size_t>(table.key_columns); ++i) {
        if (i > 0) key += '/';
        if (const auto* number = std::get_if<std::int64_t>(&fields[i]))
            key += std::to_string(*number);
        else if (const auto* text = std::get_if<std::string_view>(&fields[i]))
            key += *text;
        else if (const auto* blob = std::get_if<Blob>(&fields[i]))
            key += to_hex(blob->bytes);
    }
    return key;
}

}  // namespace

std::string row_bytes(const Table& table, std::span<const Field> fields) {
    ByteWriter out;
    out.text(table.name);
    for (const auto& field : fields) write_field(out, field);
    return out.take();
}

Digest sealed_hash(const Table& table, std::span<const Field> fields) {
    return sha256(row_bytes(table, fields));
}

template <class Fn>
void Tx::guarded(Fn fn) {
    if (failure_) return;
    try {
        fn();
    } catch (const EngineError& error) {
        failure_ = Refusal{error.kind, error.what(), {}, {}};
    }
}

void Tx::run(std::string_view sql, std::initializer_list<Field> fields) {
    each(sql, std::span(fields.begin(), fields.size()), {});
}

void Tx::each(std::string_view sql, std::initializer_list<Field> fields, const RowFn& fn) {
    each(sql, std::span(fields.begin(), fields.size()), fn);
}

void Tx::each(std::string_view sql, std::span<const Field> fields, const RowFn& fn) {
    guarded([&] {
        check_texts(fields);
        conn_.run(sql, fields, fn);
    });
}

void Tx::put(const Table& table, std::initializer_list<Field> fields) {
    put(table, std::span(fields.begin(), fields.size()));
}

void Tx::put(const Table& table, std::span<const Field> fields) {
    invariant(fields.size() == table.columns.size(), "a row has a field for every column of its table");
    guarded([&] {
        check_texts(fields);
        conn_.insert(table, fields);
        sealed_.push_back({std::string(table.name), key_text(table, fields), sealed_hash(table, fields)});
    });
}

std::vector<SealedRow> Tx::take_sealed() { return std::exchange(sealed_, {}); }

Done Tx::state() const {
    if (failure_) return std::unexpected(*failure_);
    return {};
}

Done Tx::flush() {
    guarded([&] { conn_.flush(); });
    return state();
}

}  // namespace yj::store
