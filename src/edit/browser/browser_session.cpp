#include "edit/browser/browser_session.hpp"

#include <algorithm>
#include <utility>

#include "base/bytes.hpp"
#include "base/number_text.hpp"
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
    auto compiled = compile_written_rules(forms_, opening.rules);
    if (!compiled) return refuse(Refused::Malformed, all_texts(compiled.error()));
    rules_ = std::move(*compiled);
    unit_ = opening.unit;
    context_ = {opening.period, &forms_.front(), nullptr, unit_ ? &*unit_ : nullptr, {}, {}};
    YJ_TRY(take_sheets(opening));
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
    const auto& form = forms_.front();
    for (const auto& source : rules_.plan(form.code).sources) {
        const auto* other = source.form.empty() ? &form : form_named(forms_, source.form);
        const auto given = std::ranges::find(opening.others, source, &OtherReport::source);
        const CellSheet* sheet = nullptr;
        if (given != opening.others.end()) {
            YJ_ASSIGN(auto read, CellSheet::unpack(*other, given->sheet));
            sheet = others_.emplace_back(std::make_unique<CellSheet>(std::move(read))).get();
        }
        context_.others.push_back(sheet);
        context_.other_forms.push_back(other);
    }
    plan_ = std::make_unique<LivePlan>(rules_, form, opening.period);
    if (!opening.report.empty()) return replace(opening.report);
    check(CellSheet(form));
    return {};
}

Done BrowserSession::replace(std::string_view report) {
    YJ_ASSIGN(const auto sheet, CellSheet::unpack(forms_.front(), report));
    check(sheet);
    return {};
}

void BrowserSession::check(const CellSheet& report) {
    if (live_ != nullptr)
        for (const auto& gone : live_->standing()) changed_[gone.instance].clear();
    context_.report = &report;
    live_ = std::make_unique<LiveCheck>(*plan_, context_);
    context_.report = nullptr;
    for (auto& change : live_->standing()) changed_[change.instance] = std::move(change.now);
}

Result<instrument::CellAddress> BrowserSession::cell(std::string_view address) const {
    if (const auto cell = forms_.front().cell(address)) return *cell;
    return refuse(Refused::NotFound, forms_.front().code + " 没有单元格“" + std::string(address) + "”");
}

bool BrowserSession::holds_words(const instrument::CellAddress& cell) const {
    return forms_.front().rows[static_cast<std::size_t>(cell.row)].text;
}

Done BrowserSession::set(std::string_view address, std::string_view typed) {
    YJ_ASSIGN(const auto where, cell(address));
    std::span<const LiveChange> changes;
    if (holds_words(where)) {
        changes = live_->set_note(where, std::string(typed));
    } else {
        YJ_ASSIGN(const auto value, read_number(typed));
        changes = live_->set(where, value);
    }
    for (const auto& change : changes) changed_[change.instance] = change.now;
    return {};
}

Result<std::string> BrowserSession::text(std::string_view address) const {
    YJ_ASSIGN(const auto where, cell(address));
    if (holds_words(where)) return std::string(live_->report().note(where));
    return live_->report().at(where).text();
}

std::vector<Change> BrowserSession::changes() {
    std::vector<Change> changes;
    for (auto& [place, findings] : std::exchange(changed_, {}))
        changes.push_back({place, std::move(findings)});
    return changes;
}

}  // namespace yj::edit
