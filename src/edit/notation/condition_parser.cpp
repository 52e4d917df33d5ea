#include "edit/notation/condition_parser.hpp"

#include <array>

#include "base/text.hpp"

namespace yj::edit {

using instrument::Form;

bool WordStream::take(std::string_view text) {
    if (now().kind == WordKind::Text || now().kind == WordKind::End || now().text != text) return false;
    next();
    return true;
}

void WordStream::expect(WordKind kind, const char* expected) {
    if (now().kind != kind) fault("读不懂“" + now().text + "”", expected);
    next();
}

int WordStream::whole_number(int low, int high, const char* expected) {
    const auto amount = Amount::parse(now().text);
    const bool good = amount && amount->decimals() == 0 && amount->units() >= low && amount->units() <= high;
    if (!good) fault("“" + now().text + "”不合要求", expected);
    next();
    return good ? static_cast<int>(amount->units()) : low;
}

void WordStream::skip_to_rule() {
    do next();
    while (!at_end() && now().text != "规则");
}

void WordStream::fault(std::string what, std::string expected, std::string nearest) {
    failed_ = true;
    faults_.push_back(
        {path_, now().line, now().column, std::move(what), std::move(expected), std::move(nearest)});
}

void WordStream::fault_at(int line, std::string what, std::string expected) {
    faults_.push_back({path_, line, 0, std::move(what), std::move(expected), {}});
}

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

struct Function {
    std::string_view name;
    NodeKind kind;
    int operands;
};
constexpr std::array kFunctions{
    Function{"绝对值", NodeKind::Absolute, 1}, Function{"最大", NodeKind::Largest, 2},
    Function{"最小", NodeKind::Smallest, 2}, Function{"四舍五入", NodeKind::RoundTo, 2},
    Function{"校验码", NodeKind::CheckDigits, 1}};

struct ShiftName {
    std::string_view name;
    Shift shift;
};
constexpr std::array kShifts{ShiftName{"上期", Shift::Previous}, ShiftName{"上年同期", Shift::YearEarlier},
                             ShiftName{"上年12月", Shift::LastDecember}};

/// Thrown nowhere: a fault ends the reading through `ok_`.
class Reader {
public:
    Reader(WordStream& words, const Form& form, std::span<const Form> forms)
        : words_(words), form_(form), forms_(forms) {}

    std::optional<Expression> read() {
        it_.root = implication();
        (void)words_.failed();
        if (!ok_) return std::nullopt;
        return std::move(it_);
    }

private:
    int add(NodeKind kind, std::vector<int> operands = {}) {
        Node node;
        node.kind = kind;
        node.operands = std::move(operands);
        return add(std::move(node));
    }
    int add(Node node) {
        it_.nodes.push_back(std::move(node));
        return static_cast<int>(it_.nodes.size()) - 1;
    }
    int stop(std::string what, std::string expected = {}, std::string nearest = {}) {
        if (ok_) words_.fault(std::move(what), std::move(expected), std::move(nearest));
        ok_ = false;
        return 0;
    }
    void must(std::string_view mark) {
        if (ok_ && !words_.take(mark)) stop("这里少了“" + std::string(mark) + "”", std::string(mark));
    }

    int implication() {
        if (!words_.take("若")) return either();
        const int condition = either();
        must("则");
        const int consequence = either();
        return add(NodeKind::Implies, {condition, consequence});
    }
    int either() {
        int left = both();
        while (ok_ && words_.take("或")) {
            const int right = both();
            left = add(NodeKind::Or, {left, right});
        }
        return left;
    }
    int both() {
        int left = negation();
        while (ok_ && words_.take("且")) {
            const int right = negation();
            left = add(NodeKind::And, {left, right});
        }
        return left;
    }
    int negation() {
        bool negative = false;
        while (words_.take("非")) negative = !negative;
        const int inside = comparison();
        return negative ? add(NodeKind::Not, {inside}) : inside;
    }

