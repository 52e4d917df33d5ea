// Vault: files by their SHA-256, written once, verified whenever they are read.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "base/digest.hpp"
#include "base/result.hpp"

namespace yj::evidence {

/// DIR/vault/ab/abcd… A file is never altered and never taken away; equal files lie there once. Every member
/// may be called by any thread.
class Vault {
public:
    explicit Vault(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Durable when it returns. The same bytes again change nothing.
    /// Fails: Storage; Conflict when the file that lies there under this hash is not what it was.
    [[nodiscard]] Result<Digest> put(std::string_view bytes) const;

    /// Fails: NotFound; Conflict, naming the file, when its bytes no longer have this hash; Storage.
    [[nodiscard]] Result<std::string> get(const Digest& hash) const;

    [[nodiscard]] std::filesystem::path path_of(const Digest& hash) const;

private:
    std::filesystem::path folder_;
};

}  // namespace yj::evidence
