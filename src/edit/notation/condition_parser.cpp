#include "edit/notation/condition_parser.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace yj::edit {

namespace {

struct Comparison {
    std::string_view mark;
    NodeKind kind;
};
constexpr std::array kComparisons{
    Comparison{"==", NodeKind::Equal},        Comparison{"≈", NodeKind::Equal},
    Comparison{"!=", NodeKind::NotEqual},     Comparison{"<=", NodeKind::LessEqual},
    Comparison{">=", NodeKind::GreaterEqual}, Comparison{"<", NodeKind::Less},
    Comparison{">", NodeKind::Greater}};

/// Bounds of what one rule may be, so that no text can exhaust the stack or the memory.
constexpr int kDeepest = 100;  // brackets in brackets
constexpr int kTallest = 500;  // a + b + c + …
constexpr int kMostNodes = 20'000;

const Comparison* comparison_mark(const Word& word) {
    if (word.kind != WordKind::Mark) return nullptr;
    const auto found = std::ranges::find(kComparisons, word.text, &Comparison::mark);
    return found == kComparisons.end() ? nullptr : &*found;
}

const char* sort_name(Sort sort) {
    if (sort == Sort::Words) return "文字";
    return sort == Sort::Condition ? "条件" : "数";
}

}  // namespace

bool ConditionParser::read_condition() {
    const int root = implication();
    if (ok_ && sort_of(root) != Sort::Condition)
        stop("这里只有" + std::string(sort_name(sort_of(root))) + "，没有条件", "比较，如 [04] <= [03]");
    it_.root = root;
    it_.condition_nodes = static_cast<int>(it_.nodes.size());
    (void)words_->failed();
    return ok_;
}

bool ConditionParser::restrict_to(std::string_view scope) {
    const int condition = scoped(scope);
    if (!ok_) return false;
    if (it_.scope < 0) {
        it_.scope = condition;
        it_.root = add(NodeKind::Implies, {it_.scope, it_.root});
    } else {
        const int inside = node(it_.root).operands[1];
        it_.scope = add(NodeKind::And, {it_.scope, condition});
        it_.root = add(NodeKind::Implies, {it_.scope, inside});
    }
    it_.condition_nodes = static_cast<int>(it_.nodes.size());
    return ok_;
}

bool ConditionParser::check_scope(std::string_view scope) {
    (void)scoped(scope);
    return ok_;
}

bool ConditionParser::read_hint(const Word& word, std::vector<HintPart>& parts) {
    std::string_view rest = word.text;
    if (rest.find('{') == std::string_view::npos) return ok_;
    in_hint_ = true;
    int column = word.column + 1;
    while (!rest.empty() && ok_) {
        const auto open = rest.find('{');
        HintPart part{std::string(rest.substr(0, open)), -1};
        if (open != std::string_view::npos) {
            const auto close = rest.find('}', open);
            if (close == std::string_view::npos) return stop("提示中的“{”没有合上", "{指标名称}"), false;
            auto words = cut_words(rest.substr(open + 1, close - open - 1), known_.sort);
            for (auto& it : words) {
                it.line = word.line;
                it.column += column + static_cast<int>(open);
            }
            WordStream inside(words_->path(), words, words_->faults());
            auto* outside = std::exchange(words_, &inside);
            part.node = sum();
            if (ok_ && (!inside.at_end() || sort_of(part.node) == Sort::Condition))
                stop("提示的“{”中只能是单元格或算式", "{指标名称}");
            words_ = outside;
            column += static_cast<int>(close + 1);
            rest.remove_prefix(close + 1);
        } else {
            rest = {};
        }
        parts.push_back(std::move(part));
    }
    return ok_;
}

/// 范围 by name, its condition read here; a name within its own meaning is refused.
int ConditionParser::scoped(std::string_view name) {
    const auto* scope = known_.scope(name);
    if (scope == nullptr || !scope->sound) {
        ok_ = false;  // a 范围 with a fault was told where it is defined
        return 0;
    }
    if (std::ranges::find(open_scopes_, name) != open_scopes_.end()) {
        std::string way;
        for (const auto& it : open_scopes_) way += it + " → ";
        return stop("范围“" + std::string(name) + "”绕回了自己：" + way + std::string(name),
                    "不相互引用的范围");
    }
    scopes_used_.emplace(name);
    open_scopes_.emplace_back(name);
    WordStream inside(scope->path, scope->words, words_->faults());
    auto* outside = std::exchange(words_, &inside);
    const int made = implication();
    if (ok_ && !inside.at_end()) stop("读不懂“" + shown_word(inside.now().text) + "”", "下一条 规则 或 范围");
    if (ok_) demand(made, Sort::Condition);
    words_ = outside;
    open_scopes_.pop_back();
    return made;
}

int ConditionParser::add(NodeKind kind, std::vector<int> operands) {
    Node made;
    made.kind = kind;
    made.operands = std::move(operands);
    return add(std::move(made));
}

