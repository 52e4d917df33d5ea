// Parser: a VTL script into its tree, or one fault with its place, what was expected and the nearest known
// name.
#pragma once
#include "edit/vtl/lexer.hpp"
#include "edit/vtl/syntax.hpp"

namespace yj::edit::vtl {

/// Reads the subset that docs/rooms/edit-vtl.md names. What VTL has and the subset has not is refused by
/// name. Fails:  the first fault; also for more than 200 levels of nesting, 1,000,000 parts of expressions or
/// 64 MB. Source: VTL 2.2 reference manual, the grammar; rules.md, "a subset of VTL". Cost:   linear in the
/// text.
[[nodiscard]] Outcome<Script> parse_script(std::string_view text);
/// The same, with the remarks that carry what VTL cannot hold.
[[nodiscard]] Outcome<Script> parse_script(std::string_view text, std::vector<Remark>& remarks);

/// The names of all operators of the subset.
[[nodiscard]] const std::vector<std::string>& known_operators();

}  // namespace yj::edit::vtl
