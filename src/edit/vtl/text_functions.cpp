#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "edit/vtl/functions.hpp"
#include "edit/vtl/pattern.hpp"

namespace yj::edit::vtl {

namespace {

using Reckoned = std::optional<Value>;

const std::string& text(Arguments with, std::size_t at) { return with[at]->text(); }

std::u32string characters(std::string_view from) {
    std::u32string all;
    while (!from.empty()) all += take_character(from);
    return all;
}

std::size_t length_of(std::string_view from) {
    return static_cast<std::size_t>(
        std::ranges::count_if(from, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// The bytes before the character at this place (from 0), or the whole length.
std::size_t bytes_before(std::string_view from, std::size_t place) {
    std::size_t at = 0;
    for (; at < from.size(); ++at)
        if ((static_cast<unsigned char>(from[at]) & 0xC0U) != 0x80U && place-- == 0) break;
    return at;
}

constexpr std::string_view kBlanks = " \t\r\n\f\v";

Reckoned trimmed_at(const std::string& from, bool left, bool right) {
    const auto first = left ? from.find_first_not_of(kBlanks) : 0;
    const auto last = right ? from.find_last_not_of(kBlanks) : from.size() - 1;
    if (first == std::string::npos || last == std::string::npos || from.empty()) return Value(std::string());
    return Value(from.substr(first, last + 1 - first));
}

/// Letters of the Latin alphabet alone change their case.
template <class Change>
Reckoned changed(std::string from, Change change) {
    for (auto& c : from)
        if (static_cast<unsigned char>(c) < 0x80)
            c = static_cast<char>(change(static_cast<unsigned char>(c)));
    return Value(std::move(from));
}

/// A whole number not below `least`; the default where it was not given.
std::optional<std::size_t> count_at(Arguments with, std::size_t at, std::size_t otherwise,
                                    std::int64_t least) {
    if (with.size() <= at || with[at] == nullptr) return otherwise;
    const auto number = with[at]->number().rounded(0, Round::HalfUp);
    if (!number || number->units() < least) return std::nullopt;
    return static_cast<std::size_t>(number->units());
}

Reckoned substring(Arguments with) {
    const auto start = count_at(with, 1, 1, 1);
    const auto length = count_at(with, 2, std::string::npos, 0);
    if (!start || !length) return std::nullopt;
    const auto& from = text(with, 0);
    const auto first = bytes_before(from, *start - 1);
    const std::string_view rest = std::string_view(from).substr(first);
    return Value(
        std::string(*length == std::string::npos ? rest : rest.substr(0, bytes_before(rest, *length))));
}

Reckoned replaced(Arguments with) {
    const auto& from = text(with, 0);
    const auto& what = text(with, 1);
    const std::string by = with.size() > 2 && with[2] != nullptr ? text(with, 2) : std::string();
    if (what.empty()) return Value(from);
    std::string made;
    std::size_t at = 0;
    for (auto found = from.find(what); found != std::string::npos; found = from.find(what, at)) {
        made.append(from, at, found - at);
        made += by;
        at = found + what.size();
    }
    made.append(from, at);
    return Value(std::move(made));
}

/// The place (from 1) of the n-th occurrence at or behind the start; 0 without one.
Reckoned place_of(Arguments with) {
    const auto start = count_at(with, 2, 1, 1), occurrence = count_at(with, 3, 1, 1);
    if (!start || !occurrence) return std::nullopt;
    const auto& from = text(with, 0);
    const auto& what = text(with, 1);
    auto at = bytes_before(from, *start - 1);
    if (what.empty()) return Value::whole(0);
    for (std::size_t seen = 0;; ++at) {
        at = from.find(what, at);
        if (at == std::string::npos) return Value::whole(0);
        if (++seen == *occurrence) break;
    }
    return Value::whole(static_cast<std::int64_t>(length_of(std::string_view(from).substr(0, at))) + 1);
}

Reckoned matched(Arguments with) {
    const auto pattern = Pattern::compile(text(with, 1));
    if (!pattern) return std::nullopt;
    return Value(pattern->matches(text(with, 0)));
}

/// Insertions, deletions, changes; `swaps` counts two neighbours in each other's place as one change.
Reckoned edits(const std::u32string& a, const std::u32string& b, bool swaps) {
    if (a.size() * b.size() > 25'000'000) return std::nullopt;
    std::vector<std::vector<std::int64_t>> cost(3, std::vector<std::int64_t>(b.size() + 1));
    for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = static_cast<std::int64_t>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& now = cost[i % 3];
        const auto& before = cost[(i + 2) % 3];
        const auto& earlier = cost[(i + 1) % 3];
        now[0] = static_cast<std::int64_t>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            now[j] =
                std::min({before[j] + 1, now[j - 1] + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (swaps && i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = std::min(now[j], earlier[j - 2] + 1);
        }
    }
    return Value::whole(cost[a.size() % 3][b.size()]);
}

Reckoned distance(Arguments with) {
    const auto& method = text(with, 0);
    const auto a = characters(text(with, 1)), b = characters(text(with, 2));
    if (method == "levenshtein") return edits(a, b, false);
    if (method == "damerau_levenshtein") return edits(a, b, true);
    if (method != "hamming" || a.size() != b.size()) return std::nullopt;
    std::int64_t apart = 0;
    for (std::size_t i = 0; i < a.size(); ++i) apart += a[i] == b[i] ? 0 : 1;
    return Value::whole(apart);
}

const std::array<Function, 12> kText{{
    {"||", 2, 2, "ss", 's', false, false,
     [](Arguments with) { return Reckoned(Value(text(with, 0) + text(with, 1))); }},
    {"trim", 1, 1, "s", 's', false, false,
     [](Arguments with) { return trimmed_at(text(with, 0), true, true); }},
    {"ltrim", 1, 1, "s", 's', false, false,
     [](Arguments with) { return trimmed_at(text(with, 0), true, false); }},
    {"rtrim", 1, 1, "s", 's', false, false,
     [](Arguments with) { return trimmed_at(text(with, 0), false, true); }},
    {"upper", 1, 1, "s", 's', false, false,
     [](Arguments with) { return changed(text(with, 0), [](int c) { return std::toupper(c); }); }},
    {"lower", 1, 1, "s", 's', false, false,
     [](Arguments with) { return changed(text(with, 0), [](int c) { return std::tolower(c); }); }},
    {"length", 1, 1, "s", 'i', true, false,
     [](Arguments with) {
         return Reckoned(Value::whole(static_cast<std::int64_t>(length_of(text(with, 0)))));
     }},
    {"substr", 1, 3, "snn", 's', false, false, substring},
    {"replace", 2, 3, "sss", 's', false, false, replaced},
    {"instr", 2, 4, "ssnn", 'i', true, false, place_of},
    {"match_characters", 2, 2, "ss", 'b', true, false, matched},
    {"string_distance", 3, 3, "sss", 'n', true, false, distance},
}};

}  // namespace

std::span<const Function> text_functions() { return kText; }

}  // namespace yj::edit::vtl
