#include "instrument/form_bytes.hpp"

#include "base/bytes.hpp"
#include "base/text.hpp"

namespace yj::instrument {

namespace {

constexpr std::uint64_t kLayout = 1;
constexpr std::uint64_t kMaxDecimals = 9;
constexpr std::uint64_t kMaxDepth = 100;
constexpr std::uint64_t kMaxLine = 1'000'000'000;

template <class T>
std::uint64_t code_of(T value) {
    return static_cast<std::uint64_t>(value);
}

/// 0 stands for nothing, what is there is one more than its code.
template <class T>
std::uint64_t code_of(const std::optional<T>& value) {
    return value ? code_of(*value) + 1 : 0;
}

void write_row(ByteWriter& out, const Indicator& row) {
    out.text(row.code);
    out.text(row.name);
    out.number(code_of(row.depth));
    out.text(row.measure.name());
    out.number(code_of(row.decimals));
    out.number(code_of(row.span));
    out.text(row.open_list);
    out.number(row.text ? 1 : 0);
    out.number(code_of(row.provenance));
    out.number(code_of(row.line));
}

void write_column(ByteWriter& out, const FormColumn& column) {
    out.text(column.id);
    out.text(column.name);
    out.number(code_of(column.span));
    out.text(column.base_of);
    out.text(column.measure ? column.measure->name() : std::string_view());
    out.number(code_of(column.decimals));
    out.number(code_of(column.line));
}

/// Reads one form; whatever no form could hold makes `whole` false.
class FormReader {
public:
    explicit FormReader(std::string_view bytes) : in_(bytes) {}

    Form read() {
        Form form;
        whole_ = in_.number() == kLayout;
        form.code = words();
        form.name = words();
        form.profession = words();
        form.frequency = static_cast<Frequency>(at_most(code_of(Frequency::JanFeb)));
        form.january = static_cast<January>(at_most(code_of(January::Exempt)));
        for (auto count = in_.number(); count > 0 && whole(); --count) form.columns.push_back(column());
        for (auto count = in_.number(); count > 0 && whole(); --count) form.rows.push_back(row());
        form.frame = words();
        form.due = words();
        form.origin = words();
        form.note = words();
        form.hash = words();
        whole_ = whole_ && in_.at_end();
        return form;
    }

    [[nodiscard]] bool whole() const { return whole_ && in_.ok(); }

private:
    std::string_view words() {
        const auto text = in_.text();
        whole_ = whole_ && is_utf8(text);
        return text;
    }
    std::uint64_t at_most(std::uint64_t limit) {
        const auto number = in_.number();
        whole_ = whole_ && number <= limit;
        return whole_ ? number : 0;
    }
    int small(std::uint64_t limit) { return static_cast<int>(at_most(limit)); }
    bool flag() { return at_most(1) == 1; }

    std::optional<Span> span() {
        const auto code = at_most(code_of(Span::SinceStart) + 1);
        return code == 0 ? std::nullopt : std::optional(static_cast<Span>(code - 1));
    }
    std::optional<Measure> measure() {
        const auto name = words();
        if (name.empty()) return std::nullopt;
        const auto known = Measure::find(name);
        whole_ = whole_ && known.has_value();
        return known;
    }
    Provenance provenance() {
        const auto letter = static_cast<Provenance>(static_cast<char>(at_most(127)));
        whole_ = whole_ && (letter == Provenance::Sourced || letter == Provenance::Confident ||
                            letter == Provenance::Unconfirmed);
        return letter;
    }

    FormColumn column() {
        FormColumn column;
        column.id = words();
        column.name = words();
        column.span = static_cast<Span>(at_most(code_of(Span::SinceStart)));
        column.base_of = words();
        column.measure = measure();
        const int decimals = small(kMaxDecimals + 1);
        if (decimals > 0) column.decimals = decimals - 1;
        column.line = small(kMaxLine);
        return column;
    }

    Indicator row() {
        Indicator row;
        row.code = words();
        row.name = words();
        row.depth = small(kMaxDepth);
        const auto known = measure();
        whole_ = whole_ && known.has_value();
        row.measure = known.value_or(Measure());
        row.decimals = small(kMaxDecimals);
        row.span = span();
        row.open_list = words();
        row.text = flag();
        row.provenance = provenance();
        row.line = small(kMaxLine);
        return row;
    }

    ByteReader in_;
    bool whole_ = true;
};

}  // namespace

std::string pack_form(const Form& form) {
    ByteWriter out;
    out.number(kLayout);
    out.text(form.code);
    out.text(form.name);
    out.text(form.profession);
    out.number(code_of(form.frequency));
    out.number(code_of(form.january));
    out.number(form.columns.size());
    for (const auto& column : form.columns) write_column(out, column);
    out.number(form.rows.size());
    for (const auto& row : form.rows) write_row(out, row);
    for (const auto* words : {&form.frame, &form.due, &form.origin, &form.note, &form.hash}) out.text(*words);
    return out.take();
}

Result<Form> unpack_form(std::string_view bytes) {
    FormReader reader(bytes);
    auto form = reader.read();
    if (!reader.whole() || form.columns.empty())
        return refuse(Refused::Malformed, "报表的表式数据已损坏，或不是这一版程序的表式", {},
                      "请重新下载表式");
    return form;
}

}  // namespace yj::instrument
