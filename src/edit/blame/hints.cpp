#include "edit/blame/hints.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

#include "edit/engine/instance_check.hpp"

namespace yj::edit {

using instrument::CellAddress;

namespace {

constexpr int kMostCells = 300;                            ///< beyond it pairs are not tried
constexpr std::array kPowers{1, -1, 3, -3, 4, -4, 2, -2};  ///< 千元 for 万元 first

struct Judged {
    const Instance* instance = nullptr;
    const Rule* rule = nullptr;
    std::string key;
    Verdict verdict = Verdict::Passed;
    bool identity = false;
    std::vector<CellAddress> cells;
};

/// The comparison of an identity, behind a scope or a condition; -1 when the rule is none.
int identity_in(const Rule& rule) {
    const auto node = [&](int at) -> const Node& {
        return rule.condition.nodes[static_cast<std::size_t>(at)];
    };
    int at = rule.condition.root;
    while (node(at).kind == NodeKind::Implies) at = node(at).operands[1];
    return node(at).kind == NodeKind::Equal ? at : -1;
}

/// One digit replaced, added or left out, or two neighbours exchanged.
bool is_one_slip(const std::string& a, const std::string& b) {
    const auto [x, y] = std::ranges::mismatch(a, b);
    const std::string_view left(x, a.end()), right(y, b.end());
    if (left.empty() && right.empty()) return false;
    if (left.size() == right.size()) {
        const bool exchanged = left.size() > 1 && left[0] == right[1] && left[1] == right[0] &&
                               left.substr(2) == right.substr(2);
        return exchanged || left.substr(1) == right.substr(1);
    }
    return left.size() == right.size() + 1   ? left.substr(1) == right
           : right.size() == left.size() + 1 ? right.substr(1) == left
                                             : false;
}

std::string digits_of(Amount amount) {
    std::string digits;
    for (const char c : amount.text())
        if (c >= '0' && c <= '9') digits += c;
    return digits.substr(std::min(digits.find_first_not_of('0'), digits.size()));
}

class Search {
public:
    Search(const RuleSet& set, const Context& context) : context_(context) {
        for (const auto& instance : set.plan(context.form->code).instances) {
            const auto& rule = set.rules()[static_cast<std::size_t>(instance.rule)];
            if (rule.condition.uses_population || !is_asked(rule, instance, context)) continue;
            each_run(rule, instance, context, [&](Evaluation& run, std::string_view key, Verdict verdict) {
                judged_.push_back({&instance, &rule, std::string(key), verdict,
                                   rule.severity == Severity::Hard && identity_in(rule) >= 0,
                                   own_cells(run, rule)});
            });
        }
        for (const auto& it : judged_)
            if (it.verdict == Verdict::Failed && it.identity) wrong_.push_back(&it);
        about_itself_ = !wrong_.empty();
        if (!about_itself_)
            for (const auto& it : judged_)
                if (it.verdict == Verdict::Failed) wrong_.push_back(&it);
    }

    std::vector<Hint> found() {
        if (wrong_.empty()) return {};
        const auto cells = suspects();
        if (about_itself_)
            for (const auto& cell : cells) units_of(cell);
        units_of_groups();
        if (about_itself_) {
            for (const auto& cell : cells) sign_of(cell);
            swaps(cells);
            for (const auto& cell : cells) typo_of(cell);
        }
        if (hints_.size() > kMostHints) hints_.resize(kMostHints);
        return std::move(hints_);
    }

private:
    static std::vector<CellAddress> own_cells(const Evaluation& run, const Rule& rule) {
        std::set<CellAddress> cells;
        for (int at = 0; at < rule.condition.condition_nodes; ++at) {
            const auto& node = run.node(at);
            const bool reads = node.kind == NodeKind::Cell || node.kind == NodeKind::SumRows ||
                               node.kind == NodeKind::SumKeys;
            if (!reads || node.source != 0) continue;
            for (const auto& cell : run.cells_of(node))
                if (run.context().report->at(cell).present()) cells.insert(cell);
        }
        return {cells.begin(), cells.end()};
    }

