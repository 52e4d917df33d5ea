#include "desk/act.hpp"

#include <algorithm>

#include <optional>

#include "base/invariant.hpp"
#include "journal/journal_shelf.hpp"

namespace yj::desk {

namespace {

/// A broken promise of ours becomes a numbered incident; the caller's transaction is already rolled back.
Done incident(const County& county, const Broken& broken) {
    const auto number = county.incident(broken.what());
    return refuse(Refused::Incident, "程序内部错误，未作任何改动，编号 " + number, {},
                  "请把编号告诉系统管理员");
}

/// The answer of an earlier act under this key, when there is one.
Result<std::optional<Answer>> done_before(store::Tx& tx, const ActRequest& request) {
    if (request.key.empty()) return std::nullopt;
    const auto known = journal::find_act(tx, request.key);
    if (!known) return std::nullopt;
    const auto entry = journal::entry_at(tx, known->index);
    invariant(entry.has_value(), "a known act has its entry");
    if (entry->act != access::act_word(request.act) || entry->actor != request.actor.account)
        return refuse(Refused::Conflict, "这个幂等键已用于另一个操作", {}, "请换一个键重试");
    return Answer{known->index, known->answer, true};
}

}  // namespace

ActScope::ActScope(County& county, store::Tx& tx, const ActRequest& request, Instant at, EntryIndex first)
    : county_(county), tx_(tx), request_(request), at_(at), since_(first) {}

void ActScope::append(access::Act act, std::string_view subject, std::string_view key,
                      std::string_view answer) {
    const auto salt = county_.salt();
    const auto payload = journal::seal_payload(tx_.take_sealed());
    const journal::Entry entry{since_,
                               std::string(access::act_word(act)),
                               request_.actor.account,
                               at_,
                               std::string(subject),
                               journal::commitment(salt, payload)};
    journal::append(tx_, entry, key, answer, salt, payload);
}

void ActScope::seal_part(access::Act act, std::string_view subject) {
    append(act, subject, {}, {});
    ++since_.value;
}

void ActScope::seal(std::string_view answer) { append(request_.act, subject_, request_.key, answer); }

Done check_may(const access::Actor& actor, access::Act act, const access::Scope& scope) {
    if (access::may(actor, act, scope)) return {};
    return refuse(Refused::Forbidden,
                  "账号“" + actor.name + "”无权“" + std::string(access::act_name(act)) + "”", {},
                  "请使用有权的账号，或由安全管理员授权");
}

Result<Answer> run_act(County& county, const ActRequest& request, const ActBody& body) {
    YJ_TRY(check_may(request.actor, request.act, request.scope));
    Answer answer;
    const auto job = [&](store::Tx& tx) -> Done {
        YJ_ASSIGN(const auto before, done_before(tx, request));
        if (before) {
            answer = *before;
            return {};
        }
        ActScope scope(county, tx, request, std::max(county.clock().now(), journal::last_moment(tx)),
                       journal::next_index(tx));
        YJ_ASSIGN(answer.text, body(scope));
        YJ_TRY(tx.state());
        answer.entry = scope.since();
        scope.seal(answer.text);
        return {};
    };
    try {
        YJ_TRY(county.store().write(job));
    } catch (const Broken& broken) {
        YJ_TRY(incident(county, broken));
    }
    return answer;
}

Done ask(const County& county, const access::Actor& actor, access::Act act, const access::Scope& scope,
         const store::Store::Job& question) {
    YJ_TRY(check_may(actor, act, scope));
    try {
        return county.store().read(question);
    } catch (const Broken& broken) {
        return incident(county, broken);
    }
}

}  // namespace yj::desk
