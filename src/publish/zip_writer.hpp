// zip_writer: parts into a zip package, the same parts always into the same bytes.
#pragma once
#include <span>
#include <string>

namespace yj::publish {

struct ZipPart {
    std::string name;  ///< "word/document.xml"
    std::string bytes;
};

/// Deflates the parts in the given order, every time stamp 1980-01-01 00:00, no extra fields.
/// REQUIRES: fewer than 65,535 parts, each and all together below 4 GiB.
[[nodiscard]] std::string write_zip(std::span<const ZipPart> parts);

}  // namespace yj::publish
