#include "sheet/sheet_part.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/text.hpp"
#include "sheet/csv.hpp"
#include "sheet/xlsx_number.hpp"

namespace yj::sheet {

namespace {

using Event = XmlScan::Event;

constexpr int kRows = 1'048'576;
constexpr int kColumns = 16'384;
constexpr std::size_t kTextBytes = std::size_t{32'767} * 3;  // of one cell: 32,767 characters
constexpr std::string_view kRemedy = "请在电子表格软件中改正后另存再导入";

/// "B7" as row and column, 0 and 0 when it is no place of a sheet.
std::pair<int, int> place_of(std::string_view ref) {
    int column = 0;
    std::size_t at = 0;
    for (; at < ref.size() && ref[at] >= 'A' && ref[at] <= 'Z' && at < 4; ++at)
        column = column * 26 + (ref[at] - 'A' + 1);
    int row = 0;
    const auto [end, error] = std::from_chars(ref.data() + at, ref.data() + ref.size(), row);
    const bool whole =
        error == std::errc{} && end == ref.data() + ref.size() && ref[at] != '0' && ref[at] != '-';
    if (!whole || column < 1 || column > kColumns || row < 1 || row > kRows) return {0, 0};
    return {row, column};
}

class SheetPart {
public:
    SheetPart(ByteSource source, const std::string& place, Grid grid, const StringTable& strings,
              SheetBudget& left)
        : xml_(std::move(source), place),
          place_(place),
          grid_(std::move(grid)),
          strings_(strings),
          left_(left) {}

    Result<Grid> run() {
        for (;;) {
            YJ_ASSIGN(const Event event, xml_.next());
            if (event == Event::Done) break;
            if (event != Event::Start) continue;
            if (xml_.depth() == 1 && xml_.name() != "worksheet") return bad("不是工作表", place_);
            if (xml_.depth() == 3 && xml_.name() == "row") YJ_TRY(row());
        }
        if (const auto twice = grid_.seal()) {
            return bad("同一单元格出现两次", grid_.place(twice->row, twice->column));
        }
        return std::move(grid_);
    }

private:
    Done row() {
        const auto number = xml_.attribute("r");
        if (!number)
            ++row_;
        else if (const auto at = place_of("A" + std::string(*number)); at.first > 0)
            row_ = at.first;
        else
            return bad(fmt::format("行号“{}”超出工作表范围", number->substr(0, 20)), place_);
        if (row_ > kRows) return bad("行数超出工作表范围", place_);
        column_ = 0;
        for (;;) {
            YJ_ASSIGN(const Event event, xml_.next());
            if (event == Event::End && xml_.depth() == 2) return {};
            if (event == Event::Start && xml_.name() == "c") YJ_TRY(cell());
        }
    }

    Done cell() {
        if (const auto ref = xml_.attribute("r")) {
            const auto [row, column] = place_of(*ref);
            if (row == 0) return bad(fmt::format("单元格“{}”超出工作表范围", ref->substr(0, 20)), place_);
            if (row != row_) return bad(fmt::format("单元格“{}”不在所在的行", *ref), place_);
            column_ = column;
        } else if (++column_ > kColumns) {
            return bad("列数超出工作表范围", place_);
        }
        type_ = type_of(xml_.attribute("t").value_or("n"));
        if (type_ == Type::Unknown) return bad("单元格种类不明", here());
        text_.clear();
        formula_ = false;
        YJ_TRY(contents());
        return keep();
    }

    /// Reads up to the end of the cell: <v>, <f>, <is>.
    Done contents() {
        for (;;) {
            YJ_ASSIGN(const Event event, xml_.next());
            if (event == Event::End && xml_.depth() == 3) return {};
            if (event != Event::Start) continue;
            const bool wanted =
                xml_.name() == "v" ? type_ != Type::Inline : xml_.name() == "is" && type_ == Type::Inline;
            formula_ = formula_ || xml_.name() == "f";
            YJ_TRY(wanted ? take_text() : pass_over());
        }
    }

    Done pass_over() {
        const auto depth = xml_.depth();
        for (;;) {
            YJ_ASSIGN(const Event event, xml_.next());
            if (event == Event::End && xml_.depth() < depth) return {};
        }
    }

    /// The text inside the element that just began, phonetic guides left out.
    Done take_text() {
        const auto depth = xml_.depth();
        for (;;) {
            YJ_ASSIGN(const Event event, xml_.next());
            if (event == Event::End && xml_.depth() < depth) return {};
            if (event == Event::Start && xml_.name() == "rPh") YJ_TRY(pass_over());
            if (event != Event::Text) continue;
            text_ += xml_.text();
            if (text_.size() > kTextBytes) return bad("单元格文字超过 32767 个字符", here());
        }
    }

    Done keep() {
        if (text_.empty() && !formula_) return {};
        if (left_.cells == 0) return bad("单元格太多", here(), "请分成几个文件导入");
        --left_.cells;
        if (text_.empty()) {
            grid_.add(row_, column_, {}, CellKind::FormulaBlank);
            return {};
        }
        switch (type_) {
            case Type::Number: return keep_number();
            case Type::Shared: return keep_shared();
            case Type::Truth: text_ = trimmed(text_) == "1" ? "TRUE" : "FALSE"; [[fallthrough]];
            default: return keep_text();
        }
    }

    Done keep_number() {
        const auto number = xlsx_number(text_);
        if (!number) {
            return bad(
                fmt::format("数值“{}”不是电子表格能准确保存的数", std::string_view(text_).substr(0, 30)),
                here(), "若是代码，请把该列设为“文本”格式后重新填写");
        }
        return spend(number->size(), [&] {
            grid_.add(row_, column_, *number, formula_ ? CellKind::FormulaNumber : CellKind::Number);
        });
    }

    /// A text that several cells share is kept once a sheet.
    Done keep_shared() {
        std::uint32_t index = 0;
        const auto digits = trimmed(text_);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
        if (error != std::errc{} || end != digits.data() + digits.size() || index >= strings_.size()) {
            return bad("共享文字的编号不存在", here());
        }
        const auto shared = strings_.at(index);
        if (shared.empty()) return {};
        if (offsets_.empty()) offsets_.assign(strings_.size(), kNotKept);
        const bool fresh = offsets_[index] == kNotKept;
        return spend(fresh ? shared.size() : 0, [&] {
            if (fresh) offsets_[index] = grid_.keep(shared);
            grid_.add_kept(row_, column_, offsets_[index], static_cast<std::uint32_t>(shared.size()),
                           CellKind::Text);
        });
    }

    Done keep_text() {
        if (has_direction_mark(text_)) return bad("有改变文字方向的隐藏字符", here());
        return spend(text_.size(), [&] {
            grid_.add(row_, column_, text_, formula_ ? CellKind::FormulaText : CellKind::Text);
        });
    }

    template <class Fn>
    Done spend(std::size_t bytes, Fn fn) {
        if (bytes > left_.text_bytes) return bad("文字太多", here(), "请分成几个文件导入");
        left_.text_bytes -= bytes;
        fn();
        return {};
    }

    enum class Type { Number, Shared, Inline, Text, Truth, Unknown };
    static Type type_of(std::string_view word) {
        if (word == "n") return Type::Number;
        if (word == "s") return Type::Shared;
        if (word == "inlineStr") return Type::Inline;
        if (word == "str" || word == "e" || word == "d") return Type::Text;
        return word == "b" ? Type::Truth : Type::Unknown;
    }

    [[nodiscard]] std::string here() const { return grid_.place(row_, column_); }
    [[nodiscard]] static std::unexpected<Refusal> bad(std::string what, std::string at,
                                                      std::string_view remedy = kRemedy) {
        return refuse(Refused::Malformed, std::move(what), std::move(at), std::string(remedy));
    }

    static constexpr std::uint32_t kNotKept = 0xFFFFFFFF;
    XmlScan xml_;
    const std::string& place_;
    Grid grid_;
    const StringTable& strings_;
    SheetBudget& left_;
    std::vector<std::uint32_t> offsets_;
    int row_ = 0;
    int column_ = 0;
    Type type_ = Type::Number;
    bool formula_ = false;
    std::string text_;
};

}  // namespace

Result<StringTable> read_string_table(ByteSource source, std::string place, SheetBudget limits) {
    const auto bad = [&](std::string what) {
        return refuse(Refused::Malformed, std::move(what), place, std::string(kRemedy));
    };
    XmlScan xml(std::move(source), place);
    StringTable table;
    std::size_t began = 0;
    std::size_t phonetic = 0;  // depth of an open <rPh>
    std::string_view inside;
    for (;;) {
        YJ_ASSIGN(const Event event, xml.next());
        switch (event) {
            case Event::Done: return table;
            case Event::Start:
                if (xml.depth() == 1 && xml.name() != "sst") return bad("不是共享文字表");
                if (xml.depth() == 2) began = table.bytes();
                if (xml.name() == "rPh" && phonetic == 0) phonetic = xml.depth();
                inside = xml.name() == "t" ? "t" : "";
                break;
            case Event::Text:
                if (inside == "t" && phonetic == 0) table.append(xml.text());
                if (table.bytes() - began > kTextBytes) return bad("单元格文字超过 32767 个字符");
                if (table.bytes() > limits.text_bytes) return bad("文字太多");
                break;
            case Event::End:
                inside = "";
                if (phonetic > xml.depth()) phonetic = 0;
                if (xml.depth() != 1 || xml.name() != "si") break;
                table.end();
                if (has_direction_mark(table.at(table.size() - 1))) {
                    return bad(fmt::format("第 {} 条文字有改变文字方向的隐藏字符", table.size()));
                }
                if (table.size() > limits.cells) return bad("文字条目太多");
                break;
        }
    }
}

Result<Grid> read_sheet_part(ByteSource source, const std::string& place, std::string_view name, bool hidden,
                             const StringTable& strings, SheetBudget& left) {
    return SheetPart(std::move(source), place, Grid(std::string(name), PlaceStyle::Letters, hidden), strings,
                     left)
        .run();
}

}  // namespace yj::sheet
