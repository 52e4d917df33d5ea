#include "edit/finding.hpp"

#include <array>

#include "base/bytes.hpp"

namespace yj::edit {

std::string_view severity_name(Severity severity) {
    static constexpr std::array<std::string_view, 3> kNames{"强制", "核实", "提示"};
    return kNames[static_cast<std::size_t>(severity)];
}

std::string_view verdict_name(Verdict verdict) {
    static constexpr std::array<std::string_view, 3> kNames{"通过", "不通过", "无法判定"};
    return kNames[static_cast<std::size_t>(verdict)];
}

std::string pack_findings(const std::vector<Finding>& findings) {
    ByteWriter out;
    out.number(findings.size());
    for (const auto& it : findings) {
        out.text(it.rule);
        out.text(it.rule_hash);
        out.number(static_cast<std::uint64_t>(it.severity));
        out.number(static_cast<std::uint64_t>(it.verdict));
        out.text(it.column);
        out.text(it.key);
        out.number(it.cells.size());
        for (const auto& cell : it.cells) out.text(cell);
        out.text(it.sentence);
    }
    return out.take();
}

Result<std::vector<Finding>> unpack_findings(std::string_view bytes) {
    ByteReader in(bytes);
    std::vector<Finding> findings;
    for (auto count = in.number(); count > 0 && in.ok(); --count) {
        Finding it;
        it.rule = in.text();
        it.rule_hash = in.text();
        const auto severity = in.number(), verdict = in.number();
        if (severity > 2 || verdict > 2) return refuse(Refused::Malformed, "审核结果的数据已损坏");
        it.severity = static_cast<Severity>(severity);
        it.verdict = static_cast<Verdict>(verdict);
        it.column = in.text();
        it.key = in.text();
        for (auto cells = in.number(); cells > 0 && in.ok(); --cells) it.cells.emplace_back(in.text());
        it.sentence = in.text();
        findings.push_back(std::move(it));
    }
    if (!in.at_end()) return refuse(Refused::Malformed, "审核结果的数据已损坏");
    return findings;
}

}  // namespace yj::edit
