// Time and chance, both handed in: rooms never read the clock nor throw dice themselves.
#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace yj {

using Date = std::chrono::sys_days;

/// A moment: microseconds since 1970-01-01 UTC.
struct Instant {
    std::int64_t us = 0;
    auto operator<=>(const Instant&) const = default;
};

/// Moments are shown and due hours are meant in China standard time (UTC+8, no summer time).
[[nodiscard]] Instant china_time(Date date, int hour, int minute);
[[nodiscard]] Date china_date(Instant at);
/// "2026-11-25 09:30:00", China standard time.
[[nodiscard]] std::string instant_text(Instant at);
/// "2026-11-25".
[[nodiscard]] std::string date_text(Date date);
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

/// The machine's clock; made in `server` and `cli` only.
class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override;
};

/// A clock that stands where it is put: for tests and for the sample county.
class SetClock final : public Clock {
public:
    explicit SetClock(Instant at) : at_(at) {}
    [[nodiscard]] Instant now() const override { return at_; }
    void set(Instant at) { at_ = at; }

private:
    Instant at_;
};

class RandomSource {
public:
    virtual ~RandomSource() = default;
    [[nodiscard]] virtual std::uint64_t next() = 0;
    /// 128 bits, for salts and upload ids.
    [[nodiscard]] std::array<std::uint8_t, 16> salt();
};

/// The operating system's cryptographic generator.
class SystemRandom final : public RandomSource {
public:
    [[nodiscard]] std::uint64_t next() override;
};

/// The same numbers for the same seed: tests and the sample county only.
class SeededRandom final : public RandomSource {
public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
    [[nodiscard]] std::uint64_t next() override;

private:
    std::uint64_t state_;
};

}  // namespace yj
