// CSV files: read as RFC 4180 says, in UTF-8 or GB18030; written so that no text becomes a formula.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sheet/grid.hpp"

namespace yj::sheet {

struct CsvLimits {
    std::size_t bytes = 64u << 20;
    int columns = 4096;
    std::size_t cells = 3'000'000;
};

/// Reads a file whose first line names its columns.
/// Takes:  UTF-8 (with or without its mark) or else GB18030; lines ended by CRLF, LF or CR; quoted fields
/// with
///         doubled quotes and line breaks. Blank lines are passed over, but counted.
/// Fails:  Malformed with the line: two encodings in one file, UTF-16, NUL, control and text-direction
///         characters, a quote that is not closed, a line with fewer or more fields than the first, a column
///         named twice, a number that a spreadsheet has cut to "9.15E+17", a file beyond the limits.
[[nodiscard]] Result<Grid> read_csv(std::string_view bytes, std::string_view name,
                                    const CsvLimits& limits = {});

/// A field on its way out. Texts are quoted, and a text that a spreadsheet could take for a formula gets a
/// leading apostrophe (OWASP CSV injection; full-width = + - @ as well). Numbers are written as they are.
struct CsvField {
    std::string text;
    bool number = false;
};

/// UTF-8 with its mark, CRLF: what spreadsheet programs open without asking.
[[nodiscard]] std::string write_csv(const std::vector<std::vector<CsvField>>& rows);

/// Reads GB18030 into UTF-8. Empty when a byte belongs to no character.
[[nodiscard]] std::optional<std::string> utf8_of_gb18030(std::string_view bytes);

/// A long code that a spreadsheet took for a number and cut: "9.15107E+17".
[[nodiscard]] bool is_ruined_code(std::string_view text);
/// True when the text holds a character that turns or hides what a person sees (bidi overrides and isolates).
[[nodiscard]] bool has_direction_mark(std::string_view utf8);

}  // namespace yj::sheet
