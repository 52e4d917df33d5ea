#include "cli/threads.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "base/invariant.hpp"

namespace yj::cli {

namespace {

/// One call: what is left to do, and the first promise that broke.
class Team {
public:
    Team(std::size_t count, const std::function<void(std::size_t)>& job) : count_(count), job_(job) {}

    void run(std::size_t threads) {
        {
            std::vector<std::jthread> others;
            for (std::size_t i = 1; i < std::min(threads, count_); ++i)
                others.emplace_back([this] { work(); });
            work();
        }
        if (broken_) std::rethrow_exception(broken_);
    }

private:
    void work() {
        try {
            for (auto at = next_++; at < count_; at = next_++) job_(at);
        } catch (const Broken&) {
            const std::lock_guard lock(mutex_);
            if (!broken_) broken_ = std::current_exception();
            next_ = count_;
        }
    }

    std::size_t count_;
    const std::function<void(std::size_t)>& job_;
    std::atomic<std::size_t> next_ = 0;
    std::mutex mutex_;
    std::exception_ptr broken_;
};

}  // namespace

Executor thread_executor() {
    return [](std::size_t count, const std::function<void(std::size_t)>& job) {
        Team(count, job).run(std::max(1U, std::jthread::hardware_concurrency()));
    };
}

}  // namespace yj::cli
