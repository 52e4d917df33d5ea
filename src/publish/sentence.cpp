#include "publish/sentence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace yj::publish {

namespace {

using Wrong = std::unexpected<std::string>;

std::optional<int> whole(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

bool after(std::string_view text, std::string_view start, std::string_view& rest) {
    if (!text.starts_with(start)) return false;
    rest = text.substr(start.size());
    return true;
}

// "亿元.1" or "亿元".
bool read_measure(std::string_view text, Chip& chip) {
    const auto dot = text.rfind('.');
    const auto decimals = dot == std::string_view::npos ? std::optional<int>(1) : whole(text.substr(dot + 1));
    chip.measure = Measure::find(text.substr(0, dot));
    if (!chip.measure || !decimals || *decimals < 0 || *decimals > 9) return false;
    chip.decimals = *decimals;
    return true;
}

bool read_top(std::string_view text, Chip& chip) {
    const auto words = split(text, ' ');
    const auto top = whole(words[0]);
    if (!top || *top < 1 || *top > 50) return false;
    chip.form = ChipForm::Top;
    chip.top = *top;
    return words.size() == 1 || (words.size() == 2 && read_measure(words[1], chip));
}

bool read_points(std::string_view fact, Chip& chip) {
    chip.form = ChipForm::Points;
    chip.than = fact;
    return fact.empty() || std::ranges::find(fact_names(), fact) != fact_names().end();
}

bool read_form(std::string_view text, Chip& chip) {
    std::string_view rest;
    if (text.empty()) return true;
    if (text == "增长")
        chip.form = ChipForm::Change;
    else if (after(text, "百分点", rest))
        return read_points(trimmed(rest), chip);
    else if (text == "名称")
        chip.form = ChipForm::Name;
    else if (text == "个数")
        chip.form = ChipForm::Count;
    else if (text == "增长个数")
        chip.form = ChipForm::Count, chip.count = CountOf::Rising;
    else if (text == "下降个数")
        chip.form = ChipForm::Count, chip.count = CountOf::Falling;
    else if (after(text, "前", rest))
        return read_top(rest, chip);
    else
        chip.form = ChipForm::Amount;
    return chip.form != ChipForm::Amount || read_measure(text, chip);
}

std::expected<Chip, std::string> parse_chip(std::string_view inner) {
    Chip chip;
    const auto bar = inner.rfind('|');
    const auto form = bar == std::string_view::npos ? std::string_view() : trimmed(inner.substr(bar + 1));
    const auto refs = trimmed(inner.substr(0, bar));
    const auto versus = refs.find(" 较 ");
    auto figure = parse_figure_ref(refs.substr(0, versus));
    if (!figure) return Wrong(std::move(figure.error()));
    chip.figure = *figure;
    if (versus != std::string_view::npos) {
        auto against = parse_figure_ref(refs.substr(versus + std::string_view(" 较 ").size()));
        if (!against) return Wrong(std::move(against.error()));
        chip.against = *against;
    }
    if (!read_form(form, chip))
        return Wrong(fmt::format("“{}”不是数字的写法；可写 增长、百分点、名称、个数、前3、亿元.1 等", form));
    if ((chip.form == ChipForm::Points) != chip.against.has_value())
        return Wrong("“较”与“百分点”要一起用：{T:表 格 较 T:表 格@上期|百分点}");
    return chip;
}

}  // namespace

std::string FigureRef::text() const {
    const char* when = at == RefPeriod::Previous ? "@上期" : at == RefPeriod::YearEarlier ? "@上年同期" : "";
    return fmt::format("T:{} {}{}", table, cell, when);
}

std::vector<Chip> Sentence::chips() const {
    std::vector<Chip> found;
    for (const auto& part : parts)
        if (const auto* chip = std::get_if<Chip>(&part)) found.push_back(*chip);
    return found;
}

const std::vector<std::string>& fact_names() {
    static const std::vector<std::string> names{"期",   "年",     "月",        "累计期",   "本期",
                                                "上年", "地区",   "县",        "编印单位", "日期",
                                                "期号", "检查点", "上期累计期"};
    return names;
}

std::expected<FigureRef, std::string> parse_figure_ref(std::string_view text) {
    FigureRef ref;
    std::string_view rest;
    const auto given = trimmed(text);
    const auto space = given.find(' ');
    if (!after(given, "T:", rest) || space == std::string_view::npos)
        return Wrong(fmt::format("“{}”不是数字的地址；应写作 T:表号 行:指标", given));
    ref.table = given.substr(2, space - 2);
    auto cell = trimmed(given.substr(space + 1));
    if (const auto at = cell.find('@'); at != std::string_view::npos) {
        const auto when = cell.substr(at + 1);
        if (when == "上期")
            ref.at = RefPeriod::Previous;
        else if (when == "上年同期")
            ref.at = RefPeriod::YearEarlier;
        else
            return Wrong(fmt::format("“@{}”不是时期；可写 @上期、@上年同期", when));
        cell = cell.substr(0, at);
    }
    if (ref.table.empty() || cell.find(':') == std::string_view::npos ||
        cell.find(' ') != std::string_view::npos)
        return Wrong(fmt::format("“{}”不是数字的地址；应写作 T:表号 行:指标", given));
    ref.cell = cell;
    return ref;
}

std::expected<Sentence, std::string> parse_sentence(std::string_view text) {
    Sentence sentence;
    while (!text.empty()) {
        const auto open = text.find_first_of("{}");
        if (open > 0) sentence.parts.emplace_back(std::string(text.substr(0, open)));
        if (open == std::string_view::npos) break;
        const auto close = text.find('}', open);
        if (text[open] == '}' || close == std::string_view::npos) return Wrong("花括号不成对");
        const auto inner = trimmed(text.substr(open + 1, close - open - 1));
        text.remove_prefix(close + 1);
        if (std::ranges::find(fact_names(), inner) != fact_names().end()) {
            sentence.parts.emplace_back(FactChip{std::string(inner)});
            continue;
        }
        if (!inner.starts_with("T:")) {
            const auto near = nearest_name(inner, fact_names());
            return Wrong(
                fmt::format("不认识“{{{}}}”{}", inner, near ? "，是否为“{" + *near + "}”" : std::string()));
        }
        auto chip = parse_chip(inner);
        if (!chip) return Wrong(std::move(chip.error()));
        sentence.parts.emplace_back(std::move(*chip));
    }
    return sentence;
}

}  // namespace yj::publish
