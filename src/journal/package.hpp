// Package: an evidence package as a file: named parts behind a table of contents, and the entries in it.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "journal/proven_entry.hpp"

namespace yj::journal {

struct PackagePart {
    std::string name;  ///< "checkpoint", "tables/<hash>.toml"; no spaces
    std::string bytes;
    bool operator==(const PackagePart&) const = default;
};

inline constexpr std::string_view kPackageFirstLine = "youju-package@v1";

/// Parts of every package.
inline constexpr std::string_view kPartAbout = "about";  ///< which figures, and what the reader may see
inline constexpr std::string_view kPartCheckpoint = "checkpoint";  ///< a signed note
inline constexpr std::string_view kPartKeys = "key.pub";           ///< for show: whoever checks has his own
inline constexpr std::string_view kPartEntries = "entries";

/// The table of contents (name, length, SHA-256 of each part, and its own), a blank line, the parts.
[[nodiscard]] std::string package_text(std::span<const PackagePart> parts);

/// What is wrong with the file itself is said in sentences; what can be read is read all the same.
struct OpenedPackage {
    std::vector<PackagePart> parts;
    std::vector<std::string> faults;
    [[nodiscard]] const PackagePart* part(std::string_view name) const;
};
[[nodiscard]] OpenedPackage open_package(std::string_view text);

/// An entry under the package's checkpoint.
struct PackagedEntry {
    ProvenEntry entry;
    std::int64_t index = 0;
    Proof path;
    bool operator==(const PackagedEntry&) const = default;
};
[[nodiscard]] std::string entries_bytes(std::span<const PackagedEntry> entries);
/// Empty for anything that entries_bytes would not have written.
[[nodiscard]] std::optional<std::vector<PackagedEntry>> parse_entries(std::string_view bytes);

/// What the package is about, a line each: "figure 123", "withheld 17".
struct PackageAbout {
    std::vector<std::int64_t> figures;  ///< ids of the released figures that it lays open
    /// Contributors that the reader for whom it was made may not see: -1, not even how many; 0, none.
    std::int64_t withheld = 0;
    bool operator==(const PackageAbout&) const = default;
};
[[nodiscard]] std::string about_text(const PackageAbout& about);
/// Empty for anything that about_text would not have written.
[[nodiscard]] std::optional<PackageAbout> parse_about(std::string_view text);

}  // namespace yj::journal
