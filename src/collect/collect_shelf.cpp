#include "collect/collect_shelf.hpp"

#include <set>

#include "base/invariant.hpp"
#include "collect/schema_shelf.hpp"

namespace yj::collect {

namespace {

#define YJ_TASK "t.form, t.period, t.unit, t.id, t.due, t.since"
#define YJ_SUBMISSION                                                                         \
    "s.task, s.sequence, s.id, s.channel, s.account, s.received_at, s.form_hash, s.payload, " \
    "s.payload_hash, s.batch,"                                                                \
    " s.since"
/// The submission that nothing later supersedes as of $1.
#define YJ_LATEST                                                                                            \
    "s.since <= CAST($1 AS BIGINT) AND NOT EXISTS (SELECT 1 FROM collect_submission n WHERE n.task = s.task" \
    " AND n.sequence > s.sequence AND n.since <= CAST($1 AS BIGINT))"

Period period_of(std::string_view code) {
    const auto period = Period::parse(code);
    invariant(period.has_value(), "a stored period is a period code");
    return *period;
}

Channel channel_of(std::string_view name) { return parse_channel(name).value_or(Channel::Interface); }

Task task_in(const store::Row& row) {
    return {TaskId{row.number(3)},  StatUnitId{row.number(2)}, std::string(row.text(0)),
            period_of(row.text(1)), Instant{row.number(4)},    EntryIndex{row.number(5)}};
}

Submission submission_in(const store::Row& row, int from = 0) {
    Submission out;
    out.task = TaskId{row.number(from)};
    out.sequence = static_cast<int>(row.number(from + 1));
    out.id = SubmissionId{row.number(from + 2)};
    out.channel = channel_of(row.text(from + 3));
    out.account = AccountId{row.number(from + 4)};
    out.received_at = Instant{row.number(from + 5)};
    out.form_hash = row.text(from + 6);
    out.payload = row.blob(from + 7);
    out.payload_hash = Digest::from_view(row.blob(from + 8)).value_or(Digest{});
    if (!row.null(from + 9)) out.batch = row.text(from + 9);
    out.since = EntryIndex{row.number(from + 10)};
    return out;
}

Batch batch_in(const store::Row& row) {
    Batch out;
    out.file_hash = row.text(0);
    out.form = row.text(1);
    out.name = row.text(2);
    out.channel = channel_of(row.text(3));
    out.account = AccountId{row.number(4)};
    out.received_at = Instant{row.number(5)};
    out.reports = static_cast<int>(row.number(6));
    out.refused = static_cast<int>(row.number(7));
    out.since = EntryIndex{row.number(8)};
    return out;
}

BoardLine line_in(const store::Row& row) {
    BoardLine line;
    line.task = task_in(row);
    if (row.null(6)) return line;
    line.submission = SubmissionId{row.number(6)};
    line.sequence = static_cast<int>(row.number(7));
    line.channel = channel_of(row.text(8));
    line.received_at = Instant{row.number(9)};
    line.submitted = EntryIndex{row.number(10)};
    return line;
}

}  // namespace

namespace {

void put_task(store::Tx& tx, const Task& task) {
    const std::string period = task.period.code();
    tx.put(kTaskTable, {std::string_view(task.form), std::string_view(period), task.unit.value, task.id.value,
                        task.due.us, task.since.value});
}

}  // namespace

bool open_task(store::Tx& tx, const Task& task) {
    const auto known =
        tx.first("SELECT id FROM collect_task WHERE form = $1 AND period = $2 AND unit = $3",
                 {std::string_view(task.form), std::string_view(task.period.code()), task.unit.value},
                 [](const store::Row& row) { return row.number(0); });
    if (known) return false;
    put_task(tx, task);
    return true;
}

int open_tasks(store::Tx& tx, std::string_view form, Period period, const std::vector<Task>& tasks) {
    std::set<StatUnitId> owing;
    const std::string code = period.code();
    tx.each("SELECT unit FROM collect_task WHERE form = $1 AND period = $2", {form, std::string_view(code)},
            [&](const store::Row& row) { owing.insert(StatUnitId{row.number(0)}); });
    int put = 0;
    for (const auto& task : tasks) {
        if (owing.contains(task.unit)) continue;
        put_task(tx, task);
        ++put;
    }
    return put;
}

std::optional<Task> find_task(store::Tx& tx, std::string_view form, Period period, StatUnitId unit,
                              EntryIndex as_of) {
    const std::string code = period.code();
    return tx.first("SELECT " YJ_TASK
                    " FROM collect_task t WHERE form = $1 AND period = $2 AND unit = $3"
                    " AND since <= $4",
                    {form, std::string_view(code), unit.value, as_of.value}, task_in);
}

std::optional<Task> task_by_id(store::Tx& tx, TaskId id, EntryIndex as_of) {
    return tx.first("SELECT " YJ_TASK " FROM collect_task t WHERE id = $1 AND since <= $2",
                    {id.value, as_of.value}, task_in);
}

std::map<StatUnitId, Task> tasks_of(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of) {
    std::map<StatUnitId, Task> tasks;
    const std::string code = period.code();
    tx.each("SELECT " YJ_TASK
            " FROM collect_task t WHERE form = $1 AND period = $2 AND since <= $3 ORDER BY unit",
            {form, std::string_view(code), as_of.value}, [&](const store::Row& row) {
                auto task = task_in(row);
                const auto unit = task.unit;
                tasks.emplace_hint(tasks.end(), unit, std::move(task));
            });
    return tasks;
}

std::vector<Task> tasks_of_unit(store::Tx& tx, StatUnitId unit, EntryIndex as_of) {
    std::vector<Task> tasks;
    tx.each("SELECT " YJ_TASK " FROM collect_task t WHERE unit = $1 AND since <= $2 ORDER BY form, period",
            {unit.value, as_of.value}, [&](const store::Row& row) { tasks.push_back(task_in(row)); });
    return tasks;
}

void put_submission(store::Tx& tx, const Submission& submission) {
    const store::Field batch =
        submission.batch.empty() ? store::Field{} : store::Field{std::string_view(submission.batch)};
    tx.put(kSubmissionTable,
           {submission.task.value, std::int64_t{submission.sequence}, submission.id.value,
            channel_name(submission.channel), submission.account.value, submission.received_at.us,
            std::string_view(submission.form_hash), store::Blob{submission.payload},
            store::Blob{submission.payload_hash.view()}, batch, submission.since.value});
}

int next_sequence(store::Tx& tx, TaskId task) {
    return 1 + tx.first("SELECT COALESCE(MAX(sequence), 0) FROM collect_submission WHERE task = $1",
                        {task.value}, [](const store::Row& row) { return static_cast<int>(row.number(0)); })
                   .value_or(0);
}

std::optional<Submission> submission_by_id(store::Tx& tx, SubmissionId id, EntryIndex as_of) {
    return tx.first("SELECT " YJ_SUBMISSION " FROM collect_submission s WHERE s.id = $1 AND s.since <= $2",
                    {id.value, as_of.value}, [](const store::Row& row) { return submission_in(row); });
}

std::optional<Submission> latest_submission(store::Tx& tx, TaskId task, EntryIndex as_of) {
    return tx.first("SELECT " YJ_SUBMISSION
                    " FROM collect_submission s WHERE s.task = $1 AND s.since <= $2"
                    " ORDER BY s.sequence DESC LIMIT 1",
                    {task.value, as_of.value}, [](const store::Row& row) { return submission_in(row); });
}

std::vector<Submission> submissions_of(store::Tx& tx, TaskId task, EntryIndex as_of) {
    std::vector<Submission> found;
    tx.each("SELECT " YJ_SUBMISSION
            " FROM collect_submission s WHERE s.task = $1 AND s.since <= $2"
            " ORDER BY s.sequence",
            {task.value, as_of.value}, [&](const store::Row& row) { found.push_back(submission_in(row)); });
    return found;
}

void each_latest(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of, const ReportFn& fn) {
    const std::string code = period.code();
    tx.each("SELECT " YJ_TASK ", " YJ_SUBMISSION
            " FROM collect_task t JOIN collect_submission s ON s.task = t.id"
            " WHERE t.form = $2 AND t.period = $3 AND t.since <= CAST($1 AS BIGINT) AND " YJ_LATEST
            " ORDER BY t.unit",
            {as_of.value, form, std::string_view(code)}, [&](const store::Row& row) {
                fn({task_in(row), submission_in(row, 6)});
            });
}

std::vector<BoardLine> board_lines(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of) {
    std::vector<BoardLine> lines;
    const std::string code = period.code();
    tx.each("SELECT " YJ_TASK
            ", s.id, s.sequence, s.channel, s.received_at, s.since FROM collect_task t"
            " LEFT JOIN collect_submission s ON s.task = t.id AND " YJ_LATEST
            " WHERE t.form = $2 AND t.period = $3 AND t.since <= CAST($1 AS BIGINT) ORDER BY t.unit",
            {as_of.value, form, std::string_view(code)},
            [&](const store::Row& row) { lines.push_back(line_in(row)); });
    return lines;
}

std::vector<BoardCount> board_counts(store::Tx& tx, EntryIndex as_of) {
    std::vector<BoardCount> counts;
    tx.each(
        "SELECT t.form, t.period, COUNT(*), COUNT(s.id), SUM(CASE WHEN s.received_at > t.due THEN 1 ELSE 0 "
        "END)"
        " FROM collect_task t LEFT JOIN collect_submission s ON s.task = t.id AND " YJ_LATEST
        " WHERE t.since <= CAST($1 AS BIGINT) GROUP BY t.form, t.period ORDER BY t.form, t.period",
        {as_of.value}, [&](const store::Row& row) {
            counts.push_back({std::string(row.text(0)), period_of(row.text(1)),
                              static_cast<int>(row.number(2)), static_cast<int>(row.number(3)),
                              static_cast<int>(row.number(4))});
        });
    return counts;
}

void put_batch(store::Tx& tx, const Batch& batch) {
    tx.put(kBatchTable,
           {std::string_view(batch.file_hash), std::string_view(batch.form), batch.since.value,
            std::string_view(batch.name), channel_name(batch.channel), batch.account.value,
            batch.received_at.us, std::int64_t{batch.reports}, std::int64_t{batch.refused}});
}

std::optional<Batch> known_batch(store::Tx& tx, std::string_view file_hash, std::string_view form,
                                 EntryIndex as_of) {
    return tx.first(
        "SELECT file_hash, form, name, channel, account, received_at, reports, refused, since"
        " FROM collect_batch WHERE file_hash = $1 AND form = $2 AND since <= $3 ORDER BY since DESC LIMIT 1",
        {file_hash, form, as_of.value}, batch_in);
}

std::vector<Batch> batches(store::Tx& tx, EntryIndex as_of) {
    std::vector<Batch> found;
    tx.each(
        "SELECT file_hash, form, name, channel, account, received_at, reports, refused, since"
        " FROM collect_batch WHERE since <= $1 ORDER BY since, file_hash, form",
        {as_of.value}, [&](const store::Row& row) { found.push_back(batch_in(row)); });
    return found;
}

}  // namespace yj::collect
