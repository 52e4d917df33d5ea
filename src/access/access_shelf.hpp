// Accounts, credentials and grants on their shelf. All are put down once; the latest row counts.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "access/account.hpp"
#include "store/tx.hpp"

namespace yj::access {

/// "Now": after every entry, those of this transaction among them.
inline constexpr EntryIndex kLatest{INT64_MAX};

/// Fails: Malformed (name); Conflict (the name is taken).
[[nodiscard]] Done create_account(store::Tx& tx, const Account& account);
[[nodiscard]] std::optional<Account> find_account(store::Tx& tx, std::string_view name,
                                                  EntryIndex as_of = kLatest);
[[nodiscard]] std::optional<Account> account_by_id(store::Tx& tx, AccountId id, EntryIndex as_of = kLatest);
/// By name.
[[nodiscard]] std::vector<Account> all_accounts(store::Tx& tx, EntryIndex as_of = kLatest);

/// From its entry on this password counts. An empty hash locks the account (end its sessions too).
void put_credential(store::Tx& tx, AccountId account, const Credential& credential);
[[nodiscard]] std::optional<Credential> credential_of(store::Tx& tx, AccountId account,
                                                      EntryIndex as_of = kLatest);

/// Fails: Malformed (check_grant); Conflict (it stands already, or its role does not go together with one
/// held).
[[nodiscard]] Done give_grant(store::Tx& tx, AccountId account, const Grant& grant, EntryIndex since);
/// Fails: NotFound when it does not stand.
[[nodiscard]] Done withdraw_grant(store::Tx& tx, AccountId account, const Grant& grant, EntryIndex since);

/// The account with the grants that stand. Empty when there is no such account. Changes count at the next
/// call.
[[nodiscard]] std::optional<Actor> load_actor(store::Tx& tx, AccountId account, EntryIndex as_of = kLatest);

}  // namespace yj::access
