// ReportTaker: reports of one form and period as they come in, each checked, put and sealed by its own entry.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "collect/import_table.hpp"
#include "collect/submission.hpp"
#include "desk/act.hpp"
#include "desk/collect/neighbours.hpp"
#include "desk/registry/freeze_frame.hpp"
#include "edit/finding.hpp"

namespace yj::desk {

/// How reports come in, and what that allows.
struct TakingRules {
    collect::Channel channel = collect::Channel::Table;
    access::Act act = access::Act::ReportSubmit;  ///< the act of each report's entry
    bool stop_on_hard =
        true;           ///< 强制 findings stop a respondent's own sending; an export is stored as it came
    std::string batch;  ///< hash of the file, empty when it came alone
};

/// One report that came in.
struct TakenReport {
    SubmissionId submission;
    StatUnitId unit;
    int sequence = 0;
    bool unchanged = false;  ///< the same cells as the latest sending: nothing was put
    std::vector<edit::Finding> findings;
};

class ReportTaker {
public:
    /// REQUIRES: all outlive this.
    ReportTaker(County& county, ActScope& scope, const FormInForce& in_force, Period period,
                TakingRules rules);

    /// Fails: NotFound (no such unit), Forbidden (not this account's unit), NotReady (not in the frame, no
    /// task),
    ///        Conflict (强制 findings, where they stop it), Malformed (a key of an open row that its list
    ///        does not have). The place is the draft's.
    [[nodiscard]] Result<TakenReport> take(const collect::ReportDraft& draft);

private:
    struct Member {
        StatUnitId unit;
        registry::UnitAttributes attributes;
    };
    struct Known {
        Digest payload_hash;
        int sequence = 0;
        SubmissionId submission;
    };
    [[nodiscard]] Result<const Member*> member(const collect::ReportDraft& draft);
    [[nodiscard]] Done check_unit(const Member& member, const std::string& place) const;
    /// Keys of open rows stand in the pack's lists.
    [[nodiscard]] Done check_keys(const collect::ReportDraft& draft) const;
    void put(const TakenReport& report, TaskId task, std::string payload, const Digest& hash);

    County& county_;
    ActScope& scope_;
    const LoadedPack& pack_;
    const instrument::Form& form_;
    Period period_;
    TakingRules rules_;
    Neighbours neighbours_;
    std::unordered_map<std::string, Member> members_;  ///< of the frozen frame, by code
    std::map<StatUnitId, collect::Task> tasks_;
    std::unordered_map<StatUnitId, Known> latest_;
};

/// "3 条强制性审核不通过：…；…" without thresholds, for the respondent.
[[nodiscard]] std::string hard_sentence(const LoadedPack& pack, const std::string& form,
                                        const std::vector<edit::Finding>& findings);

}  // namespace yj::desk
