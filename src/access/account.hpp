// Account: who may sign in, with what, and how often a wrong password is borne.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "access/actor.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"

namespace yj::access {

struct Account {
    AccountId id;
    EntryIndex since;
    std::string name;   ///< to sign in with: "industry01"
    std::string title;  ///< of the person: 人名
    bool operator==(const Account&) const = default;
};

/// The password of an account from one entry on. An empty hash locks the account.
struct Credential {
    EntryIndex since;
    std::string hash;
    bool first_use = false;  ///< set by another; must be changed at first use
    [[nodiscard]] bool locked() const { return hash.empty(); }
};

/// Malformed, unless the name has 2 to 64 characters without white space, control characters, '/' or ':'.
[[nodiscard]] Done check_account_name(std::string_view name);
/// Malformed, unless the grant can be given at all: a respondent's names a unit, an administrator's has no
/// limits.
[[nodiscard]] Done check_grant(const Grant& grant);

/// How long a session lasts: without a request, and at most. Source: ASVS 7.3.1, 7.3.2.
struct SessionLimits {
    std::int64_t idle_us = 30LL * 60 * 1'000'000;
    std::int64_t absolute_us = 12LL * 3600 * 1'000'000;
};

/// How long an account waits after so many wrong passwords in a row: nothing for the first four, then 10 s
/// doubling to 15 minutes. Source: ASVS 6.3.1.
[[nodiscard]] std::int64_t wait_after_us(std::int64_t failures);

}  // namespace yj::access
