// VoucherFile: what may enter the vault, told by a file's own bytes and never by its name.
#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace yj::evidence {

inline constexpr std::size_t kLargestVoucher = 50u << 20;

struct VoucherFile {
    std::string file_name;   ///< the last part of the name, without control and text-direction characters
    std::string media_type;  ///< "application/pdf" …
};

/// Takes:  PDF, PNG, JPEG, OFD, .xlsx, other zip files, XML, and plain text (.csv, .txt).
/// Fails:  Malformed with a sentence: an empty file, one beyond 50 MB, one of another kind.
[[nodiscard]] Result<VoucherFile> accept_file(std::string_view name, std::string_view bytes);

}  // namespace yj::evidence
