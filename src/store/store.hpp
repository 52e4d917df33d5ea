// Store: the book of record. One writer with group commit, readers on snapshots.
#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "store/tx.hpp"

namespace yj::store {

/// SQLite (WAL, full synchronisation) or PostgreSQL under one SQL text. Every member may be called by any
/// thread.
class Store {
public:
    /// Opens, and brings the tables up to date. `url` is "sqlite:PATH" or "postgresql://…".
    /// Fails: Storage when it cannot be opened or a step fails; Conflict when the tables are newer than we
    /// are.
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const std::string& url);
    ~Store();

    using Job = std::function<Done(Tx&)>;

    /// Runs the job in a write transaction and returns when it is durable. Jobs that wait together share one
    /// commit; each has its own savepoint, so a refused job leaves no trace and its neighbours stand.
    /// A job that throws (Broken) is rolled back and the exception reaches its caller.
    [[nodiscard]] Done write(const Job& job);

    /// Runs the job on a snapshot: it sees one moment, and never waits for the writer.
    [[nodiscard]] Done read(const Job& job) const;

    [[nodiscard]] const std::string& url() const { return url_; }
    /// Commits so far; jobs divided by commits is the depth of the groups.
    [[nodiscard]] std::uint64_t commits() const { return commits_; }

private:
    struct Waiting;
    explicit Store(std::string url);
    void lead(std::unique_lock<std::mutex>& lock);
    void commit_group(std::vector<Waiting*>& group);
    void roll_back();
    [[nodiscard]] std::unique_ptr<Conn> borrow_reader() const;
    void give_back(std::unique_ptr<Conn> reader) const;

    std::string url_;
    std::unique_ptr<Conn> writer_;
    std::mutex mutex_;
    std::condition_variable moved_;
    std::deque<Waiting*> waiting_;
    bool led_ = false;
    std::atomic<std::uint64_t> commits_ = 0;
    mutable std::mutex readers_mutex_;
    mutable std::vector<std::unique_ptr<Conn>> readers_;
};

}  // namespace yj::store
