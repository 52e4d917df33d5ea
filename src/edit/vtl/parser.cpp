#include "edit/vtl/parser.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "edit/vtl/functions.hpp"
#include "edit/vtl/parse_state.hpp"

namespace yj::edit::vtl {

namespace {

constexpr int kMostDeep = 200;
constexpr int kMostParts = 1'000'000;
constexpr std::size_t kMostBytes = 64U << 20U;

/// Operators of VTL 2.2 that the subset has not.
constexpr std::array<std::string_view, 27> kOutside{
    "random",     "eval",       "time_agg",  "flow_to_stock",   "stock_to_flow", "current_date",
    "daytoyear",  "daytomonth", "yeartoday", "monthtoday",      "rank",          "first_value",
    "last_value", "lag",        "lead",      "ratio_to_report", "customPivot",   "over",
    "partition",  "year",       "month",     "not_exists_in",   "indexof",       "merge",
    "get",        "put",        "ntile"};

Expr made(ExprKind kind, Place place) {
    Expr expr;
    expr.kind = kind;
    expr.place = place;
    return expr;
}

class Expressions {
public:
    explicit Expressions(ParseState& state) : state_(state) {}

    Expr expression() {
        const ParseState::Level level(state_);
        if (state_.too_deep()) return {};
        if (state_.is_word("if")) return if_then_else();
        if (state_.is_word("case")) return cases();
        return chain(0);
    }

private:
    /// The infix operators from the loosest to the tightest.
    static constexpr std::array<std::array<std::string_view, 6>, 5> kPrecedence{{
        {"or", "xor"},
        {"and"},
        {"=", "<>", "<", "<=", ">", ">="},
        {"+", "-", "||"},
        {"*", "/"},
    }};
    static constexpr std::size_t kComparison = 2;

    [[nodiscard]] bool at_operator(std::size_t level) const {
        const auto& token = state_.now();
        if (token.kind != TokenKind::Mark && token.kind != TokenKind::Name) return false;
        return !token.text.empty() &&
               std::ranges::find(kPrecedence.at(level), token.text) != kPrecedence.at(level).end();
    }

    Expr chain(std::size_t level) {
        if (level == kPrecedence.size()) return unary();
        Expr first = chain(level + 1);
        if (level == kComparison) first = membership_of_set(std::move(first));
        if (!at_operator(level)) return first;
        Expr all = made(ExprKind::Chain, state_.place());
        all.extra = std::make_unique<Extra>();
        all.operands.push_back(std::move(first));
        while (at_operator(level) && !state_.failed()) {
            all.extra->operators.emplace_back(state_.now().text);
            state_.next();
            Expr next = chain(level + 1);
            if (level == kComparison) next = membership_of_set(std::move(next));
            all.operands.push_back(std::move(next));
        }
        return all;
    }

    Expr membership_of_set(Expr operand) {
        while ((state_.is_word("in") || state_.is_word("not_in")) && !state_.failed()) {
            Expr in = made(ExprKind::In, state_.place());
            in.text = state_.now().text;
            in.extra = std::make_unique<Extra>();
            state_.next();
            if (!state_.is_mark("{")) {
                state_.fault("in 后面的“" + state_.shown() + "”不是列出的集合（值域名称不在支持的子集内）",
                             "{ 1, 2, 3 }");
                return operand;
            }
            state_.next();
            do in.extra->set.push_back(read_constant(state_));
            while (state_.take_mark(",") && !state_.failed());
            state_.expect_mark("}");
            in.operands.push_back(std::move(operand));
            operand = std::move(in);
            state_.count_part();
            const ParseState::Level level(state_);
            if (state_.is_word("in") || state_.is_word("not_in")) {
                state_.fault("一个比较里只能有一个 in", "用括号分开");
                break;
            }
        }
        return operand;
    }

