#include "access/session_shelf.hpp"

#include <algorithm>

#include "base/bytes.hpp"

namespace yj::access {

namespace {

std::int64_t failures_of(store::Tx& tx, std::string_view who) {
    return tx
        .first("SELECT failures FROM access_attempt WHERE who = $1", {who},
               [](const store::Row& row) { return row.number(0); })
        .value_or(0);
}

}  // namespace

std::string make_token(RandomSource& random) {
    const auto first = random.salt(), second = random.salt();
    return to_hex(as_text(first)) + to_hex(as_text(second));
}

void open_session(store::Tx& tx, std::string_view token, AccountId account, Instant now,
                  const SessionLimits& limits) {
    const auto hash = sha256(token);
    tx.run("INSERT INTO access_session (token, account, idle_until, ends_at) VALUES ($1, $2, $3, $4)",
           {store::Blob{hash.view()}, account.value, now.us + limits.idle_us, now.us + limits.absolute_us});
}

std::optional<AccountId> session_account(store::Tx& tx, std::string_view token, Instant now) {
    const auto hash = sha256(token);
    return tx.first(
        "SELECT account FROM access_session WHERE token = $1 AND idle_until > $2 AND ends_at > $2",
        {store::Blob{hash.view()}, now.us}, [](const store::Row& row) { return AccountId{row.number(0)}; });
}

void touch_session(store::Tx& tx, std::string_view token, Instant now, const SessionLimits& limits) {
    const auto hash = sha256(token);
    tx.run("UPDATE access_session SET idle_until = $2 WHERE token = $1 AND idle_until > $3 AND ends_at > $3",
           {store::Blob{hash.view()}, now.us + limits.idle_us, now.us});
}

void close_session(store::Tx& tx, std::string_view token) {
    const auto hash = sha256(token);
    tx.run("DELETE FROM access_session WHERE token = $1", {store::Blob{hash.view()}});
}

void close_sessions_of(store::Tx& tx, AccountId account) {
    tx.run("DELETE FROM access_session WHERE account = $1", {account.value});
}

void drop_ended_sessions(store::Tx& tx, Instant now) {
    tx.run("DELETE FROM access_session WHERE idle_until <= $1 OR ends_at <= $1", {now.us});
}

std::int64_t wait_before_try_us(store::Tx& tx, std::string_view who, Instant now) {
    const auto until = tx.first("SELECT wait_until FROM access_attempt WHERE who = $1", {who},
                                [](const store::Row& row) { return row.number(0); });
    return std::max<std::int64_t>(until.value_or(0) - now.us, 0);
}

void note_failure(store::Tx& tx, std::string_view who, Instant now) {
    const auto failures = failures_of(tx, who) + 1;
    tx.run("DELETE FROM access_attempt WHERE who = $1", {who});
    tx.run("INSERT INTO access_attempt (who, failures, wait_until) VALUES ($1, $2, $3)",
           {who, failures, now.us + wait_after_us(failures)});
}

void forget_failures(store::Tx& tx, std::string_view who) {
    tx.run("DELETE FROM access_attempt WHERE who = $1", {who});
}

}  // namespace yj::access