    /// a >= b >= c reads as a >= b 且 b >= c.
    int comparison() {
        int left = sum();
        int chain = -1;
        while (ok_) {
            int link = -1;
            if (words_.take("在")) {
                link = interval(left);
            } else if (const auto* found = comparison_mark(); found != nullptr) {
                words_.next();
                const int right = sum();
                link = add(found->kind, {left, right});
                left = right;
            } else {
                break;
            }
            chain = chain < 0 ? link : add(NodeKind::And, {chain, link});
        }
        return chain < 0 ? left : chain;
    }
    const Comparison* comparison_mark() {
        if (words_.now().kind != WordKind::Mark) return nullptr;
        const auto* found = std::ranges::find(kComparisons, words_.now().text, &Comparison::mark);
        return found == kComparisons.end() ? nullptr : found;
    }
    int interval(int value) {
        must("[");
        const int low = sum();
        must(",");
        const int high = sum();
        must("]");
        return add(NodeKind::Within, {value, low, high});
    }

    int sum() {
        int left = product();
        for (;;) {
            NodeKind kind{};
            if (!ok_) return left;
            if (words_.take("+"))
                kind = NodeKind::Add;
            else if (words_.take("-"))
                kind = NodeKind::Subtract;
            else
                return left;
            const int right = product();
            left = add(kind, {left, right});
        }
    }
    int product() {
        int left = factor();
        for (;;) {
            NodeKind kind{};
            if (!ok_) return left;
            if (words_.take("*"))
                kind = NodeKind::Multiply;
            else if (words_.take("/"))
                kind = NodeKind::Divide;
            else
                return left;
            const int right = factor();
            left = add(kind, {left, right});
        }
    }

    int factor() {
        if (!ok_) return 0;
        constexpr int kDeepest = 100;
        if (depth_ == kDeepest) return stop("条件嵌套过深", "拆成几条规则");
        ++depth_;
        const int made = factor_inside();
        --depth_;
        return made;
    }
    int factor_inside() {
        if (words_.take("-")) return add(NodeKind::Negate, {factor()});
        if (words_.take("(")) {
            const int inside = implication();
            must(")");
            return inside;
        }
        const auto& word = words_.now();
        // A digit may begin a form's code: 206-1[103.1].
        const bool form_code =
            word.kind != WordKind::Text && words_.ahead(1).text == "[" && is_form(word.text);
        if (word.kind == WordKind::Number && !form_code) return number();
        if (word.kind == WordKind::Text) {
            Node node;
            node.kind = NodeKind::Text;
            node.text = word.text;
            words_.next();
            return add(std::move(node));
        }
        if (word.text == "[" || form_code || word.kind == WordKind::Name) return name();
        return stop("读不懂“" + word.text + "”", "单元格 [行.栏]、数字、函数 或 括号");
    }

    int number() {
        auto text = words_.now().text;
        const bool percent = text.ends_with('%');
        if (percent) text.pop_back();
        const auto amount = Amount::parse(text);
        if (!amount) return stop("“" + words_.now().text + "”不是数字", "如 0.5 或 50%");
        words_.next();
        Node node;
        node.number = Fraction(*amount);
        if (percent) node.number = node.number.over(Fraction::whole(100)).value_or(Fraction());
        return add(std::move(node));
    }

    /// A function, 单位.…, 月数, a cell by brackets with its form and shift, or a cell by its name.
    int name() {
        const auto& word = words_.now();
        for (const auto& function : kFunctions)
            if (word.text == function.name && words_.ahead(1).text == "(") return call(function);
        if (word.text == "行业属于") return belongs();
        if (word.text == "代码属于") return code_belongs();
        if (word.text == "合计" && words_.ahead(1).text == "[") {
            words_.next();
            return total(Source{}, form_);
        }
        if (words_.take("月数")) return add(NodeKind::Months);
        if (words_.take("天数")) return add(NodeKind::Days);
        if (word.text == "单位") return attribute();
        return cell_with_source();
    }

    int call(const Function& function) {
        words_.next();
        must("(");
        std::vector<int> operands;
        for (int i = 0; i < function.operands && ok_; ++i) {
            if (i > 0) must(",");
            operands.push_back(sum());
        }
        must(")");
        return add(function.kind, std::move(operands));
    }

    int belongs() {
        words_.next();
        must("(");
        std::vector<int> operands;
        do {
            if (words_.now().kind != WordKind::Text)
                return stop("行业代码要加引号", "行业属于(\"C\", \"F52\")");
            operands.push_back(factor());
        } while (ok_ && words_.take(","));
        must(")");
        return add(NodeKind::BelongsTo, std::move(operands));
    }