int ConditionParser::add(Node made) {
    int height = 1;
    for (const int below : made.operands)
        if (ok_) height = std::max(height, heights_[static_cast<std::size_t>(below)] + 1);
    if (height > kTallest || static_cast<int>(it_.nodes.size()) >= kMostNodes)
        return stop("条件过长", "拆成几条规则，或用 合计[起..止]");
    if (!ok_) return 0;
    heights_.push_back(height);
    it_.nodes.push_back(std::move(made));
    return static_cast<int>(it_.nodes.size()) - 1;
}

int ConditionParser::stop(std::string what, std::string expected, std::string nearest) {
    if (ok_) words_->fault(std::move(what), std::move(expected), std::move(nearest));
    ok_ = false;
    return 0;
}

void ConditionParser::must(std::string_view mark) {
    if (ok_ && !words_->take(mark)) stop("这里少了“" + std::string(mark) + "”", std::string(mark));
}

Sort ConditionParser::sort_of(int at) const {
    if (!ok_) return Sort::Either;
    const auto& it = node(at);
    if (it.kind == NodeKind::Attribute) return attribute_sort(it.text);
    if (it.kind == NodeKind::Cell && it.row >= 0) {
        const auto& source = it_.sources[static_cast<std::size_t>(it.source)];
        const auto* form = source.form.empty() ? &form_ : known_.form(source.form);
        return form->rows[static_cast<std::size_t>(it.row)].text ? Sort::Words : Sort::Number;
    }
    if (it.kind == NodeKind::Choose || it.kind == NodeKind::IfBlank)
        return sort_of(it.operands[it.kind == NodeKind::Choose ? 1 : 0]);
    if (is_words(it.kind)) return Sort::Words;
    return is_condition(it.kind) ? Sort::Condition : Sort::Number;
}

void ConditionParser::demand(int at, Sort sort) {
    const auto found = sort_of(at);
    const bool either = found == Sort::Either && sort != Sort::Condition;
    if (ok_ && found != sort && !either)
        stop("前面是" + std::string(sort_name(found)) + "，这里要用" + sort_name(sort), sort_name(sort));
}

int ConditionParser::implication() {
    if (depth_ >= kDeepest) return stop("条件嵌套过深", "拆成几条规则");
    ++depth_;
    const int made = implication_inside();
    --depth_;
    return made;
}

/// 若 A 则 B 否则 C is (若 A 则 B) 且 (若 非 A 则 C).
int ConditionParser::implication_inside() {
    if (!words_->take("若")) return either();
    const int condition = either();
    demand(condition, Sort::Condition);
    must("则");
    const int consequence = ok_ ? implication() : 0;
    demand(consequence, Sort::Condition);
    const int made = add(NodeKind::Implies, {condition, consequence});
    if (!ok_ || !words_->take("否则")) return made;
    const int otherwise = implication();
    demand(otherwise, Sort::Condition);
    const int opposite = add(NodeKind::Not, {condition});
    const int second = add(NodeKind::Implies, {opposite, otherwise});
    return add(NodeKind::And, {made, second});
}

int ConditionParser::either() {
    int left = both();
    while (ok_ && (words_->is("或") || words_->is("异或"))) {
        const auto kind = words_->is("或") ? NodeKind::Or : NodeKind::Xor;
        demand(left, Sort::Condition);
        words_->next();
        const int right = both();
        demand(right, Sort::Condition);
        left = add(kind, {left, right});
    }
    return left;
}

int ConditionParser::both() {
    int left = negation();
    while (ok_ && words_->is("且")) {
        demand(left, Sort::Condition);
        words_->next();
        const int right = negation();
        demand(right, Sort::Condition);
        left = add(NodeKind::And, {left, right});
    }
    return left;
}

int ConditionParser::negation() {
    bool negative = false, any = false;
    while (words_->take("非")) {
        negative = !negative;
        any = true;
    }
    const int inside = comparison();
    if (any) demand(inside, Sort::Condition);
    return negative ? add(NodeKind::Not, {inside}) : inside;
}

/// a >= b >= c reads as a >= b 且 b >= c.
int ConditionParser::comparison() {
    int left = sum();
    int chain = -1;
    while (ok_) {
        int link = -1;
        if (words_->is("在")) {
            demand(left, Sort::Number);
            words_->next();
            link = interval(left);
        } else if (const auto* found = comparison_mark(words_->now()); found != nullptr) {
            words_->next();
            const int right = sum();
            link = compared(found->kind, left, right);
            left = right;
        } else {
            break;
        }
        chain = chain < 0 ? link : add(NodeKind::And, {chain, link});
    }
    return chain < 0 ? left : chain;
}

