#include "base/result.hpp"

#include "base/invariant.hpp"

namespace yj {

std::string Refusal::text() const {
    std::string line;
    if (!place.empty()) line += place + "：";
    line += what;
    if (!remedy.empty()) line += "。" + remedy;
    return line;
}

std::string_view refused_word(Refused kind) {
    switch (kind) {
        case Refused::Malformed: return "malformed";
        case Refused::NotFound: return "not_found";
        case Refused::Conflict: return "conflict";
        case Refused::Forbidden: return "forbidden";
        case Refused::NotReady: return "not_ready";
        case Refused::Storage: return "storage";
        case Refused::Incident: return "incident";
    }
    broken("a refusal of no known kind");
}

}  // namespace yj
