// Functions: the operators of VTL that work value by value.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "edit/vtl/dataset.hpp"

namespace yj::edit::vtl {

/// The arguments of one row; a null pointer is an optional parameter that was not given.
using Arguments = std::span<const Value* const>;

struct Function {
    std::string_view name;
    int least = 1;  ///< how many arguments
    int most = 1;
    /// One letter an argument: n number, s string, b boolean, t date or period, x any.
    std::string_view takes;
    /// The type of the result: i n s b d(ate) p(eriod's duration); A as the first argument, N integer when
    /// all are, R integer when only one argument is given.
    char gives = 'n';
    /// A data set operand has one measure, and the result a measure of a default name.
    bool changes_type = false;
    /// A null argument does not make the result null by itself.
    bool reads_null = false;
    /// Empty when the exact result does not fit.
    std::optional<Value> (*reckon)(Arguments);
};

[[nodiscard]] std::span<const Function> all_functions();
[[nodiscard]] const Function* find_function(std::string_view name);

/// The types that the arguments have, or what is wrong with one.
struct Typed {
    Type result = Type::Null;
    std::string wrong;
};
[[nodiscard]] Typed type_of_result(const Function& function, std::span<const Type> arguments);
/// x may be compared with y.
[[nodiscard]] bool comparable(Type x, Type y);
/// The function of one kind of comparison: "=", "<>", "<" …
[[nodiscard]] std::optional<Value> compared(std::string_view comparison, const Value& x, const Value& y);
/// cast without a mask.
[[nodiscard]] std::optional<Value> cast_to(Type type, const Value& value, Type from);

/// Kleene's and, or, not over null.
[[nodiscard]] Value both(const Value& x, const Value& y);
[[nodiscard]] Value either(const Value& x, const Value& y);
[[nodiscard]] Value opposite(const Value& x);

/// The parts of the table, one file each.
[[nodiscard]] std::span<const Function> numeric_functions();
[[nodiscard]] std::span<const Function> text_functions();
[[nodiscard]] std::span<const Function> time_functions();
[[nodiscard]] std::span<const Function> logic_functions();

}  // namespace yj::edit::vtl
