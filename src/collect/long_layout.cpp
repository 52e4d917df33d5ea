// 长表: a line per cell.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "collect/cell_entry.hpp"
#include "collect/header_words.hpp"
#include "collect/layouts.hpp"

namespace yj::collect {

namespace {

enum Field { kUnit, kPeriod, kCode, kColumn, kKey, kValue, kFields };

struct OpenReport {
    ReportDraft draft;
    std::set<instrument::CellAddress> filled;
    bool spoilt = false;
};

class LongReader {
public:
    LongReader(Import& import, const sheet::Grid& grid) : import_(import), grid_(grid) {}

    bool run() {
        if (!find_header()) return false;
        if (header_at_ + 1 == grid_.row_count()) {
            import_.refused(Refused::Malformed, "只有标题行，没有数据",
                            grid_.place(grid_.row_number(header_at_)), "请填写数据后再导入");
            return true;
        }
        for (std::size_t at = header_at_ + 1; at < grid_.row_count(); ++at) line(grid_.row_number(at));
        for (auto& report : reports_) {
            ++import_.out.reports;
            if (report.spoilt)
                ++import_.out.refused_reports;
            else
                import_.take(std::move(report.draft));
        }
        return true;
    }

private:
    bool find_header() {
        for (std::size_t at = 0; at < std::min(grid_.row_count(), kHeaderRows); ++at) {
            columns_.fill(0);
            for (std::size_t i = grid_.row_first(at); i < grid_.row_end(at); ++i) {
                const auto field = field_of(header_word(grid_[i].text));
                if (field < kFields && columns_[field] == 0) columns_[field] = grid_[i].column;
            }
            header_at_ = at;
            if (columns_[kUnit] != 0 && columns_[kCode] != 0 && columns_[kValue] != 0) return true;
        }
        return false;
    }

    [[nodiscard]] std::size_t field_of(const std::string& word) const {
        const auto& own = import_.profile.unit_columns;
        if (own.empty() ? is_unit_word(word) : header_word(own.front()) == word) return kUnit;
        if (is_period_word(word)) return kPeriod;
        if (is_code_word(word)) return kCode;
        if (is_column_word(word)) return kColumn;
        if (is_key_word(word)) return kKey;
        return is_value_word(word) ? kValue : kFields;
    }

    [[nodiscard]] std::string_view text(int row, Field field) const {
        return columns_[field] == 0 ? std::string_view{} : trimmed(grid_.text(row, columns_[field]));
    }

    void line(int row) {
        const auto unit = unit_code_of(text(row, kUnit));
        if (unit.empty() && text(row, kCode).empty() && text(row, kValue).empty()) return;
        if (unit.empty()) {
            return import_.refused(Refused::Malformed, "没有单位代码", grid_.place(row),
                                   "请填写单位代码，合计行请删去");
        }
        auto period = period_of(row);
        if (!period) return import_.out.refused.push_back(std::move(period.error()));
        OpenReport& report = report_of(unit, *period, row);
        auto wrong = enter(row, report);
        if (!wrong) return;
        report.spoilt = true;
        import_.out.refused.push_back(std::move(*wrong));
    }

    Result<Period> period_of(int row) const {
        const auto typed = text(row, kPeriod);
        if (!typed.empty()) return report_period(import_.form, import_.profile, typed, grid_.place(row));
        if (import_.profile.period) return *import_.profile.period;
        return refuse(Refused::Malformed, "没有报告期", grid_.place(row), "请填写报告期");
    }

    OpenReport& report_of(const std::string& unit, Period period, int row) {
        const auto [at, fresh] = index_.emplace(unit + "\n" + period.code(), reports_.size());
        if (fresh) reports_.push_back({{unit, period, import_.blank, grid_.place(row), {}}, {}, false});
        return reports_[at->second];
    }

    std::optional<Refusal> enter(int row, OpenReport& report) {
        std::string code(text(row, kCode));
        if (code.empty())
            return Refusal{Refused::Malformed, "没有指标代码", grid_.place(row), "请填写指标代码"};
        if (const auto key = text(row, kKey); !key.empty()) code += "[" + std::string(key) + "]";
        if (const auto column = text(row, kColumn); !column.empty()) code += "." + std::string(column);
        const auto address = cell_of_header(import_.form, import_.profile, code);
        if (!address) return unknown_indicator(import_.form, import_.profile, code, grid_.place(row));
        if (!report.filled.insert(*address).second) {
            return Refusal{Refused::Conflict,
                           fmt::format("同一报表里“{}”出现两次", import_.form.address(*address)),
                           grid_.place(row), "请只留一行"};
        }
        const auto cell = grid_.at(row, columns_[kValue]);
        if (!cell) return std::nullopt;
        return enter_cell(import_.form, *address, *cell, report.draft.sheet,
                          [&] { return grid_.place(cell->row, cell->column); });
    }

    Import& import_;
    const sheet::Grid& grid_;
    std::size_t header_at_ = 0;
    std::array<int, kFields> columns_{};
    std::vector<OpenReport> reports_;
    std::unordered_map<std::string, std::size_t> index_;
};

}  // namespace

bool read_long(Import& import, const sheet::Grid& grid) { return LongReader(import, grid).run(); }

}  // namespace yj::collect