    Expr unary() {
        const bool word = state_.is_word("not");
        if (!word && !state_.is_mark("-") && !state_.is_mark("+")) return postfix(primary());
        const ParseState::Level level(state_);
        if (state_.too_deep()) return {};
        Expr expr = made(ExprKind::Call, state_.place());
        expr.text = word ? "not" : state_.is_mark("-") ? "unary -" : "unary +";
        state_.next();
        expr.operands.push_back(unary());
        state_.count_part();
        return expr;
    }

    Expr postfix(Expr operand) {
        for (; !state_.failed(); state_.count_part()) {
            if (state_.is_mark("#")) {
                Expr member = made(ExprKind::Member, state_.place());
                state_.next();
                member.text = state_.take_name("组件的名称");
                // DS#Me takes one name; DS#Me#Me would nest without bound.
                if (operand.kind == ExprKind::Member)
                    return state_.fault("“#”不能连用", "数据集#组件"), std::move(operand);
                member.operands.push_back(std::move(operand));
                operand = std::move(member);
            } else if (state_.is_mark("[")) {
                state_.next();
                if (operand.kind != ExprKind::Clause) {
                    Expr clause = made(ExprKind::Clause, state_.place());
                    clause.extra = std::make_unique<Extra>();
                    clause.operands.push_back(std::move(operand));
                    operand = std::move(clause);
                }
                operand.extra->clauses.push_back(read_clause(state_));
                state_.expect_mark("]");
            } else {
                return operand;
            }
        }
        return operand;
    }

    Expr primary() {
        const auto place = state_.place();
        state_.count_part();
        if (state_.take_mark("(")) {
            Expr inside = expression();
            state_.expect_mark(")");
            return inside;
        }
        if (begins_constant(state_)) {
            Expr constant = made(ExprKind::Constant, place);
            auto column = read_constant(state_);
            constant.type = column.type;
            constant.value = std::move(column.values[0]);
            return constant;
        }
        const auto& now = state_.now();
        if (now.kind == TokenKind::Name && now.text == "_") {
            state_.next();
            return made(ExprKind::Omitted, place);
        }
        if (now.kind == TokenKind::Name && now.text == "if") return expression();
        if (now.kind == TokenKind::Name && now.text == "case") return expression();
        const bool call = now.kind == TokenKind::Name && state_.ahead().kind == TokenKind::Mark &&
                          state_.ahead().text == "(";
        if (call) return is_special(now.text) ? read_special(state_) : function();
        Expr name = made(ExprKind::Name, place);
        name.text = state_.take_name("名称、数、文字或运算");
        return name;
    }

    Expr function() {
        Expr call = made(ExprKind::Call, state_.place());
        call.text = state_.now().text;
        if (!check_known(call.text)) return call;
        state_.next();
        state_.next();
        if (call.text == "cast") return cast(std::move(call));
        if (call.text == "string_distance") {
            Expr method = made(ExprKind::Constant, state_.place());
            method.type = Type::String;
            const auto name = state_.take_one_of({"levenshtein", "damerau_levenshtein", "hamming"});
            if (name.empty())
                state_.fault("string_distance 的方法“" + state_.shown() + "”不在支持的子集内",
                             "levenshtein、damerau_levenshtein 或 hamming");
            method.value = Value(name);
            call.operands.push_back(std::move(method));
            state_.expect_mark(",");
        }
        while (!state_.is_mark(")") && !state_.failed()) {
            call.operands.push_back(expression());
            if (!state_.take_mark(",")) break;
        }
        state_.expect_mark(")");
        if (!state_.failed()) check_count(call);
        return call;
    }

    Expr cast(Expr call) {
        call.operands.push_back(expression());
        state_.expect_mark(",");
        const std::string word(state_.now().text);
        const auto type = parse_type(word);
        if (!type || *type == Type::Null)
            state_.fault("没有类型“" + word + "”",
                         "integer、number、string、boolean、date、time_period、time 或 duration");
        call.type = type.value_or(Type::Null);
        state_.next();
        if (state_.is_mark(",")) state_.fault("带格式掩码的 cast 不在支持的子集内", "cast(值, 类型)");
        state_.expect_mark(")");
        return call;
    }

