// IndustryCode: 国民经济行业分类 GB/T 4754, section letter, then 2, 3 or 4 digits.
#pragma once
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace yj {

/// 门类 大类 中类 小类; Whole is the root above the sections.
enum class IndustryLevel { Whole, Section, Division, Group, Class };

/// A node of the industry tree: "C", "C13", "C131", "C1310" (letter always kept, so that the tree can be read
/// off the code). The digits alone ("1310") are read by finding the section of the division.
/// Source: GB/T 4754-2017 with amendment 1 (2019); a successor edition changes only the division table.
class IndustryCode {
public:
    /// The root.
    IndustryCode() = default;
    /// Reads "C", "C13", "13", "131", "1310", "C1310". Empty when the division does not exist.
    [[nodiscard]] static std::optional<IndustryCode> parse(std::string_view text);

    [[nodiscard]] IndustryLevel level() const;
    [[nodiscard]] const std::string& text() const { return text_; }
    /// The digits without the letter: "1310"; empty for a section.
    [[nodiscard]] std::string digits() const { return text_.empty() ? text_ : text_.substr(1); }
    [[nodiscard]] IndustryCode parent() const;
    [[nodiscard]] IndustryCode at(IndustryLevel level) const;
    [[nodiscard]] bool contains(const IndustryCode& inner) const { return inner.text_.starts_with(text_); }

    auto operator<=>(const IndustryCode&) const = default;

private:
    explicit IndustryCode(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

/// The section letter of a two-digit division (1..97), or 0. Source: GB/T 4754-2017, 门类 and 大类 table.
[[nodiscard]] char section_of_division(int division);

}  // namespace yj
