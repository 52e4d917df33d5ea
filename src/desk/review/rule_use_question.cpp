#include "desk/review/rule_use_question.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "collect/collect_shelf.hpp"
#include "desk/collect/neighbours.hpp"
#include "desk/registry/freeze_frame.hpp"
#include "edit/edit_shelf.hpp"
#include "review/review_shelf.hpp"

namespace yj::desk {

using instrument::CellSheet;
using instrument::Form;

namespace {

using Explained = std::map<SubmissionId, std::vector<review::Explanation>>;

/// Gathers the sendings of one form and period.
class PeriodUse {
public:
    PeriodUse(const County& county, store::Tx& tx, const std::string& form, Period period,
              edit::RuleUseCount& count)
        : county_(county), tx_(tx), form_(form), period_(period), count_(count) {}

    void gather() {
        said_ = review::explanations_of_form(tx_, form_, period_, kNow);
        for (const auto& line : collect::board_lines(tx_, form_, period_, kNow))
            if (line.sequence > 1) add_task(line.task.id);
        // Reports sent once have no next sending: their findings are all that is to be counted.
        edit::each_check(tx_, form_, period_, kNow, [&](const edit::StoredCheck& check) {
            if (!counted_.contains(check.submission)) add(check, nullptr, nullptr, nullptr);
        });
    }

private:
    void add_task(TaskId task) {
        const auto sendings = collect::submissions_of(tx_, task, kNow);
        std::vector<CellSheet> sheets;
        const Form* form = nullptr;
        for (const auto& it : sendings) {
            form = form_by_hash(county_, it.form_hash);
            auto sheet =
                form == nullptr ? CellSheet() : CellSheet::unpack(*form, it.payload).value_or(CellSheet());
            sheets.push_back(std::move(sheet));
        }
        for (std::size_t i = 0; i < sendings.size(); ++i) {
            counted_.insert(sendings[i].id);
            const auto check = edit::latest_check(tx_, sendings[i].id, kNow);
            const bool next = i + 1 < sendings.size() && sendings[i].form_hash == sendings[i + 1].form_hash;
            if (check)
                add(*check, form_by_hash(county_, sendings[i].form_hash), &sheets[i],
                    next ? &sheets[i + 1] : nullptr);
        }
    }

    void add(const edit::StoredCheck& check, const Form* form, const CellSheet* sheet,
             const CellSheet* next) {
        static const Form kNoForm;
        edit::UsedSending sending{&check.findings, sheet, form == nullptr ? nullptr : next, {}};
        if (const auto found = said_.find(check.submission); found != said_.end())
            for (const auto& it : found->second) sending.explained.push_back({it.rule, it.column, it.key});
        count_.add(form == nullptr ? kNoForm : *form, sending);
    }

    const County& county_;
    store::Tx& tx_;
    const std::string& form_;
    Period period_;
    edit::RuleUseCount& count_;
    Explained said_;
    std::set<SubmissionId> counted_;
};

}  // namespace

Result<std::vector<edit::RuleUse>> rule_use(const County& county, const access::Actor& actor,
                                            const std::string& form, Period first, Period last) {
    YJ_ASSIGN(const auto in_force, form_in_force(county, form, last));
    const access::Scope where{in_force.form->profession, form, county.settings().region, {}};
    edit::RuleUseCount count;
    int periods = 0;
    YJ_TRY(ask(county, actor, access::Act::ReportRead, where, [&](store::Tx& tx) -> Done {
        for (const auto& it : collect::board_counts(tx, kNow)) {
            if (it.form != form || it.reported == 0 || it.period < first || last < it.period) continue;
            ++periods;
            PeriodUse(county, tx, form, it.period, count).gather();
        }
        return tx.state();
    }));
    if (periods == 0)
        return refuse(Refused::NotFound, form + " 在" + first.name() + "至" + last.name() + "没有报表");
    auto uses = count.take();
    for (const auto& rule : in_force.pack->rules.rules())
        if (rule.form == form && std::ranges::find(uses, rule.id, &edit::RuleUse::rule) == uses.end())
            uses.push_back({rule.id, rule.severity, 0, 0, 0, 0});
    return uses;
}

}  // namespace yj::desk
