#include <algorithm>
#include <set>

#include "base/invariant.hpp"
#include "edit/engine/columns.hpp"
#include "edit/engine/instance_check.hpp"

namespace yj::edit {

namespace {

using Number = std::int64_t;
constexpr int kMostDecimals = 9;
constexpr Number kFits = Number{1} << 61;  ///< what a column may hold
constexpr Number kNarrow = (Number{1} << 31) - 1;

constexpr std::array<Number, kMostDecimals + 1> kPowers = [] {
    std::array<Number, kMostDecimals + 1> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
}();

/// The amount in units of 10^-scale; empty when it has more digits than that, or too many.
std::optional<Number> units_at(Amount amount, int scale) {
    const int steps = scale - amount.decimals();
    const auto power = kPowers[static_cast<std::size_t>(std::abs(steps))];
    if (steps < 0) return amount.units() % power == 0 ? std::optional(amount.units() / power) : std::nullopt;
    Number units = 0;
    if (__builtin_mul_overflow(amount.units(), power, &units)) return std::nullopt;
    return units > -kFits && units < kFits ? std::optional(units) : std::nullopt;
}

/// What stands in one cell of many reports: the largest magnitude for each number of decimals, and blanks.
struct Survey {
    std::array<Number, kMostDecimals + 1> reach{};
    int decimals = 0;
    bool blank = false, firm = false, amount = false;

    void see(const Value* value) {
        if (value == nullptr || !value->present()) {
            blank = true;
            firm = firm || value == nullptr || value->reason() != Missing::NotFilled;
            return;
        }
        const auto it = value->amount();
        auto& most = reach[static_cast<std::size_t>(it.decimals())];
        most = std::max(most, std::abs(it.units()));
        decimals = std::max(decimals, it.decimals());
        amount = true;
    }
    void add(const Survey& other) {
        for (std::size_t i = 0; i < reach.size(); ++i) reach[i] = std::max(reach[i], other.reach[i]);
        decimals = std::max(decimals, other.decimals);
        blank = blank || other.blank, firm = firm || other.firm, amount = amount || other.amount;
    }
    /// The largest magnitude at a scale; empty when some number does not fit there.
    [[nodiscard]] std::optional<Number> at(int scale) const {
        Number most = 0;
        for (int i = 0; i <= decimals; ++i) {
            if (i > scale) return std::nullopt;
            const auto units = units_at(Amount(reach[static_cast<std::size_t>(i)], i), scale);
            if (!units) return std::nullopt;
            most = std::max(most, *units);
        }
        return most;
    }
};

void set_bit(Bits& bits, std::size_t at) { bits[at / 64] |= std::uint64_t{1} << (at % 64); }

std::size_t words_of(std::size_t blocks, bool wanted) { return wanted ? blocks * kWords : 0; }

}  // namespace

class ColumnMaker {
public:
    ColumnMaker(const RuleSet& set, const instrument::Form& form, Period period, std::size_t reports,
                const Executor& run)
        : set_(set), run_(run) {
        made_.form_ = &form;
        made_.period_ = period;
        made_.reports_ = reports;
    }

    Columns from(std::span<const Context> contexts) {
        made_.contexts_ = contexts;
        if (!contexts.empty()) made_.other_forms_ = contexts[0].other_forms;
        made_.other_forms_.resize(set_.plan(made_.form_->code).sources.size(), made_.form_);
        const auto slots = slots_read(set_, *made_.form_, made_.period_);
        const auto seen = survey(contexts, slots);
        for (std::size_t i = 0; i < slots.size(); ++i) made_.columns_.push_back(shaped(slots[i], seen[i]));
        fill(contexts);
        mark_rows();
        mark_kinds();
        return std::move(made_);
    }

    Columns from(std::span<const NumberColumn> numbers, std::span<const instrument::Form* const> others) {
        made_.other_forms_.assign(others.begin(), others.end());
        made_.given_.assign(others.size() + 1, 0);
        made_.given_[0] = 1;
        for (const auto& each : numbers) made_.given_[static_cast<std::size_t>(each.slot.source)] = 1;
        made_.columns_.resize(numbers.size());
        run_(numbers.size(), [&](std::size_t at) { made_.columns_[at] = copied(numbers[at]); });
        std::ranges::sort(made_.columns_, {}, &Column::slot);
        for (const auto& slot : slots_read(set_, *made_.form_, made_.period_))
            if (made_.column(slot) == nullptr) {
                const auto place = std::ranges::lower_bound(made_.columns_, slot, {}, &Column::slot);
                made_.columns_.insert(place, nowhere(slot));
            }
        mark_rows();
        return std::move(made_);
    }

private:
    const instrument::CellSheet* sheet_of(const Context& context, int source) const {
        return source == 0 ? context.report : context.others[static_cast<std::size_t>(source) - 1];
    }

