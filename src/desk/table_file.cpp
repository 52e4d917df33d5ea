#include "desk/table_file.hpp"

#include <algorithm>

#include "sheet/csv.hpp"
#include "sheet/xlsx_reader.hpp"

namespace yj::desk {

Result<std::vector<sheet::Grid>> read_table_file(std::string_view bytes, const std::string& name) {
    if (bytes.starts_with("\xD0\xCF\x11\xE0"))
        return refuse(Refused::Malformed, "这是旧式 .xls 文件，或加了密码的工作簿", name,
                      "请在 WPS 或 Excel 中另存为 .xlsx（不加密）再导入");
    if (bytes.starts_with("PK")) return sheet::read_xlsx(bytes, name);
    YJ_ASSIGN(auto grid, sheet::read_csv(bytes, name));
    std::vector<sheet::Grid> grids;
    grids.push_back(std::move(grid));
    return grids;
}

const sheet::Grid& first_filled(const std::vector<sheet::Grid>& grids) {
    const auto found =
        std::ranges::find_if(grids, [](const sheet::Grid& grid) { return !grid.empty() && !grid.hidden(); });
    return found == grids.end() ? grids.front() : *found;
}

}  // namespace yj::desk
