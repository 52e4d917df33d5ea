#include "registry/unit_import.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "registry/import_columns.hpp"
#include "sheet/csv.hpp"

namespace yj::registry {

namespace {

constexpr std::size_t kExactDigits = 15;
constexpr std::size_t kLocalLength = 9;

struct StateName {
    std::string_view name;
    int state;
};
constexpr StateName kStates[]{{"正常", 1},     {"正常运营", 1}, {"停业", 2},     {"歇业", 2}, {"筹建", 3},
                              {"当年关闭", 4}, {"关闭", 4},     {"当年破产", 5}, {"破产", 5}, {"当年注销", 6},
                              {"注销", 6},     {"当年吊销", 7}, {"吊销", 7},     {"其他", 9}};

std::optional<int> read_state(std::string_view text) {
    if (text.size() == 1 && text[0] >= '1' && text[0] <= '9' && text[0] != '8') return text[0] - '0';
    const auto name = text.substr(0, text.find('('));
    const auto found = std::ranges::find(kStates, name, &StateName::name);
    return found == std::end(kStates) ? std::nullopt : std::optional(found->state);
}

std::optional<bool> read_yes(std::string_view text) {
    if (text == "是" || text == "1" || text == "Y" || text == "y") return true;
    if (text == "否" || text == "0" || text == "2" || text == "N" || text == "n" || text.empty())
        return false;
    return std::nullopt;
}

std::optional<UnitKind> read_kind(std::string_view text, std::string_view code) {
    if (text.empty() && code.size() == kLocalLength && code.ends_with('B')) return UnitKind::Local;
    if (text.empty() || text == "1" || text == "法人") return UnitKind::Legal;
    if (text == "2" || text == "产业活动") return UnitKind::Local;
    if (text == "3" || text == "个体") return UnitKind::SoleTrader;
    return parse_unit_kind(text);
}

/// "B、P" or "bp" → "BP"; empty when something is no letter.
std::optional<std::string> read_professions(std::string_view text) {
    std::string letters;
    for (auto rest = text; !rest.empty();) {
        const char32_t letter = take_character(rest);
        if (letter == U' ' || letter == U'、' || letter == U',' || letter == U'/' || letter == U';') continue;
        const char32_t capital = letter >= U'a' && letter <= U'z' ? letter - U'a' + U'A' : letter;
        if (capital < U'A' || capital > U'Z') return std::nullopt;
        if (letters.find(static_cast<char>(capital)) == std::string::npos)
            letters += static_cast<char>(capital);
    }
    return letters;
}

/// Reads one row into attributes, noting each fault with its cell.
class RowReader {
public:
    RowReader(const sheet::Grid& grid, const ImportColumns& columns, const UnitLists& lists)
        : grid_(grid), columns_(columns), lists_(lists) {}

    /// `is` comes in as what is known (or empty) and goes out as what the row says.
    std::vector<Refusal> read(int row, bool is_new, UnitAttributes& is) {
        row_ = row;
        is_new_ = is_new;
        faults_.clear();
        kind(is);
        name(is);
        region(is);
        industry(is);
        plain_columns(is);
        parent(is);
        further(is);
        return std::move(faults_);
    }

private:
    /// The cell's text as it is compared; empty when the file lacks the column or the cell is blank.
    std::string text(UnitColumn which) const {
        if (!columns_.has(which)) return {};
        return std::string(trimmed(half_width(grid_.text(row_, columns_.of(which)))));
    }
    /// A column that the file lacks leaves what is known.
    bool asks(UnitColumn which) const { return columns_.has(which) || is_new_; }

    void fault(UnitColumn which, std::string what, std::string remedy) {
        const auto place = columns_.has(which) ? grid_.place(row_, columns_.of(which)) : grid_.place(row_);
        faults_.push_back({Refused::Malformed, std::move(what), place, std::move(remedy)});
    }
    void unreadable(UnitColumn which, std::string_view found, std::string expected) {
        fault(which, std::string(unit_column_name(which)) + "“" + std::string(found) + "”不认识",
              std::move(expected));
    }

