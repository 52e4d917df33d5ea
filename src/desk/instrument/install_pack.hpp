// install_pack: a checked 制度 pack comes into force.
#pragma once
#include <string>
#include <vector>

#include "desk/act.hpp"
#include "instrument/pack.hpp"

namespace yj::desk {

/// The answer is the pack's hash. A pack that is installed already changes nothing.
/// Fails: Malformed with the first fault and how many there are; `pack check` names them all.
[[nodiscard]] Result<Answer> install_pack(County& county, const access::Actor& actor,
                                          std::vector<instrument::PackFile> files, const std::string& key);

}  // namespace yj::desk
