#include "desk/overview.hpp"

#include <set>

#include "collect/collect_shelf.hpp"
#include "desk/collect/neighbours.hpp"
#include "journal/checkpoint_shelf.hpp"
#include "journal/journal_shelf.hpp"
#include "publish/release_shelf.hpp"
#include "registry/registry_shelf.hpp"
#include "review/review_shelf.hpp"

namespace yj::desk {

namespace {

void count_tasks(store::Tx& tx, const std::string& form, Period period, Overview& view) {
    const auto marks = review::marks_of_form(tx, form, period, kNow);
    for (const auto& line : collect::board_lines(tx, form, period, kNow)) {
        const auto found = marks.find(line.submission);
        const auto known = found == marks.end() ? review::Marks{} : found->second;
        switch (collect::state_of(line.submitted, known.returned, known.accepted)) {
            case collect::TaskState::NotReported: ++view.not_reported; break;
            case collect::TaskState::Reported: ++view.reported; break;
            case collect::TaskState::Returned: ++view.returned; break;
            case collect::TaskState::Accepted: ++view.accepted; break;
        }
        ++view.tasks;
        if (line.late()) ++view.late;
    }
}

}  // namespace

Result<Overview> overview(const County& county) {
    Overview view;
    std::set<std::string> forms;
    for (const auto* pack : county.packs())
        for (const auto& form : pack->pack.forms()) forms.insert(form.code);
    view.forms = static_cast<int>(forms.size());
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        view.units = registry::unit_count(tx, kNow);
        for (const auto& at : collect::board_counts(tx, kNow)) {
            view.opened.emplace_back(at.form, at.period);
            count_tasks(tx, at.form, at.period, view);
        }
        view.releases = static_cast<int>(publish::all_releases(tx, kNow).size());
        view.entries = journal::next_index(tx).value;
        view.checkpoint = journal::latest_checkpoint(tx);
        return {};
    }));
    return view;
}

}  // namespace yj::desk
