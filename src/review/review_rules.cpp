#include "review/review_rules.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace yj::review {

namespace {

using edit::Finding;
using edit::Severity;
using edit::Verdict;

/// Phrases that assure and tell nothing; longer ones first, so that no rest of them counts as words.
constexpr std::array<std::string_view, 25> kAssurances{
    "核实无误", "情况属实", "数据属实", "数据无误", "填报无误", "确认无误", "经核实",   "已核实", "已确认",
    "经核对",   "已核对",   "经确认",   "企业实际", "实际情况", "如实填报", "正常情况", "据实",   "属实",
    "无误",     "正常",     "正确",     "核实",     "核对",     "确认",     "ok"};

constexpr std::array<std::string_view, 14> kTimeWords{"年",   "月",   "日",   "季",   "旬",   "周",   "期间",
                                                      "去年", "上年", "今年", "同期", "当期", "开始", "起"};
constexpr std::array<std::string_view, 10> kExtentWords{"%",    "％", "倍",   "翻番", "减半",
                                                        "一半", "成", "全部", "完全", "分之"};
constexpr std::array<std::string_view, 33> kCauseWords{
    "因",   "由于", "受",   "致",   "为了", "检修", "停产", "停工", "复产", "投产", "订单",
    "价格", "涨价", "降价", "口径", "季节", "产能", "并购", "重组", "合并", "搬迁", "更正",
    "误填", "误报", "误将", "来源", "市场", "需求", "原料", "结算", "合同", "政策", "疫情"};
constexpr std::size_t kFewestCharacters = 6;

bool speaks_of(std::string_view words, std::span<const std::string_view> signs) {
    return std::ranges::any_of(signs, [&](auto sign) { return words.find(sign) != std::string_view::npos; });
}

bool has_digit(std::string_view words) {
    return std::ranges::any_of(words, [](char c) { return c >= '0' && c <= '9'; });
}

void erase_all(std::string& text, std::string_view piece) {
    for (auto at = text.find(piece); at != std::string::npos; at = text.find(piece))
        text.erase(at, piece.size());
}

bool is_letter(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0x3400 && c <= 0x9FFF) ||
           (c >= 0x0F00 && c <= 0x0FFF) || (c >= 0x1800 && c <= 0x18AF) || (c >= 0x0600 && c <= 0x06FF);
}

/// How many different letters are left when assurances, figures and marks are taken away.
std::size_t telling_characters(std::string_view words) {
    std::string rest = half_width(words);
    for (const auto phrase : kAssurances) erase_all(rest, phrase);
    std::u32string seen;
    std::string_view left = rest;
    while (!left.empty()) {
        const char32_t c = take_character(left);
        if (is_letter(c) && seen.find(c) == std::u32string::npos) seen += c;
    }
    return seen.size();
}

std::string what_to_add(std::string_view words) {
    auto missing = missing_parts(words);
    if (missing.empty()) missing = {"时间", "幅度", "原因"};
    std::string text = "请写明";
    for (const auto part : missing) {
        if (part != missing.front()) text += "、";
        text += part;
    }
    return text + "，如“10月8日至24日二号线检修，停产17天，影响产值约一成”";
}

template <class Item>
bool names(const Item& item, const Finding& finding) {
    return item.rule == finding.rule && item.column == finding.column && item.key == finding.key;
}

std::string place_of(const Finding& finding) {
    std::string place = finding.rule;
    if (!finding.key.empty()) place += " " + finding.key;
    if (!finding.column.empty()) place += " 第" + finding.column + "栏";
    return place;
}

std::string known_codes(const instrument::CodeList& reasons, Period period) {
    std::string text;
    for (const auto& code : reasons.codes())
        if (code.valid(period)) text += (text.empty() ? "" : "、") + code.code + " " + code.name;
    return text;
}

bool answered(const Finding& finding, std::span<const Explanation> explanations) {
    return std::ranges::any_of(explanations, [&](const Explanation& each) {
        return names(each, finding) && !each.reason.empty() &&
               explanation_says_something(each.words).has_value();
    });
}

Done check_reason(const ReturnReason& reason, const instrument::Form& form,
                  const instrument::CodeList& reasons, Period period) {
    const std::string place = form.code + (reason.cell.empty() ? "" : " " + reason.cell);
    if (!reason.cell.empty() && !form.cell(reason.cell))
        return refuse(Refused::Malformed, "退回原因所指的单元格“" + reason.cell + "”不在本表中", place,
                      "按“行.栏”写，如 01.1");
    if (reasons.find(reason.code, period) == nullptr)
        return refuse(Refused::Malformed, "没有退回原因“" + reason.code + "”", place,
                      "可用的原因：" + known_codes(reasons, period));
    if (reason.code == kOtherReason && trimmed(reason.words).empty())
        return refuse(Refused::Malformed, "退回原因选了“其他”而没有写明", place, "请写明要填报单位改什么");
    return {};
}

}  // namespace

