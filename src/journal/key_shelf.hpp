// The files of keys: private ones for their owner alone, public ones for everybody, one a line.
#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "journal/note.hpp"

namespace yj::journal {

inline constexpr const char* kKeyFile = "key";  ///< mode 0600
inline constexpr const char* kPublicKeyFile = "key.pub";

/// Makes one new key of each kind under one name and writes both files.
/// Fails: Conflict when there is one; Storage.
[[nodiscard]] Result<std::vector<VerifierKey>> create_keys(const std::filesystem::path& folder,
                                                           const std::string& name,
                                                           std::span<const KeyKind> kinds);
/// Fails: NotFound; Malformed; Forbidden when others than its owner may read it.
[[nodiscard]] Result<std::vector<SigningKey>> load_keys(const std::filesystem::path& folder);
/// Public keys, one a line. Fails: NotFound; Malformed, also when there is none.
[[nodiscard]] Result<std::vector<VerifierKey>> load_public_keys(const std::filesystem::path& file);

}  // namespace yj::journal
