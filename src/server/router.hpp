// Router: routes with their declared access rules; nothing is reached that does not say who may.
#pragma once
#include <concepts>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/actor.hpp"
#include "desk/county.hpp"
#include "server/http.hpp"

namespace yj::server {

/// Who may come as far as the handler: anybody, whoever is signed in, or whose roles may do one of the acts
/// at all. Whether the act may be done to this unit and this form is then asked of the desk.
class Rule {
public:
    [[nodiscard]] static Rule everybody() { return Rule(Kind::Everybody, {}); }
    [[nodiscard]] static Rule signed_in() { return Rule(Kind::SignedIn, {}); }
    [[nodiscard]] static Rule act(access::Act act) { return Rule(Kind::Acts, {act}); }
    [[nodiscard]] static Rule any_of(std::vector<access::Act> acts) {
        return Rule(Kind::Acts, std::move(acts));
    }

    [[nodiscard]] bool open() const { return kind_ == Kind::Everybody; }
    [[nodiscard]] bool admits(const access::Actor& actor) const;
    [[nodiscard]] std::span<const access::Act> acts() const { return acts_; }

private:
    enum class Kind { Everybody, SignedIn, Acts };
    Rule(Kind kind, std::vector<access::Act> acts) : kind_(kind), acts_(std::move(acts)) {}
    Kind kind_;
    std::vector<access::Act> acts_;
};

/// A request on its way to its handler.
struct Call {
    desk::County& county;
    const Request& request;
    const access::Actor& actor;      ///< without grants where everybody may come and nobody is signed in
    std::vector<std::string> parts;  ///< what stood for {…}, in order
    std::string token;               ///< of the session; empty when nobody is signed in

    /// The caller's idempotency key, made this account's own.
    [[nodiscard]] std::string key() const;
};

/// A route cannot be made without its rule.
struct Route {
    using Answer = std::function<Response(const Call&)>;
    Route(std::string_view method_, std::string_view pattern_, Rule rule_, Answer answer_)
        : method(method_), pattern(pattern_), rule(std::move(rule_)), answer(std::move(answer_)) {}

    std::string method;
    std::string pattern;  ///< "/api/v1/units/{id}"; a last "{path*}" takes the rest
    Rule rule;
    Answer answer;
};

class Router {
public:
    explicit Router(std::vector<Route> routes) : routes_(std::move(routes)) {}

    struct Found {
        const Route* route = nullptr;  ///< nullptr: see `allowed`
        std::vector<std::string> parts;
        std::vector<std::string> allowed;  ///< methods of the path when this one is not among them
    };
    /// HEAD is answered by GET.
    [[nodiscard]] Found find(std::string_view method, std::string_view path) const;
    [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

private:
    std::vector<Route> routes_;
};

/// The parts of a path that match a pattern, or empty.
[[nodiscard]] std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path);

/// Whether one of the actor's grants lets it do the act somewhere.
[[nodiscard]] bool may_somewhere(const access::Actor& actor, access::Act act);

}  // namespace yj::server
