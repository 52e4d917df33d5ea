#include <array>

#include "edit/vtl/functions.hpp"

namespace yj::edit::vtl {

namespace {

using Reckoned = std::optional<Value>;

Reckoned between(Arguments with) {
    const auto above = compared(">=", *with[0], *with[1]), below = compared("<=", *with[0], *with[2]);
    if (!above || !below) return std::nullopt;
    return both(*above, *below);
}

constexpr bool kReadsNull = true;

const std::array<Function, 13> kLogic{{
    {"=", 2, 2, "xx", 'b', true, false, [](Arguments with) { return compared("=", *with[0], *with[1]); }},
    {"<>", 2, 2, "xx", 'b', true, false, [](Arguments with) { return compared("<>", *with[0], *with[1]); }},
    {"<", 2, 2, "xx", 'b', true, false, [](Arguments with) { return compared("<", *with[0], *with[1]); }},
    {"<=", 2, 2, "xx", 'b', true, false, [](Arguments with) { return compared("<=", *with[0], *with[1]); }},
    {">", 2, 2, "xx", 'b', true, false, [](Arguments with) { return compared(">", *with[0], *with[1]); }},
    {">=", 2, 2, "xx", 'b', true, false, [](Arguments with) { return compared(">=", *with[0], *with[1]); }},
    {"between", 3, 3, "xxx", 'b', true, kReadsNull, between},
    {"and", 2, 2, "bb", 'b', false, kReadsNull,
     [](Arguments with) { return Reckoned(both(*with[0], *with[1])); }},
    {"or", 2, 2, "bb", 'b', false, kReadsNull,
     [](Arguments with) { return Reckoned(either(*with[0], *with[1])); }},
    {"xor", 2, 2, "bb", 'b', false, false,
     [](Arguments with) { return Reckoned(Value(with[0]->holds() != with[1]->holds())); }},
    {"not", 1, 1, "b", 'b', false, false, [](Arguments with) { return Reckoned(opposite(*with[0])); }},
    {"isnull", 1, 1, "x", 'b', true, kReadsNull,
     [](Arguments with) { return Reckoned(Value(with[0]->is_null())); }},
    {"nvl", 2, 2, "xx", 'A', false, kReadsNull,
     [](Arguments with) { return Reckoned(with[0]->is_null() ? *with[1] : *with[0]); }},
}};

}  // namespace

std::span<const Function> logic_functions() { return kLogic; }

}  // namespace yj::edit::vtl
