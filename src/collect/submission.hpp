// Task, Submission, Batch: who owes what by when, what was sent, and in which file it came.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/digest.hpp"
#include "base/ids.hpp"
#include "base/period.hpp"

namespace yj::collect {

/// How a report came: 网页 表格 接口 联网直报导出 (imported by the bureau from the national platform's
/// export).
enum class Channel { Web, Table, Interface, NationalExport };
[[nodiscard]] std::string_view channel_name(Channel channel);
[[nodiscard]] std::optional<Channel> parse_channel(std::string_view name);

/// 填报任务: a unit owes a form for a period by an hour. One per unit, form and period; made from a frozen
/// frame.
struct Task {
    TaskId id;
    StatUnitId unit;
    std::string form;  ///< code
    Period period;
    Instant due;
    EntryIndex since;
    bool operator==(const Task&) const = default;
};

/// 报送: one sending of a task. The payload is CellSheet::pack of the form whose hash is `form_hash`.
struct Submission {
    SubmissionId id;
    TaskId task;
    int sequence = 0;  ///< 1 for the first sending of the task
    Channel channel = Channel::Web;
    AccountId account;
    Instant received_at;
    std::string form_hash;
    std::string payload;
    Digest payload_hash;
    std::string batch;  ///< hash (hex) of the file it came in; empty when it came alone
    EntryIndex since;
    bool operator==(const Submission&) const = default;
};

/// One imported file. The same bytes for the same form are known again by their hash.
struct Batch {
    std::string file_hash;  ///< SHA-256, hex
    std::string form;
    std::string name;
    Channel channel = Channel::Table;
    AccountId account;
    Instant received_at;
    int reports = 0;  ///< reports taken in
    int refused = 0;  ///< rows refused
    EntryIndex since;
    bool operator==(const Batch&) const = default;
};

/// 未报 已报 退回 验收.
enum class TaskState { NotReported, Reported, Returned, Accepted };
[[nodiscard]] std::string_view task_state_name(TaskState state);

/// The state of a task from the entries of its latest submission, return and acceptance (-1: there is none).
/// What came last counts: a submission after a return or an acceptance is 已报 again.
[[nodiscard]] TaskState state_of(EntryIndex submitted, EntryIndex returned, EntryIndex accepted);

/// 迟报: it came after the hour when it was due.
[[nodiscard]] inline bool is_late(Instant received_at, Instant due) { return received_at > due; }

}  // namespace yj::collect
