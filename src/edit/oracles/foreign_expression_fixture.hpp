// ForeignExpression: expressions of DHIS2 and of OpenRosa's XPath put into the notation, word for word.
#pragma once
#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "edit/oracles/one_row_fixture.hpp"

namespace yj::edit {

enum class Dialect { Dhis, XPath };

/// Number, words, condition, or a null that is whatever its place asks for.
enum class Kind { Number, Words, Condition, Null };

/// A part already put into the notation.
struct Put {
    std::string text;
    Kind kind = Kind::Null;
    std::string literal;      ///< what a quoted text holds
    bool is_literal = false;  ///< a quoted text
    bool is_cell = false;     ///< a literal: it stands in a cell of its own
};

/// Reads one expression. Every literal becomes a cell of one row, so that what is asked is asked of data.
/// What the notation lacks ends the reading and is named in `lack`.
class ForeignExpression {
public:
    ForeignExpression(std::string text, Dialect dialect) : text_(std::move(text)), dialect_(dialect) {
        made_ = either();
        skip();
        if (lack.empty() && at_ < text_.size()) lack_of("写法 " + text_.substr(at_, 1));
    }
    /// Of values that are no text: the operators of ONS come with their operands.
    explicit ForeignExpression(Dialect dialect) : dialect_(dialect) {}

    std::string lack;
    std::vector<Held> row{{"空", false, ""}};

    [[nodiscard]] const Put& made() const { return made_; }

    Put number(const std::string& digits) { return cell(digits, false); }
    Put words(const std::string& value) {
        auto put = cell(value, true);
        put.literal = value;
        put.is_literal = true;
        return put;
    }
    static Put truth(bool holds) { return {holds ? "1 == 1" : "1 == 0", Kind::Condition, {}, false, false}; }
    static Put null() { return {}; }
    Put lack_of(const std::string& what) {
        if (lack.empty()) lack = what;
        return {};
    }

    /// The part as a number, as words or as a condition; conversions are written out, as the dialect has
    /// them.
    Put as(Put put, Kind kind) {
        if (put.kind == kind) return put;
        if (put.kind == Kind::Null) {
            const auto blank = cell("", kind == Kind::Words);
            return kind == Kind::Condition ? Put{blank.text + " != 0", kind, {}, false, false} : blank;
        }
        if (kind == Kind::Number && put.kind == Kind::Condition)
            return {"取值(" + put.text + ", 1, 0)", kind, {}, false, false};
        if (kind == Kind::Condition && put.kind == Kind::Number)
            return {"(" + put.text + ") != 0", kind, {}, false, false};
        if (kind == Kind::Condition && dialect_ == Dialect::XPath)
            return {"长度(" + put.text + ") > 0", kind, {}, false, false};
        return lack_of(put.kind == Kind::Words ? "文字变成数或条件" : "数或条件变成文字");
    }
    Put bracketed(Put put) {
        if (!put.is_cell) put.text = "(" + put.text + ")";
        return put;
    }
    Put infix(const Put& a, const std::string& mark, const Put& b, Kind takes, Kind gives) {
        return {bracketed(as(a, takes)).text + " " + mark + " " + bracketed(as(b, takes)).text,
                gives,
                {},
                false,
                false};
    }
    Put call(const std::string& name, const std::vector<Put>& operands, Kind takes, Kind gives) {
        std::string list;
        for (const auto& it : operands) list += (list.empty() ? "" : ", ") + as(it, takes).text;
        return {name + "(" + list + ")", gives, {}, false, false};
    }
    /// == and != of any two; conditions are the same unless one or the other holds alone.
    Put equal(const Put& a, const Put& b, bool holds) {
        if (a.kind == Kind::Condition && b.kind == Kind::Condition) {
            const auto differ = infix(a, "异或", b, Kind::Condition, Kind::Condition);
            return holds ? Put{"非 (" + differ.text + ")", Kind::Condition, {}, false, false} : differ;
        }
        const bool words = a.kind == Kind::Words || b.kind == Kind::Words;
        return infix(a, holds ? "==" : "!=", b, words ? Kind::Words : Kind::Number, Kind::Condition);
    }

private:
    Put cell(const std::string& value, bool text) {
        const auto name = "c" + std::to_string(row.size());
        row.push_back({name, text, value});
        return {name, text ? Kind::Words : Kind::Number, {}, false, true};
    }

