// docx_package: the parts of a template that may be trusted to be opened.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace yj::publish {

using DocxParts = std::map<std::string, std::string>;

/// Reads the zip within limits and refuses what must not stand in a template.
/// Fails: Malformed (see Docx::open).
[[nodiscard]] Result<DocxParts> read_docx_parts(std::string_view bytes);

/// The parts zipped in the order that Office writes: content types, relationships, the rest by name.
[[nodiscard]] std::string write_docx_parts(const DocxParts& parts);

}  // namespace yj::publish
