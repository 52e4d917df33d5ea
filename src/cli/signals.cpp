#include "cli/signals.hpp"

#include <csignal>

namespace yj::cli {

namespace {

sigset_t both() {
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGINT);
    sigaddset(&wanted, SIGTERM);
    return wanted;
}

/// Waits for a signal, or for others to end.
void wait_for_signal(const std::stop_source& stop) {
    const auto wanted = both();
    const timespec pause{0, 200'000'000};
    while (!stop.stop_requested())
        if (sigtimedwait(&wanted, nullptr, &pause) > 0) stop.request_stop();
}

}  // namespace

StopOnSignal::StopOnSignal() {
    const auto wanted = both();
    pthread_sigmask(SIG_BLOCK, &wanted, nullptr);
    waiting_ = std::jthread(wait_for_signal, stop_);
}

}  // namespace yj::cli
