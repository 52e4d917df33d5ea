#include "edit/vtl/translator.hpp"

#include <algorithm>
#include <array>

namespace yj::edit::vtl {

namespace {

bool divides(const Expr& expr) {
    if (expr.kind == ExprKind::Chain &&
        std::ranges::find(expr.extra->operators, "/") != expr.extra->operators.end())
        return true;
    if (expr.kind == ExprKind::Call && (expr.text == "mod" || expr.text == "power")) return true;
    return std::ranges::any_of(expr.operands, divides);
}

}  // namespace

std::string column_word(std::string_view name) {
    std::string word = "[";
    for (const char c : name) word += c == ']' ? "]]" : std::string(1, c);
    return word + "]";
}

std::string notation_comparison(std::string_view vtl) {
    if (vtl == "=") return "==";
    return vtl == "<>" ? "!=" : std::string(vtl);
}

void Translator::refuse(std::string why) {
    if (refusal_.empty()) refusal_ = std::move(why);
}

void Translator::note(std::string what) {
    if (std::ranges::find(notes_, what) == notes_.end()) notes_.push_back(std::move(what));
}

std::string Translator::at_level(const Said& it, int level) {
    return it.level < level ? "(" + it.text + ")" : it.text;
}

Translator::Said Translator::as(const Expr& expr, Sort sort) {
    auto made = said(expr);
    if (made.sort == Sort::Unknown) {
        if (sort == Sort::Condition) refuse("列“" + expr.text + "”当作真假用，记法里没有真假的列");
        made.sort = sort;
    }
    const bool fits = made.sort == sort;
    if (!fits) refuse("“" + made.text + "”在记法里不能放在这里");
    return made;
}

Translator::Said Translator::condition(const Expr& expr) { return as(expr, Sort::Condition); }

Translator::Said Translator::said(const Expr& expr) {
    switch (expr.kind) {
        case ExprKind::Constant: return constant(expr);
        case ExprKind::Name:
        case ExprKind::Member: return name(expr);
        case ExprKind::Chain: return chain(expr);
        case ExprKind::In: return in_set(expr);
        case ExprKind::If:
        case ExprKind::Case: return choice(expr, 0);
        case ExprKind::Call: return call(expr);
        default: refuse("VTL 的 " + expr.text + " 在记法里没有"); return {};
    }
}

Translator::Said Translator::name(const Expr& expr) {
    if (names_ == Names::Members) {
        const bool member = expr.kind == ExprKind::Member && expr.operands[0].kind == ExprKind::Name;
        if (!member) {
            refuse("“" + expr.text + "”不是一个数据集的组件（数据集#组件）");
            return {};
        }
        if (data_.empty()) data_ = expr.operands[0].text;
        if (data_ != expr.operands[0].text) refuse("读了两个数据集：" + data_ + "、" + expr.operands[0].text);
        return {column_word(expr.text), Sort::Unknown, 7};
    }
    const auto found = columns_.find(expr.text);
    if (expr.kind != ExprKind::Name || found == columns_.end()) {
        refuse("“" + expr.text + "”不在规则集的签名里");
        return {};
    }
    return {column_word(found->second), Sort::Unknown, 7};
}

Translator::Said Translator::constant(const Expr& expr) {
    if (expr.value.is_number()) {
        const auto text = fraction_text(expr.value.number());
        return {text, Sort::Number, text.starts_with('-') ? 5 : 7};
    }
    if (expr.value.is_truth()) return {expr.value.holds() ? "0 == 0" : "0 == 1", Sort::Condition, 4};
    if (expr.value.is_text()) {
        if (expr.value.text().find_first_of("\"\n") != std::string::npos) refuse("文字常数里有引号或换行");
        return {"\"" + expr.value.text() + "\"", Sort::Words, 7};
    }
    refuse("null 常数在记法里没有");
    return {};
}

Translator::Said Translator::comparison(const Expr& expr) {
    if (expr.operands.size() != 2) {
        refuse("连写的比较是在比较真假");
        return {};
    }
    const auto& mark = expr.extra->operators[0];
    auto left = said(expr.operands[0]), right = said(expr.operands[1]);
    if (left.sort == Sort::Condition || right.sort == Sort::Condition) refuse("记法里不能比较真假");
    const bool words = left.sort == Sort::Words || right.sort == Sort::Words;
    if (words && (left.sort == Sort::Number || right.sort == Sort::Number)) refuse("文字和数相比");
    if (words && mark != "=" && mark != "<>") refuse("文字只能比较是否相同，不能用 " + mark);
    return {at_level(left, 5) + " " + notation_comparison(mark) + " " + at_level(right, 5), Sort::Condition,
            4};
}

Translator::Said Translator::chain(const Expr& expr) {
    const auto& first = expr.extra->operators[0];
    static constexpr std::array<std::string_view, 6> kComparisons{"=", "<>", "<", "<=", ">", ">="};
    if (std::ranges::find(kComparisons, first) != kComparisons.end()) return comparison(expr);
    const bool logic = first == "and" || first == "or" || first == "xor";
    const bool product = first == "*" || first == "/";
    const int level = first == "and" ? 2 : logic ? 1 : product ? 6 : 5;
    Said made = first == "||" ? as(expr.operands[0], Sort::Words)
                              : as(expr.operands[0], logic ? Sort::Condition : Sort::Number);
    for (std::size_t i = 1; i < expr.operands.size(); ++i) {
        const auto& mark = expr.extra->operators[i - 1];
        if (mark == "||") {
            const auto next = as(expr.operands[i], Sort::Words);
            if (made.sort != Sort::Words) refuse("|| 的左边不是文字");
            made = {"连接(" + made.text + ", " + next.text + ")", Sort::Words, 7};
            continue;
        }
        const auto next = as(expr.operands[i], logic ? Sort::Condition : Sort::Number);
        if (made.sort == Sort::Words) refuse(mark + " 的左边是文字");
        const std::string word = mark == "and" ? "且" : mark == "or" ? "或" : mark == "xor" ? "异或" : mark;
        made = {at_level(made, level) + " " + word + " " + at_level(next, level + 1),
                logic ? Sort::Condition : Sort::Number, level};
    }
    return made;
}

Translator::Said Translator::in_set(const Expr& expr) {
    const auto operand = said(expr.operands[0]);
    if (operand.sort == Sort::Condition) refuse("记法里不能比较真假");
    std::string text = "属于(" + operand.text;
    for (const auto& it : expr.extra->set) {
        Expr one;
        one.value = it.at(0);
        text += ", " + constant(one).text;
    }
    text += ")";
    return expr.text == "in" ? Said{text, Sort::Condition, 7} : Said{"非 " + text, Sort::Condition, 3};
}

Translator::Said Translator::choice(const Expr& expr, std::size_t from) {
    if (from + 1 == expr.operands.size()) return said(expr.operands[from]);
    const auto when = condition(expr.operands[from]);
    auto then = said(expr.operands[from + 1]);
    auto otherwise = choice(expr, from + 2);
    note("条件为空时 VTL 取 else，这里判为无法判定");
    if (then.sort == Sort::Condition || otherwise.sort == Sort::Condition) {
        if (then.sort != otherwise.sort) refuse("if 的两边一边是条件，一边不是");
        return {"若 " + at_level(when, 1) + " 则 (" + then.text + ") 否则 (" + otherwise.text + ")",
                Sort::Condition, 0};
    }
    const auto sort = then.sort == Sort::Unknown ? otherwise.sort : then.sort;
    return {"取值(" + when.text + ", " + then.text + ", " + otherwise.text + ")", sort, 7};
}

Translator::Said Translator::function(std::string_view name, const Expr& expr, Sort takes, Sort gives) {
    std::string text = std::string(name) + "(";
    for (std::size_t i = 0; i < expr.operands.size(); ++i) {
        if (expr.operands[i].kind == ExprKind::Omitted) refuse(expr.text + " 省了中间的参数");
        text += (i == 0 ? "" : ", ") + as(expr.operands[i], i == 0 ? takes : Sort::Number).text;
    }
    return {text + ")", gives, 7};
}

/// 样式 has * and ? alone: a pattern of letters, "." and ".*" can be said with them.
Translator::Said Translator::pattern(const Expr& expr) {
    const auto operand = as(expr.operands[0], Sort::Words);
    const auto& regular = expr.operands[1];
    std::string simple;
    if (regular.kind == ExprKind::Constant && regular.value.is_text()) {
        const auto& from = regular.value.text();
        for (std::size_t i = 0; i < from.size(); ++i) {
            const bool many = from[i] == '.' && i + 1 < from.size() && from[i + 1] == '*';
            if (many) ++i;
            if (from[i] == '\\' && i + 1 < from.size() &&
                std::string_view(".[](){}+|^$").find(from[i + 1]) != std::string_view::npos)
                simple += from[++i];
            else if (!many && std::string_view("[](){}*+?|^$\\\"").find(from[i]) != std::string_view::npos)
                refuse("正则表达式“" + from + "”在记法里没有（样式 只有 * 和 ?）");
            else
                simple += many ? '*' : from[i] == '.' ? '?' : from[i];
        }
    } else {
        refuse("match_characters 的模式不是常数");
    }
    return {"样式(" + operand.text + ", \"" + simple + "\")", Sort::Condition, 7};
}

Translator::Said Translator::call(const Expr& expr) {
    struct Same {
        std::string_view vtl;
        std::string_view notation;
        Sort takes;
        Sort gives;
    };
    static constexpr std::array<Same, 12> kSame{{
        {"abs", "绝对值", Sort::Number, Sort::Number},
        {"round", "四舍五入", Sort::Number, Sort::Number},
        {"trunc", "取整", Sort::Number, Sort::Number},
        {"ceil", "向上取整", Sort::Number, Sort::Number},
        {"floor", "向下取整", Sort::Number, Sort::Number},
        {"mod", "余数", Sort::Number, Sort::Number},
        {"power", "幂", Sort::Number, Sort::Number},
        {"length", "长度", Sort::Words, Sort::Number},
        {"substr", "截取", Sort::Words, Sort::Words},
        {"trim", "去空格", Sort::Words, Sort::Words},
        {"upper", "大写", Sort::Words, Sort::Words},
        {"lower", "小写", Sort::Words, Sort::Words},
    }};
    const auto& first = expr.operands.empty() ? expr : expr.operands[0];
    if (expr.text == "unary -") return {"-" + at_level(as(first, Sort::Number), 7), Sort::Number, 6};
    if (expr.text == "unary +") return as(first, Sort::Number);
    if (expr.text == "not") return {"非 " + at_level(condition(first), 4), Sort::Condition, 3};
    if (expr.text == "isnull") {
        if (first.kind != ExprKind::Name && first.kind != ExprKind::Member)
            refuse("isnull 的参数不是一个组件，空值(…) 只问一个单元格");
        return {"空值(" + said(first).text + ")", Sort::Condition, 7};
    }
    if (expr.text == "nvl") {
        if (divides(first)) refuse("nvl 的第一个参数有除法：补缺 只补空格，不补除以零");
        const auto value = said(first), otherwise = said(expr.operands[1]);
        const auto sort = value.sort == Sort::Unknown ? otherwise.sort : value.sort;
        if (sort == Sort::Condition) refuse("nvl 的参数是条件");
        return {"补缺(" + value.text + ", " + otherwise.text + ")", sort, 7};
    }
    if (expr.text == "between") {
        const auto value = as(first, Sort::Number), low = as(expr.operands[1], Sort::Number),
                   high = as(expr.operands[2], Sort::Number);
        return {at_level(value, 5) + " 在 [" + low.text + ", " + high.text +
                    (high.text.ends_with(']') ? " ]" : "]"),
                Sort::Condition, 4};
    }
    if (expr.text == "match_characters") return pattern(expr);
    if (expr.text == "mod") note("除数为零时 VTL 的 mod 给出被除数，这里判为无法判定");
    if (expr.text == "substr" && expr.operands.size() == 1) return as(first, Sort::Words);
    const auto same = std::ranges::find(kSame, expr.text, &Same::vtl);
    if (same != kSame.end()) return function(same->notation, expr, same->takes, same->gives);
    refuse("VTL 的 " + expr.text + " 在记法里没有");
    return {};
}

}  // namespace yj::edit::vtl
