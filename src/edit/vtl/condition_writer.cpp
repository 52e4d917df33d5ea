#include "edit/vtl/condition_writer.hpp"

#include <algorithm>
#include <array>

#include "edit/notation/table_form.hpp"
#include "edit/vtl/value.hpp"

namespace yj::edit::vtl {

namespace {

constexpr std::size_t kLongest = 100'000;

std::size_t characters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::string component_name(const std::string& name) {
    static const std::set<std::string, std::less<>> kWords{
        "if",     "then",      "else",       "case",       "when",      "and",     "or",        "xor",
        "not",    "in",        "not_in",     "null",       "true",      "false",   "is",        "end",
        "as",     "errorcode", "errorlevel", "variable",   "filter",    "calc",    "keep",      "drop",
        "rename", "sub",       "aggr",       "pivot",      "unpivot",   "apply",   "group",     "having",
        "all",    "invalid",   "measure",    "identifier", "attribute", "viral",   "date",      "time",
        "number", "integer",   "string",     "boolean",    "duration",  "rule",    "condition", "dataset",
        "sum",    "avg",       "count",      "min",        "max",       "abs",     "round",     "trunc",
        "ceil",   "floor",     "mod",        "power",      "sqrt",      "exp",     "ln",        "log",
        "length", "trim",      "upper",      "lower",      "substr",    "replace", "instr",     "check",
        "union",  "cast",      "to",         "by",         "on",        "using",   "over",      "key",
        "value",  "type",      "first",      "last",       "data",      "point",   "points",    "order",
        "set",    "list",      "scalar",     "component",  "language",  "level",   "input",     "output",
        "median", "rank",      "lag",        "lead",       "define",    "ruleset", "operator",  "random",
        "range",  "rows",      "asc",        "desc",       "single",    "from",    "default",   "returns",
        "float",  "any",       "current",    "except",     "partition", "year",    "month",     "diff"};
    const bool letters = std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '.';
    });
    const bool begins = !name.empty() && !(name[0] >= '0' && name[0] <= '9') && name[0] != '.' && name != "_";
    if (letters && begins && !kWords.contains(name)) return name;
    return "'" + name + "'";
}

std::string cell_component(const instrument::Form& form, int row, int column) {
    const auto& code = form.rows[static_cast<std::size_t>(row)].code;
    if (form.code == kTableForm) return code;
    return code + "." + form.columns[static_cast<std::size_t>(column)].id;
}

std::string ConditionWriter::refuse(std::string why) {
    if (refusal_.empty()) refusal_ = std::move(why);
    return "null";
}

std::string ConditionWriter::write() {
    const int root = rule_.condition.root;
    if (rule_.blank == Blank::Wrong) {
        if (!only_blanks(root)) return refuse("空=错 的条件里有除法，VTL 分不出空格和除以零");
        return "nvl(" + said(root) + ", false)";
    }
    const auto& top = node(root);
    if (top.kind != NodeKind::Implies) return said(root);
    return "when " + said(top.operands[0]) + " then " + said(top.operands[1]);
}

bool ConditionWriter::only_blanks(int at) const {
    const auto& it = node(at);
    if (it.kind == NodeKind::Divide || it.kind == NodeKind::Remainder || it.kind == NodeKind::Power ||
        it.kind == NodeKind::Substring || it.kind == NodeKind::YearMonth)
        return false;
    return std::ranges::all_of(it.operands, [this](int below) { return only_blanks(below); });
}

std::string ConditionWriter::number(const Fraction& value) {
    auto text = fraction_text(value);
    const auto back = parse_fraction(text);
    const auto order = back ? back->compare(value) : std::nullopt;
    if (!order || *order != 0) return refuse("常数写不成有限小数");
    return text.starts_with('-') ? "(" + text + ")" : text;
}

std::string ConditionWriter::quoted(const std::string& text) {
    if (text.find_first_of("\"\n\r") != std::string::npos) return refuse("文字里有引号或换行");
    return "\"" + text + "\"";
}

std::string ConditionWriter::cell(const Node& it) {
    if (it.source != 0) return refuse("读另一张表、另一期、台账或凭证");
    if (it.each_key || it.own_industry) return refuse("开放行的单元格");
    const int row = it.row == kThisRow ? instance_.row : it.row;
    const int column = it.column == kThisColumn ? instance_.column : it.column;
    const auto name = cell_component(form_, row, column);
    if (name.find_first_of("'\n\r") != std::string::npos) return refuse("名称“" + name + "”里有单引号");
    if (name.find(']') != std::string::npos) return refuse("列名“" + name + "”里有“]”");
    used_.insert(name);
    const bool words = form_.rows[static_cast<std::size_t>(row)].text;
    const auto component = component_name(name);
    return rule_.blank == Blank::Zero && !words ? "nvl(" + component + ", 0)" : component;
}