    void skip() {
        for (bool more = true; more;) {
            more = false;
            while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
            for (const char* blank : {"\\r", "\\n", "\\t"})
                if (text_.substr(at_).starts_with(blank)) at_ += 2, more = true;
            if (!text_.substr(at_).starts_with("/*")) continue;
            at_ = std::min(text_.find("*/", at_ + 2), text_.size() - 2) + 2;
            more = true;
        }
    }
    bool take(std::string_view mark) {
        skip();
        if (!lack.empty() || !text_.substr(at_).starts_with(mark)) return false;
        at_ += mark.size();
        return true;
    }
    /// The first of the marks that stands here; empty when none does.
    std::string_view one_of(std::initializer_list<std::string_view> marks) {
        for (const auto mark : marks)
            if (take(mark)) return mark;
        return {};
    }

    Put either() {
        auto left = both();
        while (!one_of({"||", "or"}).empty())
            left = infix(left, "或", both(), Kind::Condition, Kind::Condition);
        return left;
    }
    Put both() {
        auto left = equality();
        while (!one_of({"&&", "and"}).empty())
            left = infix(left, "且", equality(), Kind::Condition, Kind::Condition);
        return left;
    }
    Put equality() {
        auto left = order();
        for (;;) {
            const auto mark = one_of({"==", "!=", "="});
            if (mark.empty()) return left;
            left = equal(left, order(), mark != "!=");
        }
    }
    Put order() {
        auto left = sum();
        for (;;) {
            const std::string mark(one_of({"<=", ">=", "<", ">"}));
            if (mark.empty()) return left;
            const auto right = sum();
            if (left.kind == Kind::Words && right.kind == Kind::Words) return lack_of("文字比大小");
            left = infix(left, mark, right, Kind::Number, Kind::Condition);
        }
    }
    Put sum() {
        auto left = product();
        for (;;) {
            const std::string mark(one_of({"+", "-"}));
            if (mark.empty()) return left;
            left = infix(left, mark, product(), Kind::Number, Kind::Number);
        }
    }
    Put product() {
        auto left = sign();
        for (;;) {
            const auto mark =
                dialect_ == Dialect::Dhis ? one_of({"*", "/", "%"}) : one_of({"*", "div", "mod"});
            if (mark.empty()) return left;
            const auto right = sign();
            if (mark == "%" || mark == "mod")
                left = call("余数", {left, right}, Kind::Number, Kind::Number);
            else
                left = infix(left, mark == "*" ? "*" : "/", right, Kind::Number, Kind::Number);
        }
    }
    Put sign() {
        if (take("+")) return as(sign(), Kind::Number);
        if (take("-"))
            return {"-" + bracketed(as(sign(), Kind::Number)).text, Kind::Number, {}, false, false};
        if (dialect_ == Dialect::Dhis && (take("!") || take("not ") || take("not(", 1)))
            return {"非 " + bracketed(as(sign(), Kind::Condition)).text, Kind::Condition, {}, false, false};
        return power();
    }
    /// As take, but leaves the last `keep` characters.
    bool take(std::string_view mark, std::size_t keep) {
        if (!take(mark)) return false;
        at_ -= keep;
        return true;
    }
    Put power() {
        auto left = primary();
        while (dialect_ == Dialect::Dhis && take("^"))
            left = call("幂", {left, sign()}, Kind::Number, Kind::Number);
        return left;
    }
    Put primary() {
        skip();
        if (!lack.empty() || at_ >= text_.size()) return lack_of("写法不完整");
        const char c = text_[at_];
        if (take("(")) {
            auto inside = either();
            if (!take(")")) return lack_of("写法 (");
            inside.text = "(" + inside.text + ")";
            inside.is_cell = inside.is_literal = false;
            return inside;
        }
        if (c == '\'' || c == '"') return quoted(c);
        if (is_digit(c) || c == '.') return digits();
        return named();
    }
    static bool is_digit(char c) { return c >= '0' && c <= '9'; }
    static bool is_name(char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ':' || c == '-';
    }
    Put quoted(char mark) {
        const auto end = text_.find(mark, at_ + 1);
        if (end == std::string::npos) return lack_of("写法 引号");
        const auto value = text_.substr(at_ + 1, end - at_ - 1);
        at_ = end + 1;
        return words(value);
    }
    Put digits() {
        const auto start = at_;
        while (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '.')) ++at_;
        auto value = text_.substr(start, at_ - start);
        if (at_ < text_.size() && text_[at_] == 'e') return lack_of("超过九位小数");
        if (value.starts_with('.')) value.insert(0, "0");
        if (value.ends_with('.')) value.pop_back();
        return number(value);
    }
    Put named() {
        const auto start = at_;
        while (at_ < text_.size() && is_name(text_[at_])) ++at_;
        const auto name = text_.substr(start, at_ - start);
        if (name.empty()) return lack_of(text_[at_] == '/' ? "文档中的路径" : "写法 " + text_.substr(at_, 1));
        if (!take("(")) {
            if (name == "true" || name == "false") return truth(name == "true");
            return name == "null" ? null() : lack_of("名称 " + name);
        }
        std::vector<Put> operands;
        while (lack.empty() && !take(")")) {
            operands.push_back(either());
            (void)take(",");
        }
        return lack.empty() ? function(name, operands) : Put{};
    }

