// run: the whole command line as one function, so that a server can run it for a caller.
#pragma once
#include <iosfwd>

#include "cli/context.hpp"

namespace yj::cli {

/// Parses and runs. `held` is the county of a server that runs this for a caller, or nullptr.
/// Returns the process's exit code.
[[nodiscard]] int run(const Invocation& invocation, std::ostream& data, std::ostream& talk,
                      desk::County* held);

}  // namespace yj::cli
