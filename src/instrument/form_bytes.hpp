// FormBytes: a form as canonical bytes, so that it reaches a browser without the reader of packs.
#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "instrument/form.hpp"

namespace yj::instrument {

/// Everything that a form holds, its hash and the lines of its file included. Equal forms pack to equal
/// bytes, and the bytes begin with the version of their layout.
[[nodiscard]] std::string pack_form(const Form& form);

/// Fails: Malformed when the bytes are damaged, go on behind the form, or are of a layout not known here.
[[nodiscard]] Result<Form> unpack_form(std::string_view bytes);

}  // namespace yj::instrument