    /// Cells of the failing identities, in the order of the form.
    std::vector<CellAddress> suspects() const {
        std::set<CellAddress> cells;
        for (const auto* it : wrong_) cells.insert(it->cells.begin(), it->cells.end());
        return {cells.begin(), cells.end()};
    }

    Amount amount(const CellAddress& cell) const { return context_.report->at(cell).amount(); }
    int decimals(const CellAddress& cell) const {
        const int asked = context_.form->decimals_of(cell.row, cell.column);
        return std::clamp(std::max(asked, amount(cell).decimals()), 0, 9);
    }

    /// Everything that was wrong holds, and nothing that held is wrong, once the cells hold this.
    bool repairs(const std::vector<CellChange>& changes) const {
        auto sheet = *context_.report;
        for (const auto& change : changes) sheet.set(change.cell, change.then);
        auto context = context_;
        context.report = &sheet;
        return std::ranges::all_of(judged_, [&](const Judged& it) {
            Evaluation run(*it.rule, context, it.instance->row, it.instance->column, it.key);
            const auto verdict = run.verdict();
            if (verdict == Verdict::Passed || it.verdict == Verdict::Undecided) return true;
            if (it.verdict == Verdict::Passed) return it.rule->severity != Severity::Hard;
            return std::ranges::find(wrong_, &it) == wrong_.end();
        });
    }

    void offer(Hint hint) {
        if (hints_.size() >= kMostHints || hint.changes.empty() || !repairs(hint.changes)) return;
        std::ranges::sort(hint.changes, {}, &CellChange::cell);
        hints_.push_back(std::move(hint));
    }

    /// What is cut off must leave three digits: else anything small enough would agree with anything.
    std::optional<CellChange> shifted(const CellAddress& cell, int power) const {
        constexpr std::int64_t kThreeDigits = 100;
        const auto now = amount(cell);
        const auto moved = WideAmount(now).shifted(power);
        const auto then = moved.rounded(decimals(cell), Round::HalfUp);
        if (!then || now.is_zero()) return std::nullopt;
        const bool exact = WideAmount(*then) == moved;
        if (!exact && std::abs(then->units()) < kThreeDigits) return std::nullopt;
        return CellChange{cell, now, *then};
    }

    void units_of(const CellAddress& cell) {
        for (const int power : kPowers)
            if (const auto change = shifted(cell, power))
                offer({HintKind::Unit, {*change}, power, {}, false});
    }

    bool is_money(const CellAddress& cell) const {
        static const auto yuan = Measure::find("元"), dollar = Measure::find("千美元");
        const auto measure = context_.form->measure_of(cell.row, cell.column);
        return measure == Measure() || measure.power_to(*yuan) || measure.power_to(*dollar);
    }

    /// A whole column, or the whole report, in another 计量单位: amounts of money alone.
    void units_of_groups() {
        const int columns = static_cast<int>(context_.form->columns.size());
        for (int column = columns > 1 ? 0 : -1; column < columns; ++column)
            if (columns > 1 || column < 0) units_of_group(column);
        if (columns > 1) units_of_group(-1);
    }
    void units_of_group(int column) {
        std::vector<CellAddress> cells;
        for (const auto& cell : context_.report->filled())
            if ((column < 0 || cell.column == column) && context_.report->at(cell).present() &&
                is_money(cell))
                cells.push_back(cell);
        if (cells.size() < 2) return;
        for (const int power : kPowers) {
            Hint hint{HintKind::Unit, {}, power, {}, column < 0};
            if (column >= 0) hint.column = context_.form->columns[static_cast<std::size_t>(column)].id;
            bool fits = true;
            for (const auto& cell : cells) {
                const auto change = shifted(cell, power);
                fits = fits && (change || amount(cell).is_zero());
                if (change) hint.changes.push_back(*change);
            }
            if (fits && hint.changes.size() > 1) offer(std::move(hint));
        }
    }

    void sign_of(const CellAddress& cell) {
        const auto now = amount(cell);
        if (!now.is_zero()) offer({HintKind::Sign, {{cell, now, now.negated()}}, 0, {}, false});
    }

