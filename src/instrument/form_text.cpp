#include "instrument/form_text.hpp"

#include <array>
#include <utility>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "instrument/toml_reader.hpp"

namespace yj::instrument {

namespace {

constexpr std::array kFrequencies{std::pair{"年", Frequency::Year}, std::pair{"半年", Frequency::HalfYear},
                                  std::pair{"季", Frequency::Quarter}, std::pair{"月", Frequency::Month}};

std::vector<std::string> all_measures() {
    std::vector<std::string> names;
    for (const auto name : Measure::names()) names.emplace_back(name);
    return names;
}

Frequency read_frequency(TomlReader& in) {
    const auto text = in.required_text("frequency");
    for (const auto& [name, frequency] : kFrequencies)
        if (text == name) return frequency;
    if (!text.empty()) in.fault_at("frequency", "不认识的报送频率“" + text + "”", "年、半年、季 或 月");
    return Frequency::Month;
}

std::optional<Span> read_span(TomlReader& in) {
    const auto text = in.text("span");
    if (!text) return std::nullopt;
    const auto span = parse_span(*text);
    if (!span) in.fault_at("span", "不认识的时间口径“" + *text + "”", "本期、累计、期末 或 自开工累计");
    return span;
}

Measure read_measure(TomlReader& in) {
    const auto name = in.required_text("measure");
    const auto measure = Measure::find(name);
    if (!measure && !name.empty())
        in.fault_at("measure", "不认识的计量单位“" + name + "”", "计量单位表中的名称",
                    nearest_name(name, all_measures()).value_or(""));
    return measure.value_or(Measure());
}

FormColumn read_column(TomlReader& in) {
    FormColumn column;
    column.line = in.line();
    column.id = in.required_text("id");
    column.name = in.required_text("name");
    column.span = read_span(in).value_or(Span::Current);
    column.base_of = in.text("base_of").value_or("");
    if (in.has("measure")) column.measure = read_measure(in);
    column.decimals = in.number("decimals", 0, 9);
    in.no_more_keys();
    return column;
}

Indicator read_row(TomlReader& in) {
    Indicator row;
    row.line = in.line();
    row.code = in.required_text("code");
    row.name = in.required_text("name");
    row.depth = in.number("depth", 0, 9).value_or(0);
    row.text = in.flag("text").value_or(false);
    if (row.text)
        (void)in.text("measure");
    else
        row.measure = read_measure(in);
    row.decimals = in.number("decimals", 0, 9).value_or(0);
    row.span = read_span(in);
    row.open_list = in.text("open").value_or("");
    row.provenance = static_cast<Provenance>(read_provenance(in));
    (void)in.text("note");
    in.no_more_keys();
    return row;
}

/// A code twice is told where it stands the second time.
template <class Part>
void refuse_twice(const std::vector<Part>& parts, std::string Part::* code, TomlReader& in,
                  const std::string& what) {
    for (std::size_t i = 0; i < parts.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (parts[i].*code == parts[j].*code && !(parts[i].*code).empty()) {
                in.fault_on(
                    parts[i].line,
                    what + "“" + parts[i].*code + "”重复，第" + std::to_string(parts[j].line) + "行已有",
                    "每个代码只出现一次");
                break;
            }
}

/// A code that reads as an address would make cells ambiguous.
void refuse_marks(const std::string& code, int line, TomlReader& in) {
    if (code.find_first_of("[].,: ") != std::string::npos)
        in.fault_on(line, "代码“" + code + "”含有 [ ] . , : 或空格", "字母和数字");
}

void check_base(const FormColumn& column, const Form& form, TomlReader& in) {
    if (column.base_of.empty()) return;
    const auto at = form.column_at(column.base_of);
    const std::string start = "栏“" + column.id + "”的 base_of 指向";
    if (!at || column.base_of == column.id) {
        in.fault_on(column.line, start + "不存在的栏“" + column.base_of + "”", "本表另一栏的 id");
        return;
    }
    const auto& current = form.columns[static_cast<std::size_t>(*at)];
    if (!current.base_of.empty())
        in.fault_on(column.line, start + "另一个上年同期栏“" + current.id + "”", "本年的栏");
    if (current.span != column.span)
        in.fault_on(column.line, start + "时间口径不同的栏“" + current.id + "”",
                    std::string(span_name(current.span)));
}

void check_columns(const Form& form, TomlReader& in) {
    if (form.columns.empty()) in.fault("没有宾栏", "columns = [ { id = \"1\", name = \"本月\" } ]");
    for (const auto& column : form.columns) {
        check_base(column, form, in);
        refuse_marks(column.id, column.line, in);
    }
    refuse_twice(form.columns, &FormColumn::id, in, "宾栏");
}

void check_rows(const Form& form, TomlReader& in) {
    if (form.rows.empty())
        in.fault("没有指标", "rows = [ { code = \"01\", name = \"…\", measure = \"千元\" } ]");
    int above = 0;
    for (const auto& row : form.rows) {
        if (row.depth > above + 1)
            in.fault_on(row.line, "指标“" + row.code + "”的 depth 跳过了一层",
                        "不大于 " + std::to_string(above + 1) + "（上一行加一）");
        above = row.depth;
        refuse_marks(row.code, row.line, in);
    }
    refuse_twice(form.rows, &Indicator::code, in, "指标代码");
}

void check_name(const Form& form, std::string_view path, TomlReader& in) {
    auto name = path.substr(path.rfind('/') + 1);
    name = name.substr(0, name.rfind('.'));
    if (!form.code.empty() && form.code != name)
        in.fault_at("code", "表号“" + form.code + "”与文件名不同", std::string(name));
}

}  // namespace

std::optional<Form> read_form(std::string_view path, std::string_view text, Faults& faults) {
    TomlReader file(path, text, faults);
    if (!file.parsed()) return std::nullopt;
    Form form;
    form.code = file.required_text("code");
    form.name = file.required_text("name");
    form.profession = file.required_text("profession");
    form.frequency = read_frequency(file);
    form.january = file.flag("january_exempt").value_or(false) ? January::Exempt : January::Reported;
    form.frame = file.required_text("frame");
    form.due = file.required_text("due");
    form.origin = file.text("origin").value_or("");
    form.note = file.text("note").value_or("");
    for (auto& column : file.list("columns")) form.columns.push_back(read_column(column));
    for (auto& row : file.list("rows")) form.rows.push_back(read_row(row));
    file.no_more_keys();
    check_columns(form, file);
    check_rows(form, file);
    check_name(form, path, file);
    form.hash = sha256(text).hex();
    return form;
}

}  // namespace yj::instrument
