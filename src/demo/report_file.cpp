#include "demo/report_file.hpp"

#include <map>

#include "base/invariant.hpp"

namespace yj::demo {

namespace {

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

using Columns = std::map<instrument::CellAddress, std::string>;

Columns columns_of(const instrument::Form& form, const std::vector<ReportLine>& lines) {
    std::map<std::string, bool> addresses;
    for (const auto& line : lines)
        for (const auto& [address, value] : line.cells) addresses.emplace(address, true);
    Columns columns;
    for (const auto& [address, used] : addresses) {
        const auto cell = form.cell(address);
        invariant(cell.has_value(), "a filled cell lies in its form");
        columns.emplace(*cell, address);
    }
    return columns;
}

}  // namespace

std::string report_file(const instrument::Form& form, Period period, const std::vector<ReportLine>& lines) {
    const auto columns = columns_of(form, lines);
    std::string csv = form.profession == "H" ? "项目代码,报告期" : "统一社会信用代码,报告期";
    for (const auto& [cell, address] : columns)
        csv += "," + quoted(address + " " + form.rows[static_cast<std::size_t>(cell.row)].name);
    csv += "\n";
    for (const auto& line : lines) {
        csv += line.unit_code + "," + period.code();
        for (const auto& [cell, address] : columns) {
            csv += ',';
            if (const auto found = line.cells.find(address); found != line.cells.end())
                csv += std::to_string(found->second);
        }
        csv += "\n";
    }
    return csv;
}

}  // namespace yj::demo
