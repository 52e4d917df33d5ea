// run_act: the only place where a permission, a transaction and a journal entry meet.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "access/actor.hpp"
#include "base/result.hpp"
#include "desk/county.hpp"
#include "store/tx.hpp"

namespace yj::desk {

/// Who does what, where. `key` is the caller's idempotency key: the same key is the same act, done once.
struct ActRequest {
    const access::Actor& actor;
    access::Act act;
    access::Scope scope;
    std::string key;
};

/// What an act left behind: its entry, and its answer in the act's own short text (an id, or a line of
/// counts).
struct Answer {
    EntryIndex entry;
    std::string text;
    bool repeated = false;  ///< the same key had been done before; nothing was done now
};

/// The act while it runs. Every row put belongs to the entry that is open: `since()`.
class ActScope {
public:
    ActScope(County& county, store::Tx& tx, const ActRequest& request, Instant at, EntryIndex first);

    [[nodiscard]] store::Tx& tx() { return tx_; }
    [[nodiscard]] EntryIndex since() const { return since_; }
    [[nodiscard]] Instant at() const { return at_; }
    [[nodiscard]] const access::Actor& actor() const { return request_.actor; }

    /// What the open entry is about: "submission/123". It stands in the log in clear: never a name or a
    /// figure.
    void about(std::string subject) { subject_ = std::move(subject); }

    /// Closes the open entry as an act of its own (one of many in an import) and opens the next.
    void seal_part(access::Act act, std::string_view subject);

    /// Closes the last entry with the act's key and answer. Called by run_act.
    void seal(std::string_view answer);

private:
    void append(access::Act act, std::string_view subject, std::string_view key, std::string_view answer);

    County& county_;
    store::Tx& tx_;
    const ActRequest& request_;
    Instant at_;
    EntryIndex since_;
    std::string subject_;
};

using ActBody = std::function<Result<std::string>(ActScope&)>;

/// Runs one act: may the actor do it, has this key been done, then the body and its entry in one transaction.
/// Acknowledged means durable and logged; a refusal leaves nothing behind.
/// Fails: Forbidden; Conflict (the key stands for another act); whatever the body refuses; Incident.
[[nodiscard]] Result<Answer> run_act(County& county, const ActRequest& request, const ActBody& body);

/// Asks without changing anything, on a snapshot, under the same permission rules.
[[nodiscard]] Done ask(const County& county, const access::Actor& actor, access::Act act,
                       const access::Scope& scope, const store::Store::Job& question);

/// Forbidden with a sentence, unless the actor may.
[[nodiscard]] Done check_may(const access::Actor& actor, access::Act act, const access::Scope& scope);

}  // namespace yj::desk
