// Accounts: made, granted, signed in to; and the first one of a new county.
#pragma once
#include <string>
#include <vector>

#include "desk/act.hpp"

namespace yj::desk {

struct NewAccount {
    std::string name;
    std::string title;
    std::vector<access::Grant> grants;
    std::string password;  ///< empty: one is made at random; "-": none yet, nobody can sign in
};
struct MadeAccount {
    AccountId id;
    std::string name;
    std::string password;  ///< shown once, kept nowhere
};

/// Makes accounts with their grants in one act. Fails: Conflict (a name is taken); Malformed.
[[nodiscard]] Result<std::vector<MadeAccount>> create_accounts(County& county, const access::Actor& actor,
                                                               const std::vector<NewAccount>& wanted,
                                                               const std::string& key);

/// The security administrator of a county that has no account yet. Fails: Conflict when it has one.
[[nodiscard]] Result<MadeAccount> found_county(County& county, const std::string& name);

/// The actor behind a name and its password. Wrong names and wrong passwords get the same answer in the same
/// time, and repeated wrong ones must wait. Fails: Forbidden; NotReady while waiting.
[[nodiscard]] Result<access::Actor> sign_in(County& county, const std::string& name,
                                            const std::string& password);

/// A session's token for a signed-in actor, and back. Fails: Forbidden when it has ended.
[[nodiscard]] Result<std::string> open_session(County& county, const access::Actor& actor);
[[nodiscard]] Result<access::Actor> actor_of_session(County& county, const std::string& token);
[[nodiscard]] Done close_session(County& county, const std::string& token);

/// For programs that act for an account without its password: the sample county's generator and the tests.
/// Fails: NotFound.
[[nodiscard]] Result<access::Actor> actor_named(const County& county, const std::string& name);

}  // namespace yj::desk
