// Words in rules: text cells, attributes of the register, and the conditions over them.
#include <algorithm>
#include <array>

#include "base/credit_code.hpp"
#include "base/text.hpp"
#include "edit/engine/evaluate.hpp"

namespace yj::edit {

namespace {

Verdict of(bool holds) { return holds ? Verdict::Passed : Verdict::Failed; }

std::string with_letters(std::string text, char first, char last, int by) {
    for (auto& letter : text)
        if (letter >= first && letter <= last) letter = static_cast<char>(letter + by);
    return text;
}

/// Characters from the one at `from` (counted from 1), `count` of them.
std::string part_of(std::string_view text, std::int64_t from, std::int64_t count) {
    std::string part;
    for (std::int64_t at = 1; !text.empty() && at < from + count; ++at) {
        auto rest = text;
        (void)take_character(rest);
        if (at >= from) part += text.substr(0, text.size() - rest.size());
        text = rest;
    }
    return part;
}

struct LevelName {
    std::string_view name;
    int level;
};
constexpr std::array kIndustryLevels{LevelName{"行业门类", 1}, LevelName{"行业大类", 2},
                                     LevelName{"行业中类", 3}, LevelName{"行业小类", 4}};
constexpr std::array kRegionLevels{LevelName{"区县", static_cast<int>(RegionLevel::County)},
                                   LevelName{"乡镇", static_cast<int>(RegionLevel::Township)},
                                   LevelName{"村", static_cast<int>(RegionLevel::Village)}};

/// Empty when the register does not say it, or not so finely.
std::string attribute_text(const registry::UnitAttributes& unit, const std::string& name) {
    for (const auto& it : kIndustryLevels)
        if (name == it.name)
            return static_cast<int>(unit.industry.level()) < it.level
                       ? std::string()
                       : unit.industry.at(static_cast<IndustryLevel>(it.level)).text();
    for (const auto& it : kRegionLevels)
        if (name == it.name)
            return static_cast<int>(unit.region.level()) < it.level
                       ? std::string()
                       : unit.region.at(static_cast<RegionLevel>(it.level)).prefix();
    if (name == "代码") return unit.code;
    if (name == "名称") return unit.name;
    if (name == "行业") return unit.industry.text();
    if (name == "区划")
        return unit.region.level() == RegionLevel::Country ? std::string() : unit.region.text();
    if (name == "类型") return std::string(unit_kind_name(unit.kind));
    if (name == "报表类别") return unit.professions;
    if (name == "归属法人") return unit.parent_code;
    if (name == "规模")
        return unit.size == registry::SizeClass::None ? std::string()
                                                      : std::string(size_class_name(unit.size));
    if (name == "运营状态") return std::to_string(unit.state);
    if (name == "四上") return unit.above_scale ? "1" : "0";
    const auto found = unit.more.find(name);
    return found == unit.more.end() ? std::string() : found->second;
}

/// Digits and what parts them: "2024年3月15日" → 2024, 3, 15.
std::vector<int> numbers_in(std::string_view text) {
    std::vector<int> numbers;
    bool open = false;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        if (digit && !open) numbers.push_back(0);
        if (digit && numbers.back() > 100'000'000) return {};
        if (digit) numbers.back() = numbers.back() * 10 + (c - '0');
        open = digit;
    }
    return numbers;
}

}  // namespace

