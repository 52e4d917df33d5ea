#include "edit/browser/browser_session.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "base/number_text.hpp"
#include "edit/engine/instance_check.hpp"
#include "instrument/form_bytes.hpp"

namespace yj::edit {

using instrument::CellSheet;
using instrument::Form;

namespace {

std::string all_texts(const instrument::Faults& faults) {
    std::string text;
    for (const auto& fault : faults) text += (text.empty() ? "" : "\n") + fault.text();
    return text;
}

const Form* form_named(const std::vector<Form>& forms, std::string_view code) {
    const auto found = std::ranges::find(forms, code, &Form::code);
    return found == forms.end() ? nullptr : &*found;
}

}  // namespace

std::string pack_changes(const std::vector<Change>& changes) {
    ByteWriter out;
    out.number(changes.size());
    for (const auto& [place, findings] : changes) {
        out.number(static_cast<std::uint64_t>(place));
        out.raw(pack_findings(findings));
    }
    return out.take();
}

Result<std::unique_ptr<BrowserSession>> BrowserSession::open(std::string_view bytes) {
    YJ_ASSIGN(const auto opening, unpack_opening(bytes));
    auto session = std::make_unique<BrowserSession>();
    YJ_TRY(session->take(opening));
    return session;
}

Done BrowserSession::take(const Opening& opening) {
    YJ_TRY(take_forms(opening));
    auto compiled = compile_rules(forms_, opening.rules);
    if (!compiled) return refuse(Refused::Malformed, all_texts(compiled.error()));
    rules_ = std::move(*compiled);
    unit_ = opening.unit;
    context_ = {opening.period, &forms_.front(), &report_, unit_ ? &*unit_ : nullptr, {}, {}};
    YJ_TRY(take_sheets(opening));
    lay_out();
    return {};
}

Done BrowserSession::take_forms(const Opening& opening) {
    for (const auto& bytes : opening.forms) {
        YJ_ASSIGN(auto form, instrument::unpack_form(bytes));
        if (form_named(forms_, form.code) != nullptr)
            return refuse(Refused::Conflict, "表式“" + form.code + "”给了两次");
        forms_.push_back(std::move(form));
    }
    return {};
}

Done BrowserSession::take_sheets(const Opening& opening) {
    report_ = CellSheet(forms_.front());
    if (!opening.report.empty()) {
        YJ_ASSIGN(report_, CellSheet::unpack(forms_.front(), opening.report));
    }
    for (const auto& source : rules_.plan(forms_.front().code).sources) {
        const auto* form = source.form.empty() ? &forms_.front() : form_named(forms_, source.form);
        const auto given = std::ranges::find(opening.others, source, &OtherReport::source);
        const CellSheet* sheet = nullptr;
        if (given != opening.others.end()) {
            YJ_ASSIGN(auto read, CellSheet::unpack(*form, given->sheet));
            sheet = others_.emplace_back(std::make_unique<CellSheet>(std::move(read))).get();
        }
        context_.others.push_back(sheet);
        context_.other_forms.push_back(form);
    }
    return {};
}

void BrowserSession::lay_out() {
    const auto& form = forms_.front();
    readers_.resize(form.rows.size() * form.columns.size());
    for (const auto& instance : rules_.plan(form.code).instances) {
        const auto& rule = rules_.rules()[static_cast<std::size_t>(instance.rule)];
        if (rule.generated) continue;  // what is to be run has travelled as text
        const int place = static_cast<int>(places_.size());
        places_.push_back({instance, {}});
        stale_.push_back(place);
        for (const auto& node : rule.condition.nodes) note_cells(node, instance, place);
        const int row = row_asked(rule, instance);
        for (int column = 0; row >= 0 && column < static_cast<int>(form.columns.size()); ++column)
            note_reader(row, column, place);
    }
}

void BrowserSession::note_reader(int row, int column, int place) {
    const auto columns = forms_.front().columns.size();
    auto& readers = readers_[static_cast<std::size_t>(row) * columns + static_cast<std::size_t>(column)];
    if (readers.empty() || readers.back() != place) readers.push_back(place);
}

void BrowserSession::note_cells(const Node& node, const Instance& instance, int place) {
    const bool cells =
        node.kind == NodeKind::Cell || node.kind == NodeKind::SumRows || node.kind == NodeKind::SumKeys;
    if (!cells || node.source != 0) return;
    const auto& form = forms_.front();
    const int first = node.row == kThisRow ? instance.row : node.row;
    const int last = node.kind == NodeKind::SumRows ? node.last_row : first;
    for (int row = first; row <= last; ++row) {
        if (form.rows[static_cast<std::size_t>(row)].open_list.empty()) {
            note_reader(row, node.column == kThisColumn ? instance.column : node.column, place);
            continue;
        }
        // Any column of an open row may bring a key or take it away.
        for (int column = 0; column < static_cast<int>(form.columns.size()); ++column)
            note_reader(row, column, place);
    }
}

Done BrowserSession::set(std::string_view address, std::string_view typed) {
    const auto& form = forms_.front();
    const auto cell = form.cell(address);
    if (!cell) return refuse(Refused::NotFound, form.code + " 没有单元格“" + std::string(address) + "”");
    if (form.rows[static_cast<std::size_t>(cell->row)].text) {
        report_.set_note(*cell, std::string(typed));
    } else {
        YJ_ASSIGN(const auto value, read_number(typed));
        report_.set(*cell, value);
    }
    const auto at =
        static_cast<std::size_t>(cell->row) * form.columns.size() + static_cast<std::size_t>(cell->column);
    for (const int place : readers_[at]) {
        auto& stale = places_[static_cast<std::size_t>(place)].stale;
        if (!stale) stale_.push_back(place);
        stale = true;
    }
    return {};
}

Result<std::string> BrowserSession::text(std::string_view address) const {
    const auto& form = forms_.front();
    const auto cell = form.cell(address);
    if (!cell) return refuse(Refused::NotFound, form.code + " 没有单元格“" + std::string(address) + "”");
    if (form.rows[static_cast<std::size_t>(cell->row)].text) return std::string(report_.note(*cell));
    return report_.at(*cell).text();
}

std::vector<Finding> BrowserSession::run(const Instance& instance) const {
    std::vector<Finding> findings;
    const auto& rule = rules_.rules()[static_cast<std::size_t>(instance.rule)];
    if (!is_asked(rule, instance, context_)) return findings;
    each_run(rule, instance, context_, [&](Evaluation& run, std::string_view key, Verdict verdict) {
        if (verdict != Verdict::Passed) findings.push_back(make_finding(run, rule, instance, key, verdict));
    });
    return findings;
}

std::vector<int> BrowserSession::rerun() {
    std::vector<int> changed;
    for (const int at : stale_) {
        auto& place = places_[static_cast<std::size_t>(at)];
        auto now = run(place.instance);
        place.stale = false;
        if (now == place.findings) continue;
        place.findings = std::move(now);
        changed.push_back(at);
    }
    stale_.clear();
    return changed;
}

std::vector<Change> BrowserSession::changes() {
    std::vector<Change> changes;
    for (const int at : rerun()) changes.push_back({at, places_[static_cast<std::size_t>(at)].findings});
    return changes;
}

std::vector<Finding> BrowserSession::findings() {
    (void)rerun();
    std::vector<Finding> all;
    for (const auto& place : places_) all.insert(all.end(), place.findings.begin(), place.findings.end());
    return all;
}

}  // namespace yj::edit
