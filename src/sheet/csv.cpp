#include "sheet/csv.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <unordered_map>

#include "base/text.hpp"

namespace yj::sheet {

namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

std::string line_place(std::string_view name, int line) { return fmt::format("{} 第{}行", name, line); }

std::unexpected<Refusal> bad_line(std::string_view name, int line, std::string what, std::string remedy) {
    return refuse(Refused::Malformed, std::move(what), line_place(name, line), std::move(remedy));
}

/// At least two 汉字 and nothing beyond ASCII that is not one: then the line was meant as UTF-8 (in GB18030
/// the same bytes would be a row of rare characters and symbols).
bool is_surely_utf8(std::string_view line) {
    if (!is_utf8(line)) return false;
    int han = 0;
    while (!line.empty()) {
        const char32_t c = take_character(line);
        if (c < 0x80) continue;
        if (c < 0x4E00 || c > 0x9FFF) return false;
        ++han;
    }
    return han >= 2;
}

/// Short GB18030 texts can be well-formed UTF-8 by chance ("统一" reads as two letters of other scripts). No
/// bureau writes a table in Greek or Cyrillic alone, so characters of two bytes only, beyond Latin, mean
/// GB18030.
bool is_gb18030_by_chance_utf8(std::string_view text) {
    bool beyond_latin = false;
    while (!text.empty()) {
        const char32_t c = take_character(text);
        if (c >= 0x800) return false;
        beyond_latin = beyond_latin || c > 0xFF;
    }
    return beyond_latin;
}

/// The first line (from 1) that is surely UTF-8 in a file that as a whole is not; 0 when there is none.
int utf8_line_in(std::string_view bytes) {
    int line = 0;
    for (const auto text : split(bytes, '\n')) {
        ++line;
        if (is_surely_utf8(text)) return line;
    }
    return 0;
}

Result<std::string> text_of(std::string_view bytes, std::string_view name) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        return refuse(Refused::Malformed, "文件是 UTF-16 编码", std::string(name),
                      "请另存为“CSV UTF-8（逗号分隔）”后重新导入");
    }
    if (const auto nul = bytes.find('\0'); nul != std::string_view::npos) {
        const auto line =
            1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(nul), '\n');
        return bad_line(name, static_cast<int>(line), "有空字符（NUL）",
                        "文件已损坏或不是文本文件，请重新导出");
    }
    const bool marked = bytes.starts_with(kMark);
    while (bytes.starts_with(kMark)) bytes.remove_prefix(kMark.size());
    if (is_utf8(bytes) && (marked || !is_gb18030_by_chance_utf8(bytes))) return std::string(bytes);
    if (const int line = utf8_line_in(bytes)) {
        return bad_line(name, line, "同一文件里混有 UTF-8 和其他编码", "请用同一种编码重新导出");
    }
    auto text = utf8_of_gb18030(bytes);
    if (!text)
        return refuse(Refused::Malformed, "文件既不是 UTF-8 也不是 GB18030 编码", std::string(name),
                      "请另存为“CSV UTF-8（逗号分隔）”后重新导入");
    return std::move(*text);
}

/// Splits a text into records and fields.
class CsvScan {
public:
    CsvScan(std::string_view text, std::string_view name, const CsvLimits& limits)
        : rest_(text), name_(name), limits_(limits), grid_(std::string(name), PlaceStyle::Lines) {}

    Result<Grid> run() {
        while (!rest_.empty()) YJ_TRY(record());
        YJ_TRY(named_ruins());
        if (grid_.seal()) return refuse(Refused::Malformed, "同一位置有两个值", std::string(name_));
        return std::move(grid_);
    }

private:
    Done record() {
        ++row_;
        const int first_line = line_;
        int column = 0;
        bool blank = true;
        bool more = true;
        while (more) {
            if (++column > limits_.columns)
                return bad(fmt::format("超过 {} 列", limits_.columns), "请删去多余的列");
            YJ_TRY(field());
            blank = blank && field_.empty() && column == 1;
            YJ_TRY(take(column));
            more = !rest_.empty() && rest_.front() == ',';
            if (more) rest_.remove_prefix(1);
        }
        take_line_end();
        return blank ? Done{} : counted(column, first_line);
    }

    Done counted(int columns, int first_line) {
        if (columns_ == 0) {
            columns_ = columns;
            return header(first_line);
        }
        if (columns == columns_) return {};
        return bad_line(name_, first_line, fmt::format("有 {} 列，而标题行有 {} 列", columns, columns_),
                        "请补齐或删去多余的逗号");
    }

    Done header(int line) {
        std::unordered_map<std::string_view, int> seen;
        for (std::size_t i = 0; i < headers_.size(); ++i) {
            const auto title = trimmed(headers_[i]);
            if (title.empty()) continue;
            const auto [at, fresh] = seen.emplace(title, static_cast<int>(i) + 1);
            if (!fresh) {
                return bad_line(
                    name_, line,
                    fmt::format("标题“{}”出现两次（第 {} 列和第 {} 列）", title, at->second, i + 1),
                    "请删去重复的列");
            }
        }
        return {};
    }

    Done field() {
        field_.clear();
        if (!rest_.empty() && rest_.front() == '"') return quoted();
        const auto end = std::min(rest_.find_first_of(",\r\n"), rest_.size());
        field_ = rest_.substr(0, end);
        rest_.remove_prefix(end);
        return {};
    }

