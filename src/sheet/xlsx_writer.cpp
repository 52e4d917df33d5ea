#include "sheet/xlsx_writer.hpp"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstring>
#include <list>
#include <map>
#include <set>

#include "base/invariant.hpp"
#include "base/text.hpp"

namespace yj::sheet {

namespace {

lxw_row_t row_of(int row) { return static_cast<lxw_row_t>(row - 1); }
lxw_col_t column_of(int column) { return static_cast<lxw_col_t>(column - 1); }

std::uint8_t line_of(Line line) {
    return static_cast<std::uint8_t>(line == Line::Thin    ? LXW_BORDER_THIN
                                     : line == Line::Thick ? LXW_BORDER_MEDIUM
                                                           : LXW_BORDER_NONE);
}

std::string number_format(int decimals, bool grouped) {
    std::string format = grouped ? "#,##0" : "0";
    if (decimals > 0) format += '.';
    return format.append(static_cast<std::size_t>(std::max(decimals, 0)), '0');
}

void apply(lxw_format* format, const CellStyle& style) {
    if (style.bold) format_set_bold(format);
    if (style.wrap) format_set_text_wrap(format);
    if (style.unlocked) format_set_unlocked(format);
    if (style.align == Align::Left) format_set_align(format, LXW_ALIGN_LEFT);
    if (style.align == Align::Centre) format_set_align(format, LXW_ALIGN_CENTER);
    if (style.align == Align::Right) format_set_align(format, LXW_ALIGN_RIGHT);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (style.indent > 0) format_set_indent(format, static_cast<std::uint8_t>(style.indent));
    format_set_font_name(format, style.font.empty() ? "宋体" : style.font.c_str());
    format_set_font_size(format, style.points > 0 ? style.points : 11);
    if (style.decimals >= 0)
        format_set_num_format(format, number_format(style.decimals, style.grouped).c_str());
    format_set_top(format, line_of(style.top));
    format_set_bottom(format, line_of(style.bottom));
    format_set_left(format, line_of(style.left));
    format_set_right(format, line_of(style.right));
    if (style.fill != 0) {
        format_set_pattern(format, LXW_PATTERN_SOLID);
        format_set_fg_color(format, style.fill);
    }
}

/// A file that has no name and is gone when closed.
class MemoryFile {
public:
    MemoryFile() : fd_(memfd_create("workbook", MFD_CLOEXEC)) {}
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile() {
        if (fd_ >= 0) close(fd_);
    }
    [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }
    [[nodiscard]] std::string whole() const {
        const auto size = lseek(fd_, 0, SEEK_END);
        std::string bytes(size > 0 ? static_cast<std::size_t>(size) : 0, '\0');
        std::size_t at = 0;
        while (at < bytes.size()) {
            const auto came = pread(fd_, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
            if (came <= 0) return {};
            at += static_cast<std::size_t>(came);
        }
        return bytes;
    }

private:
    int fd_;
};

std::string fitting_name(std::string_view wanted) {
    std::string name;
    int count = 0;
    while (!wanted.empty() && count < 28) {
        const auto before = wanted;
        const char32_t c = take_character(wanted);
        ++count;
        if (c < 0x80 && std::strchr("[]:*?/\\'", static_cast<int>(c)) != nullptr)
            name += '_';
        else
            name += before.substr(0, before.size() - wanted.size());
    }
    return name.empty() ? "Sheet" : name;
}

}  // namespace

struct Workbook::Inside {
    MemoryFile file;
    lxw_workbook* book = nullptr;
    std::list<WorkSheet::Inside> pages;
    std::list<WorkSheet> sheets;
    std::map<CellStyle, lxw_format*> formats;
    std::set<std::string> names;
    lxw_error failure = LXW_NO_ERROR;

