#include "registry/import_columns.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace yj::registry {

namespace {

constexpr std::size_t kHeaderSearch = 10;

struct Alias {
    std::string_view heading;
    UnitColumn column;
};

// The first of each column is the one that messages show.
constexpr std::array kAliases{
    Alias{"单位代码", UnitColumn::Code},         Alias{"统一社会信用代码", UnitColumn::Code},
    Alias{"组织机构代码", UnitColumn::Code},     Alias{"统一社会信用代码/组织机构代码", UnitColumn::Code},
    Alias{"项目代码", UnitColumn::Code},         Alias{"单位名称", UnitColumn::Name},
    Alias{"单位详细名称", UnitColumn::Name},     Alias{"法人单位名称", UnitColumn::Name},
    Alias{"项目名称", UnitColumn::Name},         Alias{"单位类型", UnitColumn::Kind},
    Alias{"单位类别", UnitColumn::Kind},         Alias{"区划代码", UnitColumn::Region},
    Alias{"所在地区划", UnitColumn::Region},     Alias{"所在地区划代码", UnitColumn::Region},
    Alias{"统计用区划代码", UnitColumn::Region}, Alias{"行政区划代码", UnitColumn::Region},
    Alias{"行业代码", UnitColumn::Industry},     Alias{"国民经济行业代码", UnitColumn::Industry},
    Alias{"主要行业代码", UnitColumn::Industry}, Alias{"规模", UnitColumn::Size},
    Alias{"单位规模", UnitColumn::Size},         Alias{"报表类别", UnitColumn::Professions},
    Alias{"专业类别", UnitColumn::Professions},  Alias{"是否四上", UnitColumn::AboveScale},
    Alias{"四上标识", UnitColumn::AboveScale},   Alias{"是否四上单位", UnitColumn::AboveScale},
    Alias{"运营状态", UnitColumn::State},        Alias{"营业状态", UnitColumn::State},
    Alias{"归属法人代码", UnitColumn::Parent},   Alias{"归属法人单位代码", UnitColumn::Parent},
    Alias{"所属法人代码", UnitColumn::Parent},
};

/// A heading as typed, with spaces, line breaks and a remark in brackets left out.
std::string heading_of(std::string_view typed) {
    const auto narrow = half_width(typed);
    std::string heading;
    for (const char letter : narrow) {
        if (letter == '(') break;
        if (letter != ' ' && letter != '\n' && letter != '\r' && letter != '\t' && letter != '*')
            heading += letter;
    }
    return heading;
}

const Alias* alias_of(std::string_view heading) {
    const auto found = std::ranges::find(kAliases, heading, &Alias::heading);
    return found == kAliases.end() ? nullptr : &*found;
}

bool names_codes(const sheet::Grid& grid, std::size_t row) {
    for (auto at = grid.row_first(row); at < grid.row_end(row); ++at)
        if (const auto* alias = alias_of(heading_of(grid[at].text));
            alias && alias->column == UnitColumn::Code)
            return true;
    return false;
}

Done take_heading(const sheet::Grid& grid, const sheet::Cell& cell, ImportColumns& out) {
    const auto* alias = alias_of(heading_of(cell.text));
    if (alias == nullptr) {
        out.further.push_back({cell.column, std::string(trimmed(cell.text))});
        return {};
    }
    auto& at = out.at[static_cast<std::size_t>(alias->column)];
    if (at != 0)
        return refuse(Refused::Malformed,
                      "有两栏都是“" + std::string(unit_column_name(alias->column)) + "”（另一栏在 " +
                          grid.place(cell.row, at) + "）",
                      grid.place(cell.row, cell.column), "请删去一栏，或改用别的表头");
    at = cell.column;
    return {};
}

}  // namespace

std::string_view unit_column_name(UnitColumn which) {
    return std::ranges::find(kAliases, which, &Alias::column)->heading;
}

Result<ImportColumns> find_import_columns(const sheet::Grid& grid) {
    for (std::size_t row = 0; row < std::min(grid.row_count(), kHeaderSearch); ++row) {
        if (!names_codes(grid, row)) continue;
        ImportColumns found;
        found.header_row = grid.row_number(row);
        for (auto at = grid.row_first(row); at < grid.row_end(row); ++at)
            YJ_TRY(take_heading(grid, grid[at], found));
        return found;
    }
    return refuse(Refused::Malformed, "找不到表头：前十行没有“单位代码”或“统一社会信用代码”一栏", grid.name(),
                  "请在第一行写上表头，至少要有单位代码一栏");
}

}  // namespace yj::registry