    int code_belongs() {
        words_.next();
        must("(");
        std::vector<int> operands{factor()};
        if (ok_ && !is_text_cell(operands.front())) return stop("代码属于 的第一项要是文字单元格", "[行.栏]");
        while (ok_ && words_.take(",")) {
            if (words_.now().kind != WordKind::Text)
                return stop("代码要加引号", "代码属于([205.1], \"110\")");
            operands.push_back(factor());
        }
        must(")");
        return add(NodeKind::CodeBelongs, std::move(operands));
    }
    bool is_text_cell(int at) const {
        const auto& node = it_.nodes[static_cast<std::size_t>(at)];
        return node.kind == NodeKind::Cell && node.row >= 0 &&
               form_.rows[static_cast<std::size_t>(node.row)].text;
    }

    int attribute() {
        words_.next();
        must(".");
        Node node;
        node.kind = NodeKind::Attribute;
        node.text = words_.now().text;
        words_.next();
        return add(std::move(node));
    }

    bool is_form(std::string_view code) const { return find_form(code) != nullptr; }
    const Form* find_form(std::string_view code) const {
        const auto found = std::ranges::find(forms_, code, &Form::code);
        return found == forms_.end() ? nullptr : &*found;
    }

    int cell_with_source() {
        Source source;
        const Form* form = &form_;
        for (bool more = true; more && ok_;) {
            more = false;
            const auto& word = words_.now();
            if (const auto* found = find_form(word.text); found != nullptr && word.kind != WordKind::Text) {
                form = found;
                source.form = found->code == form_.code ? "" : found->code;
                more = true;
            }
            for (const auto& shift : kShifts)
                if (word.text == shift.name) {
                    source.shift = shift.shift;
                    more = true;
                }
            if (more) {
                words_.next();
                words_.take(".");
            }
        }
        if (words_.now().text == "合计" && words_.ahead(1).text == "[") {
            words_.next();
            return total(source, *form);
        }
        if (words_.now().text == "[") return bracketed(source, *form);
        return named(source, *form);
    }

    int source_at(const Source& source) {
        const auto found = std::ranges::find(it_.sources, source);
        if (found != it_.sources.end()) return static_cast<int>(found - it_.sources.begin());
        it_.sources.push_back(source);
        return static_cast<int>(it_.sources.size()) - 1;
    }

    /// 上年同期 is the comparable-base column of this report where the form has one, never silently last
    /// year's cell.
    void place(Node& node, Source source, const Form& form) {
        if (source.shift == Shift::YearEarlier && node.column >= 0)
            for (std::size_t c = 0; c < form.columns.size(); ++c)
                if (form.columns[c].base_of == form.columns[static_cast<std::size_t>(node.column)].id) {
                    node.column = static_cast<int>(c);
                    source.shift = Shift::Same;
                    break;
                }
        node.source = source_at(source);
        node.shift = source.shift;
    }

    int bracketed(const Source& source, const Form& form) {
        must("[");
        Node node;
        node.kind = NodeKind::Cell;
        read_row(node, form);
        read_column(node, form);
        must("]");
        if (!ok_) return 0;
        place(node, source, form);
        return add(std::move(node));
    }

    void read_row(Node& node, const Form& form) {
        if (words_.take("*")) {
            node.row = kThisRow;
            it_.uses_this_row = true;
            return;
        }
        node.row = row_named(words_.now().text, form);
        words_.next();
        if (!ok_) return;
        const bool open = !form.rows[static_cast<std::size_t>(node.row)].open_list.empty();
        read_key(node);
        const bool keyed = node.each_key || node.own_industry;
        if (open != keyed)
            stop(open ? "开放行要写逐键或合计" : "这一行不是开放行",
                 open ? "[行[*].栏]、[行[本行业].栏] 或 合计[行.栏]" : "[行.栏]");
    }

    void read_key(Node& node) {
        if (!words_.take("[")) return;
        if (words_.take("本行业")) {
            node.own_industry = true;
            return must("]");
        }
        must("*");
        must("]");
        node.each_key = true;
        it_.uses_each_key = true;
    }

    int row_named(const std::string& code, const Form& form) {
        if (const auto row = form.row_at(code)) return *row;
        std::vector<std::string> known;
        for (const auto& row : form.rows) known.push_back(row.code);
        return stop(form.code + " 没有指标“" + code + "”", "本表的指标代码",
                    nearest_name(code, known).value_or(""));
    }

