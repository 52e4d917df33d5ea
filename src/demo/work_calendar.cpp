#include "demo/work_calendar.hpp"

#include <algorithm>
#include <tuple>

#include "demo/fill_forms.hpp"

namespace yj::demo {

namespace {

constexpr std::int64_t kHour = 3'600'000'000;
constexpr int kReportsIn = 19;  ///< days after the period's end when the last reports are in
constexpr int kBulletin = 23;

Instant hours_later(Instant at, int hours) { return {at.us + hours * kHour}; }

Instant days_after(Period period, int days, int hour) {
    return china_time(period.last_day() + std::chrono::days(days), hour, 0);
}

void add_form(std::vector<WorkItem>& items, const instrument::Pack& pack, const instrument::Form& form,
              Period period) {
    const auto due = std::min(pack.due_at(form, period), days_after(period, kReportsIn, 18));
    const auto add = [&](Instant at, Step step) { items.push_back({at, step, &form, period}); };
    add(days_after(period, 0, 9), Step::Open);
    add(hours_later(due, -4), Step::Import);
    if (can_be_late(pack, form, period)) add(hours_later(due, 20), Step::ImportLate);
    add(hours_later(due, 24), Step::Settle);
    add(hours_later(due, 44), Step::Amend);
    add(hours_later(due, 46), Step::Vouchers);
    add(hours_later(due, 50), Step::Accept);
}

}  // namespace

bool can_be_late(const instrument::Pack& pack, const instrument::Form& form, Period period) {
    return pack.due_at(form, period) <= days_after(period, kReportsIn, 18);
}

std::vector<WorkItem> work_calendar(const instrument::Pack& pack, const DemoPlan& plan) {
    std::vector<WorkItem> items;
    for (const auto& form : pack.forms())
        if (can_fill(form.code))
            for (const auto period : pack.periods(form, plan.first, plan.last))
                add_form(items, pack, form, period);
    for (auto month = plan.first; month <= plan.last; month = month.plus(1))
        items.push_back({days_after(month, kBulletin, 9), Step::Checkpoint, nullptr, month});
    if (plan.release) {
        items.push_back({days_after(plan.last, kBulletin, 10), Step::Release, nullptr, plan.last});
        items.push_back({days_after(plan.last, kBulletin, 11), Step::Checkpoint, nullptr, plan.last});
    }
    std::ranges::stable_sort(items, {}, [](const WorkItem& it) { return std::tuple(it.at, it.step); });
    return items;
}

}  // namespace yj::demo
