#include "desk/access/keep_session.hpp"

#include "access/session_shelf.hpp"

namespace yj::desk {

Done keep_session(County& county, const std::string& token) {
    const auto now = county.clock().now();
    return county.store().write([&](store::Tx& tx) -> Done {
        if (access::session_account(tx, token, now)) access::touch_session(tx, token, now);
        return {};
    });
}

}  // namespace yj::desk
