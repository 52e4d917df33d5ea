// ReadyPassword: a password checked or made, hashed before the transaction begins.
#pragma once
#include <string>

#include "base/result.hpp"
#include "desk/county.hpp"

namespace yj::desk {

struct ReadyPassword {
    std::string shown;  ///< what the person is told, once
    std::string hash;   ///< empty: nobody can sign in yet
};

/// `wanted` empty: made at random; "-": none. Fails: Malformed when it may not be used.
[[nodiscard]] Result<ReadyPassword> ready_password(County& county, const std::string& account,
                                                   const std::string& wanted);

}  // namespace yj::desk
