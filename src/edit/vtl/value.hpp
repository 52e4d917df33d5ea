// Value: one value of a VTL component: null, an exact number, a truth or a text (also dates and periods).
#pragma once
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "edit/engine/fraction.hpp"

namespace yj::edit::vtl {

/// The basic scalar types. Null is the type of the bare word `null`, which fits everywhere.
enum class Type : std::uint8_t { Null, Integer, Number, String, Boolean, Date, TimePeriod, Time, Duration };

[[nodiscard]] std::string_view type_name(Type type);                  ///< "Integer", "TimePeriod" …
[[nodiscard]] std::optional<Type> parse_type(std::string_view name);  ///< also "time_period", "integer"
/// The measure that an operator makes when it changes the type: "bool_var", "int_var" …
[[nodiscard]] std::string default_measure(Type type);
[[nodiscard]] inline bool is_numeric(Type type) {
    return type == Type::Integer || type == Type::Number || type == Type::Null;
}
[[nodiscard]] inline bool is_temporal(Type type) {
    return type == Type::Date || type == Type::TimePeriod || type == Type::Time;
}

class Value {
public:
    Value() = default;
    Value(Fraction number) : held_(number) {}
    Value(bool truth) : held_(truth) {}
    Value(std::string text) : held_(std::move(text)) {}
    Value(const char*) = delete;
    [[nodiscard]] static Value whole(std::int64_t number) { return Fraction::whole(number); }

    [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(held_); }
    [[nodiscard]] bool is_number() const { return std::holds_alternative<Fraction>(held_); }
    [[nodiscard]] bool is_text() const { return std::holds_alternative<std::string>(held_); }
    [[nodiscard]] bool is_truth() const { return std::holds_alternative<bool>(held_); }
    [[nodiscard]] bool holds() const { return is_truth() && std::get<bool>(held_); }
    [[nodiscard]] bool denies() const { return is_truth() && !std::get<bool>(held_); }
    /// REQUIRES: is_number().
    [[nodiscard]] const Fraction& number() const { return std::get<Fraction>(held_); }
    /// REQUIRES: is_text().
    [[nodiscard]] const std::string& text() const { return std::get<std::string>(held_); }

    /// As a cell of a table: "" for null, "true", "15.2"; a number that does not end is written with 15
    /// significant digits.
    [[nodiscard]] std::string shown() const;
    /// The order of two values of one kind; empty when one is null, the kinds differ, or it does not fit.
    [[nodiscard]] std::optional<std::strong_ordering> compare(const Value& other) const;

private:
    std::variant<std::monostate, Fraction, bool, std::string> held_;
};

/// A column of a data set, or one constant for all rows.
struct Column {
    Type type = Type::Null;
    std::vector<Value> values;
    bool constant = false;

    [[nodiscard]] const Value& at(std::size_t row) const { return values[constant ? 0 : row]; }
    [[nodiscard]] static Column of(Type type, Value value) { return {type, {std::move(value)}, true}; }
};

/// Reads "12", "-0.5", "1.25E-3". Empty for what is no number or does not fit 128 bits.
[[nodiscard]] std::optional<Fraction> parse_fraction(std::string_view text);
/// Its decimals, exactly when they end within 9 places, else 15 significant digits.
[[nodiscard]] std::string fraction_text(const Fraction& number);
/// For roots and logarithms alone.
/// Source: the decimal digits, read as the nearest binary number.
[[nodiscard]] double approximate(const Fraction& number);
/// The number of 15 significant digits nearest to `number`. Empty when it is not finite or does not fit.
[[nodiscard]] std::optional<Fraction> from_double(double number);
/// Reads a cell of a typed table; an empty text is null. Empty optional for what the type cannot hold.
[[nodiscard]] std::optional<Value> parse_value(std::string_view text, Type type);

}  // namespace yj::edit::vtl
