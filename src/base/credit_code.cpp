#include "base/credit_code.hpp"

#include <array>

#include "base/invariant.hpp"
#include "base/text.hpp"

namespace yj {

namespace {

constexpr std::string_view kCreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::array<int, 17> kCreditWeights{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
constexpr std::array<int, 8> kOrganisationWeights{3, 7, 9, 10, 5, 8, 4, 2};

/// 0..35 for 0-9 A-Z, else -1.
int organisation_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return -1;
}

}  // namespace

char credit_check_digit(std::string_view first17) {
    invariant(first17.size() == kCreditWeights.size(), "17 characters precede the check digit");
    int sum = 0;
    for (std::size_t i = 0; i < first17.size(); ++i) {
        const auto value = kCreditAlphabet.find(first17[i]);
        invariant(value != std::string_view::npos, "a character of the credit code alphabet");
        sum += static_cast<int>(value) * kCreditWeights[i];
    }
    return kCreditAlphabet[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

char organisation_check_digit(std::string_view first8) {
    invariant(first8.size() == kOrganisationWeights.size(), "8 characters precede the check digit");
    int sum = 0;
    for (std::size_t i = 0; i < first8.size(); ++i) {
        const int value = organisation_value(first8[i]);
        invariant(value >= 0, "a character of the organisation code alphabet");
        sum += value * kOrganisationWeights[i];
    }
    const int check = 11 - sum % 11;
    if (check == 10) return 'X';
    if (check == 11) return '0';
    return static_cast<char>('0' + check);
}

CodeCheck check_organisation_code(std::string_view code) {
    if (code.size() != 9) return CodeCheck::Length;
    for (const char c : code)
        if (organisation_value(c) < 0) return CodeCheck::Alphabet;
    return organisation_check_digit(code.substr(0, 8)) == code[8] ? CodeCheck::Good : CodeCheck::CheckDigit;
}

CodeCheck check_credit_code(std::string_view code) {
    if (code.size() != 18) return CodeCheck::Length;
    for (const char c : code)
        if (kCreditAlphabet.find(c) == std::string_view::npos) return CodeCheck::Alphabet;
    if (credit_check_digit(code.substr(0, 17)) != code[17]) return CodeCheck::CheckDigit;
    if (check_organisation_code(code.substr(8, 9)) != CodeCheck::Good) return CodeCheck::OrganisationPart;
    return CodeCheck::Good;
}

std::string normal_code(std::string_view typed) {
    std::string code;
    for (const char c : half_width(typed)) {
        if (c == ' ' || c == '-' || c == '\t') continue;
        code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return code;
}

std::string_view code_check_sentence(CodeCheck check) {
    switch (check) {
        case CodeCheck::Good: return "";
        case CodeCheck::Length: return "位数不对（统一社会信用代码应为18位，组织机构代码应为9位）";
        case CodeCheck::Alphabet: return "含有标准不用的字符（I、O、Z、S、V 或小写字母）";
        case CodeCheck::CheckDigit: return "校验位不符，请对照营业执照核对";
        case CodeCheck::OrganisationPart: return "第9—17位（组织机构代码）校验位不符";
    }
    broken("a code check of no known kind");
}

}  // namespace yj
