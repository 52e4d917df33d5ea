#include "collect/header_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace yj::collect {

namespace {

using Words = std::initializer_list<std::string_view>;

bool among(std::string_view word, Words words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool belongs_to_code(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '-' || c == '_' || c == '[' || c == ']';
}

std::vector<std::string> addresses_of(const instrument::Form& form) {
    std::vector<std::string> all;
    for (std::size_t row = 0; row < form.rows.size(); ++row)
        for (std::size_t column = 0; column < form.columns.size(); ++column) {
            const bool open = !form.rows[row].open_list.empty();
            all.push_back(
                form.address({static_cast<int>(row), static_cast<int>(column), open ? "代码" : ""}));
        }
    return all;
}

std::optional<Period> parse_loosely(std::string_view text) {
    if (const auto period = Period::parse(text)) return period;
    std::string digits;
    for (const char c : text) {
        if (c >= '0' && c <= '9')
            digits += c;
        else if (c != '/' && c != '.' && c != '-')
            return std::nullopt;
    }
    if (digits.size() == 5) digits.insert(4, "0");  // 2026/9
    if (digits.size() != 6) return std::nullopt;
    return Period::parse(digits.substr(0, 4) + "-" + digits.substr(4));
}

/// The form's own period: February of a form with January exempt is 1—2月.
Period adapted(const instrument::Form& form, Period period) {
    const bool february = period.frequency() == Frequency::Month && period.first_month() == 2;
    return february && form.january == January::Exempt ? Period::jan_feb(period.year()) : period;
}

bool is_period_of(const instrument::Form& form, Period period) {
    if (form.frequency != Frequency::Month || form.january == January::Reported) {
        return period.frequency() == form.frequency;
    }
    if (period.frequency() == Frequency::JanFeb) return true;
    return period.frequency() == Frequency::Month && period.first_month() > 2;
}

Result<Period> checked(const instrument::Form& form, const ImportProfile& profile, Period read,
                       const std::string& place) {
    const Period period = adapted(form, read);
    if (!is_period_of(form, period)) {
        const bool january = form.frequency == Frequency::Month && period.frequency() == Frequency::Month;
        return refuse(
            Refused::Conflict,
            january ? fmt::format("{} 1月免报，没有“{}”这一期", form.code, period.name())
                    : fmt::format("“{}”不是 {} 的报告期", period.name(), form.code),
            place,
            january ? "1—2月合并填报，报告期写 2026-01..02 或 2026年1—2月的样式" : "请核对报告期与表号");
    }
    if (profile.period && !(period == *profile.period)) {
        return refuse(Refused::Conflict,
                      fmt::format("报告期是“{}”，而本次导入的是“{}”", period.name(), profile.period->name()),
                      place, "请核对报告期，或改选要导入的报告期");
    }
    return period;
}

}  // namespace

std::string header_word(std::string_view text) {
    std::string word;
    for (const char c : half_width(text))
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n') word += c;
    while (word.ends_with(':')) word.pop_back();
    return word;
}

bool is_unit_word(std::string_view word) {
    return among(word,
                 {"统一社会信用代码", "社会信用代码", "单位代码", "组织机构代码", "法人单位代码", "企业代码",
                  "调查单位代码", "项目代码", "统一社会信用代码/单位代码", "单位代码/统一社会信用代码"});
}
bool is_period_word(std::string_view word) {
    return among(word, {"报告期", "报表期", "所属期", "报告期别", "统计期"});
}
bool is_code_word(std::string_view word) { return among(word, {"代码", "指标代码", "行代码"}); }
bool is_column_word(std::string_view word) { return among(word, {"栏", "栏号", "宾栏", "列号"}); }
bool is_key_word(std::string_view word) {
    return among(word, {"键", "行业代码", "产品代码", "分类代码", "目录代码"});
}
bool is_value_word(std::string_view word) { return among(word, {"数值", "值", "指标值", "本期值"}); }
bool is_passed_word(std::string_view word) {
    return among(word, {"序号", "单位详细名称", "单位名称", "企业名称", "名称", "项目名称", "指标名称",
                        "计量单位", "备注", "表号", "表名", "行政区划", "行政区划代码", "专业", "填报时间"});
}

std::optional<instrument::CellAddress> cell_of_header(const instrument::Form& form,
                                                      const ImportProfile& profile, std::string_view header) {
    const std::string word = header_word(header);
    if (const auto alias = profile.cells.find(word); alias != profile.cells.end())
        return form.cell(alias->second);
    const std::string half = half_width(header);
    const std::string_view spaced = trimmed(half);
    const auto end = static_cast<std::size_t>(
        std::find_if_not(spaced.begin(), spaced.end(), belongs_to_code) - spaced.begin());
    return form.cell(spaced.substr(0, end));
}

Refusal unknown_indicator(const instrument::Form& form, const ImportProfile& profile, std::string_view header,
                          std::string place) {
    auto known = addresses_of(form);
    const std::string shown(trimmed(header));
    const std::string word = shown.substr(0, shown.find(' '));
    if (form.columns.size() > 1 && form.row_at(word)) {
        return {Refused::Malformed, fmt::format("“{}”没有写明是哪一栏", shown), std::move(place),
                fmt::format("请写成“{}.{}”的样式", word, form.columns.front().id)};
    }
    for (const auto& [alias, address] : profile.cells) known.push_back(alias);
    const auto near = nearest_name(word, known);
    return {Refused::Malformed, fmt::format("{} 没有“{}”这个指标", form.code, shown), std::move(place),
            near ? fmt::format("是否指“{}”；不需要的列请删去", *near)
                 : "请按表式写指标代码和栏号，不需要的列请删去"};
}

std::string unit_code_of(std::string_view text) {
    std::string code(half_width(text));
    code = trimmed(code);
    for (char& c : code) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
    return code;
}

Result<Period> report_period(const instrument::Form& form, const ImportProfile& profile,
                             std::string_view text, const std::string& place) {
    const std::string half = half_width(text);
    const auto read = parse_loosely(trimmed(half));
    if (!read) {
        return refuse(Refused::Malformed, fmt::format("“{}”不是报告期", trimmed(half).substr(0, 40)), place,
                      "请写成 2026-10、2026Q3、2026 或 2026年10月 的样式");
    }
    return checked(form, profile, *read, place);
}

Result<Period> report_period(const instrument::Form& form, const ImportProfile& profile, int year, int month,
                             const std::string& place) {
    if (year < 100) year += profile.year_base;
    if (year < 1900 || year > 2200 || month < 1 || month > 12) {
        return refuse(Refused::Malformed, fmt::format("{} 年 {} 月不是报告期", year, month), place,
                      "请核对年份和月份");
    }
    return checked(form, profile, Period::month(year, month), place);
}

}  // namespace yj::collect
