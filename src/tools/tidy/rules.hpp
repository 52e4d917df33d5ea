// The rules of docs/style and of the architecture that a scan of the text can hold, each on one source.
#pragma once
#include "tools/tidy/fault.hpp"
#include "tools/tidy/rooms.hpp"
#include "tools/tidy/source.hpp"

namespace yj::tidy {

/// Lengths of file, function and line; a header's first lines; how many includes a header has.
void check_layout(const Source& source, Faults& faults);

/// Who includes whom: src/ROOMS, the shelf rule, and the libraries that only .cpp files may see.
void check_includes(const Source& source, const Rooms& rooms, Faults& faults);

/// Words and calls that the house does not use, each with what to use instead.
void check_words(const Source& source, Faults& faults);

/// Identifiers: no pinyin, no `Unit` alone.
void check_names(const Source& source, Faults& faults);

/// 出处: every computing function in the headers of the statistical rooms says where its formula comes from.
void check_formula_sources(const Source& source, Faults& faults);

}  // namespace yj::tidy
