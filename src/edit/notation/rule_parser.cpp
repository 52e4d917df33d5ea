#include "edit/notation/rule_parser.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "edit/notation/condition_parser.hpp"
#include "edit/notation/rule_words.hpp"

namespace yj::edit {

namespace {

using instrument::Faults;
using instrument::Form;

std::optional<Severity> severity_of(std::string_view word) {
    for (const auto severity : {Severity::Hard, Severity::Soft, Severity::Hint})
        if (severity_name(severity) == word) return severity;
    return std::nullopt;
}

/// Words joined by one space: layout does not change a rule's hash.
std::string even_text(std::span<const Word> words) {
    std::string text;
    for (const auto& word : words) {
        if (!text.empty()) text += ' ';
        text += word.kind == WordKind::Text ? "\"" + word.text + "\"" : word.text;
    }
    return text;
}

class FileReader {
public:
    FileReader(std::string_view path, std::string_view text, std::span<const Form> forms, Faults& faults)
        : words_(cut_words(text)), forms_(forms), stream_(path, words_, faults) {}

    std::vector<Rule> read() {
        while (!stream_.at_end()) {
            const auto start = stream_.at();
            if (!stream_.take("规则")) {
                stream_.fault("每条规则以“规则”开头", "规则 表号/编号 强制|核实|提示");
                stream_.skip_to_rule();
                continue;
            }
            read_rule(start);
        }
        refuse_twice();
        return std::move(rules_);
    }

private:
    void read_rule(std::size_t start) {
        Rule rule;
        rule.line = stream_.now().line;
        rule.file = stream_.path();
        rule.id = stream_.now().text;
        stream_.next();
        const auto severity = severity_of(stream_.now().text);
        if (!severity) {
            stream_.fault("不认识的审核类型“" + stream_.now().text + "”", "强制、核实 或 提示");
            stream_.skip_to_rule();
            return;
        }
        rule.severity = *severity;
        rule.needs_explanation = *severity == Severity::Soft;
        stream_.next();
        const auto codes = read_forms(rule.id);
        const auto body = stream_.at();
        std::size_t end = body;
        for (const auto& code : codes) {
            const auto* form = form_of(code);
            if (form == nullptr) continue;
            stream_.go_to(body);
            Rule made = rule;
            made.form = code;
            const bool read = read_body(made, *form);
            end = stream_.at();
            if (!read) break;
            made.text = even_text(std::span(words_).subspan(start, end - start));
            made.hash = sha256(made.text).hex().substr(0, 16);
            rules_.push_back(std::move(made));
        }
        stream_.go_to(std::max(end, body));
        if (!stream_.at_end() && stream_.now().text != "规则") stream_.skip_to_rule();
    }

    /// 适用 A, B; without it the form is what stands before '/' in the id.
    std::vector<std::string> read_forms(const std::string& id) {
        std::vector<std::string> codes;
        if (stream_.take("适用")) {
            do {
                codes.push_back(stream_.now().text);
                stream_.next();
            } while (stream_.take(","));
        } else {
            codes.push_back(id.substr(0, id.find('/')));
        }
        return codes;
    }

    const Form* form_of(const std::string& code) {
        const auto found = std::ranges::find(forms_, code, &Form::code);
        if (found != forms_.end()) return &*found;
        std::vector<std::string> known;
        for (const auto& form : forms_) known.push_back(form.code);
        stream_.fault("没有表号“" + code + "”", "本制度的表号", nearest_name(code, known).value_or(""));
        return nullptr;
    }

    /// The condition and its clauses, up to the next 规则. False after a fault.
    bool read_body(Rule& rule, const Form& form) {
        bool condition = false;
        while (!stream_.at_end() && stream_.now().text != "规则") {
            if (read_clause(rule, form)) {
                if (stream_.failed()) return false;
                continue;
            }
            if (condition) {
                stream_.fault("读不懂“" + stream_.now().text + "”",
                              "所有列、行、月份、除外、允差、空=、需说明、提示 或下一条规则");
                return false;
            }
            auto read = read_condition(stream_, form, forms_);
            if (!read) return false;
            rule.condition = std::move(*read);
            condition = true;
        }
        if (!condition) {
            stream_.fault("规则“" + rule.id + "”没有条件", "如 [04] <= [03]");
            return false;
        }
        return fits_together(rule, form);
    }

    bool fits_together(Rule& rule, const Form& form) {
        if (rule.last_row >= 0 && !rule.condition.uses_this_row) {
            stream_.fault("规则“" + rule.id + "”限定了行而没有逐行的单元格", "[*.栏]");
            return false;
        }
        if (form.columns.size() == 1) rule.all_columns = rule.all_columns || rule.condition.uses_this_column;
        if (rule.condition.uses_this_column && !rule.all_columns) {
            stream_.fault("规则“" + rule.id + "”的单元格没有写栏", "[行.栏]，或加“所有列”");
            return false;
        }
        return true;
    }

