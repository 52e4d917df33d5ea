#include "sheet/xlsx_number.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace yj::sheet {

namespace {

constexpr std::size_t kDigits = 15;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view take_digits(std::string_view& text) {
    const auto end =
        static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
    const auto digits = text.substr(0, end);
    text.remove_prefix(end);
    return digits;
}

/// Adds one to the last digit, carrying over; the text keeps its length unless all were nines.
void step_up(std::string& digits) {
    auto at = digits.rbegin();
    while (at != digits.rend() && *at == '9') *at++ = '0';
    if (at == digits.rend())
        digits.insert(digits.begin(), '1');
    else
        ++*at;
}

/// Sign, digits and exponent put together again, rounded to 15 significant digits.
std::string rounded(std::string_view sign, std::string_view whole, std::string_view fraction,
                    std::string_view power) {
    std::string digits = std::string(whole) + std::string(fraction);
    const auto first = std::min(digits.find_first_not_of('0'), digits.size());
    std::size_t point = whole.size();
    const bool up = digits[first + kDigits] >= '5';
    digits.resize(first + kDigits);
    if (up) {
        const auto before = digits.size();
        step_up(digits);
        point += digits.size() - before;
    }
    if (digits.size() < point) digits.append(point - digits.size(), '0');
    while (digits.size() > point && digits.back() == '0') digits.pop_back();
    std::string out(sign);
    out += point == 0 ? "0" : digits.substr(0, point);
    if (digits.size() > point) out += "." + digits.substr(point);
    return out + std::string(power);
}

}  // namespace

std::optional<std::string> xlsx_number(std::string_view stored) {
    const std::string_view text = trimmed(stored);
    std::string_view rest = text;
    const bool minus = rest.starts_with('-');
    if (minus) rest.remove_prefix(1);
    const auto whole = take_digits(rest);
    std::string_view fraction;
    if (rest.starts_with('.')) {
        rest.remove_prefix(1);
        fraction = take_digits(rest);
    }
    if (whole.empty() && fraction.empty()) return std::nullopt;
    int power = 0;
    const std::string_view power_text = rest;
    if (!rest.empty()) {
        if (rest.front() != 'e' && rest.front() != 'E') return std::nullopt;
        rest.remove_prefix(rest.size() > 1 && rest[1] == '+' ? 2 : 1);
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), power);
        if (error != std::errc{} || end != rest.data() + rest.size() || power > 400 || power < -400)
            return std::nullopt;
    }
    const auto leading = std::min(whole.find_first_not_of('0'), whole.size());
    auto digits_before = static_cast<int>(whole.size() - leading);
    const auto zeros = std::min(fraction.find_first_not_of('0'), fraction.size());
    if (digits_before == 0) digits_before = -static_cast<int>(zeros);
    const bool zero = leading == whole.size() && zeros == fraction.size();
    if (!zero && digits_before + power > static_cast<int>(kDigits)) return std::nullopt;
    const auto significant =
        leading < whole.size() ? whole.size() - leading + fraction.size() : fraction.size() - zeros;
    if (significant <= kDigits) return std::string(text);
    return rounded(minus ? "-" : "", whole, fraction, power_text);
}

}  // namespace yj::sheet