    /// fn(slot's place, value or nullptr where the report has not come) for every slot of a report.
    template <class Fn>
    void each_value(const Context& context, std::span<const Slot> slots, const Fn& fn) const {
        for (std::size_t i = 0; i < slots.size();) {
            const int source = slots[i].source;
            const auto* sheet = sheet_of(context, source);
            for (; i < slots.size() && slots[i].source == source; ++i) {
                if (sheet == nullptr) {
                    fn(i, nullptr);
                    continue;
                }
                const auto value = sheet->at(slots[i].row, slots[i].column);
                fn(i, &value);
            }
        }
    }

    std::vector<Survey> survey(std::span<const Context> contexts, std::span<const Slot> slots) const {
        constexpr std::size_t kParts = 32;
        const auto parts = std::min(kParts, made_.blocks());
        std::vector<std::vector<Survey>> all(parts, std::vector<Survey>(slots.size()));
        run_(parts, [&](std::size_t part) {
            auto& seen = all[part];
            const auto end = contexts.size() * (part + 1) / parts;
            for (auto at = contexts.size() * part / parts; at < end; ++at)
                each_value(contexts[at], slots,
                           [&](std::size_t i, const Value* value) { seen[i].see(value); });
        });
        std::vector<Survey> total(slots.size());
        for (const auto& seen : all)
            for (std::size_t i = 0; i < slots.size(); ++i) total[i].add(seen[i]);
        return total;
    }

    /// The most decimals that occur, or what the form declares where those would take too many digits.
    Column shaped(const Slot& slot, const Survey& seen) const {
        Column column;
        column.slot = slot;
        column.scale = seen.decimals;
        auto most = seen.at(column.scale);
        const auto& form =
            slot.source == 0 ? *made_.form_ : *made_.other_forms_[static_cast<std::size_t>(slot.source) - 1];
        if (!most) {
            column.scale = std::min(seen.decimals, form.decimals_of(slot.row, slot.column));
            column.unfit.resize(words_of(made_.blocks(), true));
        }
        column.blank.resize(words_of(made_.blocks(), seen.blank));
        column.firm.resize(words_of(made_.blocks(), seen.firm));
        if (!seen.amount) return column;
        if (most && *most <= kNarrow)
            column.narrow.resize(made_.blocks() * kBlock);
        else
            column.wide.resize(made_.blocks() * kBlock);
        return column;
    }

    static void put(Column& column, std::size_t report, const Value* value) {
        if (value == nullptr || !value->present()) {
            set_bit(column.blank, report);
            if (value == nullptr || value->reason() != Missing::NotFilled) set_bit(column.firm, report);
            return;
        }
        const auto units = units_at(value->amount(), column.scale);
        if (!units) return set_bit(column.unfit, report);
        if (!column.narrow.empty())
            column.narrow[report] = static_cast<std::int32_t>(*units);
        else
            column.wide[report] = *units;
    }

    void fill(std::span<const Context> contexts) {
        std::vector<Slot> slots;
        for (const auto& column : made_.columns_) slots.push_back(column.slot);
        run_(made_.blocks(), [&](std::size_t block) {
            const auto end = std::min((block + 1) * kBlock, contexts.size());
            for (auto at = block * kBlock; at < end; ++at)
                each_value(contexts[at], slots,
                           [&](std::size_t i, const Value* value) { put(made_.columns_[i], at, value); });
        });
        for (auto& column : made_.columns_) measure(column);
    }

    void measure(Column& column) const {
        if (column.narrow.empty() && column.wide.empty()) {
            column.reaches.assign(made_.blocks(), 0);
            return;
        }
        for (std::size_t block = 0; block < made_.blocks(); ++block) {
            const auto numbers = column.block(block);
            column.reaches.push_back(numbers.narrow != nullptr ? reach_of(numbers.narrow, kBlock)
                                                               : reach_of(numbers.wide, kBlock));
            column.reach = std::max(column.reach, column.reaches.back());
        }
    }