    /// True when the word began a clause.
    bool read_clause(Rule& rule, const Form& form) {
        if (stream_.take("行")) return read_rows(rule, form), true;
        if (stream_.take("所有列")) return rule.all_columns = true;
        if (stream_.take("需说明")) return rule.needs_explanation = true;
        if (stream_.take("提示")) {
            rule.hint = stream_.now().text;
            stream_.expect(WordKind::Text, "加引号的文字");
            return true;
        }
        if (stream_.take("出处")) {
            rule.provenance = stream_.now().text.empty() ? 'U' : stream_.now().text.front();
            stream_.next();
            return true;
        }
        if (stream_.take("除外")) return read_exception(rule), true;
        if (stream_.take("月份")) return read_months(rule), true;
        if (stream_.take("时期")) return read_periods(rule), true;
        if (stream_.take("允差")) return read_tolerance(rule), true;
        if (stream_.now().text == "空") return read_blank(rule), true;
        return false;
    }

    void read_rows(Rule& rule, const Form& form) {
        const auto row = [&] {
            const auto found = form.row_at(stream_.now().text);
            if (!found) stream_.fault(form.code + " 没有指标“" + stream_.now().text + "”", "本表的指标代码");
            stream_.next();
            return found.value_or(0);
        };
        rule.first_row = rule.last_row = row();
        if (stream_.take("..")) rule.last_row = row();
        if (rule.last_row < rule.first_row) stream_.fault("行的范围倒置", "先小后大");
    }

    void read_exception(Rule& rule) {
        rule.excepted = registry::parse_unit_kind(stream_.now().text);
        if (!rule.excepted)
            stream_.fault("没有单位类型“" + stream_.now().text + "”",
                          "法人单位、产业活动单位、投资项目、调整项 …");
        stream_.next();
    }

    void read_months(Rule& rule) {
        rule.first_month = stream_.whole_number(1, 12, "1 到 12 的月份");
        rule.last_month = stream_.take("..")
                              ? stream_.whole_number(rule.first_month, 12, "不早于起始月的月份")
                              : rule.first_month;
    }

    void read_periods(Rule& rule) {
        const auto period = [&]() -> std::optional<Period> {
            const auto read = Period::parse(stream_.now().text);
            if (!read) stream_.fault("“" + stream_.now().text + "”不是期别", "\"2025-01\"");
            stream_.next();
            return read;
        };
        rule.from = period();
        if (stream_.take("..")) rule.to = period();
    }

    void read_tolerance(Rule& rule) {
        if (stream_.take("按精度")) {
            rule.tolerance.kind = Tolerance::Kind::Precision;
            return;
        }
        auto text = stream_.now().text;
        const bool percent = text.ends_with('%');
        if (percent) text.pop_back();
        const auto amount = Amount::parse(text);
        if (!amount) {
            stream_.fault("允差“" + stream_.now().text + "”读不懂", "1、0.5% 或 按精度");
            return;
        }
        stream_.next();
        rule.tolerance.kind = percent ? Tolerance::Kind::Relative : Tolerance::Kind::Absolute;
        rule.tolerance.size = Fraction(*amount);
        if (percent)
            rule.tolerance.size = rule.tolerance.size.over(Fraction::whole(100)).value_or(Fraction());
    }

    void read_blank(Rule& rule) {
        stream_.next();
        if (!stream_.take("=")) {
            stream_.fault("“空”后面要写怎样对待空格", "空=不判、空=0 或 空=错");
            return;
        }
        const auto text = stream_.now().text;
        if (text == "不判")
            rule.blank = Blank::Undecided;
        else if (text == "0")
            rule.blank = Blank::Zero;
        else if (text == "错")
            rule.blank = Blank::Wrong;
        else
            stream_.fault("不认识的空值约定“" + text + "”", "空=不判、空=0 或 空=错");
        stream_.next();
    }

    void refuse_twice() {
        for (std::size_t i = 0; i < rules_.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (rules_[i].id == rules_[j].id && rules_[i].form == rules_[j].form)
                    stream_.fault_at(rules_[i].line, "规则编号“" + rules_[i].id + "”重复",
                                     "每个编号只用一次");
    }

    std::vector<Word> words_;
    std::span<const Form> forms_;
    WordStream stream_;
    std::vector<Rule> rules_;
};

}  // namespace

std::vector<Rule> read_rules(std::string_view path, std::string_view text, std::span<const Form> forms,
                             Faults& faults) {
    return FileReader(path, text, forms, faults).read();
}

bool Rule::in_force(Period period) const {
    if (period.last_month() < first_month || period.last_month() > last_month) return false;
    return (!from || from->first_day() <= period.last_day()) && (!to || period.first_day() <= to->last_day());
}

}  // namespace yj::edit