std::string ConditionWriter::total(const Node& it) {
    std::string text;
    for (int row = it.row; row <= it.last_row; ++row) {
        Node one = it;
        one.row = row;
        text += (text.empty() ? "" : " + ") + cell(one);
    }
    return "(" + text + ")";
}

/// A tolerance is part of the comparison: sides that lie no farther apart are equal.
std::string ConditionWriter::compared(const Node& it) {
    static constexpr std::array<std::string_view, 6> kMarks{"=", "<>", "<", "<=", ">", ">="};
    const auto which = static_cast<std::size_t>(it.kind) - static_cast<std::size_t>(NodeKind::Equal);
    const auto left = said(it.operands[0]), right = said(it.operands[1]);
    const std::string mark(kMarks.at(which));
    if (rule_.tolerance.kind == Tolerance::Kind::None) return "(" + left + " " + mark + " " + right + ")";
    auto allowed = number(rule_.tolerance.size);
    if (rule_.tolerance.kind == Tolerance::Kind::Relative) allowed += " * abs(" + right + ")";
    const auto gap = "abs(" + left + " - " + right + ")";
    switch (it.kind) {
        case NodeKind::Equal: return "(" + gap + " <= " + allowed + ")";
        case NodeKind::NotEqual: return "(" + gap + " > " + allowed + ")";
        case NodeKind::Less: return "(" + left + " < " + right + " - " + allowed + ")";
        case NodeKind::LessEqual: return "(" + left + " <= " + right + " + " + allowed + ")";
        case NodeKind::Greater: return "(" + left + " > " + right + " + " + allowed + ")";
        default: return "(" + left + " >= " + right + " - " + allowed + ")";
    }
}

std::string ConditionWriter::joined(const Node& it, std::string_view mark) {
    return "(" + said(it.operands[0]) + " " + std::string(mark) + " " + said(it.operands[1]) + ")";
}

std::string ConditionWriter::rounded(const Node& it) {
    int decimals = 0;
    if (it.operands.size() > 1) {
        const auto& digits = node(it.operands[1]);
        const auto whole =
            digits.kind == NodeKind::Number ? digits.number.rounded(0, Round::HalfUp) : std::nullopt;
        const bool good = whole && digits.number.is_whole() && whole->units() >= 0 && whole->units() <= 9;
        if (!good) return refuse("小数位不是 0 到 9 的常数");
        decimals = static_cast<int>(whole->units());
    }
    const auto inside = said(it.operands[0]);
    const auto places = std::to_string(decimals);
    if (it.kind == NodeKind::RoundTo) return "round(" + inside + ", " + places + ")";
    if (it.kind == NodeKind::Truncate) return "trunc(" + inside + ", " + places + ")";
    const std::string cut = it.kind == NodeKind::RoundDown ? "floor(" : "ceil(";
    if (decimals == 0) return cut + inside + ")";
    const std::string scale = "1" + std::string(static_cast<std::size_t>(decimals), '0');
    return "(" + cut + inside + " * " + scale + ") / " + scale + ")";
}

std::string ConditionWriter::power(const Node& it) {
    const auto& exponent = node(it.operands[1]);
    const auto whole =
        exponent.kind == NodeKind::Number ? exponent.number.rounded(0, Round::HalfUp) : std::nullopt;
    if (!whole || !exponent.number.is_whole() || whole->units() > 30)
        return refuse("幂的次数不是 30 以内的常数");
    return "power(" + said(it.operands[0]) + ", " + number(exponent.number) + ")";
}

std::string ConditionWriter::reckoned(const Node& it) {
    switch (it.kind) {
        case NodeKind::Negate: return "(- " + said(it.operands[0]) + ")";
        case NodeKind::Add: return joined(it, "+");
        case NodeKind::Subtract: return joined(it, "-");
        case NodeKind::Multiply: return joined(it, "*");
        case NodeKind::Divide: return joined(it, "/");
        case NodeKind::Absolute: return "abs(" + said(it.operands[0]) + ")";
        case NodeKind::Largest:
        case NodeKind::Smallest: {
            const auto left = said(it.operands[0]), right = said(it.operands[1]);
            const std::string first = it.kind == NodeKind::Largest ? " >= " : " <= ";
            const std::string second = it.kind == NodeKind::Largest ? " < " : " > ";
            return "(case when " + left + first + right + " then " + left + " when " + left + second + right +
                   " then " + right + " else null)";
        }
        case NodeKind::Remainder: {
            const auto by = said(it.operands[1]);
            return "(case when " + by + " <> 0 then mod(" + said(it.operands[0]) + ", " + by + ") else null)";
        }
        case NodeKind::Power: return power(it);
        default: return rounded(it);
    }
}

