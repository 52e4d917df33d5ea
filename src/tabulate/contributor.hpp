// Contributors: the reports that a table sums, unit by unit, column by column.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/industry_code.hpp"
#include "base/region_code.hpp"
#include "base/value.hpp"
#include "instrument/cell_sheet.hpp"
#include "registry/stat_unit.hpp"

namespace yj::tabulate {

/// One unit's accepted report, with the attributes of the period.
struct Contributor {
    StatUnitId unit;
    SubmissionId submission;
    EntryIndex since;
    RegionCode region;
    IndustryCode industry;
    registry::SizeClass size = registry::SizeClass::None;
    bool counts = true;         ///< false for a 调整项: it is summed but is no contributor
    std::vector<Value> values;  ///< one for each of TableDef::cells
};

/// A contributor without values yet, from the unit's version in force; a 调整项 does not count.
[[nodiscard]] Contributor contributor_of(const registry::UnitVersion& unit, SubmissionId submission,
                                         EntryIndex since);

/// Where the table's cells stand in a form: TableDef::cells looked up.
/// REQUIRES: every cell is in the form (parse_table_def has seen to it for the pack's forms).
[[nodiscard]] std::vector<instrument::CellAddress> cell_places(std::span<const std::string> cells,
                                                               const instrument::Form& form);

/// Many contributors, kept by column. The order has no meaning: no result depends on it.
class Contributors {
public:
    /// REQUIRES: width is the number of TableDef::cells.
    explicit Contributors(std::size_t width) : width_(width) {}

    /// REQUIRES: contributor.values has `width` values.
    void add(const Contributor& contributor);
    /// The same, with the values taken from a report. REQUIRES: the cells lie in the sheet's form.
    void add(Contributor contributor, const instrument::CellSheet& sheet,
             std::span<const instrument::CellAddress> cells);

    [[nodiscard]] std::size_t size() const { return units_.size(); }
    [[nodiscard]] std::size_t width() const { return width_; }
    [[nodiscard]] StatUnitId unit(std::size_t at) const { return units_[at]; }
    [[nodiscard]] SubmissionId submission(std::size_t at) const { return submissions_[at]; }
    [[nodiscard]] EntryIndex since(std::size_t at) const { return since_[at]; }
    [[nodiscard]] RegionCode region(std::size_t at) const { return regions_[at]; }
    [[nodiscard]] const IndustryCode& industry(std::size_t at) const { return industries_[at]; }
    [[nodiscard]] registry::SizeClass size_class(std::size_t at) const { return sizes_[at]; }
    [[nodiscard]] bool counts(std::size_t at) const { return counts_[at] != 0; }
    [[nodiscard]] std::span<const Value> values(std::size_t at) const {
        return std::span(values_).subspan(at * width_, width_);
    }
    [[nodiscard]] Contributor at(std::size_t at) const;

private:
    std::size_t width_;
    std::vector<StatUnitId> units_;
    std::vector<SubmissionId> submissions_;
    std::vector<EntryIndex> since_;
    std::vector<RegionCode> regions_;
    std::vector<IndustryCode> industries_;
    std::vector<registry::SizeClass> sizes_;
    std::vector<std::uint8_t> counts_;
    std::vector<Value> values_;
};

}  // namespace yj::tabulate