std::optional<int> months_in(std::string_view typed) {
    const auto plain = half_width(trimmed(typed));
    const auto months = [](int year, int month) -> std::optional<int> {
        const bool good = year >= 1000 && year <= 9999 && month >= 1 && month <= 12;
        return good ? std::optional(year * 12 + month) : std::nullopt;
    };
    const bool digits = std::ranges::all_of(plain, [](char c) { return c >= '0' && c <= '9'; });
    const auto numbers = numbers_in(plain);
    if (digits && plain.size() == 6) return months(numbers[0] / 100, numbers[0] % 100);
    if (digits && plain.size() == 8) return months(numbers[0] / 10'000, numbers[0] / 100 % 100);
    if (const auto period = Period::parse(plain)) return months(period->year(), period->last_month());
    constexpr std::array<std::string_view, 7> kBetween{"-", "/", ".", "年", "月", "日", " "};
    std::string rest;
    for (const char c : plain)
        if (c < '0' || c > '9') rest += c;
    for (const auto mark : kBetween)
        for (auto at = rest.find(mark); at != std::string::npos; at = rest.find(mark))
            rest.erase(at, mark.size());
    if (!rest.empty() || numbers.size() < 2 || numbers.size() > 3) return std::nullopt;
    return months(numbers[0], numbers[1]);
}

bool fits_pattern(std::string_view text, std::string_view pattern) {
    std::string_view star_pattern, star_text;
    bool starred = false;
    while (!text.empty()) {
        if (!pattern.empty() && pattern.front() == '*') {
            pattern.remove_prefix(1);
            star_pattern = pattern;
            star_text = text;
            starred = true;
            continue;
        }
        auto next_text = text, next_pattern = pattern;
        const char32_t c = take_character(next_text);
        const char32_t wanted = pattern.empty() ? 0 : take_character(next_pattern);
        if (!pattern.empty() && (wanted == '?' || wanted == c)) {
            text = next_text;
            pattern = next_pattern;
        } else if (starred) {  // let the last star take one character more
            (void)take_character(star_text);
            text = star_text;
            pattern = star_pattern;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*') == std::string_view::npos;
}

bool Evaluation::holds_words(int at) const {
    const auto& it = node(at);
    if (it.kind == NodeKind::Cell) return form_of(it).rows[static_cast<std::size_t>(address(it).row)].text;
    if (it.kind == NodeKind::Choose) return holds_words(it.operands[1]);
    if (it.kind == NodeKind::IfBlank) return holds_words(it.operands[0]);
    if (it.kind != NodeKind::Attribute) return is_words(it.kind);
    return it.text != "运营状态" && it.text != "四上";
}

std::optional<std::string> Evaluation::attribute_words(const Node& it) {
    if (context_.attributes == nullptr) return undecided("名录中没有这个单位的资料");
    auto text = attribute_text(*context_.attributes, it.text);
    if (!text.empty()) return text;
    blank_met("名录中没有这个单位的" + it.text);
    return std::nullopt;
}

std::optional<std::string> Evaluation::cell_words(const Node& it) {
    const auto* sheet = sheet_of(it);
    if (sheet == nullptr) return undecided(missing_report(it));
    const auto where = address(it);
    if (const auto note = sheet->note(where); !note.empty()) return std::string(note);
    blank_met(source_words(it) + form_of(it).cell_name(where) + "未填");
    return std::nullopt;
}

/// 截取, 去空格, 大写, 小写, 连接.
std::optional<std::string> Evaluation::made_words(const Node& it) {
    auto text = words(it.operands[0]);
    if (!text) return text;
    switch (it.kind) {
        case NodeKind::Trim: return std::string(trimmed(*text));
        case NodeKind::Upper: return with_letters(std::move(*text), 'a', 'z', 'A' - 'a');
        case NodeKind::Lower: return with_letters(std::move(*text), 'A', 'Z', 'a' - 'A');
        case NodeKind::Join:
            for (std::size_t i = 1; i < it.operands.size(); ++i) {
                const auto more = words(it.operands[i]);
                if (!more) return more;
                *text += *more;
            }
            return text;
        default: break;
    }
    constexpr double kLongest = 1e6;
    const auto from = number(it.operands[1]);
    const auto count =
        it.operands.size() > 2 ? number(it.operands[2]) : std::optional(Fraction::whole(1'000'000));
    if (!from || !count) return std::nullopt;
    const auto first = from->approx(), length = count->approx();
    if (!from->is_whole() || !count->is_whole() || first < 1 || first > kLongest || length < 0 ||
        length > kLongest)
        return undecided("截取的起点和长度要是不小于 1 的整数");
    return part_of(*text, static_cast<std::int64_t>(first), static_cast<std::int64_t>(length));
}

std::optional<std::string> Evaluation::words(int at) {
    const auto& it = node(at);
    switch (it.kind) {
        case NodeKind::Text: return it.text;
        case NodeKind::Cell:
            if (holds_words(at)) return cell_words(it);
            break;
        case NodeKind::Attribute: return attribute_words(it);
        case NodeKind::IfBlank:
            return unless_blank([&] { return words(it.operands[0]); }, [&] { return words(it.operands[1]); });
        case NodeKind::Choose: {
            const int taken = chosen(it);
            return taken < 0 ? std::nullopt : words(taken);
        }
        default: break;
    }
    if (is_words(it.kind)) return made_words(it);
    const auto value = number(at);
    return value ? std::optional(value->text()) : std::nullopt;
}

std::optional<Fraction> Evaluation::year_month(const Node& it) {
    if (it.operands.empty())
        return Fraction::whole(context_.period.year() * 12 + context_.period.last_month());
    const auto text = words(it.operands[0]);
    if (!text) return std::nullopt;
    const auto months = months_in(*text);
    if (!months) return undecided("“" + *text + "”不是年月");
    return Fraction::whole(*months);
}

Verdict Evaluation::belongs(const Node& it) {
    if (context_.attributes == nullptr || context_.attributes->industry.level() == IndustryLevel::Whole) {
        blank_met("名录中没有这个单位的行业");
        return Verdict::Undecided;
    }
    for (const int at : it.operands) {
        const auto wanted = IndustryCode::parse(node(at).text);
        if (wanted && wanted->contains(context_.attributes->industry)) return Verdict::Passed;
    }
    return Verdict::Failed;
}

Verdict Evaluation::region_belongs(const Node& it) {
    if (context_.attributes == nullptr || context_.attributes->region.level() == RegionLevel::Country) {
        blank_met("名录中没有这个单位的区划");
        return Verdict::Undecided;
    }
    for (const int at : it.operands) {
        const auto wanted = RegionCode::parse(node(at).text);
        if (wanted && wanted->contains(context_.attributes->region)) return Verdict::Passed;
    }
    return Verdict::Failed;
}

Verdict Evaluation::code_belongs(const Node& it) {
    const auto code = words(it.operands[0]);
    if (!code) return Verdict::Undecided;
    for (std::size_t i = 1; i < it.operands.size(); ++i)
        if (code->starts_with(node(it.operands[i]).text)) return Verdict::Passed;
    return Verdict::Failed;
}

Verdict Evaluation::check_digits(const Node& it) {
    const auto typed = words(it.operands[0]);
    if (!typed) return Verdict::Undecided;
    const auto text = normal_code(*typed);
    return of((text.size() == 9 ? check_organisation_code(text) : check_credit_code(text)) ==
              CodeCheck::Good);
}

/// 未填 alone is blank: 不适用, 免报 and the like are answers.
Verdict Evaluation::is_blank(const Node& it) {
    const auto& what = node(it.operands[0]);
    if (what.kind == NodeKind::Attribute) {
        if (context_.attributes == nullptr) {
            (void)undecided("名录中没有这个单位的资料");
            return Verdict::Undecided;
        }
        return of(attribute_text(*context_.attributes, what.text).empty());
    }
    const auto* sheet = sheet_of(what);
    if (sheet == nullptr) {
        (void)undecided(missing_report(what));
        return Verdict::Undecided;
    }
    const auto where = address(what);
    if (holds_words(it.operands[0])) return of(sheet->note(where).empty());
    const auto value = sheet->at(where);
    return of(!value.present() && value.reason() == Missing::NotFilled);
}

Verdict Evaluation::text_equal(const Node& it) {
    const auto left = words(it.operands[0]);
    const auto right = left ? words(it.operands[1]) : std::nullopt;
    return left && right ? of(*left == *right) : Verdict::Undecided;
}

Verdict Evaluation::one_of(const Node& it) {
    const bool texts = std::ranges::any_of(
        it.operands, [&](int at) { return node(at).kind != NodeKind::Attribute && holds_words(at); });
    const auto text = texts ? words(it.operands[0]) : std::nullopt;
    const auto value = texts ? std::nullopt : number(it.operands[0]);
    if (!text && !value) return Verdict::Undecided;
    auto found = Verdict::Failed;
    for (std::size_t i = 1; i < it.operands.size(); ++i) {
        const auto other = texts ? std::nullopt : number(it.operands[i]);
        const auto other_text = texts ? words(it.operands[i]) : std::nullopt;
        if (!other && !other_text) {
            found = Verdict::Undecided;
            continue;
        }
        const auto order = texts ? std::nullopt : value->compare(*other);
        if (texts ? *text == *other_text : order && *order == 0) return Verdict::Passed;
    }
    return found;
}

Verdict Evaluation::matches(const Node& it) {
    const auto text = words(it.operands[0]);
    return text ? of(fits_pattern(*text, node(it.operands[1]).text)) : Verdict::Undecided;
}

Verdict Evaluation::text_truth(const Node& it) {
    switch (it.kind) {
        case NodeKind::BelongsTo: return belongs(it);
        case NodeKind::RegionBelongs: return region_belongs(it);
        case NodeKind::CodeBelongs: return code_belongs(it);
        case NodeKind::CheckDigits: return check_digits(it);
        case NodeKind::IsBlank: return is_blank(it);
        case NodeKind::TextEqual: return text_equal(it);
        case NodeKind::OneOf: return one_of(it);
        case NodeKind::Matches: return matches(it);
        default: (void)undecided("不是条件"); return Verdict::Undecided;
    }
}

}  // namespace yj::edit
