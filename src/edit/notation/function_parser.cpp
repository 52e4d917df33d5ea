// The functions of the notation and what they take.
#include <algorithm>
#include <array>

#include "edit/notation/condition_parser.hpp"

namespace yj::edit {

namespace {

constexpr std::array kFunctions{
    Function{"绝对值", NodeKind::Absolute, 1, 1, Sort::Number},
    Function{"最大", NodeKind::Largest, 2, -1, Sort::Number},
    Function{"最小", NodeKind::Smallest, 2, -1, Sort::Number},
    Function{"四舍五入", NodeKind::RoundTo, 1, 2, Sort::Number},
    Function{"向下取整", NodeKind::RoundDown, 1, 2, Sort::Number},
    Function{"向上取整", NodeKind::RoundUp, 1, 2, Sort::Number},
    Function{"取整", NodeKind::Truncate, 1, 2, Sort::Number},
    Function{"余数", NodeKind::Remainder, 2, 2, Sort::Number},
    Function{"幂", NodeKind::Power, 2, 2, Sort::Number},
    Function{"补缺", NodeKind::IfBlank, 2, 2, Sort::Either},
    Function{"空值", NodeKind::IsBlank, 1, 1, Sort::Either},
    Function{"校验码", NodeKind::CheckDigits, 1, 1, Sort::Words},
    Function{"代码属于", NodeKind::CodeBelongs, 2, -1, Sort::Words},
    Function{"开头", NodeKind::CodeBelongs, 2, -1, Sort::Words},
    Function{"样式", NodeKind::Matches, 2, 2, Sort::Words},
    Function{"长度", NodeKind::Length, 1, 1, Sort::Words},
    Function{"截取", NodeKind::Substring, 2, 3, Sort::Either},
    Function{"去空格", NodeKind::Trim, 1, 1, Sort::Words},
    Function{"大写", NodeKind::Upper, 1, 1, Sort::Words},
    Function{"小写", NodeKind::Lower, 1, 1, Sort::Words},
    Function{"连接", NodeKind::Join, 2, -1, Sort::Words},
};

struct GroupFunction {
    std::string_view name;
    GroupValue value;
};
constexpr std::array kGroupFunctions{
    GroupFunction{"平均值", GroupValue::Mean},    GroupFunction{"中位数", GroupValue::Median},
    GroupFunction{"合计值", GroupValue::Sum},     GroupFunction{"最小值", GroupValue::Smallest},
    GroupFunction{"最大值", GroupValue::Largest}, GroupFunction{"个数", GroupValue::Count}};

/// Attributes of the register that are words, numbers, or both (规模: 大型 or 1).
constexpr std::array<std::string_view, 14> kWordAttributes{
    "代码", "名称", "行业", "行业门类", "行业大类", "行业中类", "行业小类",
    "区划", "区县", "乡镇", "村",       "类型",     "报表类别", "归属法人"};
constexpr std::array<std::string_view, 2> kNumberAttributes{"运营状态", "四上"};
/// By which a group may be formed without 单位. before it.
constexpr std::array<std::string_view, 14> kKeyAttributes{
    "行业门类", "行业大类", "行业中类", "行业小类", "行业",     "区划",     "区县",
    "乡镇",     "村",       "规模",     "类型",     "报表类别", "运营状态", "四上"};

template <class List>
bool contains(const List& list, std::string_view name) {
    return std::ranges::find(list, name) != list.end();
}

std::string marked(std::string_view name) { return "“" + std::string(name) + "”"; }

}  // namespace

const Function* ConditionParser::function_at() const {
    if (words_->now().kind != WordKind::Name || words_->ahead(1).text != "(") return nullptr;
    const auto found = std::ranges::find(kFunctions, words_->now().text, &Function::name);
    return found == kFunctions.end() ? nullptr : &*found;
}

Sort ConditionParser::attribute_sort(std::string_view name) {
    if (contains(kWordAttributes, name)) return Sort::Words;
    return contains(kNumberAttributes, name) ? Sort::Number : Sort::Either;
}

int ConditionParser::operand(const Function& function) {
    const int made = sum();
    if (!ok_) return 0;
    if (function.takes != Sort::Either) demand(made, function.takes);
    if (function.takes == Sort::Words && function.kind == NodeKind::CheckDigits &&
        node(made).kind != NodeKind::Cell)
        return stop("校验码 要一个文字单元格", "[行.栏]");
    return made;
}

int ConditionParser::call(const Function& function) {
    words_->next();
    must("(");
    std::vector<int> operands;
    do operands.push_back(operand(function));
    while (ok_ && words_->take(","));
    const int count = static_cast<int>(operands.size());
    if (ok_ && (count < function.least || (function.most >= 0 && count > function.most)))
        return stop(marked(function.name) + "的参数个数不对",
                    function.most < 0 || function.least != function.most
                        ? std::to_string(function.least) + " 个或更多"
                        : std::to_string(function.least) + " 个");
    must(")");
    if (!ok_) return 0;
    switch (function.kind) {
        case NodeKind::Largest:
        case NodeKind::Smallest: return extreme(function, operands);
        case NodeKind::IsBlank:
            if (node(operands[0]).kind != NodeKind::Cell && node(operands[0]).kind != NodeKind::Attribute)
                return stop("空值 要一个单元格或名录中的一项", "空值([01.1])");
            break;
        case NodeKind::IfBlank: demand(operands[1], sort_of(operands[0])); break;
        case NodeKind::Substring:
            demand(operands[0], Sort::Words);
            for (std::size_t i = 1; i < operands.size(); ++i) demand(operands[i], Sort::Number);
            break;
        case NodeKind::CodeBelongs:
        case NodeKind::Matches:
            for (std::size_t i = 1; i < operands.size(); ++i)
                if (node(operands[i]).kind != NodeKind::Text)
                    return stop(marked(function.name) + "从第二项起要加引号",
                                std::string(function.name) + "([205.1], \"110\")");
            break;
        default: break;
    }
    return add(function.kind, std::move(operands));
}

/// 最大(a, b, c) is 最大(最大(a, b), c).
int ConditionParser::extreme(const Function& function, const std::vector<int>& operands) {
    int made = operands[0];
    for (std::size_t i = 1; i < operands.size(); ++i) made = add(function.kind, {made, operands[i]});
    return made;
}

int ConditionParser::belongs(NodeKind kind) {
    words_->next();
    must("(");
    std::vector<int> operands;
    do {
        if (words_->now().kind != WordKind::Text)
            return kind == NodeKind::BelongsTo ? stop("行业代码要加引号", "行业属于(\"C\", \"F52\")")
                                               : stop("区划代码要加引号", "区划属于(\"990101\")");
        operands.push_back(quoted());
    } while (ok_ && words_->take(","));
    must(")");
    return add(kind, std::move(operands));
}

/// 属于(x, "a", "b") and 属于(x, 1, 2).
int ConditionParser::one_of() {
    words_->next();
    must("(");
    std::vector<int> operands{ok_ ? sum() : 0};
    if (ok_ && sort_of(operands[0]) == Sort::Condition)
        return stop("属于 的第一项要是数或文字", "属于([01.1], 1, 2)");
    auto sort = sort_of(operands[0]);
    while (ok_ && words_->take(",")) {
        operands.push_back(sum());
        if (sort == Sort::Either) sort = sort_of(operands.back());
        demand(operands.back(), sort);
    }
    must(")");
    if (ok_ && operands.size() < 2) return stop("属于 没有写属于哪些", "属于(x, \"甲\", \"乙\")");
    return add(NodeKind::OneOf, std::move(operands));
}

/// 取值(条件, 甲, 乙)
int ConditionParser::choose() {
    words_->next();
    must("(");
    const int condition = ok_ ? implication() : 0;
    demand(condition, Sort::Condition);
    must(",");
    const int then = ok_ ? sum() : 0;
    if (sort_of(then) == Sort::Condition && ok_)
        return stop("取值 取的是数或文字", "条件用 若 … 则 … 否则 …");
    must(",");
    const int otherwise = ok_ ? sum() : 0;
    demand(otherwise, sort_of(then));
    must(")");
    return add(NodeKind::Choose, {condition, then, otherwise});
}

/// 年月([a05.1]); 年月(本期) is the month in which the period ends.
int ConditionParser::year_month() {
    words_->next();
    must("(");
    std::vector<int> operands;
    if (!words_->take("本期")) {
        operands.push_back(ok_ ? sum() : 0);
        if (ok_ && sort_of(operands[0]) == Sort::Condition) return stop("年月 要一个单元格", "年月([a05.1])");
    }
    must(")");
    return add(NodeKind::YearMonth, std::move(operands));
}

int ConditionParser::attribute() {
    words_->next();
    must(".");
    if (words_->now().kind != WordKind::Name)
        return stop("“单位.”后面要写名录中的项", "单位.运营状态、单位.行业大类 …");
    Node made;
    made.kind = NodeKind::Attribute;
    made.text = words_->now().text;
    words_->next();
    return add(std::move(made));
}

/// 平均值(x 按 行业大类, 规模) and the like; -1 when the name is none of them.
int ConditionParser::group_call(std::string_view name) {
    Node made;
    const auto group = std::ranges::find(kGroupFunctions, name, &GroupFunction::name);
    if (group != kGroupFunctions.end()) {
        made.kind = NodeKind::Aggregate;
        made.aggregate = group->value;
    } else if (name == "唯一") {
        made.kind = NodeKind::Unique;
    } else if (name == "四分位内") {
        made.kind = NodeKind::InFences;
    } else if (name == "比率离群") {
        made.kind = NodeKind::RatioOutlier;
    } else {
        return -1;
    }
    if (in_group_) return stop("横向函数里不能再有横向函数", "拆成几条规则");
    if (!open_scopes_.empty()) return stop("范围中不能有横向函数", "名录中的资料");
    in_group_ = true;
    it_.uses_population = true;
    made.text = name;
    words_->next();
    must("(");
    if (ok_) group_operands(made);
    must(")");
    in_group_ = false;
    return add(std::move(made));
}

/// What is taken (for 个数 a condition, a cell or nothing), bounds, and after 按 the keys.
void ConditionParser::group_operands(Node& made) {
    const bool counts = made.kind == NodeKind::Aggregate && made.aggregate == GroupValue::Count;
    const std::size_t most = made.kind == NodeKind::Unique         ? 20
                             : made.kind == NodeKind::InFences     ? 2
                             : made.kind == NodeKind::RatioOutlier ? 5
                                                                   : 1;
    const bool none = counts && (words_->is(")") || words_->is("按"));
    if (!none) do {
            const int made_here = counts ? implication() : sum();
            made.operands.push_back(made_here);
            if (made.kind == NodeKind::Unique || counts) continue;
            demand(made_here, Sort::Number);
        } while (ok_ && words_->take(",") && !words_->is("按"));
    if (ok_ && (made.operands.size() > most ||
                (made.kind != NodeKind::Unique && !counts && made.operands.size() < most))) {
        stop(marked(made.text) + "的参数个数不对",
             made.kind == NodeKind::InFences       ? "四分位内(x, 1.5 按 行业大类)"
             : made.kind == NodeKind::RatioOutlier ? "比率离群(现值, 前值, U, A, C 按 行业大类)"
                                                   : made.text + "(x 按 行业大类)");
        return;
    }
    const std::size_t values = made.kind == NodeKind::InFences ? 1 : 2;  // before the constants
    for (auto i = values;
         ok_ && made.kind != NodeKind::Aggregate && made.kind != NodeKind::Unique && i < made.operands.size();
         ++i)
        if (node(made.operands[i]).kind != NodeKind::Number)
            stop(marked(made.text) + "的界限要是数字", "如 1.5");
    made.row = static_cast<int>(made.operands.size());  // where the keys begin
    if (!ok_ || made.kind == NodeKind::Unique || !words_->take("按")) return;
    do made.operands.push_back(group_key());
    while (ok_ && words_->take(","));
}

/// A key: an attribute of the register by its name, a column of the table, a cell.
int ConditionParser::group_key() {
    const auto& word = words_->now();
    const bool cell = word.text == "[" || known_.table() || word.text == "单位" || function_at() != nullptr ||
                      words_->ahead(1).text == "(";
    if (cell) {
        const int made = sum();
        if (ok_ && sort_of(made) == Sort::Condition) return stop("按 后面是分组的项", "行业大类、规模 …");
        return made;
    }
    if (word.kind != WordKind::Name || !contains(kKeyAttributes, word.text)) {
        std::vector<std::string> known(kKeyAttributes.begin(), kKeyAttributes.end());
        return stop("不能按“" + shown_word(word.text) + "”分组", "行业大类、区县、规模，或 单位.名称、单元格",
                    nearest_word(word.text, known));
    }
    Node made;
    made.kind = NodeKind::Attribute;
    made.text = word.text;
    words_->next();
    return add(std::move(made));
}

}  // namespace yj::edit