    void kind(UnitAttributes& is) {
        if (!asks(UnitColumn::Kind)) return;
        const auto typed = text(UnitColumn::Kind);
        if (const auto read = read_kind(typed, is.code))
            is.kind = *read;
        else
            unreadable(UnitColumn::Kind, typed, "应为 法人单位、产业活动单位、个体经营户 或 投资项目");
    }
    void name(UnitAttributes& is) {
        if (!asks(UnitColumn::Name)) return;
        is.name =
            columns_.has(UnitColumn::Name) ? trimmed(grid_.text(row_, columns_.of(UnitColumn::Name))) : "";
        if (is.name.empty()) fault(UnitColumn::Name, "单位名称为空", "请填写单位名称");
    }
    void region(UnitAttributes& is) {
        if (!asks(UnitColumn::Region)) return;
        const auto typed = text(UnitColumn::Region);
        const auto read = RegionCode::parse(typed);
        if (typed.empty())
            fault(UnitColumn::Region, "区划代码为空", "请填写12位统计用区划代码");
        else if (!read || read->level() == RegionLevel::Country || !lists_.region_known(*read))
            fault(UnitColumn::Region, "区划代码“" + typed + "”不在区划代码表中",
                  "请查对12位统计用区划代码及其启用时间");
        else
            is.region = *read;
    }
    void industry(UnitAttributes& is) {
        if (!asks(UnitColumn::Industry)) return;
        const auto typed = text(UnitColumn::Industry);
        const auto read = IndustryCode::parse(typed);
        if (typed.empty())
            fault(UnitColumn::Industry, "行业代码为空", "请填写4位行业小类代码");
        else if (!read)
            fault(UnitColumn::Industry, "行业代码“" + typed + "”不存在", "请查对国民经济行业分类");
        else if (read->level() != IndustryLevel::Class)
            fault(UnitColumn::Industry, "行业代码“" + typed + "”不是小类", "请填写4位行业小类代码");
        else if (!lists_.industry_known(*read))
            fault(UnitColumn::Industry, "行业代码“" + typed + "”不在行业代码表中", "请查对国民经济行业分类");
        else
            is.industry = *read;
    }
    template <class Value, class Read>
    void plain(UnitColumn which, Value& value, Read read, std::string expected) {
        if (!columns_.has(which)) return;
        const auto typed = text(which);
        if (auto taken = read(typed))
            value = *taken;
        else
            unreadable(which, typed, std::move(expected));
    }
    void plain_columns(UnitAttributes& is) {
        plain(
            UnitColumn::Size, is.size, [](const auto& typed) { return parse_size_class(typed); },
            "应为 大、中、小、微 或 1—4");
        plain(
            UnitColumn::Professions, is.professions,
            [](const auto& typed) { return read_professions(typed); }, "应为专业字母，如 B 或 BP");
        plain(
            UnitColumn::AboveScale, is.above_scale, [](const auto& typed) { return read_yes(typed); },
            "应为 是 或 否");
        plain(
            UnitColumn::State, is.state,
            [](const auto& typed) { return typed.empty() ? std::optional(1) : read_state(typed); },
            "应为 1 正常运营、2 停业、3 筹建、4 当年关闭、5 当年破产、6 当年注销、7 当年吊销 或 9 其他");
    }
    void parent(UnitAttributes& is) {
        if (!columns_.has(UnitColumn::Parent)) return;
        is.parent_code = normal_unit_code(text(UnitColumn::Parent));
        if (auto why = unit_code_fault(UnitKind::Legal, is.parent_code); !why.empty())
            fault(UnitColumn::Parent, "归属法人代码“" + is.parent_code + "”" + why, "请按营业执照核对");
    }
    void further(UnitAttributes& is) const {
        for (const auto& [column, heading] : columns_.further) {
            const auto typed = trimmed(grid_.text(row_, column));
            if (typed.empty())
                is.more.erase(heading);
            else
                is.more[heading] = typed;
        }
    }