    Done quoted() {
        const int opened = line_;
        rest_.remove_prefix(1);
        for (;;) {
            const auto quote = rest_.find('"');
            if (quote == std::string_view::npos) {
                return bad_line(name_, opened, "引号没有配对", "请检查这一行的双引号");
            }
            field_ += rest_.substr(0, quote);
            line_ += static_cast<int>(
                std::count(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(quote), '\n'));
            rest_.remove_prefix(quote + 1);
            if (rest_.empty() || rest_.front() != '"') break;
            field_ += '"';
            rest_.remove_prefix(1);
        }
        if (rest_.empty() || std::string_view(",\r\n").find(rest_.front()) != std::string_view::npos)
            return {};
        return bad("引号之后还有文字", "字段里的双引号要写成两个");
    }

    /// Keeps the field that was just read.
    Done take(int column) {
        if (has_direction_mark(field_)) {
            return bad(fmt::format("第 {} 列有改变文字方向的隐藏字符", column), "请重新键入这一格的文字");
        }
        for (const char c : field_) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte < 0x20 && c != '\t' && c != '\r' && c != '\n') {
                return bad(fmt::format("第 {} 列有控制字符", column), "请重新键入这一格的文字");
            }
        }
        if (columns_ == 0)
            headers_.push_back(field_);
        else if (is_ruined_code(field_))
            ruins_.push_back(grid_.place(row_, column));
        if (grid_.size() >= limits_.cells)
            return bad(fmt::format("超过 {} 格", limits_.cells), "请分成几个文件导入");
        grid_.add(row_, column, field_);
        return {};
    }

    void take_line_end() {
        if (rest_.starts_with("\r\n"))
            rest_.remove_prefix(2);
        else if (!rest_.empty())
            rest_.remove_prefix(1);
        ++line_;
        if (columns_ == 0 && headers_.size() == 1 && headers_[0].empty()) headers_.clear();
    }

    Done named_ruins() const {
        if (ruins_.empty()) return {};
        const auto shown = std::min<std::size_t>(ruins_.size(), 20);
        const std::vector<std::string> places(ruins_.begin(),
                                              ruins_.begin() + static_cast<std::ptrdiff_t>(shown));
        return refuse(
            Refused::Malformed,
            fmt::format("有 {} 格的长代码或长数字被电子表格改成了科学记数，已不可复原", ruins_.size()),
            fmt::format("{} {}", name_, fmt::join(places, "、")), "请把该列设为“文本”格式，重新填写后再导出");
    }

    [[nodiscard]] std::unexpected<Refusal> bad(std::string what, std::string remedy) const {
        return bad_line(name_, line_, std::move(what), std::move(remedy));
    }

    std::string_view rest_;
    std::string_view name_;
    CsvLimits limits_;
    Grid grid_;
    int row_ = 0;
    int line_ = 1;
    int columns_ = 0;
    std::string field_;
    std::vector<std::string> headers_;
    std::vector<std::string> ruins_;
};

bool looks_like_formula(std::string_view text) {
    if (text.empty()) return false;
    if (std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos) return true;
    for (const std::string_view sign : {"＝", "＋", "－", "＠"})
        if (text.starts_with(sign)) return true;
    return false;
}

void put_text(std::string& out, std::string_view text) {
    out += '"';
    if (looks_like_formula(text)) out += '\'';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

}  // namespace

std::optional<std::string> utf8_of_gb18030(std::string_view bytes) {
    const iconv_t converter = iconv_open("UTF-8", "GB18030");
    std::string out(bytes.size() * 2 + 4, '\0');
    char* from = const_cast<char*>(bytes.data());  // iconv takes it so, and does not write
    std::size_t left = bytes.size();
    char* to = out.data();
    std::size_t room = out.size();
    const auto answer = iconv(converter, &from, &left, &to, &room);
    iconv_close(converter);
    if (answer == static_cast<std::size_t>(-1)) return std::nullopt;
    out.resize(out.size() - room);
    return out;
}

bool is_ruined_code(std::string_view text) {
    const auto at = text.find_first_of("eE");
    if (at == std::string_view::npos || at == 0 || text.size() - at < 3) return false;
    if (text.find_first_not_of("0123456789.") != at) return false;
    auto power = text.substr(at + 1);
    if (power.front() == '+') power.remove_prefix(1);
    if (power.empty() || power.find_first_not_of("0123456789") != std::string_view::npos) return false;
    power.remove_prefix(std::min(power.find_first_not_of('0'), power.size()));
    return power.size() > 2 || (power.size() == 2 && power >= "15");
}

bool has_direction_mark(std::string_view utf8) {
    // U+202A–U+202E are E2 80 AA–AE, U+2066–U+2069 are E2 81 A6–A9.
    for (auto at = utf8.find('\xE2'); at != std::string_view::npos; at = utf8.find('\xE2', at + 1)) {
        const auto second = utf8.substr(at, 2);
        if (utf8.size() - at < 3) return false;
        const auto third = static_cast<unsigned char>(utf8[at + 2]);
        if (second == "\xE2\x80" && third >= 0xAA && third <= 0xAE) return true;
        if (second == "\xE2\x81" && third >= 0xA6 && third <= 0xA9) return true;
    }
    return false;
}

Result<Grid> read_csv(std::string_view bytes, std::string_view name, const CsvLimits& limits) {
    if (bytes.size() > limits.bytes) {
        return refuse(Refused::Malformed, fmt::format("文件超过 {} MB", limits.bytes >> 20),
                      std::string(name), "请分成几个文件导入");
    }
    YJ_ASSIGN(const std::string text, text_of(bytes, name));
    return CsvScan(text, name, limits).run();
}

std::string write_csv(const std::vector<std::vector<CsvField>>& rows) {
    std::string out(kMark);
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) out += ',';
            if (row[i].number)
                out += row[i].text;
            else
                put_text(out, row[i].text);
        }
        out += "\r\n";
    }
    return out;
}

}  // namespace yj::sheet
