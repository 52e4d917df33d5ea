#include "desk/collect/neighbours.hpp"

#include "collect/collect_shelf.hpp"
#include "edit/source_period.hpp"

namespace yj::desk {

std::optional<Period> period_beside(const instrument::Form& form, Period period) {
    return edit::period_beside(form, period);
}

const instrument::Form* form_by_hash(const County& county, std::string_view hash) {
    for (const auto* pack : county.packs())
        if (const auto* form = pack->form_by_hash(hash)) return form;
    return nullptr;
}

const Neighbours::Sheets& Neighbours::sheets(store::Tx& tx, const std::string& form, Period period) {
    const auto [found, fresh] = loaded_.try_emplace({form, period.code()});
    if (!fresh) return found->second;
    collect::each_latest(tx, form, period, kNow, [&](const collect::LatestReport& latest) {
        const auto* made_under = form_by_hash(county_, latest.submission.form_hash);
        if (made_under == nullptr) return;
        auto sheet = instrument::CellSheet::unpack(*made_under, latest.submission.payload);
        if (sheet) found->second.emplace(latest.task.unit, std::move(*sheet));
    });
    return found->second;
}

edit::Context Neighbours::context(store::Tx& tx, StatUnitId unit, const instrument::CellSheet& report,
                                  const registry::UnitAttributes& attributes) {
    edit::Context context{period_, &form_, &report, &attributes, {}, {}};
    // Of a year before this pack nothing is known to be exempt.
    const edit::Owes owes = [&](const instrument::Form& it, Period at) {
        return !pack_.covers(at) || pack_.pack.calendar().owes(it.due, at);
    };
    for (const auto& source : pack_.rules.plan(form_.code).sources) {
        const auto* other = source.form.empty() ? &form_ : pack_.form(source.form);
        const auto period = edit::source_period(source, form_, *other, period_, owes);
        const instrument::CellSheet* sheet = nullptr;
        if (period && source.place == edit::Place::Report) {
            const auto& all = sheets(tx, other->code, *period);
            const auto found = all.find(unit);
            if (found != all.end()) sheet = &found->second;
        }
        context.others.push_back(sheet);
        context.other_forms.push_back(other);
    }
    return context;
}

}  // namespace yj::desk