    void read_column(Node& node, const Form& form) {
        if (!ok_) return;
        if (!words_.take(".")) {
            node.column = form.columns.size() == 1 ? 0 : kThisColumn;
            it_.uses_this_column = it_.uses_this_column || node.column == kThisColumn;
            return;
        }
        const auto column = form.column_at(words_.now().text);
        if (!column) {
            stop(form.code + " 没有宾栏“" + words_.now().text + "”", "本表的栏号");
            return;
        }
        node.column = *column;
        words_.next();
    }

    /// 合计[71..75.1], 合计[hhhh.1]
    int total(const Source& source, const Form& form) {
        must("[");
        Node node;
        node.kind = NodeKind::SumKeys;
        node.row = node.last_row = row_named(words_.now().text, form);
        words_.next();
        if (ok_ && form.rows[static_cast<std::size_t>(node.row)].open_list.empty() && words_.take("..")) {
            node.kind = NodeKind::SumRows;
            node.last_row = row_named(words_.now().text, form);
            words_.next();
            if (ok_ && node.last_row < node.row) stop("行的范围倒置", "先小后大");
        } else if (ok_ && form.rows[static_cast<std::size_t>(node.row)].open_list.empty()) {
            stop("“" + form.rows[static_cast<std::size_t>(node.row)].code + "”不是开放行",
                 "开放行，或 合计[起..止]");
        } else if (ok_) {
            read_key(node);
            if (node.own_industry) stop("合计 不取一个行业", "[行[本行业].栏]");
        }
        read_column(node, form);
        must("]");
        if (!ok_) return 0;
        place(node, source, form);
        return add(std::move(node));
    }

    /// 工业总产值.累计: the row by its name, the column by its span or id.
    int named(const Source& source, const Form& form) {
        const auto words = words_.now().text;
        Node node;
        node.kind = NodeKind::Cell;
        node.row = row_by_name(words, form);
        if (!ok_) return 0;
        words_.next();
        if (form.columns.size() == 1) {
            node.column = 0;
        } else if (words_.take(".")) {
            node.column = column_by_name(words_.now().text, form);
            words_.next();
        } else {
            node.column = kThisColumn;
            it_.uses_this_column = true;
        }
        if (!ok_) return 0;
        place(node, source, form);
        return add(std::move(node));
    }

    /// A row's name without "其中：" and without what stands in brackets.
    static std::string short_name(std::string_view name) {
        for (const std::string_view lead : {"其中:", "其中："})
            if (name.starts_with(lead)) name.remove_prefix(lead.size());
        const auto end = std::min(name.find('('), name.find("（"));
        return std::string(trimmed(name.substr(0, end)));
    }

    int row_by_name(const std::string& words, const Form& form) {
        std::vector<std::string> known;
        int found = -1;
        for (std::size_t i = 0; i < form.rows.size(); ++i) {
            known.push_back(short_name(form.rows[i].name));
            if (known.back() != words) continue;
            if (found >= 0)
                return stop("“" + words + "”在 " + form.code + " 中不止一行", "用指标代码，如 [01.1]");
            found = static_cast<int>(i);
        }
        if (found >= 0) return found;
        return stop("不认识“" + words + "”", "指标名称、单元格 [行.栏] 或函数",
                    nearest_name(words, known).value_or(""));
    }

    int column_by_name(const std::string& words, const Form& form) {
        if (const auto column = form.column_at(words)) return *column;
        const std::string_view wanted = words == "本月" || words == "本季" ? std::string_view("本期") : words;
        for (std::size_t i = 0; i < form.columns.size(); ++i)
            if (form.columns[i].base_of.empty() && span_name(form.columns[i].span) == wanted)
                return static_cast<int>(i);
        return stop("不认识的宾栏“" + words + "”", "本月、累计、期末 或栏号");
    }

    WordStream& words_;
    const Form& form_;
    std::span<const Form> forms_;
    Expression it_;
    bool ok_ = true;
    int depth_ = 0;
};

}  // namespace

std::optional<Expression> read_condition(WordStream& words, const Form& form, std::span<const Form> forms) {
    return Reader(words, form, forms).read();
}

}  // namespace yj::edit
