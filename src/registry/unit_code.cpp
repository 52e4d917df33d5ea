#include <algorithm>

#include "base/credit_code.hpp"
#include "base/text.hpp"
#include "registry/unit_import.hpp"

namespace yj::registry {

namespace {

constexpr std::size_t kCreditLength = 18;
constexpr std::size_t kOrganisationLength = 9;
/// A registered unit's code between these lengths was meant to have 18 characters.
constexpr std::size_t kNearlyCredit = 15;
constexpr std::size_t kBeyondCredit = 20;

bool capital_or_digit(char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z');
}

/// 产业活动单位 without a code of its own: eight characters, then B where a check digit would stand.
bool local_code(UnitKind kind, std::string_view code) {
    return kind == UnitKind::Local && code.size() == kOrganisationLength && code.ends_with('B');
}

}  // namespace

std::string normal_unit_code(std::string_view typed) {
    auto code = half_width(typed);
    std::erase_if(code, [](char letter) { return letter == ' ' || letter == '\t'; });
    for (auto& letter : code)
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    if (code.size() == kOrganisationLength + 1 && code.find('-') == kOrganisationLength - 1)
        code.erase(kOrganisationLength - 1, 1);
    return code;
}

std::string unit_code_fault(UnitKind kind, std::string_view code) {
    if (kind == UnitKind::Project || kind == UnitKind::Adjustment) return {};
    if (!std::ranges::all_of(code, capital_or_digit)) return {};
    if (code.size() == kCreditLength) return std::string(code_check_sentence(check_credit_code(code)));
    if (local_code(kind, code)) return {};
    if (code.size() == kOrganisationLength)
        return std::string(code_check_sentence(check_organisation_code(code)));
    if (kind == UnitKind::Legal && code.size() >= kNearlyCredit && code.size() <= kBeyondCredit)
        return "统一社会信用代码应为18位，这里有" + std::to_string(code.size()) + "位";
    return {};
}

}  // namespace yj::registry