    Column copied(const NumberColumn& from) const {
        Column column;
        column.slot = from.slot;
        column.scale = from.decimals;
        invariant(std::max(from.narrow.size(), from.wide.size()) == made_.reports_,
                  "a column has a number for every report");
        const auto room = made_.blocks() * kBlock;
        if (!from.narrow.empty() || reach_of(from.wide.data(), from.wide.size()) <= kNarrow) {
            column.narrow.reserve(room);
            column.narrow.assign(from.narrow.begin(), from.narrow.end());
            for (const auto number : from.wide) column.narrow.push_back(static_cast<std::int32_t>(number));
            column.narrow.resize(room);
        } else {
            column.wide.reserve(room);
            column.wide.assign(from.wide.begin(), from.wide.end());
            column.wide.resize(room);
        }
        take_missing(column, from.missing);
        measure(column);
        return column;
    }

    void take_missing(Column& column, std::span<const std::uint8_t> missing) const {
        for (std::size_t at = 0; at < missing.size(); ++at) {
            if (missing[at] == 0) continue;
            column.blank.resize(words_of(made_.blocks(), true));
            set_bit(column.blank, at);
            if (!column.narrow.empty()) column.narrow[at] = 0;
            if (!column.wide.empty()) column.wide[at] = 0;
            const auto reason = static_cast<Missing>(missing[at] - 1);
            if (reason == Missing::NotFilled) continue;
            column.firm.resize(words_of(made_.blocks(), true));
            set_bit(column.firm, at);
            column.reasons.emplace_back(static_cast<std::uint32_t>(at), reason);
        }
    }

    /// A cell that no number was handed in for.
    Column nowhere(const Slot& slot) const {
        Column column;
        column.slot = slot;
        column.blank.assign(words_of(made_.blocks(), true), ~std::uint64_t{0});
        if (made_.given_[static_cast<std::size_t>(slot.source)] == 0) column.firm = column.blank;
        column.reaches.assign(made_.blocks(), 0);
        return column;
    }

    /// Which reports hold nothing in the rows that must hold something for a rule to be asked.
    void mark_rows() {
        std::set<int> rows;
        for (const auto& instance : set_.plan(made_.form_->code).instances) {
            const auto& rule = set_.rules()[static_cast<std::size_t>(instance.rule)];
            if (rule.in_force(made_.period_)) rows.insert(row_asked(rule, instance));
        }
        rows.erase(-1);
        for (const int row : rows) made_.empty_rows_[row];
        std::vector<std::pair<const int, Bits>*> wanted;
        for (auto& each : made_.empty_rows_) wanted.push_back(&each);
        run_(wanted.size(), [&](std::size_t at) { wanted[at]->second = empty_reports(wanted[at]->first); });
    }

    Bits empty_reports(int row) const {
        Bits empty(words_of(made_.blocks(), true), ~std::uint64_t{0});
        for (const auto& column : made_.columns_) {
            if (column.slot.source != 0 || column.slot.row != row) continue;
            if (column.blank.empty()) return {};
            for (std::size_t i = 0; i < empty.size(); ++i)
                empty[i] &= column.blank[i] & ~(column.firm.empty() ? 0 : column.firm[i]);
        }
        if (made_.contexts_.empty()) return empty;
        for (std::size_t at = 0; at < made_.reports_; ++at)
            if (bit_of(empty, at) && row_filled(made_.contexts_[at], row))
                empty[at / 64] &= ~(std::uint64_t{1} << (at % 64));
        return empty;
    }

    void mark_kinds() {
        for (const auto& rule : set_.rules())
            if (rule.excepted && rule.form == made_.form_->code)
                made_.kinds_[*rule.excepted].resize(words_of(made_.blocks(), true));
        for (auto& [kind, bits] : made_.kinds_)
            for (std::size_t at = 0; at < made_.reports_; ++at) {
                const auto* unit = made_.contexts_[at].attributes;
                if (unit != nullptr && unit->kind == kind) set_bit(bits, at);
            }
    }

    const RuleSet& set_;
    const Executor& run_;
    Columns made_;
};

Columns Columns::of(const RuleSet& set, const instrument::Form& form, Period period,
                    std::span<const Context> contexts, const Executor& run) {
    return ColumnMaker(set, form, period, contexts.size(), run).from(contexts);
}

Columns Columns::of(const RuleSet& set, const instrument::Form& form, Period period, std::size_t reports,
                    std::span<const NumberColumn> numbers,
                    std::span<const instrument::Form* const> other_forms, const Executor& run) {
    return ColumnMaker(set, form, period, reports, run).from(numbers, other_forms);
}

}  // namespace yj::edit
