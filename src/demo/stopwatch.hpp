// Stopwatch: how long the phases of a building take.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "demo/plan.hpp"

namespace yj::demo {

/// Adds up by phase, in the order in which phases were first met.
class Stopwatch {
public:
    explicit Stopwatch(const Clock& watch) : watch_(watch) {}
    /// Runs `fn` and books its time, and the number of acts that it says it did.
    template <class Fn>
    auto time(const std::string& phase, int acts, Fn fn) {
        const auto began = watch_.now();
        auto answer = fn();
        auto at = std::ranges::find(phases_, phase, &PhaseTime::phase);
        if (at == phases_.end()) at = phases_.insert(phases_.end(), PhaseTime{phase, 0, 0});
        at->us += watch_.now().us - began.us;
        at->acts += acts;
        return answer;
    }
    [[nodiscard]] const std::vector<PhaseTime>& phases() const { return phases_; }

private:
    const Clock& watch_;
    std::vector<PhaseTime> phases_;
};

}  // namespace yj::demo
