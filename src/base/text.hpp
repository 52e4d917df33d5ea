// Text: UTF-8 as people type it, made comparable.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yj {

/// True when every byte belongs to a well-formed UTF-8 character (no overlong form, no surrogate, no NUL).
[[nodiscard]] bool is_utf8(std::string_view text);

/// Full-width ASCII (Ａ１，．（）) and the ideographic space as their half-width twins; all else unchanged.
[[nodiscard]] std::string half_width(std::string_view text);

/// Without white space (also full-width and no-break) at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// A number's digits with zeros in front, `width` characters at least ("007"; the sign counts: "-07").
[[nodiscard]] std::string padded(std::int64_t number, std::size_t width);

/// Pieces between separators; an empty text is one empty piece.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

/// Columns that a text takes in a terminal: 2 for a CJK character, 1 for the rest.
[[nodiscard]] int display_width(std::string_view text);

/// Takes one character off the front. REQUIRES: is_utf8(text) and not empty.
[[nodiscard]] char32_t take_character(std::string_view& text);

/// The candidate nearest to `word` by edit distance, when near enough to be meant; empty when none is.
[[nodiscard]] std::optional<std::string> nearest_name(std::string_view word,
                                                      const std::vector<std::string>& candidates);

}  // namespace yj
