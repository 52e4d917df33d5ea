// Calendar: which days are worked, and by what hour a form is due.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/period.hpp"
#include "instrument/fault.hpp"

namespace yj::instrument {

/// 报送期限 as data, for it changes every year: so many days after the period's end, at an hour, moved to the
/// next workday when it falls on a holiday. Quarters may each have their own day; where the national calendar
/// of the year gives a period its hour, that hour stands as it is.
struct DueRule {
    std::string name;
    int days = 8;                 ///< day of the month after the period's end
    std::vector<int> by_quarter;  ///< four days, instead of `days`; 0: exempt in that quarter
    int hour = 18;
    int minute = 0;
    bool move_to_workday = true;
    std::set<int> exempt_quarters;    ///< quarters (1..4) for which nothing is owed, those of 0 days included
    std::map<Period, Instant> dates;  ///< 国家日历: due hours given one by one
    char provenance = 'U';
};

class Calendar {
public:
    void add_holiday(Date day) { holidays_.insert(day); }
    /// A weekend day that is worked in exchange (调休).
    void add_workday(Date day) { workdays_.insert(day); }
    [[nodiscard]] bool works(Date day) const;
    [[nodiscard]] Date next_workday(Date day) const;  ///< the day itself when it is worked

    std::map<std::string, DueRule, std::less<>> rules;

    /// The hour when a form with this rule is due for the period. REQUIRES: the rule exists.
    [[nodiscard]] Instant due_at(std::string_view rule, Period period) const;
    /// Whether anything is owed for the period under this rule.
    [[nodiscard]] bool owes(std::string_view rule, Period period) const;

private:
    std::set<Date> holidays_;
    std::set<Date> workdays_;
};

/// calendar/holidays.csv: date,kind (休 or 班),name. calendar/due.toml: a table per rule.
void read_holidays(std::string_view path, std::string_view text, Calendar& calendar, Faults& faults);
void read_due_rules(std::string_view path, std::string_view text, Calendar& calendar, Faults& faults);

}  // namespace yj::instrument
