#include "instrument/cell_sheet.hpp"

#include <algorithm>
#include <tuple>

#include "base/bytes.hpp"
#include "base/invariant.hpp"

namespace yj::instrument {

namespace {

constexpr std::uint64_t kMissingTag = 16;
constexpr int kMissingReasons = 5;
constexpr int kMaxDecimals = 9;

bool blank(const Value& value) { return !value.present() && value.reason() == Missing::NotFilled; }

/// A tag (the decimals, or 16 and the reason), then the units of an amount.
void write_value(ByteWriter& out, const Value& value) {
    if (!value.present()) {
        out.number(kMissingTag + static_cast<std::uint64_t>(value.reason()));
        return;
    }
    out.number(static_cast<std::uint64_t>(value.amount().decimals()));
    out.signed_number(value.amount().units());
}

/// Sets `damaged` for a tag that no value has, or an amount out of range.
Value read_value(ByteReader& in, bool& damaged) {
    const auto tag = in.number();
    if (tag >= kMissingTag && tag < kMissingTag + kMissingReasons)
        return Value(static_cast<Missing>(tag - kMissingTag));
    const auto units = in.signed_number();
    constexpr std::int64_t kLimit = 1'000'000'000'000'000'000;
    if (tag > kMaxDecimals || units <= -kLimit || units >= kLimit) {
        damaged = true;
        return {};
    }
    return Amount(units, static_cast<int>(tag));
}

void write_address(ByteWriter& out, const CellAddress& cell) {
    out.number(static_cast<std::uint64_t>(cell.row));
    out.text(cell.key);
    out.number(static_cast<std::uint64_t>(cell.column));
}

}  // namespace

CellSheet::CellSheet(const Form& form)
    : rows_(static_cast<int>(form.rows.size())),
      columns_(static_cast<int>(form.columns.size())),
      fixed_(form.rows.size() * form.columns.size()) {}

std::size_t CellSheet::index(int row, int column) const {
    invariant(row >= 0 && row < rows_ && column >= 0 && column < columns_, "a cell lies in its form");
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
           static_cast<std::size_t>(column);
}

Value CellSheet::at(const CellAddress& cell) const {
    if (cell.key.empty()) return fixed_[index(cell.row, cell.column)];
    const auto found = open_.find(cell);
    return found == open_.end() ? Value() : found->second;
}

void CellSheet::set(const CellAddress& cell, Value value) {
    const auto place = index(cell.row, cell.column);
    if (cell.key.empty())
        fixed_[place] = value;
    else if (blank(value))
        open_.erase(cell);
    else
        open_[cell] = value;
}

std::string_view CellSheet::note(const CellAddress& cell) const {
    const auto found = notes_.find(cell);
    return found == notes_.end() ? std::string_view{} : std::string_view(found->second);
}

void CellSheet::set_note(const CellAddress& cell, std::string note) {
    (void)index(cell.row, cell.column);
    if (note.empty())
        notes_.erase(cell);
    else
        notes_[cell] = std::move(note);
}

std::vector<std::string> CellSheet::keys(int row) const {
    std::vector<std::string> keys;
    for (const auto& [cell, value] : open_)
        if (cell.row == row && std::ranges::find(keys, cell.key) == keys.end()) keys.push_back(cell.key);
    std::ranges::sort(keys);
    return keys;
}

std::vector<CellAddress> CellSheet::filled() const {
    std::vector<CellAddress> cells;
    for (int row = 0; row < rows_; ++row)
        for (int column = 0; column < columns_; ++column)
            if (!blank(at(row, column))) cells.push_back({row, column, {}});
    std::vector<CellAddress> open;
    for (const auto& [cell, value] : open_) open.push_back(cell);
    std::ranges::sort(open, {},
                      [](const CellAddress& cell) { return std::tie(cell.row, cell.key, cell.column); });
    cells.insert(cells.end(), open.begin(), open.end());
    return cells;
}

std::string CellSheet::pack() const {
    ByteWriter out;
    out.number(static_cast<std::uint64_t>(rows_));
    out.number(static_cast<std::uint64_t>(columns_));
    std::size_t last = 0;
    const auto count = std::ranges::count_if(fixed_, [](const Value& value) { return !blank(value); });
    out.number(static_cast<std::uint64_t>(count));
    for (std::size_t i = 0; i < fixed_.size(); ++i) {
        if (blank(fixed_[i])) continue;
        out.number(i - last);  // the gap from the cell before
        last = i;
        write_value(out, fixed_[i]);
    }
    out.number(open_.size());
    for (const auto& [cell, value] : open_) {
        write_address(out, cell);
        write_value(out, value);
    }
    out.number(notes_.size());
    for (const auto& [cell, note] : notes_) {
        write_address(out, cell);
        out.text(note);
    }
    return out.take();
}

namespace {

/// An address inside the form; sets `damaged` otherwise.
CellAddress read_address(ByteReader& in, const Form& form, bool& damaged) {
    const auto row = in.number();
    CellAddress cell;
    cell.key = in.text();
    const auto column = in.number();
    if (row >= form.rows.size() || column >= form.columns.size()) {
        damaged = true;
        return {};
    }
    cell.row = static_cast<int>(row);
    cell.column = static_cast<int>(column);
    return cell;
}

}  // namespace

Result<CellSheet> CellSheet::unpack(const Form& form, std::string_view bytes) {
    CellSheet sheet(form);
    ByteReader in(bytes);
    bool damaged = in.number() != form.rows.size() || in.number() != form.columns.size();
    // One report has one form: places grow, nothing blank is written.
    std::size_t place = 0;
    bool first = true;
    for (auto count = in.number(); count > 0 && in.ok() && !damaged; --count) {
        const auto gap = in.number();
        damaged = gap >= sheet.fixed_.size() - place || (gap == 0 && !first);
        if (!damaged) sheet.fixed_[place += gap] = read_value(in, damaged);
        damaged = damaged || blank(sheet.fixed_[place]);
        first = false;
    }
    for (auto count = damaged ? 0 : in.number(); count > 0 && in.ok() && !damaged; --count) {
        const auto cell = read_address(in, form, damaged);
        damaged =
            damaged || cell.key.empty() || (!sheet.open_.empty() && cell <= sheet.open_.rbegin()->first);
        if (!damaged) damaged = blank(sheet.open_[cell] = read_value(in, damaged));
    }
    for (auto count = damaged ? 0 : in.number(); count > 0 && in.ok() && !damaged; --count) {
        const auto cell = read_address(in, form, damaged);
        damaged = damaged || (!sheet.notes_.empty() && cell <= sheet.notes_.rbegin()->first);
        if (!damaged) damaged = (sheet.notes_[cell] = in.text()).empty();
    }
    if (damaged || !in.at_end())
        return refuse(Refused::Malformed, "报表的数据包已损坏，或不属于“" + form.code + "”这一版报表");
    return sheet;
}

}  // namespace yj::instrument
