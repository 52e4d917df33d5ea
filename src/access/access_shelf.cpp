#include "access/access_shelf.hpp"

#include <algorithm>

#include "access/schema_shelf.hpp"
#include "base/invariant.hpp"

namespace yj::access {

namespace {

constexpr std::string_view kAccountSelected = "SELECT id, since, name, title FROM access_account WHERE ";
/// The grants of account $1 that stood at entry $2: their latest row is not a withdrawal.
constexpr std::string_view kGrantsStanding =
    "SELECT g.role, g.profession, g.region, g.region_level, g.form, g.unit FROM access_grant g"
    " WHERE g.account = $1 AND g.since <= $2 AND g.withdrawn = 0 AND NOT EXISTS ("
    "SELECT 1 FROM access_grant n WHERE n.account = g.account AND n.role = g.role AND n.profession = "
    "g.profession"
    " AND n.region = g.region AND n.region_level = g.region_level AND n.form = g.form AND n.unit = g.unit"
    " AND n.since > g.since AND n.since <= $2)"
    " ORDER BY g.role, g.profession, g.region, g.region_level, g.form, g.unit";

Account account_from(const store::Row& row) {
    return {AccountId{row.number(0)}, EntryIndex{row.number(1)}, std::string(row.text(2)),
            std::string(row.text(3))};
}

std::string account_sql(std::string_view condition) { return std::string(kAccountSelected) += condition; }

Grant grant_from(const store::Row& row) {
    const auto role = parse_role(row.text(0));
    const auto region = RegionCode::parse(row.text(2), static_cast<RegionLevel>(row.number(3)));
    invariant(role && region, "a stored grant has a role and a region");
    return {*role, std::string(row.text(1)), *region, std::string(row.text(4)), StatUnitId{row.number(5)}};
}

std::vector<Grant> grants_of(store::Tx& tx, AccountId account, EntryIndex as_of) {
    std::vector<Grant> grants;
    tx.each(kGrantsStanding, {account.value, as_of.value},
            [&](const store::Row& row) { grants.push_back(grant_from(row)); });
    return grants;
}

void put_grant(store::Tx& tx, AccountId account, const Grant& grant, EntryIndex since, bool withdrawn) {
    const auto region = grant.region.text();
    tx.put(kGrantTable, {account.value, role_word(grant.role), std::string_view(grant.profession),
                         std::string_view(region), static_cast<std::int64_t>(grant.region.level()),
                         std::string_view(grant.form), grant.unit.value, since.value,
                         static_cast<std::int64_t>(withdrawn)});
}

}  // namespace

Done create_account(store::Tx& tx, const Account& account) {
    YJ_TRY(check_account_name(account.name));
    if (find_account(tx, account.name))
        return refuse(Refused::Conflict, "账号“" + account.name + "”已存在", {}, "请换一个账号名");
    tx.put(kAccountTable, {account.id.value, account.since.value, std::string_view(account.name),
                           std::string_view(account.title)});
    return tx.state();
}

std::optional<Account> find_account(store::Tx& tx, std::string_view name, EntryIndex as_of) {
    return tx.first(account_sql("name = $1 AND since <= $2"), {name, as_of.value}, account_from);
}

std::optional<Account> account_by_id(store::Tx& tx, AccountId id, EntryIndex as_of) {
    return tx.first(account_sql("id = $1 AND since <= $2"), {id.value, as_of.value}, account_from);
}

std::vector<Account> all_accounts(store::Tx& tx, EntryIndex as_of) {
    std::vector<Account> accounts;
    tx.each(account_sql("since <= $1 ORDER BY name"), {as_of.value},
            [&](const store::Row& row) { accounts.push_back(account_from(row)); });
    return accounts;
}

void put_credential(store::Tx& tx, AccountId account, const Credential& credential) {
    tx.put(kCredentialTable, {account.value, credential.since.value, std::string_view(credential.hash),
                              static_cast<std::int64_t>(credential.first_use)});
}

std::optional<Credential> credential_of(store::Tx& tx, AccountId account, EntryIndex as_of) {
    return tx.first(
        "SELECT since, hash, first_use FROM access_credential WHERE account = $1 AND since <= $2"
        " ORDER BY since DESC LIMIT 1",
        {account.value, as_of.value}, [](const store::Row& row) {
            return Credential{EntryIndex{row.number(0)}, std::string(row.text(1)), row.number(2) != 0};
        });
}

Done give_grant(store::Tx& tx, AccountId account, const Grant& grant, EntryIndex since) {
    YJ_TRY(check_grant(grant));
    const auto standing = grants_of(tx, account, kLatest);
    if (std::ranges::find(standing, grant) != standing.end())
        return refuse(Refused::Conflict, "这项授权已经给过了");
    for (const auto& held : standing)
        if (!roles_go_together(held.role, grant.role))
            return refuse(Refused::Conflict,
                          "“" + std::string(role_name(held.role)) + "”与“" +
                              std::string(role_name(grant.role)) + "”不能由同一账号担任",
                          {}, "请另建账号，或先撤销原有授权");
    put_grant(tx, account, grant, since, false);
    return tx.state();
}

Done withdraw_grant(store::Tx& tx, AccountId account, const Grant& grant, EntryIndex since) {
    const auto standing = grants_of(tx, account, kLatest);
    if (std::ranges::find(standing, grant) == standing.end())
        return refuse(Refused::NotFound, "没有这项授权，无从撤销");
    put_grant(tx, account, grant, since, true);
    return tx.state();
}

std::optional<Actor> load_actor(store::Tx& tx, AccountId account, EntryIndex as_of) {
    auto found = account_by_id(tx, account, as_of);
    if (!found) return std::nullopt;
    return Actor{found->id, std::move(found->name), grants_of(tx, account, as_of)};
}

}  // namespace yj::access
