#include "desk/access/accounts.hpp"

#include "access/access_shelf.hpp"
#include "access/password.hpp"
#include "access/session_shelf.hpp"
#include "desk/passwords.hpp"

namespace yj::desk {

namespace {

using access::Act;

/// Puts one account with its password and grants; answers what is shown once.
Result<MadeAccount> put_account(County& county, ActScope& scope, const NewAccount& wanted,
                                const std::string& password, const std::string& hash) {
    const access::Account account{county.make_id<AccountId>(), scope.since(), wanted.name, wanted.title};
    YJ_TRY(access::create_account(scope.tx(), account));
    access::put_credential(scope.tx(), account.id, {scope.since(), hash, true});
    for (const auto& grant : wanted.grants)
        YJ_TRY(access::give_grant(scope.tx(), account.id, grant, scope.since()));
    return MadeAccount{account.id, account.name, password};
}

std::unexpected<Refusal> not_let_in() {
    return refuse(Refused::Forbidden, "账号或密码不对", {}, "请核对后重试；忘记密码请找安全管理员重设");
}

}  // namespace

Result<std::vector<MadeAccount>> create_accounts(County& county, const access::Actor& actor,
                                                 const std::vector<NewAccount>& wanted,
                                                 const std::string& key) {
    // Hashing is slow on purpose, so it is done before the transaction that holds everybody up.
    std::vector<ReadyPassword> passwords;
    for (const auto& each : wanted) {
        YJ_ASSIGN(auto ready, ready_password(county, each.name, each.password));
        passwords.push_back(std::move(ready));
    }
    std::vector<MadeAccount> made;
    const auto body = [&](ActScope& scope) -> Result<std::string> {
        made.clear();
        scope.about("accounts/" + std::to_string(wanted.size()));
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            YJ_ASSIGN(auto account,
                      put_account(county, scope, wanted[i], passwords[i].shown, passwords[i].hash));
            made.push_back(std::move(account));
        }
        return std::to_string(wanted.size());
    };
    YJ_TRY(run_act(county, {actor, Act::AccountCreate, {}, key}, body));
    return made;
}

Result<MadeAccount> found_county(County& county, const std::string& name) {
    bool founded = false;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        founded = !access::all_accounts(tx).empty();
        return {};
    }));
    if (founded) return refuse(Refused::Conflict, "这个县已经有账号了", {}, "请由安全管理员新增账号");
    // Nobody is there yet to create the first account, so it creates itself, and the log says so.
    const access::Actor founder{
        AccountId{}, "创建者", {access::Grant{access::Role::SecurityAdmin, {}, {}, {}, {}}}};
    const std::vector<NewAccount> first{
        {name, "安全管理员", {access::Grant{access::Role::SecurityAdmin, {}, {}, {}, {}}}, {}}};
    YJ_ASSIGN(auto made, create_accounts(county, founder, first, {}));
    return std::move(made.front());
}

Result<access::Actor> sign_in(County& county, const std::string& name, const std::string& password) {
    const auto now = county.clock().now();
    std::int64_t wait_us = 0;
    std::optional<access::Account> account;
    std::optional<access::Credential> credential;
    std::optional<access::Actor> actor;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        wait_us = access::wait_before_try_us(tx, name, now);
        account = access::find_account(tx, name);
        if (account) credential = access::credential_of(tx, account->id);
        if (account) actor = access::load_actor(tx, account->id);
        return {};
    }));
    if (wait_us > 0)
        return refuse(Refused::NotReady,
                      "密码连续输错，请等 " + std::to_string(wait_us / 1'000'000 + 1) + " 秒再试");
    const bool right = credential && actor ? access::verify_password(credential->hash, password)
                                           : access::verify_against_nobody(password);
    YJ_TRY(county.store().write([&](store::Tx& tx) -> Done {
        if (right)
            access::forget_failures(tx, name);
        else
            access::note_failure(tx, name, now);
        return {};
    }));
    if (!right) return not_let_in();
    return *actor;
}

Result<std::string> open_session(County& county, const access::Actor& actor) {
    auto token = county.make_token();
    YJ_TRY(county.store().write([&](store::Tx& tx) -> Done {
        access::drop_ended_sessions(tx, county.clock().now());
        access::open_session(tx, token, actor.account, county.clock().now());
        return {};
    }));
    return token;
}

Result<access::Actor> actor_of_session(County& county, const std::string& token) {
    std::optional<access::Actor> actor;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        const auto account = access::session_account(tx, token, county.clock().now());
        if (account) actor = access::load_actor(tx, *account);
        return {};
    }));
    if (!actor) return refuse(Refused::Forbidden, "登录已失效", {}, "请重新登录");
    return *actor;
}

Done close_session(County& county, const std::string& token) {
    return county.store().write([&](store::Tx& tx) -> Done {
        access::close_session(tx, token);
        return {};
    });
}

Result<access::Actor> actor_named(const County& county, const std::string& name) {
    std::optional<access::Actor> actor;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        const auto account = access::find_account(tx, name);
        if (account) actor = access::load_actor(tx, account->id);
        return {};
    }));
    if (!actor) return refuse(Refused::NotFound, "没有账号“" + name + "”");
    return *actor;
}

}  // namespace yj::desk
