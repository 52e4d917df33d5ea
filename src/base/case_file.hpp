// CaseFile: test cases as text that a statistician can read and write.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace yj {

/// One case of a `.case` file:
///
///     # A line that begins with one hash is a remark; blank lines mean nothing.
///     ## 总额等于分项之和                    a title begins a case
///     form: B204-1                           a key and its value
///     cells:                                 a key without a value opens a table:
///         01.1 | 107.770 | 千元              indented lines, cells between bars
///         01.2 |         |                   an empty cell is an empty text
struct Case {
    using Row = std::vector<std::string>;

    std::string title;
    int line = 0;  ///< of the title, counted from 1
    std::map<std::string, std::string, std::less<>> values;
    std::map<std::string, std::vector<Row>, std::less<>> tables;

    /// The value of a key. REQUIRES: the case has it (a case without it is a mistake of its writer).
    [[nodiscard]] const std::string& at(std::string_view key) const;
    /// The value, or the other text when the case does not say.
    [[nodiscard]] std::string get(std::string_view key, std::string_view otherwise = {}) const;
    /// The rows of a table; none when the case does not have it.
    [[nodiscard]] const std::vector<Row>& rows(std::string_view key) const;
};

/// Fails: Malformed with the line, for text before the first title, a line that is neither key nor table row,
/// or
///        a key that one case gives twice.
[[nodiscard]] Result<std::vector<Case>> parse_cases(std::string_view text);

/// The same from a file; the place of a refusal names it. Fails also: NotFound.
[[nodiscard]] Result<std::vector<Case>> read_cases(const std::string& path);

/// A whole file as it is. Fails: NotFound.
[[nodiscard]] Result<std::string> read_text_file(const std::string& path);

}  // namespace yj
