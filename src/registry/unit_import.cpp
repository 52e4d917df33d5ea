#include "registry/unit_import.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/credit_code.hpp"
#include "base/text.hpp"

namespace yj::registry {

namespace {

enum class Field { Code, Name, Kind, Region, Industry, Size, Professions, AboveScale, State, Parent, More };

struct Header {
    std::string_view name;
    Field field;
};
constexpr std::array kHeaders{
    Header{"统一社会信用代码", Field::Code}, Header{"单位代码", Field::Code},
    Header{"组织机构代码", Field::Code},     Header{"项目代码", Field::Code},
    Header{"单位名称", Field::Name},         Header{"单位详细名称", Field::Name},
    Header{"项目名称", Field::Name},         Header{"单位类型", Field::Kind},
    Header{"区划代码", Field::Region},       Header{"所在地区划", Field::Region},
    Header{"行业代码", Field::Industry},     Header{"行业小类", Field::Industry},
    Header{"规模", Field::Size},             Header{"单位规模", Field::Size},
    Header{"报表类别", Field::Professions},  Header{"专业", Field::Professions},
    Header{"是否四上", Field::AboveScale},   Header{"运营状态", Field::State},
    Header{"归属法人代码", Field::Parent}};

struct Column {
    int number;
    Field field;
    std::string title;
};

std::vector<Column> columns_of(const sheet::Grid& grid) {
    std::vector<Column> columns;
    for (auto at = grid.row_first(0); at < grid.row_end(0); ++at) {
        const std::string title(trimmed(half_width(grid[at].text)));
        const auto* known = std::ranges::find(kHeaders, std::string_view(title), &Header::name);
        columns.push_back({grid[at].column, known == kHeaders.end() ? Field::More : known->field, title});
    }
    return columns;
}

bool has(const std::vector<Column>& columns, Field field) {
    return std::ranges::find(columns, field, &Column::field) != columns.end();
}

/// Reads one row; what is wrong goes to `refused`.
class RowReader {
public:
    RowReader(const sheet::Grid& grid, int row, const KnownCodes& known, std::vector<Refusal>& refused)
        : grid_(grid), row_(row), known_(known), refused_(refused) {}

    UnitAttributes read(const std::vector<Column>& columns) {
        for (const auto& column : columns) take(column, std::string(trimmed(half_width(grid_.text(row_, column.number)))));
        if (it_.code.empty()) wrong(1, "单位代码空缺", "请填写统一社会信用代码或单位代码");
        if (it_.name.empty()) wrong(1, "单位名称空缺", "请填写营业执照上的名称");
        return std::move(it_);
    }

private:
    void wrong(int column, std::string what, std::string remedy) {
        refused_.push_back({Refused::Malformed, std::move(what), grid_.place(row_, column), std::move(remedy)});
    }

    void take(const Column& column, std::string text) {
        switch (column.field) {
            case Field::Code: take_code(column.number, text); break;
            case Field::Name: it_.name = std::move(text); break;
            case Field::Kind: take_kind(column.number, text); break;
            case Field::Region: take_region(column.number, text); break;
            case Field::Industry: take_industry(column.number, text); break;
            case Field::Size: take_size(column.number, text); break;
            case Field::Professions: it_.professions = std::move(text); break;
            case Field::AboveScale: take_above_scale(column.number, text); break;
            case Field::State: take_state(column.number, text); break;
            case Field::Parent: it_.parent_code = parent_of(text); break;
            case Field::More:
                if (!text.empty()) it_.more[column.title] = std::move(text);
                break;
        }
    }

    /// Hyphens belong to project codes and codes of other sources, not to the two standards.
    static std::string code_of(const std::string& text) {
        auto plain = normal_code(text);
        if (plain.size() == 18 || plain.size() == 9) return plain;
        return text;
    }
    static std::string parent_of(const std::string& text) { return text.empty() ? text : code_of(text); }

