#include "sheet/xlsx_reader.hpp"

#include <fmt/format.h>

#include <charconv>
#include <set>

#include "base/text.hpp"
#include "sheet/csv.hpp"
#include "sheet/sheet_part.hpp"

namespace yj::sheet {

namespace {

struct SheetEntry {
    std::string name;
    std::string relation;
    bool hidden = false;
};

class Workbook {
public:
    Workbook(const Package& package, const XlsxLimits& limits) : package_(package), limits_(limits) {}

    Result<std::vector<Grid>> run() {
        YJ_TRY(find_workbook());
        YJ_TRY(read_sheets());
        YJ_ASSIGN(const auto relations, package_.relations(workbook_));
        YJ_ASSIGN(const StringTable strings, read_strings(relations));
        std::vector<Grid> grids;
        std::set<std::string> seen;
        for (const auto& sheet : sheets_) {
            const auto relation = relations.find(sheet.relation);
            if (relation == relations.end()) return bad("工作表没有对应的部件", workbook_);
            if (relation->second.type == "chartsheet") continue;
            if (relation->second.type != "worksheet") return bad("工作表的种类不受支持", workbook_);
            const auto& part = relation->second.target;
            if (!seen.insert(part).second) return bad("两张工作表指向同一部件", part);
            YJ_ASSIGN(auto source, package_.stream(part));
            YJ_ASSIGN(auto grid, read_sheet_part(std::move(source), package_.place(part), sheet.name,
                                                 sheet.hidden, strings, left_));
            grids.push_back(std::move(grid));
        }
        if (grids.empty()) return bad("没有工作表", workbook_);
        return grids;
    }

private:
    Done find_workbook() {
        YJ_ASSIGN(const auto relations, package_.relations(""));
        for (const auto& [id, relation] : relations)
            if (relation.type == "officeDocument") workbook_ = relation.target;
        if (workbook_.empty() || !package_.has(workbook_)) return bad("找不到工作簿", "_rels/.rels");
        return {};
    }

    Done read_sheets() {
        YJ_ASSIGN(auto source, package_.stream(workbook_));
        XmlScan xml(std::move(source), package_.place(workbook_));
        for (;;) {
            YJ_ASSIGN(const auto event, xml.next());
            if (event == XmlScan::Event::Done) return {};
            if (event != XmlScan::Event::Start) continue;
            if (xml.depth() == 1 && xml.name() != "workbook") return bad("不是工作簿", workbook_);
            if (xml.name() != "sheet") continue;
            SheetEntry sheet{std::string(xml.attribute("name").value_or("")), {}, false};
            // "id" also ends r:id; sheetId is another name.
            sheet.relation = xml.attribute("id").value_or("");
            sheet.hidden = xml.attribute("state").value_or("visible") != "visible";
            if (has_direction_mark(sheet.name)) return bad("工作表名有隐藏字符", workbook_);
            sheets_.push_back(std::move(sheet));
            if (sheets_.size() > limits_.sheets)
                return bad(fmt::format("工作表超过 {} 张", limits_.sheets), workbook_);
        }
    }

    Result<StringTable> read_strings(const std::map<std::string, Package::Relation>& relations) {
        for (const auto& [id, relation] : relations) {
            if (relation.type != "sharedStrings" || !package_.has(relation.target)) continue;
            YJ_ASSIGN(auto source, package_.stream(relation.target));
            return read_string_table(std::move(source), package_.place(relation.target),
                                     {limits_.shared_strings, limits_.text_bytes});
        }
        return StringTable{};
    }

    [[nodiscard]] std::unexpected<Refusal> bad(std::string what, std::string_view part) const {
        return refuse(Refused::Malformed, std::move(what), package_.place(part),
                      "请用电子表格软件另存为 .xlsx 后再导入");
    }

    const Package& package_;
    const XlsxLimits& limits_;
    SheetBudget left_{limits_.cells, limits_.text_bytes};
    std::string workbook_;
    std::vector<SheetEntry> sheets_;
};

}  // namespace

Result<std::vector<Grid>> read_xlsx(std::string_view bytes, std::string_view name, const XlsxLimits& limits) {
    YJ_ASSIGN(const Package package, Package::open(bytes, name, limits.package));
    return Workbook(package, limits).run();
}

}  // namespace yj::sheet
