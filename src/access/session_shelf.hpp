// Sessions and wrong passwords: what the server remembers between requests. Not tables of record: nothing
// here proves anything, rows are changed and deleted.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "access/account.hpp"
#include "base/digest.hpp"
#include "store/tx.hpp"

namespace yj::access {

/// 256 random bits in hex. Only its hash is stored: whoever reads the database cannot enter with it.
[[nodiscard]] std::string make_token(RandomSource& random);

void open_session(store::Tx& tx, std::string_view token, AccountId account, Instant now,
                  const SessionLimits& limits = {});
/// The account of a session that has not ended. Empty for any other text.
[[nodiscard]] std::optional<AccountId> session_account(store::Tx& tx, std::string_view token, Instant now);
/// A request came: the idle time begins again, never beyond the session's end.
void touch_session(store::Tx& tx, std::string_view token, Instant now, const SessionLimits& limits = {});
void close_session(store::Tx& tx, std::string_view token);
/// For a locked account, a new password, a withdrawn grant.
void close_sessions_of(store::Tx& tx, AccountId account);
void drop_ended_sessions(store::Tx& tx, Instant now);

/// `who` is an account's name or an address; both are counted. Microseconds still to wait; 0: a try is
/// allowed.
[[nodiscard]] std::int64_t wait_before_try_us(store::Tx& tx, std::string_view who, Instant now);
void note_failure(store::Tx& tx, std::string_view who, Instant now);
void forget_failures(store::Tx& tx, std::string_view who);

}  // namespace yj::access
