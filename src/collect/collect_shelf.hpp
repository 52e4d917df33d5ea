// The shelf of tasks, submissions and imported files: rows are put once, what is latest is derived.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collect/submission.hpp"
#include "store/tx.hpp"

namespace yj::collect {

/// Puts the task unless the unit already owes this form for this period: opening twice changes nothing.
/// True when it was put.
bool open_task(store::Tx& tx, const Task& task);
/// The same for many tasks of one form and period in two statements; how many were put.
/// REQUIRES: all are of that form and period, and no unit is there twice.
int open_tasks(store::Tx& tx, std::string_view form, Period period, const std::vector<Task>& tasks);
[[nodiscard]] std::optional<Task> find_task(store::Tx& tx, std::string_view form, Period period,
                                            StatUnitId unit, EntryIndex as_of);
[[nodiscard]] std::optional<Task> task_by_id(store::Tx& tx, TaskId id, EntryIndex as_of);
/// All tasks of a form and period, by unit: one question for a whole import.
[[nodiscard]] std::map<StatUnitId, Task> tasks_of(store::Tx& tx, std::string_view form, Period period,
                                                  EntryIndex as_of);
/// Tasks of one unit, by form and period.
[[nodiscard]] std::vector<Task> tasks_of_unit(store::Tx& tx, StatUnitId unit, EntryIndex as_of);

/// Puts the submission. Its sequence must be next_sequence: a taken one is a Conflict, so two sendings that
/// race cannot both be the third.
void put_submission(store::Tx& tx, const Submission& submission);
/// The latest sequence of the task plus one.
[[nodiscard]] int next_sequence(store::Tx& tx, TaskId task);
/// With payload.
[[nodiscard]] std::optional<Submission> submission_by_id(store::Tx& tx, SubmissionId id, EntryIndex as_of);
[[nodiscard]] std::optional<Submission> latest_submission(store::Tx& tx, TaskId task, EntryIndex as_of);
/// Every sending of the task, oldest first.
[[nodiscard]] std::vector<Submission> submissions_of(store::Tx& tx, TaskId task, EntryIndex as_of);

/// The latest submission of one task with what the task says. Valid inside the callback only.
struct LatestReport {
    Task task;
    Submission submission;
};
using ReportFn = std::function<void(const LatestReport&)>;
/// The latest submission of every task of the form and period that has one, by unit, payloads included.
/// Cost: one question.
void each_latest(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of, const ReportFn& fn);

/// One line of the board (进度表): a task and its latest submission, if any; no payload.
/// The state is state_of(line.submitted, …) with what `review` knows of the submission.
struct BoardLine {
    Task task;
    SubmissionId submission;  ///< none when nothing came
    int sequence = 0;
    Channel channel = Channel::Web;
    Instant received_at;
    EntryIndex submitted;  ///< entry of the latest submission, -1 when nothing came
    [[nodiscard]] bool late() const { return submission && is_late(received_at, task.due); }
};
/// By unit.
[[nodiscard]] std::vector<BoardLine> board_lines(store::Tx& tx, std::string_view form, Period period,
                                                 EntryIndex as_of);

/// How a form and period stand: tasks, and those that have a submission. By form, then period.
struct BoardCount {
    std::string form;
    Period period;
    int tasks = 0;
    int reported = 0;
    int late = 0;
};
[[nodiscard]] std::vector<BoardCount> board_counts(store::Tx& tx, EntryIndex as_of);

void put_batch(store::Tx& tx, const Batch& batch);
/// The latest import of a file for the form.
[[nodiscard]] std::optional<Batch> known_batch(store::Tx& tx, std::string_view file_hash,
                                               std::string_view form, EntryIndex as_of);
/// By entry.
[[nodiscard]] std::vector<Batch> batches(store::Tx& tx, EntryIndex as_of);

}  // namespace yj::collect
