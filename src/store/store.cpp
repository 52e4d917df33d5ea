#include "store/store.hpp"

#include <algorithm>
#include <exception>
#include <map>

#include "store/conn.hpp"
#include "store/migration.hpp"

namespace yj::store {

namespace {

constexpr std::size_t kGroupLimit = 256;

Done refused(const EngineError& error) { return refuse(error.kind, error.what()); }

/// Steps already taken, by room.
std::map<std::string, int, std::less<>> taken_steps(Conn& conn) {
    conn.script(
        "CREATE TABLE IF NOT EXISTS store_migration (room TEXT NOT NULL, number BIGINT NOT NULL, name TEXT "
        "NOT NULL,"
        " PRIMARY KEY (room, number))");
    std::map<std::string, int, std::less<>> taken;
    conn.run("SELECT room, MAX(number) FROM store_migration GROUP BY room", {},
             [&](const Row& row) { taken[std::string(row.text(0))] = static_cast<int>(row.number(1)); });
    return taken;
}

void migrate(Conn& conn) {
    conn.script(conn.begin_write());
    const auto taken = taken_steps(conn);
    for (const auto& step : all_migrations()) {
        const auto done = taken.find(step.room);
        if (done != taken.end() && step.number <= done->second) continue;
        conn.script(std::string(step.sql));
        const Field fields[]{step.room, std::int64_t{step.number}, step.name};
        conn.run("INSERT INTO store_migration (room, number, name) VALUES ($1, $2, $3)", fields, {});
    }
    conn.script("COMMIT");
}

/// Tables that a newer program made must not be written by this one.
Done refuse_newer(Conn& conn) {
    std::map<std::string_view, int> known;
    for (const auto& step : all_migrations()) known[step.room] = std::max(known[step.room], step.number);
    for (const auto& [room, number] : taken_steps(conn))
        if (const auto ours = known.find(room); ours == known.end() || ours->second < number)
            return refuse(Refused::Conflict,
                          "数据库由更新版本的程序建立（" + room + " 第 " + std::to_string(number) + " 步）",
                          {}, "请改用新版本程序打开");
    return {};
}

}  // namespace

/// A job in the queue, on its caller's stack.
struct Store::Waiting {
    const Job& job;
    Done result;
    std::exception_ptr broken;
    bool finished = false;
};

Store::Store(std::string url) : url_(std::move(url)) {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const std::string& url) {
    std::unique_ptr<Store> store(new Store(url));
    try {
        store->writer_ = open_conn(url);
        YJ_TRY(refuse_newer(*store->writer_));
        migrate(*store->writer_);
    } catch (const EngineError& error) {
        return refuse(Refused::Storage, std::string("打不开数据库：") + error.what(), {},
                      "请检查路径、权限和磁盘空间");
    }
    return store;
}

Done Store::write(const Job& job) {
    Waiting mine{job, {}, nullptr, false};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&mine);
    // Whoever finds no leader leads: no thread of our own is needed, and a lone caller never waits.
    while (!mine.finished) {
        if (led_)
            moved_.wait(lock);
        else
            lead(lock);
    }
    lock.unlock();
    if (mine.broken) std::rethrow_exception(mine.broken);
    return std::move(mine.result);
}

void Store::lead(std::unique_lock<std::mutex>& lock) {
    std::vector<Waiting*> group;
    group.reserve(std::min(waiting_.size(), kGroupLimit));
    led_ = true;  // from here on nothing throws, or the others would wait for ever
    while (!waiting_.empty() && group.size() < kGroupLimit) {
        group.push_back(waiting_.front());
        waiting_.pop_front();
    }
    lock.unlock();
    commit_group(group);
    lock.lock();
    for (auto* each : group) each->finished = true;
    led_ = false;
    moved_.notify_all();
}

namespace {

/// Runs one job inside its savepoint; what it refuses or breaks leaves no trace.
void run_job(Conn& conn, const Store::Job& job, Done& result, std::exception_ptr& broken) {
    conn.script("SAVEPOINT job");
    try {
        Tx tx(conn);
        result = job(tx);
        if (auto state = tx.flush(); !state) result = std::move(state);
    } catch (const std::exception&) {
        broken = std::current_exception();
        conn.forget();
    }
    const bool stands = result.has_value() && !broken;
    conn.script(stands ? "RELEASE SAVEPOINT job" : "ROLLBACK TO SAVEPOINT job; RELEASE SAVEPOINT job");
}

}  // namespace

void Store::commit_group(std::vector<Waiting*>& group) {
    // When it fails nothing of this group is durable, so nobody in it is told that it is.
    try {
        if (!writer_) writer_ = open_conn(url_);
        writer_->script(writer_->begin_write());
        for (auto* each : group) run_job(*writer_, each->job, each->result, each->broken);
        writer_->script("COMMIT");
        ++commits_;
    } catch (const EngineError& error) {
        for (auto* each : group)
            if (!each->broken) each->result = refused(error);
        roll_back();
    } catch (const std::exception&) {
        for (auto* each : group) each->broken = std::current_exception();
        roll_back();
    }
}

/// A connection that cannot even roll back (it was lost, or a full disk made the engine give up) is given up.
void Store::roll_back() {
    if (!writer_) return;
    try {
        writer_->forget();
        writer_->script("ROLLBACK");
    } catch (const EngineError&) {
        writer_.reset();
    }
}

Done Store::read(const Job& job) const {
    try {
        auto reader = borrow_reader();
        reader->script(reader->begin_read());
        Tx tx(*reader);
        Done result;
        try {
            result = job(tx);
        } catch (const std::exception&) {
            reader->script("ROLLBACK");
            give_back(std::move(reader));
            throw;
        }
        if (tx.failed()) result = tx.state();
        reader->script("ROLLBACK");
        give_back(std::move(reader));
        return result;
    } catch (const EngineError& error) {
        return refused(error);
    }
}

std::unique_ptr<Conn> Store::borrow_reader() const {
    {
        const std::lock_guard lock(readers_mutex_);
        if (!readers_.empty()) {
            auto reader = std::move(readers_.back());
            readers_.pop_back();
            return reader;
        }
    }
    return open_conn(url_);
}

void Store::give_back(std::unique_ptr<Conn> reader) const {
    const std::lock_guard lock(readers_mutex_);
    readers_.push_back(std::move(reader));
}

}  // namespace yj::store
