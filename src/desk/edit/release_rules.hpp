// release_rules: a file of edit rules comes into force from a period on, as a new version of its pack.
#pragma once
#include <string>
#include <vector>

#include "desk/act.hpp"

namespace yj::desk {

struct RuleFile {
    std::string name;  ///< "B204-1.rules": takes the place of the pack's file of that name, or is added
    std::string text;
};

struct RuleRelease {
    EntryIndex entry;
    std::string pack_hash;
    std::vector<std::string> added, changed, removed;  ///< ids of rules
};

/// Periods before `from` keep the rules they had: the version installed before stays in force for them.
/// The officer must hold every form that the changed rules speak of.
/// Fails: NotFound (form); Malformed with the first fault and how many there are (`rule check` names them
/// all),
///        also when nothing would change; Forbidden; Conflict (`from` lies outside the pack).
[[nodiscard]] Result<RuleRelease> release_rules(County& county, const access::Actor& actor,
                                                const std::string& form, Period from, const RuleFile& file,
                                                const std::string& key);

/// The pack's files with this one in place. The path is "rules/" and the file's name.
[[nodiscard]] std::vector<instrument::PackFile> files_with(const instrument::Pack& pack,
                                                           const RuleFile& file);

}  // namespace yj::desk
