#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "edit/vtl/parse_state.hpp"

namespace yj::edit::vtl {

namespace {

constexpr std::array<std::string_view, 10> kAggregates{
    "sum", "avg", "count", "min", "max", "median", "var_pop", "var_samp", "stddev_pop", "stddev_samp"};
constexpr std::array<std::string_view, 4> kJoins{"inner_join", "left_join", "full_join", "cross_join"};
constexpr std::array<std::string_view, 7> kSets{"union",     "intersect", "setdiff",         "symdiff",
                                                "exists_in", "timeshift", "fill_time_series"};
constexpr std::array<std::string_view, 4> kChecks{"check", "check_datapoint", "check_hierarchy", "hierarchy"};

template <std::size_t N>
bool one_of(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

Expr made(ExprKind kind, ParseState& state) {
    Expr expr;
    expr.kind = kind;
    expr.place = state.place();
    expr.text = std::string(state.now().text);
    expr.extra = std::make_unique<Extra>();
    return expr;
}

std::optional<Role> read_role(ParseState& state) {
    // "measure" may itself be the name of a component: a role is followed by a name.
    const auto& next = state.ahead();
    if (next.kind != TokenKind::Name && next.kind != TokenKind::Quoted) return std::nullopt;
    if (state.take_word("identifier")) return Role::Identifier;
    if (state.take_word("measure")) return Role::Measure;
    if (state.take_word("attribute")) return Role::Attribute;
    if (state.take_word("viral")) {
        state.expect_word("attribute");
        return Role::ViralAttribute;
    }
    return std::nullopt;
}

std::vector<std::string> read_components(ParseState& state) {
    std::vector<std::string> names;
    do names.push_back(read_component(state));
    while (state.take_mark(",") && !state.failed());
    return names;
}

Item read_item(ParseState& state, ClauseKind kind) {
    Item item;
    item.place = state.place();
    if (kind == ClauseKind::Calc || kind == ClauseKind::Aggr) item.role = read_role(state);
    item.name = read_component(state);
    if (kind == ClauseKind::Rename) {
        state.expect_word("to");
        item.to = read_component(state);
    } else if (kind == ClauseKind::Calc || kind == ClauseKind::Aggr) {
        state.expect_mark(":=");
        item.expr = read_expression(state);
    } else if (kind == ClauseKind::Sub) {
        state.expect_mark("=");
        item.expr = read_expression(state);
    }
    return item;
}

std::optional<ClauseKind> clause_kind(const ParseState& state) {
    static constexpr std::array<std::pair<std::string_view, ClauseKind>, 10> kKinds{{
        {"filter", ClauseKind::Filter},
        {"calc", ClauseKind::Calc},
        {"aggr", ClauseKind::Aggr},
        {"keep", ClauseKind::Keep},
        {"drop", ClauseKind::Drop},
        {"rename", ClauseKind::Rename},
        {"sub", ClauseKind::Sub},
        {"pivot", ClauseKind::Pivot},
        {"unpivot", ClauseKind::Unpivot},
        {"apply", ClauseKind::Apply},
    }};
    if (state.now().kind != TokenKind::Name) return std::nullopt;
    const auto found =
        std::ranges::find(kKinds, state.now().text, &std::pair<std::string_view, ClauseKind>::first);
    return found == kKinds.end() ? std::nullopt : std::optional(found->second);
}

void read_join(ParseState& state, Expr& join) {
    do {
        join.operands.push_back(read_expression(state));
        join.extra->aliases.push_back(state.take_word("as") ? state.take_name("别名") : std::string());
    } while (state.take_mark(",") && !state.failed());
    if (state.take_word("using")) join.extra->components = read_components(state);
    while (begins_clause(state) && !state.failed()) {
        join.extra->clauses.push_back(read_clause(state));
        (void)state.take_mark(",");
    }
}

void read_set_operation(ParseState& state, Expr& expr) {
    do {
        if (expr.operands.size() == 2 && state.is_word("all")) {
            expr.extra->output = "all";
            state.next();
            break;
        }
        if (expr.operands.size() == 1 && expr.text == "fill_time_series") {
            expr.extra->output = state.take_one_of({"single", "all"});
            if (expr.extra->output.empty()) state.fault("读到“" + state.shown() + "”", "single 或 all");
            break;
        }
        expr.operands.push_back(read_expression(state));
    } while (state.take_mark(",") && !state.failed());
    const auto count = expr.operands.size();
    const bool two = expr.text == "setdiff" || expr.text == "symdiff" || expr.text == "timeshift";
    const bool wrong = expr.text == "exists_in"          ? count < 2 || count > 3
                       : expr.text == "fill_time_series" ? count != 1
                       : two                             ? count != 2
                                                         : count < 2;
    if (wrong)
        state.fault_at(expr.place, expr.text + " 有 " + std::to_string(count) + " 个参数", two ? "2 个" : "");
}

void read_check(ParseState& state, Expr& check) {
    check.operands.push_back(read_expression(state));
    if (state.take_word("errorcode")) check.extra->errorcode = read_expression(state);
    if (state.take_word("errorlevel")) check.extra->errorlevel = read_expression(state);
    if (state.take_word("imbalance")) check.extra->imbalance = read_expression(state);
    check.extra->output = state.take_one_of({"invalid", "all"});
}

void read_check_datapoint(ParseState& state, Expr& check) {
    check.operands.push_back(read_expression(state));
    state.expect_mark(",");
    check.extra->ruleset = state.take_name("数据点规则集的名称");
    if (state.take_word("components")) check.extra->components = read_components(state);
    check.extra->output = state.take_one_of({"invalid", "all_measures", "all"});
}

void read_hierarchy(ParseState& state, Expr& expr) {
    auto& extra = *expr.extra;
    expr.operands.push_back(read_expression(state));
    state.expect_mark(",");
    extra.ruleset = state.take_name("层次规则集的名称");
    if (state.take_word("condition")) extra.components = read_components(state);
    const bool named = state.is_word("rule") &&
                       (state.ahead().kind == TokenKind::Quoted || (state.ahead().kind == TokenKind::Name));
    static constexpr std::array<std::string_view, 9> kOptions{"non_null",     "non_zero",    "partial_null",
                                                              "partial_zero", "always_null", "always_zero",
                                                              "computed",     "all",         "dataset"};
    if (named && !one_of(kOptions, state.ahead().text)) {
        state.next();
        extra.rule_component = read_component(state);
    }
    extra.mode = state.take_one_of(
        {"non_null", "non_zero", "partial_null", "partial_zero", "always_null", "always_zero"});
    if (expr.text == "hierarchy") {
        extra.input = state.take_one_of({"dataset", "rule_priority", "rule"});
        extra.output = state.take_one_of({"computed", "all"});
    } else {
        extra.input = state.take_one_of({"dataset_priority", "dataset"});
        extra.output = state.take_one_of({"invalid", "all_measures", "all"});
    }
}

void read_aggregate(ParseState& state, Expr& expr) {
    if (!state.is_mark(")")) expr.operands.push_back(read_expression(state));
    if (expr.operands.empty() && expr.text != "count")
        state.fault(expr.text + " 没有参数", expr.text + "(组件或数据集)");
    if (state.is_word("over")) state.fault("分析函数 over 不在支持的子集内", "group by 或 group except");
    expr.extra->grouping = read_grouping(state);
}

Column read_code(ParseState& state, std::string_view word) {
    if (!state.take_word(word)) return Column::of(Type::Null, Value());
    return read_constant(state);
}

std::vector<Signature> read_signature(ParseState& state) {
    std::vector<Signature> all;
    do {
        Signature one;
        state.count_part();
        one.name = state.take_name("变量或值域的名称");
        one.alias = state.take_word("as") ? state.take_name("别名") : one.name;
        all.push_back(std::move(one));
    } while (state.take_mark(",") && !state.failed());
    return all;
}

bool read_domain_word(ParseState& state) {
    if (state.take_word("valuedomain")) return true;
    if (!state.take_word("variable")) state.fault("读到“" + state.shown() + "”", "variable 或 valuedomain");
    return false;
}

/// The label in front of a rule; its number in the set where there is none.
std::string read_label(ParseState& state, std::size_t before) {
    const bool label = (state.now().kind == TokenKind::Name || state.now().kind == TokenKind::Quoted ||
                        state.now().kind == TokenKind::Integer) &&
                       state.ahead().kind == TokenKind::Mark && state.ahead().text == ":";
    if (!label) return std::to_string(before + 1);
    std::string name(state.now().text);
    state.next();
    state.next();
    return name;
}

DatapointRule read_datapoint_rule(ParseState& state, std::size_t before) {
    DatapointRule rule;
    rule.place = state.place();
    rule.offset = state.now().offset;
    rule.name = read_label(state, before);
    if (state.take_word("when")) {
        rule.when = read_expression(state);
        state.expect_word("then");
    }
    rule.then = read_expression(state);
    rule.errorcode = read_code(state, "errorcode");
    rule.errorlevel = read_code(state, "errorlevel");
    rule.end = state.behind();
    return rule;
}

std::string read_code_item(ParseState& state) {
    if (state.now().kind == TokenKind::Integer || state.now().kind == TokenKind::Number ||
        state.now().kind == TokenKind::Text) {
        std::string code(state.now().text);
        state.next();
        return code;
    }
    return state.take_name("代码项");
}

HierarchicalRule read_hierarchical_rule(ParseState& state, std::size_t before) {
    HierarchicalRule rule;
    rule.place = state.place();
    rule.name = read_label(state, before);
    if (state.take_word("when")) {
        rule.when = read_expression(state);
        state.expect_word("then");
    }
    rule.left = read_code_item(state);
    for (const auto mark : {"=", "<=", ">=", "<", ">", "<>"})
        if (state.take_mark(mark)) {
            rule.comparison = mark;
            break;
        }
    do {
        CodeItem item;
        state.count_part();
        if (state.take_mark("-"))
            item.sign = -1;
        else
            (void)state.take_mark("+");
        item.code = read_code_item(state);
        if (state.take_mark("[")) {
            item.condition = read_expression(state);
            state.expect_mark("]");
        }
        rule.right.push_back(std::move(item));
    } while ((state.is_mark("+") || state.is_mark("-")) && !state.failed());
    rule.errorcode = read_code(state, "errorcode");
    rule.errorlevel = read_code(state, "errorlevel");
    return rule;
}

template <class Rules, class Read>
void read_rule_list(ParseState& state, Rules& rules, std::string_view kind, Read read) {
    state.expect_word("is");
    do {
        if (state.is_word("end")) break;
        rules.push_back(read(state, rules.size()));
        for (std::size_t i = 0; i + 1 < rules.size() && rules.size() < 2000; ++i)
            if (rules[i].name == rules.back().name)
                state.fault_at(rules.back().place, "规则“" + rules.back().name + "”重复",
                               "每个规则名只用一次");
    } while (state.take_mark(";") && !state.failed());
    state.expect_word("end");
    state.expect_word(kind);
    state.expect_word("ruleset");
}

}  // namespace

bool is_aggregate(std::string_view word) { return one_of(kAggregates, word); }

bool is_special(std::string_view word) {
    return is_aggregate(word) || one_of(kJoins, word) || one_of(kSets, word) || one_of(kChecks, word);
}

Expr read_special(ParseState& state) {
    const auto word = state.now().text;
    const auto kind = is_aggregate(word)          ? ExprKind::Aggregate
                      : one_of(kJoins, word)      ? ExprKind::Join
                      : one_of(kSets, word)       ? ExprKind::SetOperation
                      : word == "check"           ? ExprKind::Check
                      : word == "check_datapoint" ? ExprKind::CheckDatapoint
                      : word == "check_hierarchy" ? ExprKind::CheckHierarchy
                                                  : ExprKind::Hierarchy;
    Expr expr = made(kind, state);
    state.next();
    state.next();
    switch (kind) {
        case ExprKind::Aggregate: read_aggregate(state, expr); break;
        case ExprKind::Join: read_join(state, expr); break;
        case ExprKind::SetOperation: read_set_operation(state, expr); break;
        case ExprKind::Check: read_check(state, expr); break;
        case ExprKind::CheckDatapoint: read_check_datapoint(state, expr); break;
        default: read_hierarchy(state, expr); break;
    }
    state.expect_mark(")");
    return expr;
}

std::string read_component(ParseState& state) {
    state.count_part();
    auto name = state.take_name("组件的名称");
    if (state.take_mark("#")) name += "#" + state.take_name("组件的名称");
    return name;
}

bool begins_constant(const ParseState& state) {
    const auto kind = state.now().kind;
    if (kind == TokenKind::Integer || kind == TokenKind::Number || kind == TokenKind::Text) return true;
    return state.is_word("true") || state.is_word("false") || state.is_word("null");
}

Column read_constant(ParseState& state) {
    state.count_part();
    const bool minus = state.is_mark("-");
    if (minus || state.is_mark("+")) state.next();
    const auto token = state.now();
    if (token.kind == TokenKind::Integer || token.kind == TokenKind::Number) {
        const auto number = parse_fraction(token.text);
        if (!number) state.fault("数“" + std::string(token.text.substr(0, 40)) + "”太长", "不超过 38 位");
        state.next();
        const auto value = number.value_or(Fraction());
        return Column::of(token.kind == TokenKind::Integer ? Type::Integer : Type::Number,
                          minus ? value.negated() : value);
    }
    if (minus || !begins_constant(state)) {
        state.fault("读到“" + state.shown() + "”", "一个常数");
        return Column::of(Type::Null, Value());
    }
    state.next();
    if (token.kind == TokenKind::Text) return Column::of(Type::String, std::string(token.text));
    if (token.text == "null") return Column::of(Type::Null, Value());
    return Column::of(Type::Boolean, token.text == "true");
}

bool begins_clause(const ParseState& state) { return clause_kind(state).has_value(); }

ClauseText read_clause(ParseState& state) {
    ClauseText clause;
    clause.place = state.place();
    const auto kind = clause_kind(state);
    if (!kind) {
        static const std::vector<std::string> kClauses{"filter", "calc", "aggr",  "keep",   "drop",
                                                       "rename", "sub",  "pivot", "unpivot"};
        state.fault("没有子句“" + state.shown() + "”",
                    "filter、calc、aggr、keep、drop、rename、sub、pivot 或 unpivot",
                    nearest_name(state.shown(), kClauses).value_or(""));
        return clause;
    }
    clause.kind = *kind;
    state.next();
    if (*kind == ClauseKind::Filter || *kind == ClauseKind::Apply) {
        clause.condition = read_expression(state);
        return clause;
    }
    do clause.items.push_back(read_item(state, *kind));
    while (state.take_mark(",") && !state.failed());
    if (*kind == ClauseKind::Aggr) clause.grouping = read_grouping(state);
    if ((*kind == ClauseKind::Pivot || *kind == ClauseKind::Unpivot) && clause.items.size() != 2)
        state.fault_at(clause.place, "pivot 和 unpivot 有两个名称", "标识组件, 度量组件");
    return clause;
}

Grouping read_grouping(ParseState& state) {
    Grouping grouping;
    grouping.place = state.place();
    if (state.take_word("group")) {
        if (state.is_word("all")) {
            state.fault("group all 不在支持的子集内", "group by 或 group except");
            return grouping;
        }
        grouping.how = state.is_word("except") ? GroupHow::Except : GroupHow::By;
        if (!state.take_word("except")) state.expect_word("by");
        grouping.names = read_components(state);
        if (state.is_word("time_agg")) state.fault("VTL 的 time_agg 不在支持的子集内", "group by 标识组件");
    }
    if (state.take_word("having")) grouping.having = read_expression(state);
    return grouping;
}

void read_definition(ParseState& state, Script& script) {
    const auto place = state.place();
    state.next();
    if (state.take_word("datapoint")) {
        DatapointRuleset made;
        made.place = place;
        state.expect_word("ruleset");
        made.name = state.take_name("规则集的名称");
        state.expect_mark("(");
        made.by_domain = read_domain_word(state);
        made.signature = read_signature(state);
        state.expect_mark(")");
        read_rule_list(state, made.rules, "datapoint", read_datapoint_rule);
        script.datapoint_rulesets.push_back(std::move(made));
    } else if (state.take_word("hierarchical")) {
        HierarchicalRuleset made;
        made.place = place;
        state.expect_word("ruleset");
        made.name = state.take_name("规则集的名称");
        state.expect_mark("(");
        made.by_domain = read_domain_word(state);
        if (state.take_word("condition")) made.conditions = read_signature(state);
        state.expect_word("rule");
        made.rule_variable = state.take_name("变量或值域的名称");
        state.expect_mark(")");
        read_rule_list(state, made.rules, "hierarchical", read_hierarchical_rule);
        script.hierarchical_rulesets.push_back(std::move(made));
    } else if (state.is_word("operator")) {
        state.fault("自定义运算 define operator 不在支持的子集内",
                    "define datapoint ruleset 或 define hierarchical ruleset");
    } else {
        state.fault("读到“" + state.shown() + "”", "datapoint 或 hierarchical");
    }
}

}  // namespace yj::edit::vtl
