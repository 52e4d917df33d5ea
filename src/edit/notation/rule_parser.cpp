#include "edit/notation/rule_parser.hpp"

#include <algorithm>
#include <set>
#include <unordered_set>

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

constexpr std::size_t kMostFaults = 100;  // in one file; more say nothing new

class FileReader {
public:
    FileReader(std::string_view path, std::string_view text, const Vocabulary& known, Faults& faults)
        : words_(cut_words(text, known.sort)),
          known_(known),
          stream_(path, words_, faults),
          before_(faults.size()) {}

    std::vector<Rule> read() {
        while (!stream_.at_end()) {
            if (stream_.faults().size() - before_ > kMostFaults) {
                stream_.fault("错误太多，其余的没有列出", "先改正以上各处");
                break;
            }
            const auto start = stream_.at();
            if (stream_.is("范围")) {
                stream_.skip_to_head();
            } else if (stream_.take("规则")) {
                read_rule(start);
            } else {
                stream_.fault("每条规则以“规则”开头",
                              known_.table() ? "规则 编号 强制|核实|提示" : "规则 表号/编号 强制|核实|提示");
                stream_.skip_to_head();
            }
        }
        refuse_twice();
        return std::move(rules_);
    }

private:
    void read_rule(std::size_t start) {
        Rule rule;
        rule.line = stream_.now().line;
        const int column = stream_.now().column;
        rule.file = stream_.path();
        rule.id = stream_.now().text;
        if (stream_.now().kind == WordKind::Mark || stream_.at_head()) {
            stream_.fault("规则没有编号", "规则 编号 强制|核实|提示");
            if (!stream_.at_head()) stream_.skip_to_head();
            return;
        }
        stream_.next();
        const auto severity = severity_of(stream_.now().text);
        if (!severity) {
            stream_.fault("不认识的审核类型“" + shown_word(stream_.now().text) + "”", "强制、核实 或 提示");
            if (!stream_.at_head()) stream_.skip_to_head();
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
            made.form = form->code;
            std::set<std::string> scopes;
            const bool read = read_body(made, *form, scopes);
            end = stream_.at();
            if (!read) break;
            made.text = even_text(std::span(words_).subspan(start, end - start));
            made.written = written_text(std::span(words_).subspan(start, end - start));
            take_scopes(made, scopes);
            rules_.push_back(std::move(made));
            columns_.push_back(column);
        }
        stream_.go_to(std::max(end, body));
        if (!stream_.at_head()) stream_.skip_to_head();
    }

    /// What a 范围 means is part of what the rule means.
    void take_scopes(Rule& rule, const std::set<std::string>& names) const {
        std::string text = rule.text;
        for (const auto& name : names) {
            const auto& scope = *known_.scope(name);
            text += "\n范围 " + name + " " + scope.text;
            rule.scopes.push_back("范围 " + name + " " + scope.written);
        }
        rule.hash = sha256(text).hex().substr(0, 16);
    }

    /// 适用 A, B; without it the form is what stands before '/' in the id, or the first one that the
    /// condition names. A table is the only form of its rules, whatever they say.
    std::vector<std::string> read_forms(const std::string& id) {
        std::vector<std::string> codes;
        if (stream_.take("适用")) {
            do {
                codes.push_back(stream_.now().text);
                stream_.next();
            } while (stream_.take(","));
        } else {
            codes.push_back(form_of_id(id.substr(0, id.find('/'))));
        }
        if (known_.table()) codes = {known_.forms.front().code};
        return codes;
    }

    /// "1011" is 101-1 where it can be no other.
    std::string form_of_id(const std::string& prefix) const {
        if (known_.table() || known_.form(prefix) != nullptr) return prefix;
        const Form* like = nullptr;
        for (const auto& form : known_.forms) {
            auto plain = form.code;
            std::erase(plain, '-');
            if (plain != prefix) continue;
            if (like != nullptr) return prefix;
            like = &form;
        }
        if (like != nullptr) return like->code;
        for (auto at = stream_.at(); at + 1 < words_.size(); ++at) {
            const auto& word = words_[at];
            if (word.kind == WordKind::Text) continue;
            if (word.text == "规则" || word.text == "范围") break;
            const bool cell = words_[at + 1].text == "." || words_[at + 1].text == "[";
            if (cell && known_.form(word.text) != nullptr) return word.text;
        }
        return prefix;
    }

    const Form* form_of(const std::string& code) {
        if (const auto* form = known_.form(code); form != nullptr) return form;
        std::vector<std::string> known;
        for (const auto& form : known_.forms) known.push_back(form.code);
        stream_.fault("没有表号“" + shown_word(code) + "”", "本制度的表号", nearest_word(code, known));
        return nullptr;
    }

    /// The condition and its clauses, up to the next 规则. False after a fault.
    bool read_body(Rule& rule, const Form& form, std::set<std::string>& scopes_used) {
        bool condition = false;
        hint_ = stream_.at();
        scopes_.clear();
        ConditionParser parser(stream_, form, known_);
        while (!stream_.at_head()) {
            if (read_clause(rule, form)) {
                if (stream_.failed()) return false;
                continue;
            }
            if (condition) {
                stream_.fault("读不懂“" + shown_word(stream_.now().text) + "”",
                              "所有列、行、月份、除外、允差、空=、需说明、提示 或下一条规则");
                return false;
            }
            if (!parser.read_condition()) return false;
            condition = true;
        }
        if (!condition) {
            stream_.fault("规则“" + shown_word(rule.id) + "”没有条件", "如 [04] <= [03]");
            return false;
        }
        for (const auto& scope : scopes_)
            if (!parser.restrict_to(scope)) return false;
        if (!rule.hint.empty() && !parser.read_hint(words_[hint_], rule.hint_parts)) return false;
        rule.condition = parser.take();
        scopes_used = parser.scopes_used();
        return fits_together(rule, form);
    }

