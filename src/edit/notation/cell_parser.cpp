// Cells of the notation: by brackets or by name, of other reports, periods and papers.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "edit/notation/condition_parser.hpp"

namespace yj::edit {

using instrument::Form;

namespace {

struct ShiftName {
    std::string_view name;
    Shift shift;
};
constexpr std::array kShifts{ShiftName{"上年同期", Shift::YearEarlier},
                             ShiftName{"上年12月", Shift::LastDecember}};
constexpr std::string_view kBackBegin = "前", kBackEnd = "期";

/// 前3期: 3. Empty for any other word.
std::optional<int> periods_back(std::string_view word) {
    constexpr int kFurthest = 60;
    if (!word.starts_with(kBackBegin) || !word.ends_with(kBackEnd)) return std::nullopt;
    if (word.size() <= kBackBegin.size() + kBackEnd.size()) return std::nullopt;
    const auto digits = word.substr(kBackBegin.size(), word.size() - kBackBegin.size() - kBackEnd.size());
    const auto amount = Amount::parse(digits);
    if (!amount || amount->decimals() != 0 || amount->units() < 1 || amount->units() > kFurthest)
        return std::nullopt;
    return static_cast<int>(amount->units());
}

/// A row's name without "其中：" and without what stands in brackets.
std::string short_name(std::string_view name) {
    for (const std::string_view lead : {"其中:", "其中："})
        if (name.starts_with(lead)) name.remove_prefix(lead.size());
    const auto end = std::min(name.find('('), name.find("（"));
    return std::string(trimmed(name.substr(0, end)));
}

}  // namespace

std::vector<std::string> ConditionParser::known_names(const Form& form) const {
    std::vector<std::string> known;
    for (const auto& row : form.rows) known.push_back(known_.table() ? row.code : short_name(row.name));
    if (known_.scopes != nullptr)
        for (const auto& [name, scope] : *known_.scopes) known.push_back(name);
    return known;
}

bool ConditionParser::take_form(Source& source, const Form*& form) {
    const auto* found = known_.form(words_->now().text);
    if (found == nullptr || words_->now().kind == WordKind::Text) return false;
    form = found;
    source.form = found->code == form_.code ? "" : found->code;
    return true;
}

bool ConditionParser::take_shift(Source& source, int& back) {
    const auto& word = words_->now();
    if (word.kind != WordKind::Name) return false;
    if (word.text == "台账" || word.text == "凭证") {
        source.place = word.text == "台账" ? Place::Ledger : Place::Vouchers;
        return true;
    }
    if (word.text == "年初至今") return to_date_ = true;
    if (word.text == "本期") return true;
    if (word.text == "上期") return ++back, true;
    for (const auto& shift : kShifts)
        if (word.text == shift.name) {
            if (source.shift != Shift::Same) stop("这里写了两次上年", "上年同期 或 上年12月 写一次");
            source.shift = shift.shift;
            return true;
        }
    const auto steps = periods_back(word.text);
    back += steps.value_or(0);
    return steps.has_value();
}

/// Words before a cell, in any order: its form, its period, its paper; then the cell itself.
int ConditionParser::cell_with_source() {
    Source source;
    const Form* form = &form_;
    int back = 0;
    while (ok_ && !known_.table() && (take_form(source, form) || take_shift(source, back))) {
        words_->next();
        words_->take(".");
    }
    if (!ok_) return 0;
    if (back == 1 && source.shift == Shift::Same)
        source.shift = Shift::Previous;
    else
        source.back = back;
    int made = 0;
    if (words_->is("合计") && words_->ahead(1).text == "[") {
        words_->next();
        made = known_.table() ? table_total() : total(source, *form);
    } else {
        made = words_->is("[") ? bracketed(source, *form) : named(source, *form);
    }
    to_date_ = false;
    return made;
}

int ConditionParser::source_at(const Source& source) {
    const auto found = std::ranges::find(it_.sources, source);
    if (found != it_.sources.end()) return static_cast<int>(found - it_.sources.begin());
    it_.sources.push_back(source);
    return static_cast<int>(it_.sources.size()) - 1;
}

/// 上年同期 is the comparable-base column of that report where the form has one, never silently last year's
/// cell.
void ConditionParser::place(Node& made, Source source, const Form& form) {
    if (source.shift == Shift::YearEarlier && made.column >= 0)
        for (std::size_t c = 0; c < form.columns.size(); ++c)
            if (form.columns[c].base_of == form.columns[static_cast<std::size_t>(made.column)].id) {
                made.column = static_cast<int>(c);
                source.shift = Shift::Same;
                if (source.back == 1) {
                    source.shift = Shift::Previous;
                    source.back = 0;
                }
                break;
            }
    made.source = source_at(source);
    made.shift = source.shift;
    made.back = source.back;
    made.place = source.place;
}

int ConditionParser::bracketed(const Source& source, const Form& form) {
    must("[");
    if (known_.table()) {
        const int made = ok_ ? table_cell(words_->now().text) : 0;
        words_->next();
        must("]");
        return made;
    }
    Node made;
    made.kind = NodeKind::Cell;
    read_row(made, form);
    read_column(made, form);
    must("]");
    if (!ok_) return 0;
    if (made.column == kThisColumn) missing_column(made, form, source);
    place(made, source, form);
    return add(std::move(made));
}

int ConditionParser::table_cell(const std::string& column) {
    Node made;
    made.kind = NodeKind::Cell;
    if (column == "*" && !form_.row_at("*")) {
        made.row = kThisRow;
        it_.uses_this_row = true;
    } else {
        made.row = row_named(column, form_);
    }
    return ok_ ? add(std::move(made)) : 0;
}

void ConditionParser::read_row(Node& made, const Form& form) {
    if (words_->take("*")) {
        made.row = kThisRow;
        it_.uses_this_row = true;
        return;
    }
    made.row = row_named(words_->now().text, form);
    words_->next();
    if (!ok_) return;
    const bool open = !form.rows[static_cast<std::size_t>(made.row)].open_list.empty();
    read_key(made);
    const bool keyed = made.each_key || made.own_industry;
    if (open != keyed)
        stop(open ? "开放行要写逐键或合计" : "这一行不是开放行",
             open ? "[行[*].栏]、[行[本行业].栏] 或 合计[行.栏]" : "[行.栏]");
}

void ConditionParser::read_key(Node& made) {
    if (!words_->take("[")) return;
    if (words_->take("本行业")) {
        made.own_industry = true;
        return must("]");
    }
    must("*");
    must("]");
    made.each_key = true;
    it_.uses_each_key = true;
    if (in_group_) stop("横向函数不能逐键", "合计[行.栏] 或一个单元格");
}

int ConditionParser::row_named(const std::string& code, const Form& form) {
    if (const auto row = form.row_at(code)) return *row;
    std::vector<std::string> known;
    for (const auto& row : form.rows) known.push_back(row.code);
    const auto shown = shown_word(code), nearest = nearest_word(code, known);
    if (known_.table()) return stop("表中没有“" + shown + "”这一列", "表头中的列名", nearest);
    return stop(form.code + " 没有指标“" + shown + "”", "本表的指标代码", nearest);
}

void ConditionParser::read_column(Node& made, const Form& form) {
    if (!ok_) return;
    if (!words_->take(".")) {
        made.column = form.columns.size() == 1 ? 0 : kThisColumn;
        return;
    }
    const auto column = form.column_at(words_->now().text);
    if (!column) {
        stop(form.code + " 没有宾栏“" + shown_word(words_->now().text) + "”", "本表的栏号");
        return;
    }
    made.column = *column;
    words_->next();
}

/// No column was written: that of 年初至今, that in which the rule reads the same row (of a ledger's or a
/// voucher's cell, and of a hint), else every column in turn.
void ConditionParser::missing_column(Node& made, const Form& form, const Source& source) {
    if (to_date_) {
        for (std::size_t c = 0; c < form.columns.size(); ++c)
            if (form.columns[c].base_of.empty() && form.columns[c].span == Span::YearToDate) {
                made.column = static_cast<int>(c);
                return;
            }
        stop(form.code + " 没有累计栏", "[行.栏]");
        return;
    }
    if (in_hint_ || source.place != Place::Report)
        for (const auto& other : it_.nodes)
            if (other.kind == NodeKind::Cell && other.row == made.row && other.place == Place::Report &&
                it_.sources[static_cast<std::size_t>(other.source)].form == source.form) {
                made.column = other.column;
                return;
            }
    it_.uses_this_column = true;
}

/// 合计[71..75.1], 合计[hhhh.1]
int ConditionParser::total(const Source& source, const Form& form) {
    must("[");
    Node made;
    made.kind = NodeKind::SumKeys;
    made.row = made.last_row = ok_ ? row_named(words_->now().text, form) : 0;
    words_->next();
    const auto open = [&] { return !form.rows[static_cast<std::size_t>(made.row)].open_list.empty(); };
    if (ok_ && !open() && words_->take("..")) {
        made.kind = NodeKind::SumRows;
        made.last_row = row_named(words_->now().text, form);
        words_->next();
        if (ok_ && made.last_row < made.row) stop("行的范围倒置", "先小后大");
    } else if (ok_ && !open()) {
        stop("“" + form.rows[static_cast<std::size_t>(made.row)].code + "”不是开放行",
             "开放行，或 合计[起..止]");
    } else if (ok_) {
        read_key(made);
        if (made.own_industry) stop("合计 不取一个行业", "[行[本行业].栏]");
    }
    read_column(made, form);
    must("]");
    if (!ok_) return 0;
    if (made.column == kThisColumn) missing_column(made, form, source);
    place(made, source, form);
    return add(std::move(made));
}

/// 合计[M2..M5]: the columns of a table from one to another.
int ConditionParser::table_total() {
    must("[");
    const auto& inside = words_->now().text;
    const auto points = inside.find("..");
    if (ok_ && points == std::string::npos) return stop("合计 要写从哪一列到哪一列", "合计[起..止]");
    if (!ok_) return 0;
    Node made;
    made.kind = NodeKind::SumRows;
    made.row = row_named(std::string(trimmed(inside.substr(0, points))), form_);
    if (ok_) made.last_row = row_named(std::string(trimmed(inside.substr(points + 2))), form_);
    if (ok_ && made.last_row < made.row) stop("列的范围倒置", "先左后右");
    for (int row = made.row; ok_ && row <= made.last_row; ++row)
        if (const auto& column = form_.rows[static_cast<std::size_t>(row)]; column.text)
            stop("“" + column.code + "”这一列是文字，不能合计", "数字的列");
    words_->next();
    must("]");
    return ok_ ? add(std::move(made)) : 0;
}

/// 工业总产值.累计: the row by its name, the column by its span or id.
int ConditionParser::named(const Source& source, const Form& form) {
    const auto words = words_->now().text;
    if (words_->now().kind != WordKind::Name)
        return stop("读不懂“" + shown_word(words) + "”", "指标名称、单元格 [行.栏] 或函数");
    if (known_.table()) {
        const int made = table_cell(words);
        words_->next();
        return made;
    }
    Node made;
    made.kind = NodeKind::Cell;
    if (const int like = source.place == Place::Report ? -1 : cell_of_rule(words, form); like >= 0) {
        made.row = node(like).row;
        made.column = node(like).column;
        words_->next();
        place(made, source, form);
        return add(std::move(made));
    }
    made.row = row_by_name(words, form);
    if (!ok_) return 0;
    if (!form.rows[static_cast<std::size_t>(made.row)].open_list.empty())
        return stop("开放行要写逐键或合计", "[行[*].栏]、[行[本行业].栏] 或 合计[行.栏]");
    words_->next();
    if (form.columns.size() == 1) {
        made.column = 0;
    } else if (words_->take(".")) {
        made.column = column_by_name(words_->now().text, form);
        words_->next();
    } else {
        made.column = kThisColumn;
        missing_column(made, form, source);
    }
    if (!ok_) return 0;
    place(made, source, form);
    return add(std::move(made));
}

/// 台账.产值: the one cell of this rule whose name holds the word, when no row is called so; -1 when none is.
int ConditionParser::cell_of_rule(const std::string& words, const Form& form) const {
    int found = -1;
    for (const auto& row : form.rows)
        if (short_name(row.name) == words) return -1;
    for (int i = 0; i < static_cast<int>(it_.nodes.size()); ++i) {
        const auto& it = node(i);
        const auto& source = it_.sources[static_cast<std::size_t>(it.source)];
        const bool same = source.form.empty() ? form.code == form_.code : form.code == source.form;
        if (it.kind != NodeKind::Cell || it.row < 0 || it.place != Place::Report || !same || it.each_key ||
            it.own_industry ||
            short_name(form.rows[static_cast<std::size_t>(it.row)].name).find(words) == std::string::npos)
            continue;
        if (found >= 0 && (node(found).row != it.row || node(found).column != it.column)) return -1;
        found = i;
    }
    return found;
}

int ConditionParser::row_by_name(const std::string& words, const Form& form) {
    int found = -1;
    for (std::size_t i = 0; i < form.rows.size(); ++i) {
        if (short_name(form.rows[i].name) != words) continue;
        if (found >= 0)
            return stop("“" + words + "”在 " + form.code + " 中不止一行", "用指标代码，如 [01.1]");
        found = static_cast<int>(i);
    }
    if (found >= 0) return found;
    return stop("不认识“" + shown_word(words) + "”", "指标名称、单元格 [行.栏] 或函数",
                nearest_word(words, known_names(form)));
}

int ConditionParser::column_by_name(const std::string& words, const Form& form) {
    if (const auto column = form.column_at(words)) return *column;
    const std::string_view wanted = words == "本月" || words == "本季" ? std::string_view("本期")
                                    : words == "年初至今"              ? std::string_view("累计")
                                                                       : words;
    for (std::size_t i = 0; i < form.columns.size(); ++i)
        if (form.columns[i].base_of.empty() && span_name(form.columns[i].span) == wanted)
            return static_cast<int>(i);
    return stop("不认识的宾栏“" + shown_word(words) + "”", "本月、累计、期末 或栏号");
}

}  // namespace yj::edit
