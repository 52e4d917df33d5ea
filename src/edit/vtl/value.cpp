#include "edit/vtl/value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdlib>

#include "base/clock.hpp"
#include "edit/vtl/time_value.hpp"

namespace yj::edit::vtl {

namespace {

constexpr std::array<std::string_view, 9> kNames{"Null", "Integer",    "Number", "String",  "Boolean",
                                                 "Date", "TimePeriod", "Time",   "Duration"};
constexpr std::array<std::string_view, 9> kWords{"null", "integer",     "number", "string",  "boolean",
                                                 "date", "time_period", "time",   "duration"};
constexpr std::array<std::string_view, 9> kMeasures{"null_var",        "int_var",  "num_var",
                                                    "string_var",      "bool_var", "date_var",
                                                    "time_period_var", "time_var", "duration_var"};

std::optional<Fraction> ten_to(int power) {
    std::optional<Fraction> result = Fraction::whole(1);
    const auto ten = Fraction::whole(10);
    for (int i = 0; i < std::abs(power) && result; ++i) result = result->times(ten);
    return result && power < 0 ? Fraction::whole(1).over(*result) : result;
}

/// "123456" with the point moved `exponent` places to the right: "1234.56" for -2.
std::string placed(std::string digits, int exponent) {
    if (digits == "0") return digits;
    while (exponent < 0 && digits.size() > 1 && digits.ends_with('0')) {
        digits.pop_back();
        ++exponent;
    }
    if (exponent >= 0) return digits + std::string(static_cast<std::size_t>(exponent), '0');
    const auto places = static_cast<std::size_t>(-exponent);
    if (digits.size() <= places) digits.insert(0, places - digits.size() + 1, '0');
    digits.insert(digits.size() - places, ".");
    return digits;
}

/// 15 digits and the place of their point.
struct Digits {
    std::int64_t digits = 0;
    int exponent = 0;
};

std::optional<Digits> significant(const Fraction& magnitude) {
    const auto low = Fraction::whole(100'000'000'000'000);
    const auto high = Fraction::whole(1'000'000'000'000'000);
    for (int power = -23; power <= 37; ++power) {  // from the largest numbers to the smallest
        const auto factor = ten_to(power);
        const auto scaled = factor ? magnitude.times(*factor) : std::nullopt;
        if (!scaled) continue;
        const auto above = scaled->compare(low), below = scaled->compare(high);
        if (!above || !below || *above < 0 || *below >= 0) continue;
        const auto amount = scaled->rounded(0, Round::HalfUp);
        if (amount) return Digits{amount->units(), -power};
    }
    return std::nullopt;
}

bool negative(const Fraction& number) {
    const auto order = number.compare(Fraction());
    return order && *order < 0;
}

}  // namespace

std::string_view type_name(Type type) { return kNames[static_cast<std::size_t>(type)]; }

std::optional<Type> parse_type(std::string_view name) {
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames[i] == name || kWords[i] == name) return static_cast<Type>(i);
    if (name == "Time_Period") return Type::TimePeriod;
    return std::nullopt;
}

std::string default_measure(Type type) { return std::string(kMeasures[static_cast<std::size_t>(type)]); }

std::string Value::shown() const {
    if (is_number()) return fraction_text(number());
    if (is_text()) return text();
    if (is_truth()) return holds() ? "true" : "false";
    return {};
}

std::optional<std::strong_ordering> Value::compare(const Value& other) const {
    if (is_null() || held_.index() != other.held_.index()) return std::nullopt;
    if (is_number()) return number().compare(other.number());
    if (is_text()) return text() <=> other.text();
    return holds() <=> other.holds();
}

std::optional<Fraction> parse_fraction(std::string_view text) {
    const bool minus = text.starts_with('-');
    if (minus || text.starts_with('+')) text.remove_prefix(1);
    std::optional<Fraction> number = Fraction();
    const auto ten = Fraction::whole(10);
    int places = 0;
    bool point = false, digits = false;
    for (; !text.empty(); text.remove_prefix(1)) {
        const char c = text.front();
        if (c == '.' && !point) {
            point = true;
        } else if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
            digits = true;
            if (number) number = number->times(ten);
            if (number) number = number->plus(Fraction::whole(c - '0'));
            if (point) ++places;
        } else {
            break;
        }
    }
    if (!digits || !number) return std::nullopt;
    int exponent = 0;
    if (!text.empty()) {
        if (text.front() != 'E' && text.front() != 'e') return std::nullopt;
        text.remove_prefix(1);
        const bool below = text.starts_with('-');
        if (below || text.starts_with('+')) text.remove_prefix(1);
        if (text.empty() || text.size() > 3) return std::nullopt;
        for (const char c : text) {
            if (std::isdigit(static_cast<unsigned char>(c)) == 0) return std::nullopt;
            exponent = exponent * 10 + (c - '0');
        }
        if (below) exponent = -exponent;
    }
    const auto factor = ten_to(exponent - places);
    number = factor ? number->times(*factor) : std::nullopt;
    return number && minus ? std::optional(number->negated()) : number;
}

std::string fraction_text(const Fraction& number) {
    if (const auto amount = number.rounded(9, Round::HalfUp)) {
        const auto back = Fraction(*amount).compare(number);
        if (back && *back == 0) {
            const auto digits = std::to_string(std::abs(amount->units()));
            return (amount->sign() < 0 ? "-" : "") + placed(digits, -9);
        }
    }
    if (const auto amount = number.rounded(0, Round::HalfUp)) {  // a whole number too long for 9 decimals
        const auto back = Fraction(*amount).compare(number);
        if (back && *back == 0) return amount->text();
    }
    const auto digits = significant(number.magnitude());
    if (!digits) return "0";
    return (negative(number) ? "-" : "") + placed(std::to_string(digits->digits), digits->exponent);
}

double approximate(const Fraction& number) { return std::strtod(fraction_text(number).c_str(), nullptr); }

std::optional<Fraction> from_double(double number) {
    if (!std::isfinite(number)) return std::nullopt;
    return parse_fraction(fmt::format("{:.14e}", number));
}

std::optional<Value> parse_value(std::string_view text, Type type) {
    if (text.empty()) return Value();
    const auto words = [&](bool good) {
        return good ? std::optional(Value(std::string(text))) : std::nullopt;
    };
    switch (type) {
        case Type::Integer:
        case Type::Number: {
            const auto number = parse_fraction(text);
            return number ? std::optional(Value(*number)) : std::nullopt;
        }
        case Type::Boolean: {
            std::string low(text);
            std::ranges::transform(low, low.begin(), [](unsigned char c) { return std::tolower(c); });
            if (low != "true" && low != "false") return std::nullopt;
            return Value(low == "true");
        }
        case Type::Date: return words(parse_date(text.substr(0, 10)).has_value());
        case Type::TimePeriod:
        case Type::Time: return words(TimeSpan::parse(text).has_value());
        case Type::String:
        case Type::Duration:
        case Type::Null: return words(true);
    }
    return std::nullopt;
}

}  // namespace yj::edit::vtl