    bool fits_together(Rule& rule, const Form& form) {
        const auto& condition = rule.condition;
        rule.asks_blanks = known_.table() || rule.blank == Blank::Wrong ||
                           std::ranges::any_of(condition.nodes, [](const Node& node) {
                               return node.kind == NodeKind::IsBlank;
                           });
        if (rule.last_row >= 0 && !condition.uses_this_row) {
            stream_.fault("规则“" + rule.id + "”限定了行而没有逐行的单元格", "[*.栏]");
            return false;
        }
        if (condition.uses_each_key && condition.uses_population) {
            stream_.fault("规则“" + rule.id + "”既逐键又横向", "合计[行.栏] 或一个单元格");
            return false;
        }
        if (form.columns.size() == 1) rule.all_columns = rule.all_columns || condition.uses_this_column;
        if (condition.uses_this_column && !rule.all_columns) {
            stream_.fault("规则“" + rule.id + "”的单元格没有写栏", "[行.栏]，或加“所有列”");
            return false;
        }
        return true;
    }

    /// True when the word began a clause.
    bool read_clause(Rule& rule, const Form& form) {
        if (take_scope()) return true;
        if (stream_.take("行")) return read_rows(rule, form), true;
        if (stream_.now().kind == WordKind::Number && stream_.ahead(1).text == "月")
            return read_named_months(rule), true;
        if (stream_.take("所有列")) return rule.all_columns = true;
        if (stream_.take("需说明")) return rule.needs_explanation = true;
        if (stream_.take("提示")) {
            hint_ = stream_.at();
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
        if (stream_.is("空") && stream_.ahead(1).text == "=") return read_blank(rule), true;
        return false;
    }

    /// A 范围 by its name, unless it goes on as a condition (规上工业 且 …).
    bool take_scope() {
        const auto& after = stream_.ahead(1).text;
        if (stream_.now().kind != WordKind::Name || known_.scope(stream_.now().text) == nullptr) return false;
        for (const std::string_view joint : {"且", "或", "异或", "."})
            if (after == joint) return false;
        scopes_.push_back(stream_.now().text);
        stream_.next();
        return true;
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

    /// 3月..12月
    void read_named_months(Rule& rule) {
        const auto month = [&](int low) {
            const int read = stream_.whole_number(low, 12, "1月 到 12月，先早后晚");
            if (!stream_.take("月")) stream_.fault("月份后面少了“月”", "3月..12月");
            return read;
        };
        rule.first_month = month(1);
        rule.last_month = stream_.take("..") ? month(rule.first_month) : rule.first_month;
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
        std::unordered_set<std::string> seen;
        std::size_t told = 0;
        for (std::size_t i = 0; i < rules_.size() && told <= kMostFaults; ++i)
            if (const auto& rule = rules_[i]; !seen.insert(rule.form + "\n" + rule.id).second) {
                ++told;
                stream_.fault_at(rule.line, columns_[i], "规则编号“" + shown_word(rule.id) + "”重复",
                                 "每个编号只用一次");
            }
    }

    std::vector<Word> words_;
    const Vocabulary& known_;
    WordStream stream_;
    std::size_t before_;  ///< faults of other files
    std::vector<Rule> rules_;
    std::vector<int> columns_;         ///< where the id of each stands
    std::size_t hint_ = 0;             ///< the word of the 提示 of the rule at hand
    std::vector<std::string> scopes_;  ///< the 范围 that it names beside its condition
};

}  // namespace

bool is_readable(std::string_view path, std::string_view text, Faults& faults) {
    if (text.size() > kLargestRuleFile) {
        faults.push_back({std::string(path), 1, 1, "规则文件超过 16 MB，没有读", "分成几个文件", {}});
        return false;
    }
    if (is_utf8(text)) return true;
    int line = 1, column = 1;
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::size_t end = at + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
        if (!is_utf8(text.substr(at, end - at))) break;
        column = text[at] == '\n' ? 1 : column + 1;
        line += text[at] == '\n' ? 1 : 0;
        at = end - 1;
    }
    faults.push_back({std::string(path), line, column, "这里不是 UTF-8 文字", "另存为 UTF-8 编码", {}});
    return false;
}

std::vector<Rule> read_rules(std::string_view path, std::string_view text, const Vocabulary& known,
                             Faults& faults) {
    if (!is_readable(path, text, faults)) return {};
    return FileReader(path, text, known, faults).read();
}

std::vector<Rule> read_rules(std::string_view path, std::string_view text, std::span<const Form> forms,
                             Faults& faults) {
    Scopes scopes;
    Vocabulary known{forms, &scopes, WordSort::Form};
    if (!is_readable(path, text, faults)) return {};
    gather_scopes(path, text, known.sort, scopes, faults);
    check_scopes(known, scopes, faults);
    return FileReader(path, text, known, faults).read();
}

bool Rule::in_force(Period period) const {
    if (period.last_month() < first_month || period.last_month() > last_month) return false;
    return (!from || from->first_day() <= period.last_day()) && (!to || period.first_day() <= to->last_day());
}

}  // namespace yj::edit
