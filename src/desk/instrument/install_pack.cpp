#include "desk/instrument/install_pack.hpp"

#include "instrument/instrument_shelf.hpp"

namespace yj::desk {

Result<Answer> install_pack(County& county, const access::Actor& actor,
                            std::vector<instrument::PackFile> files, const std::string& key) {
    auto loaded = read_whole_pack(std::move(files));
    if (!loaded)
        return refuse(
            Refused::Malformed, loaded.error().front().text(), {},
            "共有 " + std::to_string(loaded.error().size()) + " 处，请运行 youju pack check 查看全部");
    const auto hash = (*loaded)->pack.hash();
    if (county.pack_by_hash(hash) != nullptr) return Answer{{}, hash, true};
    auto answer = run_act(county, {actor, access::Act::PackInstall, {}, key},
                          [&](ActScope& scope) -> Result<std::string> {
                              scope.about("pack/" + hash);
                              instrument::put_pack(scope.tx(), (*loaded)->pack, scope.since());
                              return hash;
                          });
    if (answer && !answer->repeated) county.add_pack(std::move(*loaded));
    return answer;
}

}  // namespace yj::desk
