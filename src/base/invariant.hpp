// invariant: a promise of our own code; when it breaks the act is rolled back and the incident gets a number.
#pragma once
#include <stdexcept>

namespace yj {

/// A promise of ours that did not hold. Caught once per request or job, in `desk`.
class Broken : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

[[noreturn]] void broken(const char* why);

/// REQUIRES of our own code, never of input: no input may reach a false condition.
inline void invariant(bool holds, const char* why) {
    if (!holds) broken(why);
}

}  // namespace yj
