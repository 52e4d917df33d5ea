// 宽表: a line per report.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "base/text.hpp"
#include "collect/cell_entry.hpp"
#include "collect/header_words.hpp"
#include "collect/layouts.hpp"

namespace yj::collect {

namespace {

enum class Role { None, Unit, Period, Year, Month, Cell, Passed };

struct WideColumn {
    Role role = Role::None;
    std::size_t unit_part = 0;
    instrument::CellAddress address;
};

class WideReader {
public:
    WideReader(Import& import, const sheet::Grid& grid) : import_(import), grid_(grid) {}

    bool run() {
        if (!find_header()) return false;
        const auto before = import_.out.refused.size();
        read_header();
        if (header_at_ + 1 == grid_.row_count()) {
            import_.refused(Refused::Malformed, "只有标题行，没有数据", grid_.place(header_row()),
                            "请填写数据后再导入");
        }
        if (import_.out.refused.size() > before) return true;
        for (std::size_t at = header_at_ + 1; at < grid_.row_count(); ++at) row(at);
        return true;
    }

private:
    [[nodiscard]] int header_row() const { return grid_.row_number(header_at_); }

    bool find_header() {
        const auto& wanted = import_.profile.unit_columns;
        for (std::size_t at = 0; at < std::min(grid_.row_count(), kHeaderRows); ++at) {
            std::size_t units = 0;
            bool others = false;
            for (std::size_t i = grid_.row_first(at); i < grid_.row_end(at); ++i) {
                const std::string word = header_word(grid_[i].text);
                const bool unit = wanted.empty() ? is_unit_word(word) : unit_part(word) < wanted.size();
                units += unit ? 1 : 0;
                others =
                    others || (!unit && (is_period(word) || is_passed(word) || address_of(grid_[i].text)));
            }
            header_at_ = at;
            if (units >= std::max<std::size_t>(wanted.size(), 1) && others) return true;
        }
        return false;
    }

    [[nodiscard]] std::size_t unit_part(std::string_view word) const {
        const auto& wanted = import_.profile.unit_columns;
        return static_cast<std::size_t>(
            std::find_if(wanted.begin(), wanted.end(),
                         [&](const auto& each) { return header_word(each) == word; }) -
            wanted.begin());
    }
    [[nodiscard]] bool is_period(std::string_view word) const {
        const auto& own = import_.profile.period_column;
        return own.empty() ? is_period_word(word) : header_word(own) == word;
    }
    [[nodiscard]] bool is_passed(std::string_view word) const {
        const auto& own = import_.profile.ignored;
        return is_passed_word(word) || is_key_word(word) ||
               std::any_of(own.begin(), own.end(),
                           [&](const auto& each) { return header_word(each) == word; });
    }
    [[nodiscard]] std::optional<instrument::CellAddress> address_of(std::string_view text) const {
        return cell_of_header(import_.form, import_.profile, text);
    }

    WideColumn column_of(std::string_view text) {
        const std::string word = header_word(text);
        const auto& profile = import_.profile;
        if (profile.unit_columns.empty() ? is_unit_word(word) && unit_parts_ == 0
                                         : unit_part(word) < profile.unit_columns.size()) {
            ++unit_parts_;
            return {Role::Unit, profile.unit_columns.empty() ? 0 : unit_part(word), {}};
        }
        if (is_period(word)) return {Role::Period, 0, {}};
        if (!profile.year_column.empty() && header_word(profile.year_column) == word)
            return {Role::Year, 0, {}};
        if (!profile.month_column.empty() && header_word(profile.month_column) == word)
            return {Role::Month, 0, {}};
        if (auto address = address_of(text)) return {Role::Cell, 0, std::move(*address)};
        if (is_passed(word) || is_unit_word(word)) return {Role::Passed, 0, {}};
        return {};
    }

    void read_header() {
        std::map<std::pair<int, instrument::CellAddress>, int> taken;
        bool dated = import_.profile.period.has_value();
        for (std::size_t i = grid_.row_first(header_at_); i < grid_.row_end(header_at_); ++i) {
            const auto cell = grid_[i];
            const WideColumn column = column_of(cell.text);
            if (columns_.size() <= static_cast<std::size_t>(cell.column)) {
                columns_.resize(static_cast<std::size_t>(cell.column) + 1);
            }
            columns_[static_cast<std::size_t>(cell.column)] = column;
            dated = dated || column.role == Role::Period || column.role == Role::Year;
            check_header(cell, column, taken);
        }
        if (!dated) {
            import_.refused(Refused::Malformed, "没有“报告期”这一列", grid_.place(header_row()),
                            "请加一列“报告期”，或在导入时指定报告期");
        }
    }

