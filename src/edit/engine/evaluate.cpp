#include "edit/engine/evaluate.hpp"

#include <algorithm>
#include <array>

#include "base/invariant.hpp"
#include "base/text.hpp"
#include "edit/engine/precision.hpp"

namespace yj::edit {

using instrument::CellAddress;
using instrument::CellSheet;

namespace {

Verdict opposite(Verdict verdict) {
    if (verdict == Verdict::Passed) return Verdict::Failed;
    return verdict == Verdict::Failed ? Verdict::Passed : Verdict::Undecided;
}

Verdict of(bool holds) { return holds ? Verdict::Passed : Verdict::Failed; }

std::size_t character_count(std::string_view text) {
    std::size_t count = 0;
    for (; !text.empty(); ++count) (void)take_character(text);
    return count;
}

}  // namespace

std::string_view shift_name(Shift shift) {
    static constexpr std::array<std::string_view, 4> kNames{"", "上期", "上年同期", "上年12月"};
    return kNames[static_cast<std::size_t>(shift)];
}

/// "上年同期", "前2期", "上期前1期"; empty for this period.
std::string time_words(const Node& node) {
    std::string words(shift_name(node.shift));
    if (node.back > 0) words += "前" + std::to_string(node.back) + "期";
    return words;
}

std::string source_words(const Node& node) {
    auto words = time_words(node);
    if (node.place == Place::Ledger) words += "台账";
    if (node.place == Place::Vouchers) words += "凭证";
    return words.empty() ? words : words + "的";
}

std::nullopt_t Evaluation::undecided(std::string why) {
    if (reason_.empty()) reason_ = std::move(why);
    return std::nullopt;
}

void Evaluation::blank_met(std::string why) {
    blank_met_ = true;
    if (rule_.blank == Blank::Wrong) wrong_blank_ = true;
    (void)undecided(std::move(why));
}

Verdict Evaluation::verdict() {
    const auto found = truth(rule_.condition.root);
    return found == Verdict::Undecided && wrong_blank_ ? Verdict::Failed : found;
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
    auto why = form_of(node).cell_name(where) + std::string(missing_name(value.reason()));
    if (node.source != 0) why.insert(0, source_words(node));
    if (value.reason() != Missing::NotFilled) return undecided(std::move(why));
    blank_met(std::move(why));
    return std::nullopt;
}

std::string Evaluation::missing_report(const Node& node) const {
    if (node.place == Place::Report) return source_words(node) + form_of(node).code + " 报表还没有";
    const std::string paper = node.place == Place::Ledger ? "台账" : "凭证";
    const auto when = time_words(node);
    return (when.empty() ? "" : when + "的") + form_of(node).code + " 还没有归到单元格的" + paper;
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
    const auto* unit = context_.attributes;
    if (unit == nullptr) return undecided("名录中没有这个单位的资料");
    const auto found = unit->more.find(node.text);
    const auto amount = found == unit->more.end() ? std::nullopt : Amount::parse(found->second);
    if (node.text == "运营状态") return Fraction::whole(unit->state);
    if (node.text == "规模") return Fraction::whole(static_cast<int>(unit->size));
    if (node.text == "四上") return Fraction::whole(unit->above_scale ? 1 : 0);
    if (amount) return Fraction(*amount);
    if (found != unit->more.end()) return undecided("名录中的“" + node.text + "”不是数");
    blank_met("名录中没有“" + node.text + "”");
    return std::nullopt;
}

std::nullopt_t Evaluation::too_large() {
    overflowed_ = true;
    return undecided("数值过大，无法精确计算");
}

std::optional<Fraction> Evaluation::reckon(NodeKind kind, const Fraction& left, const Fraction& right) {
    switch (kind) {
        case NodeKind::Add: return left.plus(right);
        case NodeKind::Subtract: return left.minus(right);
        case NodeKind::Multiply: return left.times(right);
        case NodeKind::Divide: return left.over(right);
        case NodeKind::Largest:
        case NodeKind::Smallest: {
            const auto order = left.compare(right);
            if (!order) return std::nullopt;
            return (*order > 0) == (kind == NodeKind::Largest) ? left : right;
        }
        case NodeKind::RoundTo: {
            const auto amount = left.rounded(static_cast<int>(right.approx()), Round::HalfUp);
            return amount ? std::optional(Fraction(*amount)) : std::nullopt;
        }
        case NodeKind::RoundDown: return left.cut(static_cast<int>(right.approx()), Cut::Down);
        case NodeKind::RoundUp: return left.cut(static_cast<int>(right.approx()), Cut::Up);
        case NodeKind::Truncate: return left.cut(static_cast<int>(right.approx()), Cut::Zero);
        case NodeKind::Remainder: {
            const auto ratio = left.over(right);
            const auto times = ratio ? ratio->cut(0, Cut::Down) : std::nullopt;
            const auto taken = times ? times->times(right) : std::nullopt;
            return taken ? left.minus(*taken) : std::nullopt;
        }
        case NodeKind::Power: return left.power(static_cast<int>(right.approx()));
        default: broken("a node that is no arithmetic");
    }
}

std::optional<Fraction> Evaluation::arithmetic(const Node& node) {
    constexpr int kMostDecimals = 9, kHighestPower = 30;
    const auto left = number(node.operands[0]);
    if (!left) return std::nullopt;
    if (node.kind == NodeKind::Negate) return left->negated();
    if (node.kind == NodeKind::Absolute) return left->magnitude();
    const bool alone = node.operands.size() < 2;
    const auto right = alone ? std::optional(Fraction()) : number(node.operands[1]);
    if (!right) return std::nullopt;
    const bool divides = node.kind == NodeKind::Divide || node.kind == NodeKind::Remainder;
    if (divides && right->is_zero()) return undecided("除数为零");
    const auto size = right->approx();
    if (node.kind >= NodeKind::RoundTo && node.kind <= NodeKind::Truncate &&
        (!right->is_whole() || size < 0 || size > kMostDecimals))
        return undecided("小数位只能是 0 到 9");
    if (node.kind == NodeKind::Power && (!right->is_whole() || size < -kHighestPower || size > kHighestPower))
        return undecided("幂的次数只能是 -30 到 30 的整数");
    if (node.kind == NodeKind::Power && size < 0 && left->is_zero()) return undecided("除数为零");
    const auto result = reckon(node.kind, *left, *right);
    if (!result) return too_large();
    return result;
}

int Evaluation::chosen(const Node& node) {
    if (node.kind == NodeKind::IfBlank) {
        const auto reason = reason_;
        const bool there = number(node.operands[0]).has_value();
        reason_ = reason;
        return node.operands[there ? 0 : 1];
    }
    const auto condition = nominal(node.operands[0]);
    if (condition == Verdict::Undecided) return -1;
    return node.operands[condition == Verdict::Passed ? 1 : 2];
}

/// Numbers that are made otherwise than by reckoning.
std::optional<Fraction> Evaluation::special(int at) {
    const auto& it = node(at);
    switch (it.kind) {
        case NodeKind::IfBlank:
            return unless_blank([&] { return number(it.operands[0]); },
                                [&] { return number(it.operands[1]); });
        case NodeKind::Choose: {
            const int taken = chosen(it);
            return taken < 0 ? std::nullopt : number(taken);
        }
        case NodeKind::Length: {
            const auto text = words(it.operands[0]);
            if (!text) return std::nullopt;
            return Fraction::whole(static_cast<std::int64_t>(character_count(*text)));
        }
        case NodeKind::YearMonth: return year_month(it);
        case NodeKind::Aggregate: {
            if (terms_ == nullptr) return undecided("横向的数要在全部报表上计算");
            const auto& value = (*terms_)[static_cast<std::size_t>(at)];
            if (value.number) return value.number;
            return undecided(value.why);
        }
        default: return undecided("条件不能参加计算");
    }
}

std::optional<Fraction> Evaluation::number(int at) {
    const auto& it = node(at);
    switch (it.kind) {
        case NodeKind::Number: return it.number;
        case NodeKind::Cell:
            if (holds_words(at)) return undecided("文字不能参加计算");
            return cell(it, address(it));
        case NodeKind::SumRows:
        case NodeKind::SumKeys: return total(it);
        case NodeKind::Attribute: return attribute(it);
        case NodeKind::Months: return Fraction::whole(context_.period.last_month());
        case NodeKind::Days:
            return Fraction::whole((context_.period.last_day() - context_.period.first_day()).count() + 1);
        case NodeKind::Text: return undecided("文字不能参加计算");
        default: break;
    }
    return is_arithmetic(it.kind) ? arithmetic(it) : special(at);
}

std::optional<Fraction> Evaluation::tolerance(const Node& comparison) {
    switch (rule_.tolerance.kind) {
        case Tolerance::Kind::None:
        case Tolerance::Kind::Precision: return Fraction();
        case Tolerance::Kind::Absolute: return rule_.tolerance.size;
        case Tolerance::Kind::Relative: {
            const auto right = number(comparison.operands[1]);
            return right ? right->magnitude().times(rule_.tolerance.size) : std::nullopt;
        }
    }
    broken("a tolerance of no known kind");
}

Verdict Evaluation::compared(const Node& comparison) {
    const auto left = number(comparison.operands[0]);
    const auto right = left ? number(comparison.operands[1]) : std::nullopt;
    if (!left || !right) return Verdict::Undecided;
    // Without a tolerance a ratio is compared by cross-multiplication alone; with one, by the gap.
    auto order = left->compare(*right);
    const bool gap_allowed = rule_.tolerance.kind == Tolerance::Kind::Absolute ||
                             rule_.tolerance.kind == Tolerance::Kind::Relative;
    if (gap_allowed && order && *order != 0) {
        const auto gap = left->minus(*right);
        const auto allowed = tolerance(comparison);
        const auto beyond = gap && allowed ? gap->magnitude().compare(*allowed) : std::nullopt;
        if (beyond && *beyond <= 0) order = std::strong_ordering::equal;
        if (!beyond) order = std::nullopt;
    }
    if (!order) {
        (void)too_large();
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
    if (!value) return Verdict::Undecided;
    const auto low = number(it.operands[1]), high = number(it.operands[2]);
    const auto above = low ? value->compare(*low) : std::nullopt;
    const auto below = high ? value->compare(*high) : std::nullopt;
    if ((above && *above < 0) || (below && *below > 0)) return Verdict::Failed;
    if (above && below) return Verdict::Passed;
    if (low && high) (void)too_large();
    return Verdict::Undecided;
}

/// Kleene: one side that settles it settles it, whatever the other.
Verdict Evaluation::joined(const Node& it) {
    const auto settles = it.kind == NodeKind::And ? Verdict::Failed : Verdict::Passed;
    const auto left = nominal(it.operands[0]);
    if (left == settles) return left;
    const auto right = nominal(it.operands[1]);
    if (right == settles) return right;
    return left == Verdict::Undecided ? left : right;
}

Verdict Evaluation::exclusive(const Node& it) {
    const auto left = nominal(it.operands[0]);
    const auto right = nominal(it.operands[1]);
    if (left == Verdict::Undecided || right == Verdict::Undecided) return Verdict::Undecided;
    return of(left != right);
}

Verdict Evaluation::implied(const Node& it) {
    const auto condition = nominal(it.operands[0]);
    if (condition == Verdict::Failed) return Verdict::Passed;
    const auto consequence = nominal(it.operands[1]);
    if (consequence == Verdict::Passed) return consequence;
    return condition == Verdict::Undecided ? condition : consequence;
}

Verdict Evaluation::term(int at) {
    if (terms_ == nullptr) {
        (void)undecided("横向的条件要在全部报表上判断");
        return Verdict::Undecided;
    }
    const auto& value = (*terms_)[static_cast<std::size_t>(at)];
    if (value.verdict == Verdict::Undecided) (void)undecided(value.why);
    return value.verdict;
}

Verdict Evaluation::truth(int at) {
    return rule_.tolerance.kind == Tolerance::Kind::Precision ? PrecisionCheck(*this).can_be(at, true)
                                                              : nominal(at);
}

Verdict Evaluation::nominal(int at) {
    const auto& it = node(at);
    if (is_comparison(it.kind)) return compared(it);
    switch (it.kind) {
        case NodeKind::And:
        case NodeKind::Or: return joined(it);
        case NodeKind::Xor: return exclusive(it);
        case NodeKind::Not: return opposite(nominal(it.operands[0]));
        case NodeKind::Implies: return implied(it);
        case NodeKind::Within: return within(it);
        case NodeKind::Unique:
        case NodeKind::InFences:
        case NodeKind::RatioOutlier: return term(at);
        default: return text_truth(it);
    }
}

}  // namespace yj::edit
