#include "verify/contents.hpp"

#include <algorithm>
#include <array>

namespace yj::verify {

namespace {

using journal::RowText;

constexpr std::uint64_t kMissingTag = 16;
constexpr std::uint64_t kMissingReasons = 5;
constexpr int kMostDecimals = 9;
constexpr std::string_view kAdjustment = "调整项";

int small(std::int64_t number) {
    return number >= 0 && number <= kMostDecimals ? static_cast<int>(number) : 0;
}

FigureRow figure_in(const RowText& row) {
    FigureRow figure;
    figure.id = row.number(0);
    figure.since = row.number(1);
    figure.table = row.text(2);
    figure.table_hash = row.text(3);
    figure.cell = row.text(4);
    figure.period = row.text(5);
    figure.printed = row.text(6);
    figure.status = row.text(7);
    figure.has_exact = !row.null(8);
    figure.exact_units = row.number(8);
    figure.exact_decimals = small(row.number(9));
    figure.has_base = !row.null(10);
    figure.base_units = row.number(10);
    figure.base_decimals = small(row.number(11));
    figure.contributors = row.number(12);
    return figure;
}

ReleaseRow release_in(const RowText& row) {
    return {row.number(0), row.number(3), row.number(9), row.text(4), row.text(6), row.text(7)};
}

SubmissionRow submission_in(const RowText& row) {
    return {row.number(0), row.number(1), row.number(2), row.number(10),
            row.text(6),   row.blob(7),   row.blob(8)};
}

BaseRow base_in(const RowText& row) {
    return {row.text(1),   row.text(2),   row.text(3),          row.number(0),
            row.number(4), row.number(5), small(row.number(6)), !row.null(7)};
}

UnitRow unit_in(const RowText& row) {
    UnitRow unit;
    unit.unit = row.number(0);
    unit.since = row.number(1);
    unit.valid_day = row.number(3);
    unit.counts = row.text(6) != kAdjustment;
    unit.attributes.region =
        RegionCode::parse(row.text(7), static_cast<RegionLevel>(row.number(8))).value_or(RegionCode());
    unit.attributes.industry = IndustryCode::parse(row.text(9)).value_or(IndustryCode());
    unit.attributes.size = static_cast<int>(row.number(10));
    return unit;
}

/// What a table of record looks like to the verifier: how many columns, and which holds the entry.
struct Shape {
    std::string_view table;
    std::size_t columns, since;
};
constexpr std::array kShapes{
    Shape{"publish_figure", 13, 1},      Shape{"publish_release", 11, 0},   Shape{"facts_sheet", 6, 3},
    Shape{"collect_submission", 11, 10}, Shape{"collect_task", 6, 5},       Shape{"facts_base", 10, 4},
    Shape{"registry_version", 18, 1},    Shape{"review_explanation", 9, 1}, Shape{"edit_check", 7, 1},
    Shape{"evidence_voucher", 9, 1},     Shape{"evidence_link", 8, 5},      Shape{"review_acceptance", 3, 1}};

bool read_value(ByteReader& in, std::optional<CellValue>& value) {
    const auto tag = in.number();
    if (tag >= kMissingTag && tag < kMissingTag + kMissingReasons) return true;
    if (tag > kMostDecimals) return false;
    value = CellValue{in.signed_number(), static_cast<int>(tag)};
    return true;
}

}  // namespace

bool Contents::take(const RowText& row, std::int64_t since) {
    const auto* shape = std::find_if(kShapes.begin(), kShapes.end(),
                                     [&](const Shape& one) { return one.table == row.table; });
    if (shape == kShapes.end() || row.fields.size() != shape->columns || row.number(shape->since) != since)
        return false;
    if (row.table == "publish_figure") return figures.emplace(row.number(0), figure_in(row)).second;
    if (row.table == "publish_release") return releases.emplace(since, release_in(row)).second;
    if (row.table == "collect_submission")
        return submissions.emplace(row.number(2), submission_in(row)).second;
    if (row.table == "collect_task")
        return tasks.emplace(row.number(3), TaskRow{row.text(0), row.text(1), row.number(2), row.number(3)})
            .second;
    if (row.table == "registry_version") return units.emplace(row.number(0), unit_in(row)).second;
    if (row.table == "facts_sheet")
        sheets.push_back({row.text(0), row.text(1), row.number(2), since, row.number(4)});
    else if (row.table == "facts_base")
        bases.push_back(base_in(row));
    else
        ++others[row.table];
    return true;
}

std::optional<std::map<std::size_t, CellValue>> read_cells(const FormText& form, std::string_view payload) {
    ByteReader in(payload);
    if (in.number() != form.rows.size() || in.number() != form.columns.size()) return std::nullopt;
    std::map<std::size_t, CellValue> cells;
    const auto size = form.rows.size() * form.columns.size();
    std::size_t place = 0;
    for (auto left = in.number(); left > 0 && in.ok(); --left) {
        place += in.number();
        std::optional<CellValue> value;
        if (place >= size || !read_value(in, value)) return std::nullopt;
        if (value) cells[place] = *value;
    }
    // Open rows and notes follow; no table reads them.
    return in.ok() ? std::optional(std::move(cells)) : std::nullopt;
}

}  // namespace yj::verify
