#include "base/clock.hpp"

#include <fmt/format.h>
#include <sys/random.h>

#include <charconv>
#include <cstring>

#include "base/invariant.hpp"

namespace yj {

using namespace std::chrono;

namespace {
constexpr microseconds kChinaOffset = hours(8);
}

Instant china_time(Date date, int hour, int minute) {
    const auto local = date.time_since_epoch() + hours(hour) + minutes(minute);
    return Instant{(duration_cast<microseconds>(local) - kChinaOffset).count()};
}

Date china_date(Instant at) {
    return floor<days>(sys_time<microseconds>(microseconds(at.us) + kChinaOffset));
}

std::string date_text(Date date) {
    const year_month_day ymd(date);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                       static_cast<unsigned>(ymd.day()));
}

std::string instant_text(Instant at) {
    const sys_time<microseconds> local(microseconds(at.us) + kChinaOffset);
    const Date day = floor<days>(local);
    const hh_mm_ss time(floor<seconds>(local) - day);
    return fmt::format("{} {:02}:{:02}:{:02}", date_text(day), time.hours().count(), time.minutes().count(),
                       time.seconds().count());
}

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto digits = [&](std::size_t from, std::size_t count) -> std::optional<int> {
        int number = 0;
        const auto* begin = text.data() + from;
        const auto [end, error] = std::from_chars(begin, begin + count, number);
        if (error != std::errc{} || end != begin + count || number < 0) return std::nullopt;
        return number;
    };
    const auto y = digits(0, 4), m = digits(5, 2), d = digits(8, 2);
    if (!y || !m || !d) return std::nullopt;
    const year_month_day ymd(year(*y), month(static_cast<unsigned>(*m)), day(static_cast<unsigned>(*d)));
    if (!ymd.ok()) return std::nullopt;
    return Date(ymd);
}

Instant SystemClock::now() const {
    return Instant{duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()};
}

std::array<std::uint8_t, 16> RandomSource::salt() {
    const std::array<std::uint64_t, 2> words{next(), next()};
    std::array<std::uint8_t, 16> bytes{};
    std::memcpy(bytes.data(), words.data(), bytes.size());
    return bytes;
}

std::uint64_t SystemRandom::next() {
    std::uint64_t word = 0;
    const auto got = getrandom(&word, sizeof word, 0);
    invariant(got == sizeof word, "the system's random generator did not answer");
    return word;
}

std::uint64_t SeededRandom::next() {
    // SplitMix64 (Steele, Lea, Flood 2014): one addition and two mixes a number, full period.
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31);
}

}  // namespace yj