    bool check_known(const std::string& name) {
        if (find_function(name) != nullptr || name == "cast" || name == "string_distance") return true;
        if (std::ranges::find(kOutside, name) != kOutside.end()) {
            state_.fault("VTL 的 " + name + " 不在支持的子集内", "docs/rooms/edit-vtl.md 列出的运算",
                         nearest_name(name, known_operators()).value_or(""));
            return false;
        }
        state_.fault("没有运算“" + name + "”", "docs/rooms/edit-vtl.md 列出的运算",
                     nearest_name(name, known_operators()).value_or(""));
        return false;
    }

    void check_count(const Expr& call) {
        const auto* function = find_function(call.text);
        if (function == nullptr) return;
        const int count = static_cast<int>(call.operands.size());
        if (count >= function->least && count <= function->most) return;
        state_.fault_at(call.place, call.text + " 有 " + std::to_string(count) + " 个参数",
                        function->least == function->most ? std::to_string(function->least) + " 个"
                                                          : std::to_string(function->least) + " 到 " +
                                                                std::to_string(function->most) + " 个");
    }

    Expr if_then_else() {
        Expr expr = made(ExprKind::If, state_.place());
        state_.next();
        expr.operands.push_back(expression());
        state_.expect_word("then");
        expr.operands.push_back(expression());
        state_.expect_word("else");
        expr.operands.push_back(expression());
        return expr;
    }

    Expr cases() {
        Expr expr = made(ExprKind::Case, state_.place());
        state_.next();
        while (state_.take_word("when") && !state_.failed()) {
            expr.operands.push_back(expression());
            state_.expect_word("then");
            expr.operands.push_back(expression());
        }
        if (expr.operands.empty()) state_.fault("case 里没有 when", "case when 条件 then 值 … else 值");
        state_.expect_word("else");
        expr.operands.push_back(expression());
        return expr;
    }

