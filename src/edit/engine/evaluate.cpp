#include "edit/engine/evaluate.hpp"

#include <algorithm>
#include <array>

#include "base/credit_code.hpp"
#include "base/invariant.hpp"

namespace yj::edit {

using instrument::CellAddress;
using instrument::CellSheet;

namespace {

Verdict opposite(Verdict verdict) {
    if (verdict == Verdict::Passed) return Verdict::Failed;
    return verdict == Verdict::Failed ? Verdict::Passed : Verdict::Undecided;
}

Verdict of(bool holds) { return holds ? Verdict::Passed : Verdict::Failed; }

}  // namespace

std::string_view shift_name(Shift shift) {
    static constexpr std::array<std::string_view, 4> kNames{"", "上期", "上年同期", "上年12月"};
    return kNames[static_cast<std::size_t>(shift)];
}

std::optional<Fraction> Evaluation::undecided(std::string why) {
    if (reason_.empty()) reason_ = std::move(why);
    return std::nullopt;
}

const CellSheet* Evaluation::sheet_of(const Node& node) const {
    return node.source == 0 ? context_.report : context_.others[static_cast<std::size_t>(node.source) - 1];
}

const instrument::Form& Evaluation::form_of(const Node& node) const {
    if (node.source == 0) return *context_.form;
    return *context_.other_forms[static_cast<std::size_t>(node.source) - 1];
}

CellAddress Evaluation::address(const Node& node) const {
    return {node.row == kThisRow ? row_ : node.row, node.column == kThisColumn ? column_ : node.column,
            node.each_key       ? std::string(key_)
            : node.own_industry ? own_industry()
                                : std::string()};
}

std::string Evaluation::own_industry() const {
    const auto* unit = context_.attributes;
    const bool known = unit != nullptr && unit->industry.level() == IndustryLevel::Class;
    return known ? unit->industry.digits() : std::string();
}

std::optional<Fraction> Evaluation::cell(const Node& node, const CellAddress& where) {
    const auto* sheet = sheet_of(node);
    if (sheet == nullptr) return undecided(missing_report(node));
    if (node.own_industry && where.key.empty()) return undecided("名录中没有这个单位的行业小类");
    const auto value = sheet->at(where);
    if (value.present()) return Fraction(value.amount());
    if (value.reason() == Missing::NotFilled && rule_.blank == Blank::Zero) return Fraction();
    if (value.reason() == Missing::NotFilled && rule_.blank == Blank::Wrong) wrong_blank_ = true;
    return undecided(form_of(node).cell_name(where) + std::string(missing_name(value.reason())));
}

std::string Evaluation::missing_report(const Node& node) const {
    std::string name(shift_name(node.shift));
    const auto& form = form_of(node);
    if (!name.empty()) name += "的";
    return name + form.code + " 报表还没有";
}

std::vector<CellAddress> Evaluation::cells_of(const Node& node) const {
    std::vector<CellAddress> cells;
    auto where = address(node);
    if (node.kind == NodeKind::Cell) cells.push_back(where);
    if (node.kind == NodeKind::SumRows)
        for (where.row = node.row; where.row <= node.last_row; ++where.row) cells.push_back(where);
    const auto* sheet = sheet_of(node);
    if (node.kind != NodeKind::SumKeys || sheet == nullptr) return cells;
    std::string above = node.each_key ? std::string(key_) : std::string();
    for (auto& key : sheet->keys(node.row)) {  // in order: what lies under a key follows it
        const bool lies_under = !above.empty() && key.size() > above.size() && key.starts_with(above);
        if (lies_under != node.each_key) continue;
        if (!node.each_key) above = key;
        where.key = std::move(key);
        // A key that stands in another column only is nothing here, not a blank.
        const auto value = sheet->at(where);
        if (value.present() || value.reason() != Missing::NotFilled) cells.push_back(where);
    }
    return cells;
}

std::optional<Fraction> Evaluation::total(const Node& node) {
    if (sheet_of(node) == nullptr) return undecided(missing_report(node));
    std::optional<Fraction> sum = Fraction();
    for (const auto& where : cells_of(node)) {
        const auto value = cell(node, where);
        sum = sum && value ? sum->plus(*value) : std::nullopt;
    }
    return sum;
}

std::optional<Fraction> Evaluation::attribute(const Node& node) {
    if (context_.attributes == nullptr) return undecided("名录中没有这个单位的资料");
    const auto& more = context_.attributes->more;
    const auto found = more.find(node.text);
    const auto amount = found == more.end() ? std::nullopt : Amount::parse(found->second);
    if (node.text == "运营状态") return Fraction::whole(context_.attributes->state);
    if (node.text == "规模") return Fraction::whole(static_cast<int>(context_.attributes->size));
    if (!amount) return undecided("名录中没有“" + node.text + "”");
    return Fraction(*amount);
}

std::optional<Fraction> Evaluation::arithmetic(const Node& node) {
    const auto left = number(node.operands[0]);
    if (!left) return std::nullopt;
    if (node.kind == NodeKind::Negate) return left->negated();
    if (node.kind == NodeKind::Absolute) return left->magnitude();
    const auto right = number(node.operands[1]);
    if (!right) return std::nullopt;
    std::optional<Fraction> result;
    switch (node.kind) {
        case NodeKind::Add: result = left->plus(*right); break;
        case NodeKind::Subtract: result = left->minus(*right); break;
        case NodeKind::Multiply: result = left->times(*right); break;
        case NodeKind::Divide:
            if (right->is_zero()) return undecided("除数为零");
            result = left->over(*right);
            break;
        case NodeKind::Largest:
        case NodeKind::Smallest: {
            const auto order = left->compare(*right);
            if (order) result = (*order > 0) == (node.kind == NodeKind::Largest) ? *left : *right;
            break;
        }
        case NodeKind::RoundTo: {
            const auto digits = right->rounded(0, Round::HalfUp);
            const auto amount =
                digits ? left->rounded(static_cast<int>(digits->units()), Round::HalfUp) : std::nullopt;
            if (amount) result = Fraction(*amount);
            break;
        }
        default: broken("a node that is no arithmetic");
    }
    if (!result) return undecided("数值过大，无法精确计算");
    return result;
}

std::optional<Fraction> Evaluation::number(int at) {
    const auto& it = node(at);
    switch (it.kind) {
        case NodeKind::Number: return it.number;
        case NodeKind::Cell: return cell(it, address(it));
        case NodeKind::SumRows:
        case NodeKind::SumKeys: return total(it);
        case NodeKind::Attribute: return attribute(it);
        case NodeKind::Months: return Fraction::whole(context_.period.last_month());
        case NodeKind::Days:
            return Fraction::whole((context_.period.last_day() - context_.period.first_day()).count() + 1);
        case NodeKind::Text: return undecided("文字不能参加计算");
        default: break;
    }
    if (it.kind >= NodeKind::Negate && it.kind <= NodeKind::RoundTo) return arithmetic(it);
    return undecided("条件不能参加计算");
}

/// Half a unit of the last place for each reported number below this node (coefficients are ±1).
Fraction Evaluation::precision_of(int at) {
    const auto& it = node(at);
    Fraction sum;
    const auto add = [&](const CellAddress& where) {
        const auto* sheet = sheet_of(it);
        const auto value = sheet == nullptr ? Value() : sheet->at(where);
        if (!value.present()) return;
        const Fraction half(Amount(5, std::min(value.amount().decimals() + 1, 9)));
        sum = sum.plus(half).value_or(sum);
    };
    for (const auto& where : cells_of(it)) add(where);
    for (const int below : it.operands) sum = sum.plus(precision_of(below)).value_or(sum);
    return sum;
}

std::optional<Fraction> Evaluation::tolerance(const Node& comparison) {
    switch (rule_.tolerance.kind) {
        case Tolerance::Kind::None: return Fraction();
        case Tolerance::Kind::Absolute: return rule_.tolerance.size;
        case Tolerance::Kind::Relative: {
            const auto right = number(comparison.operands[1]);
            return right ? right->magnitude().times(rule_.tolerance.size) : std::nullopt;
        }
        case Tolerance::Kind::Precision:
            return precision_of(comparison.operands[0]).plus(precision_of(comparison.operands[1]));
    }
    broken("a tolerance of no known kind");
}

Verdict Evaluation::compared(const Node& comparison) {
    const auto left = number(comparison.operands[0]);
    const auto right = left ? number(comparison.operands[1]) : std::nullopt;
    if (!left || !right) return wrong_blank_ ? Verdict::Failed : Verdict::Undecided;
    // Without a tolerance a ratio is compared by cross-multiplication alone; with one, by the gap.
    auto order = left->compare(*right);
    if (rule_.tolerance.kind != Tolerance::Kind::None && order && *order != 0) {
        const auto gap = left->minus(*right);
        const auto allowed = tolerance(comparison);
        const auto beyond = gap && allowed ? gap->magnitude().compare(*allowed) : std::nullopt;
        if (beyond && *beyond <= 0) order = std::strong_ordering::equal;
        if (!beyond) order = std::nullopt;
    }
    if (!order) {
        (void)undecided("数值过大，无法精确计算");
        return Verdict::Undecided;
    }
    switch (comparison.kind) {
        case NodeKind::Equal: return of(*order == 0);
        case NodeKind::NotEqual: return of(*order != 0);
        case NodeKind::Less: return of(*order < 0);
        case NodeKind::LessEqual: return of(*order <= 0);
        case NodeKind::Greater: return of(*order > 0);
        case NodeKind::GreaterEqual: return of(*order >= 0);
        default: broken("a node that is no comparison");
    }
}

Verdict Evaluation::within(const Node& it) {
    const auto value = number(it.operands[0]);
    if (!value) return wrong_blank_ ? Verdict::Failed : Verdict::Undecided;
    const auto low = number(it.operands[1]), high = number(it.operands[2]);
    const auto above = low ? value->compare(*low) : std::nullopt;
    const auto below = high ? value->compare(*high) : std::nullopt;
    if (!above || !below) return Verdict::Undecided;
    return of(*above >= 0 && *below <= 0);
}

Verdict Evaluation::belongs(const Node& it) {
    if (context_.attributes == nullptr || context_.attributes->industry.level() == IndustryLevel::Whole) {
        (void)undecided("名录中没有这个单位的行业");
        return Verdict::Undecided;
    }
    for (const int at : it.operands) {
        const auto wanted = IndustryCode::parse(node(at).text);
        if (wanted && wanted->contains(context_.attributes->industry)) return Verdict::Passed;
    }
    return Verdict::Failed;
}

std::string_view Evaluation::words_in(const Node& cell) const {
    const auto* sheet = cell.kind == NodeKind::Cell ? sheet_of(cell) : nullptr;
    return sheet == nullptr ? std::string_view() : sheet->note(address(cell));
}

Verdict Evaluation::code_belongs(const Node& it) {
    const auto& operand = node(it.operands[0]);
    const auto code = words_in(operand);
    if (code.empty()) {
        (void)undecided(form_of(operand).cell_name(address(operand)) + "未填");
        return Verdict::Undecided;
    }
    for (std::size_t i = 1; i < it.operands.size(); ++i)
        if (code.starts_with(node(it.operands[i]).text)) return Verdict::Passed;
    return Verdict::Failed;
}

Verdict Evaluation::check_digits(const Node& it) {
    const auto text = normal_code(words_in(node(it.operands[0])));
    if (text.empty()) {
        (void)undecided("代码未填");
        return Verdict::Undecided;
    }
    return of((text.size() == 9 ? check_organisation_code(text) : check_credit_code(text)) ==
              CodeCheck::Good);
}

Verdict Evaluation::truth(int at) {
    const auto& it = node(at);
    switch (it.kind) {
        case NodeKind::And:
        case NodeKind::Or: {
            // Kleene: one side that settles it settles it, whatever the other.
            const auto settles = it.kind == NodeKind::And ? Verdict::Failed : Verdict::Passed;
            const auto left = truth(it.operands[0]);
            if (left == settles) return left;
            const auto right = truth(it.operands[1]);
            if (right == settles) return right;
            return left == Verdict::Undecided ? left : right;
        }
        case NodeKind::Not: return opposite(truth(it.operands[0]));
        case NodeKind::Implies: {
            const auto condition = truth(it.operands[0]);
            if (condition == Verdict::Failed) return Verdict::Passed;
            const auto consequence = truth(it.operands[1]);
            if (consequence == Verdict::Passed) return consequence;
            return condition == Verdict::Undecided ? condition : consequence;
        }
        case NodeKind::Within: return within(it);
        case NodeKind::BelongsTo: return belongs(it);
        case NodeKind::CodeBelongs: return code_belongs(it);
        case NodeKind::CheckDigits: return check_digits(it);
        default: break;
    }
    if (it.kind >= NodeKind::Equal && it.kind <= NodeKind::GreaterEqual) return compared(it);
    (void)undecided("不是条件");
    return Verdict::Undecided;
}

}  // namespace yj::edit