    using Operands = const std::vector<Put>&;
    /// A function of theirs by the one of ours; what is not here is lacking.
    Put function(const std::string& name, Operands operands);
    Put chosen(Operands operands);
    Put wildcard(Operands operands, const char* before, const char* behind);
    Put part(const Put& text, const Put& from, const Put* end);
    Put defined(const std::string& name, Operands operands);
    Put folded(const std::string& name, Operands operands);

    std::string text_;
    Dialect dialect_;
    std::size_t at_ = 0;
    Put made_;
};

/// if(c, a, b)
inline Put ForeignExpression::chosen(Operands operands) {
    const auto condition = as(operands.at(0), Kind::Condition);
    const auto &a = operands.at(1), &b = operands.at(2);
    if (a.kind == Kind::Condition && b.kind == Kind::Condition)
        return {"若 " + bracketed(condition).text + " 则 " + bracketed(a).text + " 否则 " + bracketed(b).text,
                Kind::Condition,
                {},
                false,
                false};
    const auto kind = a.kind == Kind::Null ? b.kind : a.kind;
    if (b.kind != kind && b.kind != Kind::Null) return lack_of("两边不同种类的取值");
    return {"取值(" + condition.text + ", " + as(a, kind).text + ", " + as(b, kind).text + ")",
            kind,
            {},
            false,
            false};
}

/// contains, starts-with and ends-with by a pattern of literal text.
inline Put ForeignExpression::wildcard(Operands operands, const char* before, const char* behind) {
    Put all;
    for (std::size_t i = 1; i < operands.size(); ++i) {
        if (!operands[i].is_literal) return lack_of("样式不是写定的文字");
        const Put one{"样式(" + as(operands[0], Kind::Words).text + ", \"" + before + operands[i].literal +
                          behind + "\")",
                      Kind::Condition,
                      {},
                      false,
                      false};
        all = i == 1 ? one : infix(all, "且", one, Kind::Condition, Kind::Condition);
    }
    return all;
}

/// substring(text, from, end), counted from 0, to the end of the text where no end is given.
inline Put ForeignExpression::part(const Put& text, const Put& from, const Put* end) {
    const auto first = as(from, Kind::Number).text;
    const auto count = end == nullptr ? std::string() : ", " + as(*end, Kind::Number).text + " - " + first;
    return {"截取(" + as(text, Kind::Words).text + ", " + first + " + 1" + count + ")",
            Kind::Words,
            {},
            false,
            false};
}

/// What theirs means, written in ours: left, right, zing (at least zero), oizp (one if zero or positive),
/// zpvc (how many are zero or positive), exp10.
inline Put ForeignExpression::defined(const std::string& name, Operands operands) {
    const auto plain = [](std::string text, Kind kind) {
        return Put{std::move(text), kind, {}, false, false};
    };
    const auto zero = plain("0", Kind::Number);
    if ((name == "d2:substring" || name == "substr") && operands.size() == 3)
        return part(operands[0], operands[1], &operands[2]);
    if (name == "substr" && operands.size() == 2) return part(operands[0], operands[1], nullptr);
    if (name == "d2:left" && operands.size() == 2) return part(operands[0], zero, &operands[1]);
    if (name == "d2:right" && operands.size() == 2) {
        const auto all = as(operands[0], Kind::Words), count = as(operands[1], Kind::Number);
        const auto from = "最大(长度(" + all.text + ") - " + count.text + ", 0)";
        return part(all, plain(from, Kind::Number), nullptr);
    }
    if (name == "exp10" && operands.size() == 1)
        return call("幂", {plain("10", Kind::Number), operands[0]}, Kind::Number, Kind::Number);
    if (name == "d2:zing" && operands.size() == 1)
        return call("最大", {operands[0], zero}, Kind::Number, Kind::Number);
    if (name != "d2:oizp" && name != "d2:zpvc") return lack_of("函数 " + name);
    std::string sum;
    for (const auto& it : operands)
        sum += (sum.empty() ? "" : " + ") + std::string("取值(" + as(it, Kind::Number).text + " >= 0, 1, 0)");
    return sum.empty() ? lack_of("没有参数的函数") : plain(sum, Kind::Number);
}