    void take_code(int column, const std::string& text) {
        if (text.empty() || !it_.code.empty()) return;
        it_.code = code_of(text);
        CodeCheck check = CodeCheck::Good;
        if (it_.code.size() == 18 && it_.code.find('-') == std::string::npos) check = check_credit_code(it_.code);
        const bool local_mark = it_.code.size() == 9 && it_.code.back() == 'B';
        if (it_.code.size() == 9 && !local_mark) check = check_organisation_code(it_.code);
        if (check != CodeCheck::Good)
            wrong(column, "代码“" + it_.code + "”" + std::string(code_check_sentence(check)), "请对照证照改正后重新导入");
    }

    void take_kind(int column, const std::string& text) {
        if (text.empty()) return;
        const auto kind = parse_unit_kind(text);
        if (kind)
            it_.kind = *kind;
        else
            wrong(column, "不认识的单位类型“" + text + "”", "应为法人单位、产业活动单位、个体经营户、投资项目或调整项");
    }

    void take_region(int column, const std::string& text) {
        const auto region = RegionCode::parse(text);
        if (region && known_.region(*region))
            it_.region = *region;
        else
            wrong(column, text.empty() ? "区划代码空缺" : "区划代码“" + text + "”不在当期区划表中",
                  "请填写12位统计用区划代码；代码变更过的请查对应关系");
    }

    void take_industry(int column, const std::string& text) {
        const auto industry = IndustryCode::parse(text);
        if (industry && known_.industry(*industry))
            it_.industry = *industry;
        else
            wrong(column, text.empty() ? "行业代码空缺" : "行业代码“" + text + "”不在 GB/T 4754 中",
                  "请填写四位小类代码");
    }

    void take_size(int column, const std::string& text) {
        const auto size = parse_size_class(text);
        if (size)
            it_.size = *size;
        else
            wrong(column, "不认识的单位规模“" + text + "”", "应为 1 大型、2 中型、3 小型、4 微型，或空");
    }

    void take_above_scale(int column, const std::string& text) {
        it_.above_scale = text == "是" || text == "1";
        if (!it_.above_scale && text != "否" && text != "0" && !text.empty())
            wrong(column, "是否四上写成“" + text + "”", "应为 是 或 否");
    }

    void take_state(int column, const std::string& text) {
        if (text.empty()) return;
        if (text.size() == 1 && text[0] >= '1' && text[0] <= '9')
            it_.state = text[0] - '0';
        else
            wrong(column, "不认识的运营状态“" + text + "”", "应为 1 正常、2 停业、3 筹建 … 9 其他");
    }

    const sheet::Grid& grid_;
    int row_;
    const KnownCodes& known_;
    std::vector<Refusal>& refused_;
    UnitAttributes it_;
};

}  // namespace

Result<ImportedUnits> import_units(std::span<const sheet::Grid> sheets, const KnownCodes& known) {
    const auto grid = std::ranges::find_if(sheets, [](const sheet::Grid& each) { return !each.empty(); });
    if (grid == sheets.end()) return refuse(Refused::Malformed, "文件是空的", {}, "请导入有表头和数据的表格");
    const auto columns = columns_of(*grid);
    if (!has(columns, Field::Code) || !has(columns, Field::Name))
        return refuse(Refused::Malformed, "找不到“单位代码”和“单位名称”两栏", grid->place(grid->row_number(0)),
                      "第一行应是表头，栏名见手册“名录导入”");
    ImportedUnits result;
    std::unordered_map<std::string, std::string> seen;  // code → place
    for (std::size_t at = 1; at < grid->row_count(); ++at) {
        ++result.rows;
        const int row = grid->row_number(at);
        const auto before = result.refused.size();
        auto attributes = RowReader(*grid, row, known, result.refused).read(columns);
        const auto [first, fresh] = seen.emplace(attributes.code, grid->place(row));
        if (!attributes.code.empty() && !fresh)
            result.refused.push_back({Refused::Conflict, "代码“" + attributes.code + "”在本文件中重复", grid->place(row),
                                      "与" + first->second + "相同，请只保留一行"});
        if (result.refused.size() == before) result.drafts.push_back({std::move(attributes), grid->place(row)});
    }
    return result;
}

}  // namespace yj::registry
