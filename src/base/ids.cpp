#include "base/ids.hpp"

#include <charconv>

namespace yj {

namespace {
constexpr std::int64_t kCounterBits = 12;
constexpr std::int64_t kRandomBits = 10;
}  // namespace

IdMaker::IdMaker(const Clock& clock, RandomSource& random) : clock_(clock), random_(random) {}

std::int64_t IdMaker::next() {
    // 2^41 ms since 2020 lasts until 2089; the clock may step back, ids may not.
    constexpr std::int64_t kEpochMs = 1'577'836'800'000;
    const std::int64_t now_ms = clock_.now().us / 1000 - kEpochMs;
    if (now_ms > last_ms_) {
        last_ms_ = now_ms;
        counter_ = 0;
    } else if (++counter_ == (1 << kCounterBits)) {
        ++last_ms_;
        counter_ = 0;
    }
    const auto noise = static_cast<std::int64_t>(random_.next() & ((1U << kRandomBits) - 1));
    return (last_ms_ << (kCounterBits + kRandomBits)) | (counter_ << kRandomBits) | noise;
}

std::optional<std::int64_t> parse_id(std::string_view text) {
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc{} || end != text.data() + text.size() || id < 0) return std::nullopt;
    return id;
}

}  // namespace yj
