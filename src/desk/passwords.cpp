#include "desk/passwords.hpp"

#include "access/password.hpp"

namespace yj::desk {

Result<ReadyPassword> ready_password(County& county, const std::string& account, const std::string& wanted) {
    if (wanted == "-") return ReadyPassword{};
    ReadyPassword ready{wanted, {}};
    if (wanted.empty())
        ready.shown = access::make_password(county.random());
    else
        YJ_TRY(access::check_password(wanted, account));
    ready.hash = access::hash_password(ready.shown, county.random());
    return ready;
}

}  // namespace yj::desk
