// check: a package or a proof file, judged with keys of one's own, under the archive's four headings.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/policy.hpp"

namespace yj::verify {

/// 真实 完整 可用 安全: the four headings of an electronic record's check (DA/T 70-2018).
enum class Heading { Authentic, Complete, Usable, Safe };

struct Remark {
    Heading heading = Heading::Authentic;
    bool fault = false;
    std::string words;
    bool operator==(const Remark&) const = default;
};

struct Verdict {
    std::vector<Remark> remarks;
    std::vector<std::string> not_recomputed;
    int figures = 0;  ///< in the package
    int derived = 0;  ///< whose printed digits follow from the reports
    [[nodiscard]] bool good() const;
    [[nodiscard]] std::vector<std::string> faults() const;
};

/// `keys`: what the reader believes; without it the package's own keys, and that is said.
/// `documents`: published files (.docx, .xlsx) that must be those of the release.
[[nodiscard]] Verdict check_package(std::string_view text, const std::optional<journal::Policy>& keys,
                                    const std::vector<std::string>& documents);

/// A C2SP tlog-proof of ours: a receipt's.
[[nodiscard]] Verdict check_proof_file(std::string_view text, const std::optional<journal::Policy>& keys);

/// The verdict as text.
[[nodiscard]] std::string verdict_text(const Verdict& verdict);

}  // namespace yj::verify
