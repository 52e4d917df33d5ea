// Finding: what a rule says of a report. Data, never an error.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace yj::edit {

/// 强制 (stops acceptance) 核实 (wants an explanation) 提示 (informs).
enum class Severity : std::uint8_t { Hard, Soft, Hint };
/// 不通过, 无法判定 (a needed cell is blank, or the other report has not come). 通过 is never stored.
enum class Verdict : std::uint8_t { Passed, Failed, Undecided };

[[nodiscard]] std::string_view severity_name(Severity severity);
[[nodiscard]] std::string_view verdict_name(Verdict verdict);

struct Finding {
    std::string rule;       ///< id: "B204-1/H1"
    std::string rule_hash;  ///< first 16 hex digits of the SHA-256 of the rule's text
    Severity severity = Severity::Hard;
    Verdict verdict = Verdict::Failed;
    std::string column;              ///< when the rule serves all columns
    std::string key;                 ///< when it serves the rows of an open key
    std::vector<std::string> cells;  ///< addresses of this report's cells that it read: "01.1"
    std::string sentence;            ///< made from the rule: labels, both values, the difference
    bool operator==(const Finding&) const = default;
};

/// The canonical bytes of a list of findings, as one row keeps them.
[[nodiscard]] std::string pack_findings(const std::vector<Finding>& findings);
[[nodiscard]] Result<std::vector<Finding>> unpack_findings(std::string_view bytes);

}  // namespace yj::edit
