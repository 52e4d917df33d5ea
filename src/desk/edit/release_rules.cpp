#include "desk/edit/release_rules.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "desk/registry/freeze_frame.hpp"
#include "instrument/instrument_shelf.hpp"

namespace yj::desk {

using instrument::PackFile;

namespace {

/// pack.toml with its first month set: the one key of it that a release changes.
Result<std::string> from_period_on(const std::string& toml, Period from) {
    std::string out;
    bool found = false;
    for (const auto line : split(toml, '\n')) {
        if (!out.empty()) out += '\n';
        const bool here = !found && trimmed(line).starts_with("from");
        out += here ? "from = \"" + Period::month(from.year(), from.first_month()).code() + "\""
                    : std::string(line);
        found = found || here;
    }
    if (!found) return refuse(Refused::Malformed, "pack.toml 中没有 from", "pack.toml");
    return out;
}

using Hashes = std::map<std::pair<std::string, std::string>, std::string>;  ///< (form, rule) → hash

Hashes hashes_of(const edit::RuleSet& set) {
    Hashes hashes;
    for (const auto& rule : set.rules()) hashes[{rule.form, rule.id}] = rule.hash;
    return hashes;
}

/// What a release changes, and the forms it touches.
struct Change {
    std::vector<std::string> added, changed, removed;
    std::set<std::string> forms;
};

Change change_between(const Hashes& before, const Hashes& after) {
    Change change;
    for (const auto& [name, hash] : after) {
        const auto known = before.find(name);
        if (known != before.end() && known->second == hash) continue;
        (known == before.end() ? change.added : change.changed).push_back(name.second);
        change.forms.insert(name.first);
    }
    for (const auto& [name, hash] : before) {
        if (after.contains(name)) continue;
        change.removed.push_back(name.second);
        change.forms.insert(name.first);
    }
    return change;
}

Done check_forms(const access::Actor& actor, const LoadedPack& pack, const std::set<std::string>& forms) {
    for (const auto& code : forms)
        if (const auto* form = pack.form(code))
            YJ_TRY(check_may(actor, access::Act::RuleRelease, {form->profession, code, {}, {}}));
    return {};
}

Result<std::unique_ptr<const LoadedPack>> new_version(const LoadedPack& old, Period from,
                                                      const RuleFile& file) {
    auto files = files_with(old.pack, file);
    const auto head = std::ranges::find(files, "pack.toml", &PackFile::path);
    YJ_ASSIGN(head->bytes, from_period_on(head->bytes, from));
    auto loaded = read_whole_pack(std::move(files));
    if (loaded) return std::move(*loaded);
    return refuse(Refused::Malformed, loaded.error().front().text(), {},
                  "共有 " + std::to_string(loaded.error().size()) + " 处，请运行 youju rule check 查看全部");
}

}  // namespace

std::vector<PackFile> files_with(const instrument::Pack& pack, const RuleFile& file) {
    auto files = pack.files();
    const std::string path = "rules/" + file.name;
    const auto known = std::ranges::find(files, path, &PackFile::path);
    if (known == files.end())
        files.push_back({path, file.text});
    else
        known->bytes = file.text;
    return files;
}

Result<RuleRelease> release_rules(County& county, const access::Actor& actor, const std::string& form,
                                  Period from, const RuleFile& file, const std::string& key) {
    YJ_ASSIGN(const auto in_force, latest_form(county, form));
    YJ_TRY(check_may(actor, access::Act::RuleRelease, {in_force.form->profession, form, {}, {}}));
    if (!in_force.pack->covers(from))
        return refuse(
            Refused::Conflict, from.name() + "不在制度“" + in_force.pack->pack.code() + "”之内", {},
            "制度适用 " + in_force.pack->pack.from().name() + "至" + in_force.pack->pack.to().name());
    YJ_ASSIGN(auto loaded, new_version(*in_force.pack, from, file));
    const auto change = change_between(hashes_of(in_force.pack->rules), hashes_of(loaded->rules));
    YJ_TRY(check_forms(actor, *loaded, change.forms));
    const auto hash = loaded->pack.hash();
    const access::Scope where{in_force.form->profession, form, {}, {}};
    YJ_ASSIGN(const auto answer, run_act(county, {actor, access::Act::RuleRelease, where, key},
                                         [&](ActScope& scope) -> Result<std::string> {
                                             if (change.forms.empty())
                                                 return refuse(Refused::Malformed,
                                                               "规则与现行的相同，没有可发布的改动",
                                                               file.name);
                                             scope.about("pack/" + hash);
                                             instrument::put_pack(scope.tx(), loaded->pack, scope.since());
                                             return hash;
                                         }));
    if (!answer.repeated) county.add_pack(std::move(loaded));
    return RuleRelease{answer.entry, hash, change.added, change.changed, change.removed};
}

}  // namespace yj::desk
