// Check digits of 统一社会信用代码 (GB 32100) and 组织机构代码 (GB 11714).
#pragma once
#include <string>
#include <string_view>

namespace yj {

/// What a code fails by; Good when it passes.
enum class CodeCheck {
    Good,
    Length,            ///< not 18 (9) characters
    Alphabet,          ///< a character that the standard does not use (I O Z S V, lower case)
    CheckDigit,        ///< the last character does not fit the others
    OrganisationPart,  ///< an 18-character code whose characters 9 to 17 are no organisation code
};

/// 18 characters, both check digits. Lower-case letters are Alphabet: normalise first (`normal_code`).
/// Source: GB 32100-2015 §5, weights 3^(i-1) mod 31; domain.md §1.6.
[[nodiscard]] CodeCheck check_credit_code(std::string_view code);

/// 9 characters, the hyphen before the last removed. Source: GB 11714-1997, weights 3 7 9 10 5 8 4 2.
[[nodiscard]] CodeCheck check_organisation_code(std::string_view code);

/// Upper case, full-width characters made half-width, spaces and hyphens removed.
[[nodiscard]] std::string normal_code(std::string_view typed);

/// The check character for the first 17 characters. REQUIRES: 17 characters of the alphabet.
[[nodiscard]] char credit_check_digit(std::string_view first17);
/// The check character for the first 8 characters. REQUIRES: 8 characters 0-9 A-Z.
[[nodiscard]] char organisation_check_digit(std::string_view first8);

/// A sentence for a person: "校验位不符". Empty for Good.
[[nodiscard]] std::string_view code_check_sentence(CodeCheck check);

}  // namespace yj
