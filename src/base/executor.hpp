// Executor: who runs many independent jobs. Rooms are handed one and start no threads of their own.
#pragma once
#include <cstddef>
#include <functional>

namespace yj {

/// Runs job(0) … job(count - 1), on one thread or several, in any order; returns when all have ended.
/// A job touches only what is its own, so that the result is the same on any number of threads.
using Executor = std::function<void(std::size_t count, const std::function<void(std::size_t)>& job)>;

/// One after the other on the calling thread: for tests, the browser and small work.
inline void run_in_turn(std::size_t count, const std::function<void(std::size_t)>& job) {
    for (std::size_t at = 0; at < count; ++at) job(at);
}

}  // namespace yj