std::string ConditionWriter::one_of(const Node& it) {
    const auto value = said(it.operands[0]);
    const auto items = std::span(it.operands).subspan(1);
    const bool constant = std::ranges::all_of(items, [this](int at) {
        return node(at).kind == NodeKind::Number || node(at).kind == NodeKind::Text;
    });
    std::string text;
    for (const int at : items)
        text += (text.empty() ? ""
                 : constant   ? ", "
                              : " or ") +
                (constant ? said(at) : value + " = " + said(at));
    return constant ? "(" + value + " in {" + text + "})" : "(" + text + ")";
}

std::string ConditionWriter::in_words(const Node& it) {
    switch (it.kind) {
        case NodeKind::TextEqual: return joined(it, "=");
        case NodeKind::OneOf: return one_of(it);
        case NodeKind::CodeBelongs: {
            const auto value = said(it.operands[0]);
            std::string text;
            for (const int at : std::span(it.operands).subspan(1)) {
                const auto& begin = node(at).text;
                text += (text.empty() ? "" : " or ") + ("substr(" + value + ", 1, ") +
                        std::to_string(characters_in(begin)) + ") = " + quoted(begin);
            }
            return "(" + text + ")";
        }
        case NodeKind::Matches: {
            std::string pattern;
            for (const char c : node(it.operands[1]).text) {
                if (std::string_view(".[](){}+|^$\\").find(c) != std::string_view::npos) pattern += '\\';
                pattern += c == '*' ? ".*" : c == '?' ? "." : std::string(1, c);
            }
            return "match_characters(" + said(it.operands[0]) + ", " + quoted(pattern) + ")";
        }
        case NodeKind::Length: return "length(" + said(it.operands[0]) + ")";
        case NodeKind::Substring: {
            std::string text = "substr(" + said(it.operands[0]);
            for (const int at : std::span(it.operands).subspan(1)) text += ", " + said(at);
            return text + ")";
        }
        case NodeKind::Trim: return "trim(" + said(it.operands[0]) + ")";
        case NodeKind::Upper: return "upper(" + said(it.operands[0]) + ")";
        case NodeKind::Lower: return "lower(" + said(it.operands[0]) + ")";
        case NodeKind::Join: {
            std::string text;
            for (const int at : it.operands) text += (text.empty() ? "" : " || ") + said(at);
            return "(" + text + ")";
        }
        case NodeKind::CheckDigits: return refuse("校验码 在 VTL 里没有");
        case NodeKind::YearMonth: return refuse("年月 在 VTL 里没有");
        default: return refuse("读名录、期别或全部报表");
    }
}

std::string ConditionWriter::said(int at) {
    if (!refusal_.empty()) return "null";
    const auto& it = node(at);
    std::string text;
    switch (it.kind) {
        case NodeKind::Number: return number(it.number);
        case NodeKind::Text: return quoted(it.text);
        case NodeKind::Cell: return cell(it);
        case NodeKind::SumRows: text = total(it); break;
        case NodeKind::And: text = joined(it, "and"); break;
        case NodeKind::Or: text = joined(it, "or"); break;
        case NodeKind::Xor: text = joined(it, "xor"); break;
        case NodeKind::Not: text = "not (" + said(it.operands[0]) + ")"; break;
        case NodeKind::Implies:
            text = "(not (" + said(it.operands[0]) + ") or " + said(it.operands[1]) + ")";
            break;
        case NodeKind::Within:
            text = "between(" + said(it.operands[0]) + ", " + said(it.operands[1]) + ", " +
                   said(it.operands[2]) + ")";
            break;
        case NodeKind::IsBlank:
            if (node(it.operands[0]).kind != NodeKind::Cell) return refuse("读名录");
            if (rule_.blank == Blank::Zero) return refuse("空值(…) 和 空=0 在一条规则里");
            text = "isnull(" + said(it.operands[0]) + ")";
            break;
        case NodeKind::IfBlank:
            if (!only_blanks(it.operands[0])) return refuse("补缺 的第一项里有除法，VTL 分不出空格和除以零");
            text = "nvl(" + said(it.operands[0]) + ", " + said(it.operands[1]) + ")";
            break;
        case NodeKind::Choose: {
            const auto condition = said(it.operands[0]);
            text = "(case when " + condition + " then " + said(it.operands[1]) + " when not (" + condition +
                   ") then " + said(it.operands[2]) + " else null)";
            break;
        }
        default:
            text = is_comparison(it.kind)   ? compared(it)
                   : is_arithmetic(it.kind) ? reckoned(it)
                                            : in_words(it);
            break;
    }
    written_ += text.size();
    return written_ > kLongest ? refuse("条件写成 VTL 太长") : text;
}

}  // namespace yj::edit::vtl
