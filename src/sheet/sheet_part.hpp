// The two parts of a workbook that hold its data: the shared strings and one sheet.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sheet/grid.hpp"
#include "sheet/xml_scan.hpp"

namespace yj::sheet {

/// What may still be held; read_sheet_part counts it down.
struct SheetBudget {
    std::size_t cells = 0;
    std::size_t text_bytes = 0;
};

/// Texts by index.
class StringTable {
public:
    [[nodiscard]] std::size_t size() const { return ends_.size(); }
    [[nodiscard]] std::string_view at(std::size_t index) const {
        const std::size_t from = index == 0 ? 0 : ends_[index - 1];
        return std::string_view(texts_).substr(from, ends_[index] - from);
    }
    void append(std::string_view piece) { texts_ += piece; }
    void end() { ends_.push_back(static_cast<std::uint32_t>(texts_.size())); }
    [[nodiscard]] std::size_t bytes() const { return texts_.size(); }

private:
    std::string texts_;
    std::vector<std::uint32_t> ends_;
};

/// xl/sharedStrings.xml. Fails: Malformed.
[[nodiscard]] Result<StringTable> read_string_table(ByteSource source, std::string place, SheetBudget limits);

/// xl/worksheets/sheetN.xml. Fails: Malformed with the cell.
/// Source: ECMA-376-1 §18.3.1.4 (c), §18.3.1.73 (row), §18.4 (shared strings).
[[nodiscard]] Result<Grid> read_sheet_part(ByteSource source, const std::string& place, std::string_view name,
                                           bool hidden, const StringTable& strings, SheetBudget& left);

}  // namespace yj::sheet
