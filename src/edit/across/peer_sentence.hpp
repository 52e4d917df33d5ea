// PeerSentence: what the bureau and what the respondent read of a 横向 finding.
#pragma once
#include <functional>
#include <string>

#include "edit/across/peer_checks.hpp"

namespace yj::edit::across {

/// The words of a cell: its name, the reported figures as they were reported, their measure.
struct PeerWords {
    std::string cell_name;  ///< "工业总产值(当年价格)·本年·本月"
    std::string value;      ///< "12345.6"
    std::string before;     ///< 上年同期 or 上期; empty where there is none
    std::string measure;    ///< "千元"
};

/// Names of nodes, as the pack of the period has them.
struct PeerNames {
    std::function<std::string(const IndustryCode&)> industry;
    std::function<std::string(const RegionCode&)> region;
};
/// The codes themselves, where no pack is at hand.
[[nodiscard]] PeerNames names_as_codes();

/// "通用设备制造业、小型": what the members of a group have in common; "全部单位" of the widest one.
[[nodiscard]] std::string group_name(const PeerGroup& group, const PeerNames& names);

/// For the bureau: the figure, the group, how many peers it has, what is usual there; or why there is no
/// verdict.
[[nodiscard]] std::string bureau_sentence(const PeerCheck& check, const CheckOutcome& outcome,
                                          const PeerFinding& finding, const PeerWords& words,
                                          const PeerNames& names);

/// For the respondent: her own figures and what to look at; never the peers and never a threshold. Empty for
/// 无法判定, which is none of her business.
/// Source: rules.md, Kinds (a respondent never sees the threshold or the peers behind a plausibility check).
[[nodiscard]] std::string respondent_sentence(const PeerCheck& check, const PeerFinding& finding,
                                              const PeerWords& words);

}  // namespace yj::edit::across