    ParseState& state_;
};

Assignment read_assignment(ParseState& state) {
    Assignment made;
    made.place = state.place();
    made.name = state.take_name("数据集的名称，或 define");
    if (!state.is_mark(":=") && !state.is_mark("<-"))
        state.fault("“" + made.name + "”后面是“" + state.shown() + "”", ":= 或 <-");
    made.persistent = state.is_mark("<-");
    state.next();
    made.expr = read_expression(state);
    return made;
}

}  // namespace

bool ParseState::take_word(std::string_view word) {
    if (!is_word(word)) return false;
    next();
    return true;
}

bool ParseState::take_mark(std::string_view mark) {
    if (!is_mark(mark)) return false;
    next();
    return true;
}

std::string ParseState::shown() const { return at_end() ? "文末" : std::string(now_.text); }

void ParseState::expect_word(std::string_view word) {
    if (!take_word(word)) fault("读到“" + shown() + "”", std::string(word));
}

void ParseState::expect_mark(std::string_view mark) {
    if (take_mark(mark)) return;
    std::string nearest;
    if (is_mark("<-")) return fault("“<-”是赋值", "小于负数写作“< -3”，中间有空格");
    if (now_.kind == TokenKind::Name) nearest = nearest_name(now_.text, known_operators()).value_or("");
    fault("读到“" + shown() + "”", std::string(mark), nearest == now_.text ? "" : nearest);
}

std::string ParseState::take_one_of(std::initializer_list<std::string_view> words) {
    for (const auto word : words)
        if (take_word(word)) return std::string(word);
    return {};
}

std::string ParseState::take_name(std::string_view expected) {
    static constexpr std::array<std::string_view, 10> kReserved{"if",   "then",  "else", "when", "end",
                                                                "true", "false", "null", "and",  "or"};
    const bool name =
        now_.kind == TokenKind::Quoted ||
        (now_.kind == TokenKind::Name && std::ranges::find(kReserved, now_.text) == kReserved.end());
    if (!name) {
        std::string what = "读到“" + shown() + "”";
        if (is_mark("\"") || is_mark("'")) what = "引号没有结束";
        if (is_mark("/*")) what = "注释没有结束";
        fault(what, std::string(expected));
        return {};
    }
    std::string taken(now_.text);
    next();
    return taken;
}

void ParseState::fault(std::string what, std::string expected, std::string nearest) {
    fault_at(place(), std::move(what), std::move(expected), std::move(nearest));
}

void ParseState::fault_at(Place place, std::string what, std::string expected, std::string nearest) {
    if (!fault_)
        fault_ =
            Fault{"脚本", place.line, place.column, std::move(what), std::move(expected), std::move(nearest)};
    now_ = ahead_ = Token{TokenKind::End, {}, now_.line, now_.column, now_.offset, now_.end};
    lexer_ = Lexer({});
}

bool ParseState::too_deep() {
    if (depth_ <= kMostDeep) return failed();
    fault("嵌套超过 " + std::to_string(kMostDeep) + " 层", "拆成几条语句");
    return true;
}

void ParseState::count_part() {
    if (++parts_ > kMostParts)
        fault("脚本太大，超过 " + std::to_string(kMostParts) + " 个部分", "拆成几个脚本");
}

Expr read_expression(ParseState& state) { return Expressions(state).expression(); }

const std::vector<std::string>& known_operators() {
    static const std::vector<std::string> kAll = [] {
        std::vector<std::string> names{"check",
                                       "check_datapoint",
                                       "check_hierarchy",
                                       "hierarchy",
                                       "inner_join",
                                       "left_join",
                                       "full_join",
                                       "cross_join",
                                       "union",
                                       "intersect",
                                       "setdiff",
                                       "symdiff",
                                       "exists_in",
                                       "sum",
                                       "avg",
                                       "count",
                                       "min",
                                       "max",
                                       "median",
                                       "var_pop",
                                       "var_samp",
                                       "stddev_pop",
                                       "stddev_samp",
                                       "cast",
                                       "string_distance",
                                       "timeshift",
                                       "fill_time_series",
                                       "filter",
                                       "calc",
                                       "keep",
                                       "drop",
                                       "rename",
                                       "sub",
                                       "aggr",
                                       "pivot",
                                       "unpivot",
                                       "in",
                                       "not_in",
                                       "if",
                                       "case"};
        for (const auto& function : all_functions())
            if (function.name.find(' ') == std::string_view::npos) names.emplace_back(function.name);
        return names;
    }();
    return kAll;
}

Outcome<Script> parse_script(std::string_view text, std::vector<Remark>& remarks) {
    if (text.size() > kMostBytes)
        return std::unexpected(Fault{"脚本", 0, 0, "脚本超过 64 MB", "拆成几个脚本", ""});
    if (!is_utf8(text)) return std::unexpected(Fault{"脚本", 0, 0, "脚本不是 UTF-8 文本", "UTF-8", ""});
    ParseState state(text);
    Script script;
    while (!state.at_end() && !state.failed()) {
        if (state.take_mark(";")) continue;
        if (state.is_word("define"))
            read_definition(state, script);
        else
            script.assignments.push_back(read_assignment(state));
        if (!state.at_end() && !state.is_mark(";"))
            state.fault("语句后面是“" + state.shown() + "”", "分号",
                        nearest_name(state.shown(), known_operators()).value_or(""));
    }
    if (state.failed()) return std::unexpected(*state.first_fault());
    remarks = state.remarks();
    return script;
}

Outcome<Script> parse_script(std::string_view text) {
    std::vector<Remark> remarks;
    return parse_script(text, remarks);
}

}  // namespace yj::edit::vtl