    void swaps(const std::vector<CellAddress>& cells) {
        if (cells.size() > kMostCells) return;
        for (std::size_t i = 0; i < cells.size(); ++i)
            for (std::size_t j = i + 1; j < cells.size(); ++j) {
                const auto a = amount(cells[i]), b = amount(cells[j]);
                if (a != b) offer({HintKind::Swap, {{cells[i], a, b}, {cells[j], b, a}}, 0, {}, false});
            }
    }

    /// How far the sides of an identity lie apart when the cell holds this.
    std::optional<Fraction> gap_with(const Judged& it, const CellAddress& cell, Amount value) const {
        auto sheet = *context_.report;
        sheet.set(cell, value);
        auto context = context_;
        context.report = &sheet;
        Evaluation run(*it.rule, context, it.instance->row, it.instance->column, it.key);
        const auto& comparison = run.node(identity_in(*it.rule));
        const auto left = run.number(comparison.operands[0]);
        const auto right = left ? run.number(comparison.operands[1]) : std::nullopt;
        return right ? left->minus(*right) : std::nullopt;
    }

    /// What the cell would have to hold for the identity, from two points of the line.
    std::optional<Amount> needed(const Judged& it, const CellAddress& cell) const {
        const auto now = amount(cell);
        const auto zero = gap_with(it, cell, Amount());
        const auto one = zero ? gap_with(it, cell, Amount(1, 0)) : std::nullopt;
        const auto slope = one ? one->minus(*zero) : std::nullopt;
        const auto value = slope ? zero->negated().over(*slope) : std::nullopt;
        const auto rounded = value ? value->rounded(decimals(cell), Round::HalfUp) : std::nullopt;
        return rounded && *rounded != now ? rounded : std::nullopt;
    }

    void typo_of(const CellAddress& cell) {
        const auto then = needed(*wrong_.front(), cell);
        if (!then) return;
        const int places = decimals(cell);
        const auto now = amount(cell);
        const bool same_sign = now.sign() * then->sign() > 0;
        const auto wide = now.rounded(places, Round::HalfUp);
        if (!same_sign || !is_one_slip(digits_of(wide), digits_of(*then))) return;
        for (const auto& known : hints_)  // a digit too many may be a zero too many, which was said already
            if (known.changes.size() == 1 && known.changes[0].cell == cell && known.changes[0].then == *then)
                return;
        offer({HintKind::Typo, {{cell, now, *then}}, 0, {}, false});
    }

    const Context& context_;
    std::vector<Judged> judged_;
    std::vector<const Judged*> wrong_;
    bool about_itself_ = false;  ///< an identity fails
    std::vector<Hint> hints_;
};

std::string unit_words(int power) {
    switch (power < 0 ? -power : power) {
        case 1: return "千元与万元混用，或小数点错一位";
        case 2: return "小数点错两位";
        case 3: return "元与千元混用";
        default: return "元与万元混用";
    }
}

}  // namespace

std::vector<Hint> hints(const RuleSet& set, const Context& context) { return Search(set, context).found(); }

std::string hint_sentence(const Hint& hint, const instrument::Form& form) {
    // What a cell would hold instead stays unsaid: the respondent alone knows it.
    const auto unit = [&] {
        std::string factor = "1";
        factor.append(static_cast<std::size_t>(hint.power < 0 ? -hint.power : hint.power), '0');
        return std::string(hint.power < 0 ? "大" : "小") + "了 " + factor + " 倍：" + unit_words(hint.power);
    };
    if (hint.whole_report) return "整张报表的金额可能都" + unit();
    if (!hint.column.empty()) {
        const auto at = form.column_at(hint.column);
        const auto name = at ? form.columns[static_cast<std::size_t>(*at)].name : hint.column;
        return name + "一栏的金额可能都" + unit();
    }
    std::string words;
    for (const auto& it : hint.changes)
        words += (words.empty() ? "" : "与 ") + form.cell_name(it.cell) + " " + it.now.text() + " ";
    switch (hint.kind) {
        case HintKind::Unit: return words + "可能" + unit();
        case HintKind::Sign: return words + "可能正负号写反";
        case HintKind::Swap: return words + "可能填颠倒了";
        case HintKind::Typo: break;
    }
    return words + "可能错写、漏写、多写或颠倒了一位数字";
}

}  // namespace yj::edit
