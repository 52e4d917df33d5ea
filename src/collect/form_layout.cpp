// 表样: one report on a sheet, as form_template.hpp writes it and as people rebuild it.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "collect/cell_entry.hpp"
#include "collect/header_words.hpp"
#include "collect/layouts.hpp"

namespace yj::collect {

namespace {

bool is_code_text(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '[' ||
               c == ']' || c == '-' || c == '_';
    });
}

bool is_label_word(std::string_view word) {
    return is_unit_word(word) || is_period_word(word) || is_passed_word(word) || word == "报表版本";
}

class FormReader {
public:
    FormReader(Import& import, const sheet::Grid& grid, const sheet::Grid* hidden)
        : import_(import), form_(import.form), grid_(grid), hidden_(hidden) {}

    bool run() {
        if (!find_header()) return false;
        ++import_.out.reports;
        const auto before = import_.out.refused.size();
        ReportDraft draft{{}, {}, import_.blank, grid_.name(), {}};
        read_owner(draft);
        for (std::size_t at = data_at_; at < grid_.row_count(); ++at) row(grid_.row_number(at), draft.sheet);
        if (entered_ == 0) {
            import_.refused(Refused::Malformed, "没有填写任何指标", grid_.name(),
                            "请在白色单元格里填写后再导入");
        }
        if (!import_.spoilt(before)) import_.take(std::move(draft));
        return true;
    }

private:
    /// The header row holds 代码; the columns' ids or names stand in it or, up to the first row with an
    /// indicator's code, in one of the three rows below. The lowest such row counts: ids stand under names.
    bool find_header() {
        for (std::size_t at = 0; at < std::min(grid_.row_count(), kHeaderRows); ++at) {
            if (!find_code_column(at)) continue;
            columns_.clear();
            for (std::size_t below = at; below < std::min(at + 4, grid_.row_count()); ++below) {
                if (below > at && is_indicator(grid_.row_number(below))) break;
                auto found = columns_in(below);
                if (found.empty()) continue;
                columns_ = std::move(found);
                data_at_ = below + 1;
            }
            header_at_ = at;
            if (!columns_.empty()) return true;
        }
        return false;
    }

    /// A code with a digit, known or not, or one of the form's own: from here on stand data, and a value of 1
    /// is no id.
    [[nodiscard]] bool is_indicator(int row) const {
        const auto code = trimmed(grid_.text(row, code_column_));
        if (is_code_text(code) && code.find_first_of("0123456789") != std::string_view::npos) return true;
        return form_.row_at(code.substr(0, code.find('['))).has_value();
    }

    bool find_code_column(std::size_t at) {
        code_column_ = key_column_ = 0;
        bool of_other_layout = false;
        for (std::size_t i = grid_.row_first(at); i < grid_.row_end(at); ++i) {
            const std::string word = header_word(grid_[i].text);
            if (is_code_word(word) && code_column_ == 0) code_column_ = grid_[i].column;
            if (is_key_word(word)) key_column_ = grid_[i].column;
            of_other_layout = of_other_layout || is_unit_word(word);
        }
        return code_column_ != 0 && !of_other_layout;
    }

    [[nodiscard]] std::vector<std::pair<int, int>> columns_in(std::size_t at) const {
        std::vector<std::pair<int, int>> found;
        for (std::size_t i = grid_.row_first(at); i < grid_.row_end(at); ++i) {
            const auto cell = grid_[i];
            if (cell.column == code_column_) continue;
            const std::string word = header_word(cell.text);
            for (std::size_t c = 0; c < form_.columns.size(); ++c) {
                const auto& column = form_.columns[c];
                if (word != column.id && word != header_word(column.name)) continue;
                found.emplace_back(cell.column, static_cast<int>(c));
                break;
            }
        }
        return found;
    }

    /// What stands right of a label, or behind its colon.
    static std::string labelled(const sheet::Grid& grid, std::size_t rows,
                                bool (*is_label)(std::string_view)) {
        for (std::size_t i = 0; i < grid.size(); ++i) {
            const auto cell = grid[i];
            if (rows < grid.row_count() && cell.row >= grid.row_number(rows)) break;
            const std::string half = half_width(cell.text);
            const auto colon = half.find(':');
            if (!is_label(header_word(half.substr(0, colon)))) continue;
            if (colon != std::string::npos && !trimmed(half).ends_with(':')) {
                return std::string(trimmed(std::string_view(half).substr(colon + 1)));
            }
            if (i + 1 == grid.size() || grid[i + 1].row != cell.row) return {};
            const auto beside =
                trimmed(grid[i + 1].text);  // blank cells are not kept: it may be the next label
            return is_label_word(header_word(beside)) ? std::string{} : std::string(beside);
        }
        return {};
    }