    void check_header(const sheet::Cell& cell, const WideColumn& column,
                      std::map<std::pair<int, instrument::CellAddress>, int>& taken) {
        const std::string place = grid_.place(cell.row, cell.column);
        if (column.role == Role::None) {
            import_.out.refused.push_back(unknown_indicator(import_.form, import_.profile, cell.text, place));
            return;
        }
        if (column.role == Role::Passed) return;
        auto key = std::pair(static_cast<int>(column.role) * 100 + static_cast<int>(column.unit_part),
                             column.address);
        const auto [at, fresh] = taken.emplace(std::move(key), cell.column);
        if (fresh) return;
        import_.refused(Refused::Malformed, fmt::format("“{}”这一列出现两次", trimmed(cell.text)), place,
                        fmt::format("另一列在 {}，请只留一列", grid_.place(header_row(), at->second)));
    }

    void row(std::size_t at) {
        const int number = grid_.row_number(at);
        const auto before = import_.out.refused.size();
        ReportDraft draft{{}, {}, import_.blank, {}, {}};
        units_.assign(std::max<std::size_t>(import_.profile.unit_columns.size(), 1), {});
        period_ = year_ = month_ = {};
        bool holds = false;
        for (std::size_t i = grid_.row_first(at); i < grid_.row_end(at); ++i) {
            const auto cell = grid_[i];
            const auto index = static_cast<std::size_t>(cell.column);
            const WideColumn& column = index < columns_.size() ? columns_[index] : kNoColumn;
            holds = holds || column.role != Role::Passed;
            take(cell, column, draft);
        }
        if (!holds) return;
        ++import_.out.reports;
        read_unit(draft, number);
        read_period(draft, number);
        if (import_.spoilt(before)) return;
        draft.place = grid_.place(number);
        import_.take(std::move(draft));
    }

    void take(const sheet::Cell& cell, const WideColumn& column, ReportDraft& draft) {
        switch (column.role) {
            case Role::Unit: units_[column.unit_part] = cell.text; break;
            case Role::Period: period_ = cell.text; break;
            case Role::Year: year_ = cell.text; break;
            case Role::Month: month_ = cell.text; break;
            case Role::Passed: break;
            case Role::None:
                import_.refused(Refused::Malformed, "这一格有内容，而它的列没有标题",
                                grid_.place(cell.row, cell.column), "请补上列标题，或删去这一格");
                break;
            case Role::Cell: {
                auto wrong = enter_cell(import_.form, column.address, cell, draft.sheet,
                                        [&] { return grid_.place(cell.row, cell.column); });
                if (wrong) import_.out.refused.push_back(std::move(*wrong));
                break;
            }
        }
    }

    void read_unit(ReportDraft& draft, int number) {
        for (std::size_t part = 0; part < units_.size(); ++part) {
            const std::string code = unit_code_of(units_[part]);
            if (code.empty()) {
                return import_.refused(Refused::Malformed, "没有单位代码", grid_.place(number),
                                       "请填写单位代码，合计行请删去");
            }
            draft.unit_code += (part == 0 ? "" : "-") + code;
        }
    }

    void read_period(ReportDraft& draft, int number) {
        const auto& profile = import_.profile;
        if (period_.empty() && year_.empty() && month_.empty()) {
            if (profile.period)
                draft.period = *profile.period;
            else
                import_.refused(Refused::Malformed, "没有报告期", grid_.place(number), "请填写报告期");
            return;
        }
        const std::string text =
            std::string(period_) + "\n" + std::string(year_) + "\n" + std::string(month_);
        if (text != last_period_text_) {
            auto read = read_period_text(grid_.place(number));
            if (!read) {
                import_.out.refused.push_back(std::move(read.error()));
                return;
            }
            last_period_ = *read;
            last_period_text_ = text;
        }
        draft.period = last_period_;
    }

    Result<Period> read_period_text(const std::string& place) const {
        if (!period_.empty()) return report_period(import_.form, import_.profile, period_, place);
        return report_period(import_.form, import_.profile, whole(year_), whole(month_), place);
    }

    static int whole(std::string_view text) {
        int number = -1;
        const std::string half = half_width(text);
        const auto digits = trimmed(half);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        return error == std::errc{} && end == digits.data() + digits.size() ? number : -1;
    }

    static inline const WideColumn kNoColumn{};
    Import& import_;
    const sheet::Grid& grid_;
    std::size_t header_at_ = 0;
    std::size_t unit_parts_ = 0;
    std::vector<WideColumn> columns_;
    std::vector<std::string_view> units_;
    std::string_view period_, year_, month_;
    std::string last_period_text_;
    Period last_period_;
};

}  // namespace

bool read_wide(Import& import, const sheet::Grid& grid) { return WideReader(import, grid).run(); }

}  // namespace yj::collect