std::vector<std::string_view> missing_parts(std::string_view words) {
    const std::string plain = half_width(words);
    std::vector<std::string_view> missing;
    if (!speaks_of(plain, kTimeWords)) missing.emplace_back("时间");
    if (!has_digit(plain) && !speaks_of(plain, kExtentWords)) missing.emplace_back("幅度");
    if (!speaks_of(plain, kCauseWords)) missing.emplace_back("原因");
    return missing;
}

Done explanation_says_something(std::string_view words) {
    if (!is_utf8(words) && !words.empty())
        return refuse(Refused::Malformed, "说明不是 UTF-8 文字", {}, "请重新输入");
    if (trimmed(words).empty()) return refuse(Refused::Malformed, "没有写说明", {}, what_to_add(words));
    const auto telling = telling_characters(words);
    if (telling == 0)
        return refuse(Refused::Malformed, "“" + std::string(trimmed(words)) + "”不能算说明", {},
                      what_to_add(words));
    if (telling < kFewestCharacters)
        return refuse(Refused::Malformed, "说明太短，看不出发生了什么", {}, what_to_add(words));
    return {};
}

Done check_explanation(const Explanation& explanation, std::span<const Finding> findings,
                       const instrument::CodeList& reasons, Period period) {
    const auto found = std::ranges::find_if(findings, [&](const Finding& each) {
        return names(explanation, each) && each.verdict == Verdict::Failed;
    });
    if (found == findings.end())
        return refuse(Refused::NotFound, "这份报表没有未通过的审核“" + explanation.rule + "”",
                      explanation.rule, "先审核报表，再按审核结果中的编号、栏和行说明");
    if (found->severity == Severity::Hard)
        return refuse(Refused::Conflict, "强制性审核不能以说明通过", place_of(*found),
                      "请填报单位核对后改正");
    if (reasons.find(explanation.reason, period) == nullptr)
        return refuse(Refused::Malformed, "没有说明原因“" + explanation.reason + "”", place_of(*found),
                      "可用的原因：" + known_codes(reasons, period));
    return explanation_says_something(explanation.words);
}

Done check_return(std::span<const ReturnReason> given, const instrument::Form& form,
                  const instrument::CodeList& reasons, Period period) {
    if (given.empty())
        return refuse(Refused::Malformed, "退回必须写明原因", form.code,
                      "至少一条：单元格、原因代码、要填报单位改什么");
    for (const auto& reason : given) YJ_TRY(check_reason(reason, form, reasons, period));
    return {};
}

Done check_question(const Question& question, const instrument::Form& form) {
    if (trimmed(question.words).empty())
        return refuse(Refused::Malformed, "没有写要问什么", form.code, "请写明问题");
    if (!question.cell.empty() && !form.cell(question.cell))
        return refuse(Refused::NotFound, "单元格“" + question.cell + "”不在本表中", form.code,
                      "按“行.栏”写，如 01.1");
    return {};
}

std::vector<Block> blocks(std::span<const Finding> findings, std::span<const Explanation> explanations) {
    std::vector<Block> out;
    for (const auto& finding : findings) {
        if (finding.verdict != Verdict::Failed || finding.severity == Severity::Hint) continue;
        if (finding.severity == Severity::Hard)
            out.push_back({finding.rule, finding.column, finding.key,
                           "强制性审核 " + place_of(finding) + " 不通过，须由填报单位改正"});
        else if (!answered(finding, explanations))
            out.push_back(
                {finding.rule, finding.column, finding.key, "核实性审核 " + place_of(finding) + " 尚无说明"});
    }
    return out;
}

Done may_accept(std::span<const Finding> findings, std::span<const Explanation> explanations) {
    constexpr std::size_t kNamed = 3;
    const auto standing = blocks(findings, explanations);
    if (standing.empty()) return {};
    std::string what = "还不能验收：";
    for (std::size_t i = 0; i < std::min(kNamed, standing.size()); ++i)
        what += (i == 0 ? "" : "；") + standing[i].why;
    if (standing.size() > kNamed) what += "；等共 " + std::to_string(standing.size()) + " 条";
    return refuse(Refused::NotReady, std::move(what), {}, "请填报单位改正或说明，或者退回");
}

}  // namespace yj::review
