// Columns: the cells that rules read, for many reports of one form and period: a column of numbers each.
#pragma once
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/executor.hpp"
#include "edit/check.hpp"
#include "edit/engine/kernels.hpp"

namespace yj::edit {

/// A fixed cell as a rule reads it: of the report under check (source 0) or of one of the plan's sources.
struct Slot {
    int source = 0;
    int row = 0;
    int column = 0;
    auto operator<=>(const Slot&) const = default;
};

/// One bit a report, whole blocks; empty where no bit is set.
using Bits = std::vector<std::uint64_t>;

/// One cell of all reports, in units of 10^-scale: 32 bits wide where all fit, else 64. Blank is zero here.
struct Column {
    Slot slot;
    int scale = 0;
    std::vector<std::int32_t> narrow;  ///< either this or `wide` is filled, to the end of the last block
    std::vector<std::int64_t> wide;
    Bits blank;  ///< no amount, for whatever reason
    Bits firm;   ///< of these: for another reason than 未填, or the report has not come
    Bits unfit;  ///< has more digits than this column holds: asked one by one
    std::vector<std::int64_t> reaches;  ///< the largest magnitude of each block
    std::int64_t reach = 0;             ///< and of all
    /// Why, by report, where it is not 未填 and the report is there.
    std::vector<std::pair<std::uint32_t, Missing>> reasons;

    [[nodiscard]] Numbers block(std::size_t at) const;
    /// Empty beside `unfit` and where the report has not come.
    [[nodiscard]] Value value(std::size_t report) const;
};

[[nodiscard]] inline bool bit_of(const Bits& bits, std::size_t at) {
    return !bits.empty() && (bits[at / 64] >> (at % 64) & 1U) != 0;
}

/// Numbers of one cell as a caller holds them. `missing` has one byte a report, or none at all: 0 an amount,
/// else 1 + the reason.
struct NumberColumn {
    Slot slot;
    int decimals = 0;
    std::span<const std::int32_t> narrow;  ///< either this or `wide`
    std::span<const std::int64_t> wide;
    std::span<const std::uint8_t> missing;
};

/// Immutable once made; any number of threads may read. Memory: 4 or 8 bytes a cell, one bit more where a
/// column has a blank.
class Columns {
public:
    /// From contexts, which must outlive this. All are of one form and period.
    /// Source: 0004-edit-seam;  Cost: two passes over the cells that rules read.
    [[nodiscard]] static Columns of(const RuleSet& set, const instrument::Form& form, Period period,
                                    std::span<const Context> contexts, const Executor& run);
    /// From numbers, which are copied. A cell without a column is 未填, a source without one has not come;
    /// there is no register behind it. REQUIRES: every column has `reports` numbers below 10^18.
    /// Source: 0004-edit-seam;  Cost: one pass over the numbers.
    [[nodiscard]] static Columns of(const RuleSet& set, const instrument::Form& form, Period period,
                                    std::size_t reports, std::span<const NumberColumn> numbers,
                                    std::span<const instrument::Form* const> other_forms,
                                    const Executor& run);

    [[nodiscard]] const instrument::Form& form() const { return *form_; }
    [[nodiscard]] Period period() const { return period_; }
    [[nodiscard]] std::size_t reports() const { return reports_; }
    [[nodiscard]] std::size_t blocks() const { return (reports_ + kBlock - 1) / kBlock; }
    /// Nullptr where no report has the cell, or where rules were not known to read it.
    [[nodiscard]] const Column* column(const Slot& slot) const;
    /// Reports whose row holds nothing at all. Nullptr when every report fills it.
    [[nodiscard]] const Bits* empty_row(int row) const;
    /// Reports of units of this kind.
    [[nodiscard]] const Bits* of_kind(registry::UnitKind kind) const;
    /// Whether the row of that source holds words.
    [[nodiscard]] bool is_text(int source, int row) const;
    [[nodiscard]] std::size_t bytes() const;

    /// The report as check_report takes it; `made` keeps what had to be made. Valid as long as both.
    class Made;
    [[nodiscard]] const Context& context(std::size_t report, Made& made) const;

private:
    friend class ColumnMaker;
    const instrument::Form* form_ = nullptr;
    Period period_;
    std::size_t reports_ = 0;
    std::span<const Context> contexts_;
    std::vector<const instrument::Form*> other_forms_;
    std::vector<std::uint8_t> given_;  ///< by source: 0 when nothing of it was handed in
    std::vector<Column> columns_;      ///< by slot
    std::map<int, Bits> empty_rows_;
    std::map<registry::UnitKind, Bits> kinds_;
};

/// One report made out of columns again.
class Columns::Made {
public:
    Made() = default;
    Made(const Made&) = delete;
    Made& operator=(const Made&) = delete;

private:
    friend class Columns;
    std::size_t report_ = static_cast<std::size_t>(-1);
    instrument::CellSheet sheet_;
    std::vector<instrument::CellSheet> others_;
    Context context_;
};

/// The fixed cells that rules in force read, in order. Source: 0004-edit-seam.
[[nodiscard]] std::vector<Slot> slots_read(const RuleSet& set, const instrument::Form& form, Period period);

}  // namespace yj::edit
