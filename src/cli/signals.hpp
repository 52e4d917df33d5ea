// StopOnSignal: Ctrl-C and a service manager's TERM, as a stop token.
#pragma once
#include <stop_token>
#include <thread>

namespace yj::cli {

/// From its making on both signals end the process no more: they set the token. Made before other threads
/// are.
class StopOnSignal {
public:
    StopOnSignal();
    [[nodiscard]] std::stop_token token() const { return stop_.get_token(); }
    /// As if a signal had come.
    void stop() { stop_.request_stop(); }

private:
    std::stop_source stop_;
    std::jthread waiting_;
};

}  // namespace yj::cli