int ConditionParser::compared(NodeKind kind, int left, int right) {
    if (sort_of(left) != Sort::Words && sort_of(right) != Sort::Words) {
        demand(left, Sort::Number);
        demand(right, Sort::Number);
        return add(kind, {left, right});
    }
    if (kind != NodeKind::Equal && kind != NodeKind::NotEqual)
        return stop("文字只能比较是否相同", "== 或 !=；年月用 年月(…)");
    demand(left, Sort::Words);
    demand(right, Sort::Words);
    const int equal = add(NodeKind::TextEqual, {left, right});
    return kind == NodeKind::Equal ? equal : add(NodeKind::Not, {equal});
}

int ConditionParser::interval(int value) {
    must("[");
    const int low = ok_ ? sum() : 0;
    demand(low, Sort::Number);
    must(",");
    const int high = ok_ ? sum() : 0;
    demand(high, Sort::Number);
    must("]");
    return add(NodeKind::Within, {value, low, high});
}

int ConditionParser::two(NodeKind kind, int left, int right) {
    demand(left, Sort::Number);
    demand(right, Sort::Number);
    return add(kind, {left, right});
}

int ConditionParser::sum() {
    int left = product();
    for (;;) {
        NodeKind kind{};
        if (!ok_) return left;
        if (words_->take("+"))
            kind = NodeKind::Add;
        else if (words_->take("-"))
            kind = NodeKind::Subtract;
        else
            return left;
        const int right = product();
        left = two(kind, left, right);
    }
}

int ConditionParser::product() {
    int left = factor();
    for (;;) {
        NodeKind kind{};
        if (!ok_) return left;
        if (words_->take("*"))
            kind = NodeKind::Multiply;
        else if (words_->take("/"))
            kind = NodeKind::Divide;
        else
            return left;
        const int right = factor();
        left = two(kind, left, right);
    }
}

int ConditionParser::factor() {
    if (!ok_) return 0;
    if (depth_ >= kDeepest) return stop("条件嵌套过深", "拆成几条规则");
    ++depth_;
    const int made = factor_inside();
    --depth_;
    return made;
}

int ConditionParser::factor_inside() {
    if (words_->take("-")) {
        const int inside = factor();
        demand(inside, Sort::Number);
        return add(NodeKind::Negate, {inside});
    }
    if (words_->take("(")) {
        const int inside = implication();
        must(")");
        return inside;
    }
    const auto& word = words_->now();
    // A digit may begin a form's code: 206-1[103.1].
    const auto& after = words_->ahead(1).text;
    const bool form_code = word.kind != WordKind::Text && (after == "[" || after == ".") &&
                           known_.form(word.text) != nullptr && !known_.table();
    if (word.kind == WordKind::Number && !form_code) return number();
    if (word.kind == WordKind::Text) return quoted();
    if (word.text == "[" || form_code || word.kind == WordKind::Name) return name();
    return stop("读不懂“" + shown_word(word.text) + "”", "单元格 [行.栏]、数字、函数 或 括号");
}

int ConditionParser::quoted() {
    Node made;
    made.kind = NodeKind::Text;
    made.text = words_->now().text;
    words_->next();
    return add(std::move(made));
}

int ConditionParser::number() {
    auto text = words_->now().text;
    const bool percent = text.ends_with('%');
    if (percent) text.pop_back();
    const auto amount = Amount::parse(text);
    if (!amount) return stop("“" + shown_word(words_->now().text) + "”不是数字", "如 0.5 或 50%");
    words_->next();
    Node made;
    made.number = Fraction(*amount);
    if (percent) made.number = made.number.over(Fraction::whole(100)).value_or(Fraction());
    return add(std::move(made));
}

/// A function, a 范围, 单位.…, 月数, a cell by brackets with its form and shift, or a cell by its name.
int ConditionParser::name() {
    if (const auto* function = function_at(); function != nullptr) return call(*function);
    const auto& word = words_->now();
    const auto& after = words_->ahead(1).text;
    if (after == "(" && word.kind == WordKind::Name) {
        if (word.text == "行业属于") return belongs(NodeKind::BelongsTo);
        if (word.text == "区划属于") return belongs(NodeKind::RegionBelongs);
        if (word.text == "属于") return one_of();
        if (word.text == "取值") return choose();
        if (word.text == "年月") return year_month();
        if (const int made = group_call(word.text); made >= 0 || !ok_) return std::max(made, 0);
    }
    if (word.kind == WordKind::Name && after != "." && known_.scope(word.text) != nullptr) {
        const std::string scope = word.text;
        if (!ok_) return 0;
        const int made = scoped(scope);
        words_->next();
        return made;
    }
    if (!open_scopes_.empty() && word.text != "单位" && word.text != "月数" && word.text != "天数")
        return stop("范围中不认识“" + shown_word(word.text) + "”",
                    "名录中的资料：行业属于(…)、区划属于(…)、单位.… 或另一个范围",
                    nearest_word(word.text, known_names(form_)));
    if (words_->take("月数")) return add(NodeKind::Months);
    if (words_->take("天数")) return add(NodeKind::Days);
    if (word.text == "单位" && after == ".") return attribute();
    return cell_with_source();
}

}  // namespace yj::edit
