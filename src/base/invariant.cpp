#include "base/invariant.hpp"

namespace yj {

void broken(const char* why) {
#if defined(__wasm__)
    (void)why;
    __builtin_trap();
#else
    throw Broken(why);
#endif
}

}  // namespace yj
