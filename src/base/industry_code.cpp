#include "base/industry_code.hpp"

#include <array>

namespace yj {

namespace {
struct SectionRange {
    char section;
    int first;
    int last;
};
constexpr std::array<SectionRange, 20> kSections{{
    {'A', 1, 5},   {'B', 6, 12},  {'C', 13, 43}, {'D', 44, 46}, {'E', 47, 50}, {'F', 51, 52}, {'G', 53, 60},
    {'H', 61, 62}, {'I', 63, 65}, {'J', 66, 69}, {'K', 70, 70}, {'L', 71, 72}, {'M', 73, 75}, {'N', 76, 79},
    {'O', 80, 82}, {'P', 83, 83}, {'Q', 84, 85}, {'R', 86, 90}, {'S', 91, 96}, {'T', 97, 97},
}};
}  // namespace

char section_of_division(int division) {
    for (const auto& range : kSections)
        if (division >= range.first && division <= range.last) return range.section;
    return 0;
}

std::optional<IndustryCode> IndustryCode::parse(std::string_view text) {
    char letter = 0;
    if (!text.empty() && text.front() >= 'A' && text.front() <= 'Z') {
        letter = text.front();
        text.remove_prefix(1);
    }
    if (text.empty()) {
        if (letter < 'A' || letter > 'T') return std::nullopt;
        return IndustryCode(std::string(1, letter));
    }
    if (text.size() < 2 || text.size() > 4) return std::nullopt;
    for (const char digit : text)
        if (digit < '0' || digit > '9') return std::nullopt;
    const char section = section_of_division((text[0] - '0') * 10 + (text[1] - '0'));
    if (section == 0 || (letter != 0 && letter != section)) return std::nullopt;
    return IndustryCode(std::string(1, section) + std::string(text));
}

IndustryLevel IndustryCode::level() const {
    switch (text_.size()) {
        case 0: return IndustryLevel::Whole;
        case 1: return IndustryLevel::Section;
        default: return static_cast<IndustryLevel>(text_.size() - 1);
    }
}

IndustryCode IndustryCode::parent() const {
    if (text_.size() <= 1) return IndustryCode();
    return IndustryCode(text_.substr(0, text_.size() == 3 ? 1 : text_.size() - 1));
}

IndustryCode IndustryCode::at(IndustryLevel level) const {
    IndustryCode node = *this;
    while (node.level() > level) node = node.parent();
    return node;
}

}  // namespace yj
