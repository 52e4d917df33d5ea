#include "server/router.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace yj::server {

namespace {
bool is_hole(std::string_view part) { return part.starts_with('{') && part.ends_with('}'); }
bool takes_rest(std::string_view part) { return part.ends_with("*}"); }
}  // namespace

bool may_somewhere(const access::Actor& actor, access::Act act) {
    return std::ranges::any_of(actor.grants, [&](const access::Grant& grant) {
        return access::may(actor, act, {grant.profession, grant.form, grant.region, grant.unit});
    });
}

bool Rule::admits(const access::Actor& actor) const {
    if (kind_ == Kind::Everybody) return true;
    if (!actor.account) return false;
    return kind_ == Kind::SignedIn ||
           std::ranges::any_of(acts_, [&](access::Act act) { return may_somewhere(actor, act); });
}

std::string Call::key() const {
    const auto key = request.header("idempotency-key");
    return key.empty() ? key : std::to_string(actor.account.value) + "/" + key;
}

std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path) {
    const auto wanted = split(pattern, '/');
    const auto given = split(path, '/');
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (takes_rest(wanted[i])) {
            if (given.size() <= i) return std::nullopt;
            parts.emplace_back(given[i].data(), path.data() + path.size());
            return parts;
        }
        if (i >= given.size()) return std::nullopt;
        if (is_hole(wanted[i]) && !given[i].empty())
            parts.emplace_back(given[i]);
        else if (wanted[i] != given[i])
            return std::nullopt;
    }
    if (given.size() != wanted.size()) return std::nullopt;
    return parts;
}

Router::Found Router::find(std::string_view method, std::string_view path) const {
    Found found;
    const auto asked = method == "HEAD" ? std::string_view("GET") : method;
    for (const auto& route : routes_) {
        auto parts = match(route.pattern, path);
        if (!parts) continue;
        if (route.method == asked) return {&route, std::move(*parts), {}};
        found.allowed.push_back(route.method);
    }
    return found;
}

}  // namespace yj::server
