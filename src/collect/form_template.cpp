#include "collect/form_template.hpp"

#include "sheet/xlsx_writer.hpp"

namespace yj::collect {

namespace {

using sheet::CellStyle;

constexpr int kCode = 1, kName = 2, kMeasure = 3, kKey = 4;

class TemplateWriter {
public:
    TemplateWriter(const instrument::Form& form, const TemplateFor& who)
        : form_(form), who_(who), book_(form.name), page_(book_.add_sheet(form.code)) {
        for (const auto& row : form_.rows) open_ = open_ || !row.open_list.empty();
        first_ = open_ ? kKey + 1 : kKey;
        last_ = first_ + static_cast<int>(form_.columns.size()) - 1;
    }

    Result<std::string> run() {
        head();
        for (std::size_t row = 0; row < form_.rows.size(); ++row) indicator(static_cast<int>(row));
        page_.text(next_ + 1, kCode, "说明：只填白色单元格；没有的数留空，不适用的填“不适用”。");
        page_.width(kCode, kCode, 10);
        page_.width(kName, kName, 40);
        page_.width(kMeasure, kMeasure, 10);
        page_.width(kKey, last_, 16);
        page_.freeze(6, kMeasure);
        page_.print(form_.columns.size() > 3, 5, 6);
        page_.print_area(1, kCode, next_ + 1, last_);
        page_.protect();
        keep_owner();
        return book_.bytes();
    }

private:
    void head() {
        page_.merged(1, kCode, 1, last_, form_.name, sheet::title_style());
        page_.text(2, kCode, "表号");
        page_.text(2, kName, form_.code);
        page_.text(3, kCode, "单位代码");
        page_.text(3, kName, who_.unit_code);
        page_.text(3, kMeasure, "单位名称");
        page_.text(3, kKey, who_.unit_name);
        page_.text(4, kCode, "报告期");
        page_.text(4, kName, who_.period.name());
        const auto style = shaded(sheet::header_style());
        page_.text(5, kCode, "代码", style);
        page_.text(5, kName, "指标名称", style);
        page_.text(5, kMeasure, "计量单位", style);
        page_.text(6, kCode, "甲", style);
        page_.text(6, kName, "乙", style);
        page_.text(6, kMeasure, "丙", style);
        if (open_) {
            page_.text(5, kKey, "键", style);
            page_.text(6, kKey, "丁", style);
        }
        for (std::size_t c = 0; c < form_.columns.size(); ++c) {
            const int column = first_ + static_cast<int>(c);
            page_.text(5, column, form_.columns[c].name.empty() ? "数值" : form_.columns[c].name, style);
            page_.text(6, column, form_.columns[c].id, style);
        }
    }

    void indicator(int row) {
        const auto& indicator = form_.rows[static_cast<std::size_t>(row)];
        if (indicator.open_list.empty()) return line(row, "");
        int left = who_.open_lines;
        if (who_.filled != nullptr) {
            for (const auto& key : who_.filled->keys(row)) {
                line(row, key);
                --left;
            }
        }
        for (; left > 0; --left) line(row, "");
    }

    void line(int row, const std::string& key) {
        const auto& indicator = form_.rows[static_cast<std::size_t>(row)];
        const bool open = !indicator.open_list.empty();
        CellStyle name = shaded({});
        name.indent = indicator.depth;
        name.wrap = true;
        page_.text(next_, kCode, indicator.code, shaded({}));
        page_.text(next_, kName, indicator.name, name);
        page_.text(next_, kMeasure, indicator.text ? "—" : std::string(indicator.measure.name()), shaded({}));
        if (open)
            page_.text(next_, kKey, key, sheet::to_fill({}));
        else if (open_)
            page_.blank(next_, kKey, shaded({}));
        for (std::size_t c = 0; c < form_.columns.size(); ++c)
            cell({row, static_cast<int>(c), key}, open && key.empty());
        ++next_;
    }

    void cell(const instrument::CellAddress& address, bool nameless) {
        const auto& indicator = form_.rows[static_cast<std::size_t>(address.row)];
        const int column = first_ + address.column;
        const bool shown = who_.filled != nullptr && !nameless;
        if (indicator.text) {
            return page_.text(next_, column, shown ? who_.filled->note(address) : std::string_view{},
                              sheet::to_fill({}));
        }
        const auto style = sheet::to_fill(sheet::number_style(indicator.decimals));
        page_.number(next_, column, shown ? who_.filled->at(address) : Value{}, style);
    }

    void keep_owner() {
        auto& hidden = book_.add_sheet(kTemplateSheet);
        hidden.text(1, 1, "表号");
        hidden.text(1, 2, form_.code);
        hidden.text(2, 1, "单位代码");
        hidden.text(2, 2, who_.unit_code);
        hidden.text(3, 1, "报告期");
        hidden.text(3, 2, who_.period.code());
        hidden.text(4, 1, "报表版本");
        hidden.text(4, 2, form_.hash);
        hidden.hide();
    }

    static CellStyle shaded(CellStyle style) {
        style.fill = 0xEDEDED;
        style.left = style.right = style.top = style.bottom = sheet::Line::Thin;
        return style;
    }

    const instrument::Form& form_;
    const TemplateFor& who_;
    sheet::Workbook book_;
    sheet::WorkSheet& page_;
    bool open_ = false;
    int first_ = kKey;
    int last_ = kKey;
    int next_ = 7;
};

}  // namespace

Result<std::string> form_template(const instrument::Form& form, const TemplateFor& who) {
    return TemplateWriter(form, who).run();
}

}  // namespace yj::collect
