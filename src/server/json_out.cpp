#include "server/json_out.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace yj::server {

void JsonOut::comma() {
    if (!fresh_) body_ += ',';
    fresh_ = false;
}

void JsonOut::quoted(std::string_view words) {
    const std::string_view safe = is_utf8(words) ? words : "\xEF\xBF\xBD";
    body_ += '"';
    for (const char c : safe) {
        if (c == '"' || c == '\\')
            body_ += {'\\', c};
        else if (static_cast<unsigned char>(c) < 0x20)
            body_ += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        else
            body_ += c;
    }
    body_ += '"';
}

JsonOut& JsonOut::begin(char bracket) {
    comma();
    body_ += bracket;
    fresh_ = true;
    return *this;
}

JsonOut& JsonOut::end(char bracket) {
    body_ += bracket;
    fresh_ = false;
    return *this;
}

JsonOut& JsonOut::key(std::string_view name) {
    comma();
    quoted(name);
    body_ += ':';
    fresh_ = true;
    return *this;
}

JsonOut& JsonOut::text(std::string_view words) {
    comma();
    quoted(words);
    return *this;
}

JsonOut& JsonOut::some(std::string_view name, std::string_view words) {
    return words.empty() ? *this : text(name, words);
}

JsonOut& JsonOut::number(std::string_view name, std::int64_t value) {
    key(name);
    comma();
    body_ += std::to_string(value);
    return *this;
}

JsonOut& JsonOut::flag(std::string_view name, bool value) {
    key(name);
    comma();
    body_ += value ? "true" : "false";
    return *this;
}

JsonOut& JsonOut::entry(std::string_view name, EntryIndex entry) {
    return entry.value < 0 ? *this : id(name, entry.value);
}

Response JsonOut::answer(int status) const { return {status, "application/json; charset=utf-8", body_, {}}; }

}  // namespace yj::server
