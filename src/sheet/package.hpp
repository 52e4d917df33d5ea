// Package: the parts of an OOXML file (.xlsx, .docx), read from bytes that nobody has reason to trust.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sheet/xml_scan.hpp"

namespace yj::sheet {

struct PackageLimits {
    std::size_t bytes = 64u << 20;  ///< the file
    std::size_t entries = 2000;
    std::size_t part_bytes = 160u << 20;  ///< one part, expanded
    std::size_t all_bytes = 200u << 20;   ///< all parts, expanded
    std::size_t ratio = 250;              ///< expanded to packed, for parts above 1 MB
};

/// One entry as the archive's directory tells it.
struct PackageEntry {
    std::string name;
    std::uint64_t packed_at = 0;  ///< offset of the packed bytes
    std::uint64_t packed_size = 0;
    std::uint64_t size = 0;
    std::uint32_t crc = 0;
    bool deflated = false;
};

/// Opens only what has one reading. The archive must be tiled: every byte of the file belongs to exactly one
/// entry or to the directory, and both tell the same name, method and sizes. So there is nothing that another
/// program could see and we not (hidden entries, overlaps, two archives in one file, a prefix, a comment).
/// Refused besides: encryption, links, names that lead out of the package or are one in another letter case,
/// sizes beyond the limits, macros, ActiveX, embedded objects other than workbooks, programs, links to other
/// workbooks, relationships to other places (but hyperlinks, which nobody here follows), a package without
/// [Content_Types].xml or _rels/.rels.
class Package {
public:
    /// REQUIRES: `bytes` outlives the package. `name` is the file's name, for messages.
    /// Fails: Malformed with the reason.
    [[nodiscard]] static Result<Package> open(std::string_view bytes, std::string_view name,
                                              const PackageLimits& limits = {});

    [[nodiscard]] bool has(std::string_view part) const { return entries_.contains(std::string(part)); }
    [[nodiscard]] std::vector<std::string> parts() const;
    /// A whole part. Fails: NotFound; Malformed when its bytes are damaged.
    [[nodiscard]] Result<std::string> read(std::string_view part) const;
    /// A part piece by piece, in constant memory; damage is told when it is met. REQUIRES: the bytes live on.
    [[nodiscard]] Result<ByteSource> stream(std::string_view part) const;
    /// "report.xlsx/xl/workbook.xml", for messages.
    [[nodiscard]] std::string place(std::string_view part) const { return name_ + "/" + std::string(part); }

    struct Relation {
        std::string type;    ///< last word of the relationship's type: "worksheet"
        std::string target;  ///< the part it names; empty when it leads outside (a hyperlink)
    };
    /// The relationships of a part by id ("" for the package itself); none when it has none.
    /// Fails: Malformed; also when one leads out of the package.
    [[nodiscard]] Result<std::map<std::string, Relation>> relations(std::string_view part) const;

private:
    Package(std::string_view bytes, std::string_view name) : bytes_(bytes), name_(name) {}
    [[nodiscard]] Done check_contents() const;
    [[nodiscard]] Done check_types() const;

    std::string_view bytes_;
    std::string name_;
    std::map<std::string, PackageEntry> entries_;
};

}  // namespace yj::sheet
