#include "base/number_text.hpp"

#include <charconv>
#include <string>

#include "base/text.hpp"

namespace yj {

namespace {

/// The first characters of what was typed, whole ones; bytes that are no text are not repeated.
std::string_view beginning(std::string_view typed) {
    if (!is_utf8(typed)) return "（无法识别的字符）";
    std::string_view rest = typed;
    for (int i = 0; i < 20 && !rest.empty(); ++i) (void)take_character(rest);
    return typed.substr(0, typed.size() - rest.size());
}

std::unexpected<Refusal> unreadable(std::string_view typed) {
    return refuse(Refused::Malformed, "“" + std::string(beginning(typed)) + "”不是数字", {},
                  "请填写阿拉伯数字，如 1234.5；负数前加减号或加括号");
}

bool take_front(std::string_view& text, std::string_view token) {
    if (!text.starts_with(token)) return false;
    text.remove_prefix(token.size());
    return true;
}

/// Removes thousands separators when each stands before a group of three digits; else leaves the text alone.
std::string without_separators(std::string_view digits) {
    const auto whole = digits.substr(0, digits.find('.'));
    if (whole.find(',') == std::string_view::npos) return std::string(digits);
    const auto groups = split(whole, ',');
    for (std::size_t i = 0; i < groups.size(); ++i)
        if (i == 0 ? groups[i].empty() || groups[i].size() > 3 : groups[i].size() != 3)
            return std::string(digits);
    std::string plain;
    for (const auto group : groups) plain += group;
    return plain + std::string(digits.substr(whole.size()));
}

/// "1.2345E+7" with its decimal point moved; the text itself when there is no exponent.
std::optional<std::string> without_exponent(std::string_view text) {
    const auto at = text.find_first_of("eE");
    if (at == std::string_view::npos) return std::string(text);
    auto power_text = text.substr(at + 1);
    take_front(power_text, "+");
    int power = 0;
    const auto [end, error] =
        std::from_chars(power_text.data(), power_text.data() + power_text.size(), power);
    if (error != std::errc{} || end != power_text.data() + power_text.size()) return std::nullopt;
    if (power < -30 || power > 30) return std::nullopt;
    const auto mantissa = text.substr(0, at);
    const auto point = mantissa.find('.');
    std::string digits(mantissa.substr(0, point));
    const auto fraction = point == std::string_view::npos ? std::string_view{} : mantissa.substr(point + 1);
    if (digits.empty()) return std::nullopt;
    auto place = static_cast<int>(digits.size()) + power;
    digits += fraction;
    if (place <= 0) {
        digits.insert(0, static_cast<std::size_t>(1 - place), '0');
        place = 1;
    }
    if (static_cast<std::size_t>(place) > digits.size())
        digits.append(static_cast<std::size_t>(place) - digits.size(), '0');
    if (static_cast<std::size_t>(place) == digits.size()) return digits;
    digits.insert(static_cast<std::size_t>(place), 1, '.');
    return digits;
}

/// Zeros after the point beyond nine decimals carry nothing.
std::string without_idle_zeros(std::string digits) {
    const auto point = digits.find('.');
    while (point != std::string::npos && digits.size() - point - 1 > 9 && digits.back() == '0')
        digits.pop_back();
    return digits;
}

}  // namespace

Result<Value> read_number(std::string_view typed) {
    const std::string narrow = half_width(typed);
    auto text = trimmed(narrow);
    if (text.empty()) return Value(Missing::NotFilled);
    if (const auto reason = parse_missing(text)) return Value(*reason);
    bool negative = false;
    if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
        negative = true;
        text = trimmed(text.substr(1, text.size() - 2));
    }
    if (take_front(text, "-") || take_front(text, "−")) {
        if (negative) return unreadable(typed);
        negative = true;
    } else {
        take_front(text, "+");
    }
    if (!take_front(text, "¥")) take_front(text, "￥");
    const auto plain = without_exponent(without_separators(trimmed(text)));
    const auto amount = plain ? Amount::parse(without_idle_zeros(*plain)) : std::nullopt;
    if (!amount || plain->starts_with('-')) return unreadable(typed);
    return Value(negative ? amount->negated() : *amount);
}

}  // namespace yj