    lxw_format* format(const CellStyle& style) {
        auto& known = formats[style];
        if (known == nullptr) apply(known = workbook_add_format(book), style);
        return known;
    }
    void note(lxw_error error) {
        if (failure == LXW_NO_ERROR) failure = error;
    }
};

struct WorkSheet::Inside {
    Workbook::Inside& book;
    lxw_worksheet* page;
};

CellStyle title_style() {
    CellStyle style;
    style.bold = true;
    style.points = 16;
    style.align = Align::Centre;
    return style;
}

CellStyle header_style() {
    CellStyle style;
    style.wrap = true;
    style.align = Align::Centre;
    style.top = Line::Thick;
    style.bottom = Line::Thin;
    return style;
}

CellStyle number_style(int decimals) {
    CellStyle style;
    style.decimals = decimals;
    style.align = Align::Right;
    return style;
}

CellStyle last_row(CellStyle style) {
    style.bottom = Line::Thick;
    return style;
}

CellStyle to_fill(CellStyle style) {
    style.unlocked = true;
    style.top = style.bottom = style.left = style.right = Line::Thin;
    return style;
}

void WorkSheet::text(int row, int column, std::string_view text, const CellStyle& style) {
    const std::string ended(text);
    inside_->book.note(worksheet_write_string(inside_->page, row_of(row), column_of(column), ended.c_str(),
                                              inside_->book.format(style)));
}

void WorkSheet::number(int row, int column, const Value& value, const CellStyle& style) {
    if (!value.present()) {
        const bool told = value.reason() == Missing::Confidential || value.reason() == Missing::NotApplicable;
        return told ? text(row, column, missing_name(value.reason()), style) : blank(row, column, style);
    }
    const Amount amount = value.amount();
    const auto units = amount.units() < 0 ? -amount.units() : amount.units();
    if (units >= 1'000'000'000'000'000) return text(row, column, amount.text(), style);
    inside_->book.note(worksheet_write_number(inside_->page, row_of(row), column_of(column), amount.approx(),
                                              inside_->book.format(style)));
}

void WorkSheet::blank(int row, int column, const CellStyle& style) {
    inside_->book.note(
        worksheet_write_blank(inside_->page, row_of(row), column_of(column), inside_->book.format(style)));
}

void WorkSheet::merged(int row, int column, int last_row, int last_column, std::string_view text,
                       const CellStyle& style) {
    const std::string ended(text);
    inside_->book.note(worksheet_merge_range(inside_->page, row_of(row), column_of(column), row_of(last_row),
                                             column_of(last_column), ended.c_str(),
                                             inside_->book.format(style)));
}

void WorkSheet::width(int column, int last_column, double characters) {
    inside_->book.note(
        worksheet_set_column(inside_->page, column_of(column), column_of(last_column), characters, nullptr));
}

void WorkSheet::height(int row, double points) {
    inside_->book.note(worksheet_set_row(inside_->page, row_of(row), points, nullptr));
}

void WorkSheet::freeze(int rows, int columns) {
    worksheet_freeze_panes(inside_->page, static_cast<lxw_row_t>(rows), static_cast<lxw_col_t>(columns));
}

void WorkSheet::hide() { worksheet_hide(inside_->page); }

void WorkSheet::protect() {
    lxw_protection allowed{};
    allowed.format_columns = 1;
    allowed.format_rows = 1;
    worksheet_protect(inside_->page, nullptr, &allowed);
}

void WorkSheet::print(bool landscape, int repeat_first_row, int repeat_last_row) {
    worksheet_set_paper(inside_->page, 9);  // A4
    if (landscape) worksheet_set_landscape(inside_->page);
    worksheet_fit_to_pages(inside_->page, 1, 0);
    worksheet_center_horizontally(inside_->page);
    if (repeat_first_row > 0) {
        inside_->book.note(
            worksheet_repeat_rows(inside_->page, row_of(repeat_first_row), row_of(repeat_last_row)));
    }
}

void WorkSheet::print_area(int row, int column, int last_row, int last_column) {
    inside_->book.note(worksheet_print_area(inside_->page, row_of(row), column_of(column), row_of(last_row),
                                            column_of(last_column)));
}

Workbook::Workbook(std::string_view title, Instant made) : inside_(std::make_unique<Inside>()) {
    inside_->book = workbook_new(inside_->file.path().c_str());
    invariant(inside_->book != nullptr, "a workbook could not be begun");
    std::string ended(title);
    lxw_doc_properties properties{};
    properties.title = ended.data();
    constexpr std::int64_t kFirst =
        946'684'800;  // 2000-01-01, when no time is given: the library would take now
    properties.created = made.us > 0 ? made.us / 1'000'000 : kFirst;
    inside_->note(workbook_set_properties(inside_->book, &properties));
}

Workbook::~Workbook() {
    if (inside_->book != nullptr) lxw_workbook_free(inside_->book);
}

WorkSheet& Workbook::add_sheet(std::string_view name) {
    std::string fitting = fitting_name(name);
    for (int i = 2; !inside_->names.insert(fitting).second; ++i)
        fitting = fitting_name(name) + std::to_string(i);
    auto* page = workbook_add_worksheet(inside_->book, fitting.c_str());
    invariant(page != nullptr, "a sheet could not be added");
    inside_->pages.push_back({*inside_, page});
    inside_->sheets.push_back(WorkSheet(&inside_->pages.back()));
    return inside_->sheets.back();
}

Result<std::string> Workbook::bytes() {
    invariant(inside_->book != nullptr, "a workbook was ended twice");
    auto* book = std::exchange(inside_->book, nullptr);
    const lxw_error closed = workbook_close(book);  // frees it as well
    if (inside_->failure != LXW_NO_ERROR) {
        return refuse(Refused::Malformed, std::string("表格写不成：") + lxw_strerror(inside_->failure), {},
                      "请检查是否有超过 32767 个字符的文字");
    }
    std::string whole = closed == LXW_NO_ERROR ? inside_->file.whole() : std::string{};
    if (whole.empty()) return refuse(Refused::Storage, "表格文件没有写成", {}, "请检查临时目录的剩余空间");
    return whole;
}

}  // namespace yj::sheet
