#include "facts/fact.hpp"

#include <fmt/format.h>

namespace yj::facts {

std::string FactAddress::text() const {
    return fmt::format("f/{}/{}/{}/{}", form, period.code(), unit.value, cell);
}

namespace {
/// Takes the text up to the next '/' off the front. Empty when there is none.
std::optional<std::string_view> take_part(std::string_view& rest) {
    const auto slash = rest.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const auto part = rest.substr(0, slash);
    rest.remove_prefix(slash + 1);
    return part;
}
}  // namespace

std::optional<FactAddress> FactAddress::parse(std::string_view text) {
    const auto mark = take_part(text);
    const auto form = take_part(text);
    const auto period_code = take_part(text);
    const auto unit_digits = take_part(text);
    if (!unit_digits || *mark != "f" || form->empty() || text.empty()) return std::nullopt;
    const auto period = Period::parse(*period_code);
    const auto unit = parse_id(*unit_digits);
    if (!period || period->code() != *period_code || !unit) return std::nullopt;
    return FactAddress{std::string(*form), *period, StatUnitId{*unit}, std::string(text)};
}

}  // namespace yj::facts
