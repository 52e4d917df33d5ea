#include "edit/across/peer_sentence.hpp"

#include <fmt/format.h>

#include <cmath>

namespace yj::edit::across {

namespace {

/// Four significant digits, never in powers of ten: a statistic, not a reported figure.
std::string rounded(double value) {
    if (value == 0 || !std::isfinite(value)) return fmt::format("{}", value);
    const int whole = static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
    return fmt::format("{:.{}f}", value, whole >= 4 ? 0 : 4 - std::max(whole, 1));
}

std::string_view before_name(PeerTest test) { return test == PeerTest::LastRatio ? "上期" : "上年同期"; }

std::string why_not(const PeerCheck& check, NotCompared reason) {
    switch (reason) {
        case NotCompared::NotPositive:
            return check.test == PeerTest::Level ? "本期数不是正数，不与同类单位比较"
                                                 : "本期数不是正数，无法计算比值";
        case NotCompared::NoReference: return fmt::format("没有可比的{}数", before_name(check.test));
        case NotCompared::TooFewPeers: return fmt::format("各级同类单位都不足{}户", check.least_peers);
        case NotCompared::NoValue: return "没有报数";
        case NotCompared::Compared: break;
    }
    return {};
}

}  // namespace

PeerNames names_as_codes() {
    return {[](const IndustryCode& code) { return code.text(); },
            [](const RegionCode& code) { return code.prefix(); }};
}

std::string group_name(const PeerGroup& group, const PeerNames& names) {
    std::string name;
    const auto add = [&name](std::string_view part) {
        name += (name.empty() ? "" : "、") + std::string(part);
    };
    if (group.level.industry != IndustryLevel::Whole) add(names.industry(group.industry));
    if (group.level.size) add(std::string(registry::size_class_name(group.size)) + "型");
    if (group.level.region != RegionLevel::Country) add(names.region(group.region));
    return name.empty() ? "全部单位" : name;
}

std::string bureau_sentence(const PeerCheck& check, const CheckOutcome& outcome, const PeerFinding& finding,
                            const PeerWords& words, const PeerNames& names) {
    if (finding.verdict == Verdict::Undecided)
        return fmt::format("{}无法与同类单位比较：{}", words.cell_name, why_not(check, finding.reason));
    const auto group = group_name(outcome.groups.groups[static_cast<std::size_t>(finding.group)], names);
    const auto among = fmt::format("同类单位（{}，另有{}户）", group, finding.peers);
    if (check.test == PeerTest::Level)
        return fmt::format("{} {}{}，{}中位数为{}，通常在{}至{}之间", words.cell_name, words.value,
                           words.measure, among, rounded(finding.typical), rounded(finding.usual.lower),
                           rounded(finding.usual.upper));
    return fmt::format("{} {}{}，是{}{}{}的{}倍，{}中位数为{}倍，这样规模的单位通常在{}至{}倍之间",
                       words.cell_name, words.value, words.measure, before_name(check.test), words.before,
                       words.measure, rounded(finding.value), among, rounded(finding.typical),
                       rounded(finding.usual.lower), rounded(finding.usual.upper));
}

std::string respondent_sentence(const PeerCheck& check, const PeerFinding& finding, const PeerWords& words) {
    if (finding.verdict != Verdict::Failed) return {};
    if (check.test == PeerTest::Level)
        return fmt::format("{} {}{}，请核对数值和计量单位；情况属实的，请说明原因", words.cell_name,
                           words.value, words.measure);
    return fmt::format("{} {}{}，{}为{}{}，变化较大，请核对数值和计量单位；情况属实的，请说明原因",
                       words.cell_name, words.value, words.measure, before_name(check.test), words.before,
                       words.measure);
}

}  // namespace yj::edit::across
