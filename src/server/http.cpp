#include "server/http.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"

namespace yj::server {

namespace {

/// "%E5%8E%BF" and "+" decoded once; empty when damaged.
std::optional<std::string> decoded(std::string_view text, bool plus_is_space) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            std::string digits(text.substr(i + 1, 2));
            for (char& digit : digits)
                if (digit >= 'A' && digit <= 'F') digit = static_cast<char>(digit - 'A' + 'a');
            const auto byte = bytes_from_hex(digits);
            if (digits.size() != 2 || !byte) return std::nullopt;
            c = byte->front();
            i += 2;
        } else if (c == '+' && plus_is_space) {
            c = ' ';
        }
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return std::nullopt;
        out += c;
    }
    if (!is_utf8(out)) return std::nullopt;
    return out;
}

bool climbs(std::string_view path) {
    for (const auto part : split(path, '/'))
        if (part == ".." || part == ".") return true;
    return false;
}

std::string look_up(const std::map<std::string, std::string, std::less<>>& map, std::string_view name) {
    const auto found = map.find(name);
    return found == map.end() ? std::string{} : found->second;
}

}  // namespace

std::string Request::header(std::string_view name) const { return look_up(headers, name); }
std::string Request::parameter(std::string_view name) const { return look_up(query, name); }

std::string Request::cookie(std::string_view name) const {
    const auto all = header("cookie");
    for (const auto part : split(all, ';')) {
        const auto pair = trimmed(part);
        const auto at = pair.find('=');
        if (at != std::string_view::npos && pair.substr(0, at) == name)
            return std::string(pair.substr(at + 1));
    }
    return {};
}

std::optional<std::pair<std::string, std::map<std::string, std::string, std::less<>>>> parse_target(
    std::string_view target) {
    const auto mark = target.find('?');
    const auto path = decoded(target.substr(0, mark), false);
    if (!path || !path->starts_with('/') || climbs(*path)) return std::nullopt;
    std::map<std::string, std::string, std::less<>> query;
    if (mark != std::string_view::npos && mark + 1 < target.size()) {
        for (const auto pair : split(target.substr(mark + 1), '&')) {
            const auto at = pair.find('=');
            const auto name = decoded(pair.substr(0, at), true);
            const auto value =
                decoded(at == std::string_view::npos ? std::string_view{} : pair.substr(at + 1), true);
            if (!name || !value) return std::nullopt;
            if (!query.emplace(*name, *value).second) return std::nullopt;  // one name, one value
        }
    }
    return std::pair{*path, std::move(query)};
}

std::string html(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    return out;
}

}  // namespace yj::server
