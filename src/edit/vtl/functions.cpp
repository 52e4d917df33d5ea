#include "edit/vtl/functions.hpp"

#include <algorithm>

namespace yj::edit::vtl {

namespace {

bool fits(char wanted, Type type) {
    if (type == Type::Null) return true;
    switch (wanted) {
        case 'n': return is_numeric(type);
        case 's': return type == Type::String;
        case 'b': return type == Type::Boolean;
        case 't': return is_temporal(type);
        default: return true;
    }
}

std::string_view wanted_name(char wanted) {
    switch (wanted) {
        case 'n': return "Number 或 Integer";
        case 's': return "String";
        case 'b': return "Boolean";
        default: return "Date 或 TimePeriod";
    }
}

Type widest(std::span<const Type> types) {
    Type found = Type::Null;
    for (const auto type : types)
        if (found == Type::Null || (found == Type::Integer && type == Type::Number)) found = type;
    return found;
}

}  // namespace

std::span<const Function> all_functions() {
    static const std::vector<Function> kAll = [] {
        std::vector<Function> all;
        for (const auto part : {numeric_functions(), text_functions(), time_functions(), logic_functions()})
            all.insert(all.end(), part.begin(), part.end());
        return all;
    }();
    return kAll;
}

const Function* find_function(std::string_view name) {
    const auto all = all_functions();
    const auto found = std::ranges::find(all, name, &Function::name);
    return found == all.end() ? nullptr : &*found;
}

bool comparable(Type x, Type y) {
    if (x == Type::Null || y == Type::Null || x == y) return true;
    if (is_numeric(x) && is_numeric(y)) return true;
    const auto in_time = [](Type type) { return is_temporal(type) || type == Type::Duration; };
    return (in_time(x) && y == Type::String) || (in_time(y) && x == Type::String) ||
           (in_time(x) && in_time(y));
}

Typed type_of_result(const Function& function, std::span<const Type> arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const char wanted = function.takes[std::min(i, function.takes.size() - 1)];
        if (!fits(wanted, arguments[i]))
            return {Type::Null, "第 " + std::to_string(i + 1) + " 个参数是 " +
                                    std::string(type_name(arguments[i])) + "，应为 " +
                                    std::string(wanted_name(wanted))};
        if (wanted == 'x' && !comparable(arguments[0], arguments[i]))
            return {Type::Null, std::string(type_name(arguments[0])) + " 不能与 " +
                                    std::string(type_name(arguments[i])) + " 放在一起"};
    }
    switch (function.gives) {
        case 'i': return {Type::Integer, {}};
        case 's': return {Type::String, {}};
        case 'b': return {Type::Boolean, {}};
        case 'd': return {Type::Date, {}};
        case 'p': return {Type::Duration, {}};
        case 'A': return {widest(arguments), {}};
        case 'N': return {widest(arguments) == Type::Integer ? Type::Integer : Type::Number, {}};
        case 'R': return {arguments.size() < 2 ? Type::Integer : Type::Number, {}};
        default: return {Type::Number, {}};
    }
}

std::optional<Value> compared(std::string_view comparison, const Value& x, const Value& y) {
    if (x.is_null() || y.is_null()) return Value();
    const auto order = x.compare(y);
    if (!order) return std::nullopt;
    if (comparison == "=") return Value(*order == 0);
    if (comparison == "<>") return Value(*order != 0);
    if (comparison == "<") return Value(*order < 0);
    if (comparison == "<=") return Value(*order <= 0);
    if (comparison == ">") return Value(*order > 0);
    return Value(*order >= 0);
}

Value both(const Value& x, const Value& y) {
    if (x.denies() || y.denies()) return false;
    return x.holds() && y.holds() ? Value(true) : Value();
}

Value either(const Value& x, const Value& y) {
    if (x.holds() || y.holds()) return true;
    return x.denies() && y.denies() ? Value(false) : Value();
}

Value opposite(const Value& x) { return x.is_null() ? Value() : Value(!x.holds()); }

std::optional<Value> cast_to(Type type, const Value& value, Type from) {
    if (value.is_null() || type == from) return value;
    switch (type) {
        case Type::Integer: {
            if (value.is_truth()) return Value::whole(value.holds() ? 1 : 0);
            if (value.is_number()) {
                static const Function* const kTrunc = find_function("trunc");
                const Value* argument = &value;
                return kTrunc->reckon({&argument, 1});
            }
            return parse_value(value.text(), Type::Integer);
        }
        case Type::Number:
            if (value.is_truth()) return Value::whole(value.holds() ? 1 : 0);
            return value.is_number() ? std::optional(value) : parse_value(value.text(), Type::Number);
        case Type::Boolean:
            if (value.is_number()) return Value(!value.number().is_zero());
            return parse_value(value.text(), Type::Boolean);
        case Type::String: return Value(value.shown());
        default: return value.is_text() ? parse_value(value.text(), type) : std::nullopt;
    }
}

}  // namespace yj::edit::vtl
