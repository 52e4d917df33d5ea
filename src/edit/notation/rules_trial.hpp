// RulesTrial: what must hold of any text whatever that is given as rules. For tests and the fuzzer only.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "edit/check.hpp"
#include "edit/check_peers.hpp"
#include "edit/notation/format_rules.hpp"
#include "edit/notation/rule_words.hpp"
#include "edit/notation/table_form.hpp"

namespace yj::edit::trial {

/// A form with columns of every kind, a row of words and an open row.
[[nodiscard]] inline instrument::Form form() {
    instrument::Form made;
    made.code = "B204-1";
    made.columns = {{"1", "本月", Span::Current, ""},
                    {"2", "1—本月", Span::YearToDate, ""},
                    {"3", "上年同月", Span::Current, "1"}};
    for (const auto& [code, name] : {std::pair{"01", "工业总产值(当年价格)"},
                                     {"03", "工业销售产值"},
                                     {"04", "其中:出口交货值"},
                                     {"hhhh", "按小类"},
                                     {"t1", "代码"}}) {
        instrument::Indicator row;
        row.code = code;
        row.name = name;
        row.text = row.code == "t1";
        if (row.code == "hhhh") row.open_list = "industry";
        made.rows.push_back(row);
    }
    return made;
}

/// Every fault says where and what; empty when all do.
[[nodiscard]] inline std::string ill_told(const instrument::Faults& faults) {
    if (faults.empty()) return "refused without a fault";
    for (const auto& fault : faults)
        if (fault.what.empty() || fault.file.empty() || fault.line < 1 || fault.column < 1)
            return "a fault without place or sentence: " + fault.text();
    return {};
}

/// Rules that were read run over a report and its population, and say something of what they find.
[[nodiscard]] inline std::string run_all(const RuleSet& set, const instrument::Form& form) {
    instrument::CellSheet sheet(form);
    sheet.set({0, 0, {}}, Amount(12345, 2));
    sheet.set({1, 0, {}}, Amount(-7, 0));
    const registry::UnitAttributes unit;
    Context context{Period::month(2026, 10), &form, &sheet, &unit, {}, {}};
    for (std::size_t i = 0; i < set.plan(form.code).sources.size(); ++i) {
        context.others.push_back(i % 2 == 0 ? &sheet : nullptr);
        context.other_forms.push_back(&form);
    }
    auto findings = check_report(set, context);
    for (auto& more : check_peers(set, std::vector<Context>{context, context}, run_in_turn))
        findings.insert(findings.end(), more.begin(), more.end());
    for (const auto& finding : findings)
        if (finding.sentence.empty()) return "a finding without a sentence: " + finding.rule;
    return {};
}

/// Empty when all is well with what became of the text; else what is not.
[[nodiscard]] inline std::string try_rules(std::string_view text) {
    const std::vector<RuleText> texts{{"x.rules", std::string(text)}};
    const auto plain = form();
    const auto set = compile_rules({&plain, 1}, texts);
    if (const auto wrong = set ? run_all(*set, plain) : ill_told(set.error()); !wrong.empty()) return wrong;
    static const auto table =
        table_form(std::vector<TableColumn>{{"M1"}, {"other.rev"}, {"size", true}, {"营业收入"}});
    const auto rows = compile_table_rules(*table, texts);
    if (const auto wrong = rows ? run_all(*rows, *table) : ill_told(rows.error()); !wrong.empty())
        return wrong;
    const auto once = format_rules("x.rules", text);
    if (!once) return once.error().empty() ? "a layout refused without a fault" : "";
    const auto same = [](const Word& a, const Word& b) { return a.kind == b.kind && a.text == b.text; };
    if (!std::ranges::equal(cut_words(*once), cut_words(text), same)) return "the layout changed a word";
    const auto twice = format_rules("x.rules", *once);
    return twice && *twice == *once ? "" : "a second layout differs from the first:\n" + *once;
}

}  // namespace yj::edit::trial