/// firstNonNull(a, b, c) is 补缺(a, 补缺(b, c)).
inline Put ForeignExpression::folded(const std::string& name, Operands operands) {
    auto kind = Kind::Null;
    for (const auto& it : operands)
        if (kind == Kind::Null) kind = it.kind;
    if (kind != Kind::Number && kind != Kind::Words) return lack_of("没有数也没有文字的 " + name);
    auto made = as(operands.back(), kind);
    for (std::size_t i = operands.size() - 1; i-- > 0;) made = call(name, {operands[i], made}, kind, kind);
    return made;
}

inline Put ForeignExpression::function(const std::string& name, Operands operands) {
    const auto count = operands.size();
    struct Same {
        std::string_view theirs, ours;
        Kind takes, gives;
        std::size_t least, most;
    };
    constexpr auto kNumber = Kind::Number;
    static constexpr std::array kSame{Same{"d2:ceil", "向上取整", kNumber, kNumber, 1, 1},
                                      Same{"ceiling", "向上取整", kNumber, kNumber, 1, 1},
                                      Same{"d2:floor", "向下取整", kNumber, kNumber, 1, 1},
                                      Same{"floor", "向下取整", kNumber, kNumber, 1, 1},
                                      Same{"d2:round", "四舍五入", kNumber, kNumber, 1, 2},
                                      Same{"round", "四舍五入", kNumber, kNumber, 1, 2},
                                      Same{"int", "取整", kNumber, kNumber, 1, 1},
                                      Same{"abs", "绝对值", kNumber, kNumber, 1, 1},
                                      Same{"pow", "幂", kNumber, kNumber, 2, 2},
                                      Same{"d2:modulus", "余数", kNumber, kNumber, 2, 2},
                                      Same{"greatest", "最大", kNumber, kNumber, 2, 9},
                                      Same{"least", "最小", kNumber, kNumber, 2, 9},
                                      Same{"max", "最大", kNumber, kNumber, 2, 9},
                                      Same{"min", "最小", kNumber, kNumber, 2, 9},
                                      Same{"d2:length", "长度", Kind::Words, kNumber, 1, 1},
                                      Same{"d2:concatenate", "连接", Kind::Words, Kind::Words, 2, 9},
                                      Same{"concat", "连接", Kind::Words, Kind::Words, 2, 9}};
    for (const auto& it : kSame)
        if (it.theirs == name && count >= it.least && count <= it.most)
            return call(std::string(it.ours), operands, it.takes, it.gives);
    if ((name == "true" || name == "false") && count == 0) return truth(name == "true");
    if (name == "not" && count == 1)
        return {"非 " + bracketed(as(operands[0], Kind::Condition)).text, Kind::Condition, {}, false, false};
    if (name == "boolean" && count == 1) return as(operands[0], Kind::Condition);
    if (name == "number" && count == 1) return as(operands[0], Kind::Number);
    if (name == "string" && count == 1) return as(operands[0], Kind::Words);
    if (name == "if" && count == 3) return chosen(operands);
    if ((name == "firstNonNull" || name == "coalesce") && count > 0) return folded("补缺", operands);
    if (name == "isNull" || name == "isNotNull") {
        auto asked = operands.at(0).kind == Kind::Null ? as(operands[0], Kind::Number) : operands[0];
        if (!asked.is_cell) return lack_of("空值 只问单元格");
        return {std::string(name == "isNull" ? "" : "非 ") + "空值(" + asked.text + ")",
                Kind::Condition,
                {},
                false,
                false};
    }
    if (name == "contains" && count > 1) return wildcard(operands, "*", "*");
    if (name == "starts-with") return wildcard(operands, "", "*");
    if (name == "ends-with") return wildcard(operands, "*", "");
    if (name == "d2:monthsBetween")
        return {"年月(" + as(operands.at(1), Kind::Words).text + ") - 年月(" +
                    as(operands.at(0), Kind::Words).text + ")",
                kNumber,
                {},
                false,
                false};
    return count == 0 ? lack_of("没有参数的函数") : defined(name, operands);
}

}  // namespace yj::edit