    const sheet::Grid& grid_;
    const ImportColumns& columns_;
    const UnitLists& lists_;
    int row_ = 0;
    bool is_new_ = false;
    std::vector<Refusal> faults_;
};

/// Walks the rows of a file once its columns are known.
class RegisterReader {
public:
    RegisterReader(const sheet::Grid& grid, ImportColumns columns, const KnownUnits& known,
                   const UnitLists& lists)
        : grid_(grid), columns_(std::move(columns)), known_(known), reader_(grid, columns_, lists) {}

    UnitImport read() {
        for_rows([&](int row) { rows_of_[code_at(row)].push_back(row); });
        for_rows([&](int row) { take(row); });
        return std::move(out_);
    }

private:
    template <class Fn>
    void for_rows(Fn fn) const {
        for (std::size_t at = 0; at < grid_.row_count(); ++at)
            if (grid_.row_number(at) > columns_.header_row) fn(grid_.row_number(at));
    }
    std::string code_at(int row) const {
        return normal_unit_code(grid_.text(row, columns_.of(UnitColumn::Code)));
    }

    void refuse_row(int row, std::string what, std::string remedy) {
        ++out_.refused_rows;
        out_.refused.push_back({Refused::Malformed, std::move(what),
                                grid_.place(row, columns_.of(UnitColumn::Code)), std::move(remedy)});
    }

    /// What is wrong with the code alone; empty when nothing is.
    std::string code_fault(int row, const std::string& code) const {
        if (code.empty()) return "单位代码为空";
        const auto cell = grid_.at(row, columns_.of(UnitColumn::Code));
        if (sheet::is_ruined_code(code) || (cell && cell->number() && code.size() > kExactDigits))
            return "单位代码被电子表格当作数字，末几位已丢失";
        const auto& rows = rows_of_.at(code);
        if (rows.size() == 1) return {};
        const int other = rows.front() == row ? rows.back() : rows.front();
        return "单位代码与" + grid_.place(other) + "相同";
    }
    static std::string code_remedy(std::string_view fault) {
        if (fault.find("数字") != std::string_view::npos) return "请把这一栏设为文本格式后重新填写";
        return fault.find("相同") != std::string_view::npos ? "一个单位只留一行" : "请填写单位代码";
    }

    void take(int row) {
        const auto code = code_at(row);
        if (auto fault = code_fault(row, code); !fault.empty())
            return refuse_row(row, fault, code_remedy(fault));
        const auto known = known_.find(code);
        const bool is_new = known == known_.end();
        UnitAttributes is = is_new ? UnitAttributes{} : known->second.attributes;
        is.code = code;
        auto faults = reader_.read(row, is_new, is);
        if (auto why = unit_code_fault(is.kind, code); !why.empty())
            faults.insert(faults.begin(),
                          Refusal{Refused::Malformed, "单位代码“" + code + "”" + why,
                                  grid_.place(row, columns_.of(UnitColumn::Code)), "请按营业执照核对"});
        if (!faults.empty()) {
            ++out_.refused_rows;
            std::ranges::move(faults, std::back_inserter(out_.refused));
        } else if (!is_new && is == known->second.attributes) {
            ++out_.unchanged;
        } else {
            out_.changes.push_back({row, is_new ? StatUnitId{} : known->second.unit, std::move(is)});
        }
    }

    const sheet::Grid& grid_;
    ImportColumns columns_;
    const KnownUnits& known_;
    RowReader reader_;
    std::unordered_map<std::string, std::vector<int>> rows_of_;
    UnitImport out_;
};

}  // namespace

std::string_view change_reason(const UnitChange& change) { return change.is_new() ? "新增" : "变更"; }

Result<UnitImport> read_register(const sheet::Grid& grid, const KnownUnits& known, const UnitLists& lists) {
    YJ_ASSIGN(auto columns, find_import_columns(grid));
    return RegisterReader(grid, std::move(columns), known, lists).read();
}

}  // namespace yj::registry
