// Threads: the executor that the command line and the server hand to the rooms, which start none themselves.
#pragma once
#include "base/executor.hpp"

namespace yj::cli {

/// Runs jobs on as many threads as the machine has cores, the caller's among them; jobs are taken one by one,
/// so that long ones do not wait behind each other. What a job throws is thrown to the caller when all have
/// ended. May be used by several callers at once.
[[nodiscard]] Executor thread_executor();

}  // namespace yj::cli