    void read_owner(ReportDraft& draft) {
        const auto is_form = [](std::string_view word) { return word == "表号"; };
        const auto is_hash = [](std::string_view word) { return word == "报表版本"; };
        std::string unit = labelled(grid_, header_at_, is_unit_word);
        std::string period = labelled(grid_, header_at_, is_period_word);
        std::string form = labelled(grid_, header_at_, is_form);
        if (hidden_ != nullptr) {
            draft.form_hash = labelled(*hidden_, hidden_->row_count(), is_hash);
            agree(unit, labelled(*hidden_, hidden_->row_count(), is_unit_word), "单位代码");
            form = labelled(*hidden_, hidden_->row_count(), is_form);
            if (period.empty()) period = labelled(*hidden_, hidden_->row_count(), is_period_word);
        }
        if (!form.empty() && form != form_.code) {
            import_.refused(Refused::Conflict,
                            fmt::format("这是 {} 的表样，而要导入的是 {}", form, form_.code), grid_.name(),
                            "请改选报表，或下载正确的表样");
        }
        draft.unit_code = unit_code_of(unit);
        if (draft.unit_code.empty()) {
            import_.refused(Refused::Malformed, "没有单位代码", grid_.name(), "请在表头填写单位代码");
        }
        read_period(period, draft);
    }

    void read_period(const std::string& typed, ReportDraft& draft) {
        if (typed.empty() && import_.profile.period) {
            draft.period = *import_.profile.period;
            return;
        }
        if (typed.empty())
            return import_.refused(Refused::Malformed, "没有报告期", grid_.name(), "请在表头填写报告期");
        auto period = report_period(form_, import_.profile, typed, grid_.name());
        if (period)
            draft.period = *period;
        else
            import_.out.refused.push_back(std::move(period.error()));
    }

    void agree(std::string& shown, const std::string& kept, std::string_view what) {
        if (!shown.empty() && !kept.empty() && unit_code_of(shown) != unit_code_of(kept)) {
            import_.refused(Refused::Conflict, fmt::format("表头的{}与下载表样时的不同", what), grid_.name(),
                            "请使用本单位下载的表样");
        }
        if (shown.empty()) shown = kept;
    }

    void row(int number, instrument::CellSheet& sheet) {
        const auto code_cell = grid_.at(number, code_column_);
        std::string code(code_cell ? trimmed(code_cell->text) : std::string_view{});
        const bool holds = std::any_of(columns_.begin(), columns_.end(), [&](const auto& each) {
            return grid_.at(number, each.first).has_value();
        });
        if (!holds) return;
        if (code.empty()) {
            return import_.refused(Refused::Malformed, "这一行填了数，却没有指标代码", grid_.place(number),
                                   "请按表样补上代码");
        }
        if (code_cell->number()) code = with_zeros(code);
        if (key_column_ != 0 && !grid_.text(number, key_column_).empty()) {
            code += "[" + std::string(trimmed(half_width(grid_.text(number, key_column_)))) + "]";
        }
        for (const auto& [column, index] : columns_) enter(number, code, column, index, sheet);
    }

    /// Spreadsheets drop the zero of "01" when the column is not a text.
    [[nodiscard]] std::string with_zeros(const std::string& code) const {
        if (form_.row_at(code)) return code;
        for (std::string longer = "0" + code; longer.size() <= 4; longer.insert(longer.begin(), '0'))
            if (form_.row_at(longer)) return longer;
        return code;
    }

    void enter(int number, const std::string& code, int column, int index, instrument::CellSheet& sheet) {
        const auto cell = grid_.at(number, column);
        if (!cell) return;
        const auto address = form_.cell(code + "." + form_.columns[static_cast<std::size_t>(index)].id);
        std::string place = grid_.place(number, column);
        if (!address) return import_.out.refused.push_back(unknown(code, place));
        if (!seen_.emplace(*address, place).second) {
            return import_.refused(Refused::Conflict, fmt::format("“{}”这一行出现两次", code), place,
                                   fmt::format("另一行在 {}，请只留一行", seen_[*address]));
        }
        ++entered_;
        auto wrong = enter_cell(form_, *address, *cell, sheet, [&] { return place; });
        if (wrong) import_.out.refused.push_back(std::move(*wrong));
    }

    [[nodiscard]] Refusal unknown(const std::string& code, const std::string& place) const {
        const auto row = form_.row_at(code.substr(0, code.find('[')));
        if (row && code.find('[') == std::string::npos &&
            !form_.rows[static_cast<std::size_t>(*row)].open_list.empty()) {
            return {Refused::Malformed,
                    fmt::format("“{}”要逐项填写，这一行没有写代码",
                                form_.rows[static_cast<std::size_t>(*row)].name),
                    place, "请在“键”这一列填写目录里的代码"};
        }
        std::vector<std::string> known;
        for (const auto& each : form_.rows) known.push_back(each.code);
        const auto near = is_code_text(code) ? nearest_name(code, known) : std::nullopt;
        return {Refused::Malformed, fmt::format("{} 没有“{}”这个指标", form_.code, code), place,
                near ? fmt::format("是否指“{}”", *near) : "请按表样写指标代码"};
    }

    Import& import_;
    const instrument::Form& form_;
    const sheet::Grid& grid_;
    const sheet::Grid* hidden_;
    std::size_t header_at_ = 0;
    std::size_t data_at_ = 0;
    int code_column_ = 0;
    int key_column_ = 0;
    int entered_ = 0;
    std::vector<std::pair<int, int>> columns_;  ///< column of the sheet, column of the form
    std::map<instrument::CellAddress, std::string> seen_;
};

}  // namespace

bool read_form(Import& import, const sheet::Grid& grid, const sheet::Grid* hidden) {
    return FormReader(import, grid, hidden).run();
}

}  // namespace yj::collect
