#include "instrument/calendar.hpp"

#include "base/invariant.hpp"
#include "instrument/list_lines.hpp"
#include "instrument/toml_reader.hpp"

namespace yj::instrument {

using std::chrono::days;

bool Calendar::works(Date day) const {
    if (holidays_.contains(day)) return false;
    if (workdays_.contains(day)) return true;
    const auto weekday = std::chrono::weekday(day).iso_encoding();
    return weekday <= 5;
}

Date Calendar::next_workday(Date day) const {
    while (!works(day)) day += days(1);
    return day;
}

Instant Calendar::due_at(std::string_view rule_name, Period period) const {
    const auto found = rules.find(rule_name);
    invariant(found != rules.end(), "a form names a due rule of its pack");
    const auto& rule = found->second;
    if (const auto given = rule.dates.find(period); given != rule.dates.end()) return given->second;
    const auto quarter = static_cast<std::size_t>((period.last_month() - 1) / 3);
    const int day = rule.by_quarter.empty() ? rule.days : rule.by_quarter[quarter];
    auto date = period.last_day() + days(day);
    if (rule.move_to_workday) date = next_workday(date);
    return china_time(date, rule.hour, rule.minute);
}

bool Calendar::owes(std::string_view rule_name, Period period) const {
    const auto found = rules.find(rule_name);
    invariant(found != rules.end(), "a form names a due rule of its pack");
    return !found->second.exempt_quarters.contains((period.last_month() - 1) / 3 + 1);
}

void read_holidays(std::string_view path, std::string_view text, Calendar& calendar, Faults& faults) {
    for (const auto& line : read_list_lines(path, text, {"date", "kind"}, faults)) {
        const auto day = parse_date(line.value("date"));
        const auto kind = line.value("kind");
        if (!day)
            faults.push_back({std::string(path),
                              line.number,
                              0,
                              "“" + std::string(line.value("date")) + "”不是日期",
                              "如 2026-10-01",
                              {}});
        else if (kind == "休")
            calendar.add_holiday(*day);
        else if (kind == "班")
            calendar.add_workday(*day);
        else
            faults.push_back(
                {std::string(path), line.number, 0, "“" + std::string(kind) + "”不是类别", "休 或 班", {}});
    }
}

namespace {

/// "2026-03-10 18:00", China standard time.
std::optional<Instant> read_moment(std::string_view text) {
    const auto digits = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (text.size() != 16 || text[10] != ' ' || text[13] != ':' || !digits(11) || !digits(12) ||
        !digits(14) || !digits(15))
        return std::nullopt;
    const auto date = parse_date(text.substr(0, 10));
    const int hour = (text[11] - '0') * 10 + (text[12] - '0');
    const int minute = (text[14] - '0') * 10 + (text[15] - '0');
    if (!date || hour > 23 || minute > 59) return std::nullopt;
    return china_time(*date, hour, minute);
}

std::map<Period, Instant> read_dates(TomlReader& in) {
    std::map<Period, Instant> dates;
    for (const auto& [key, text] : in.text_pairs()) {
        const auto period = Period::parse(key);
        const auto moment = read_moment(text);
        if (!period) in.fault_at(key, "“" + key + "”不是期别", "如 2026-01..02");
        if (!moment) in.fault_at(key, "“" + text + "”不是时刻", "如 2026-03-10 18:00");
        if (period && moment) dates.emplace(*period, *moment);
    }
    return dates;
}

void read_quarters(TomlReader& in, DueRule& rule) {
    for (const int quarter : in.numbers("exempt_quarters", 1, 4)) rule.exempt_quarters.insert(quarter);
    rule.by_quarter = in.numbers("by_quarter", 0, 366);
    if (rule.by_quarter.empty()) return;
    if (rule.by_quarter.size() != 4) {
        in.fault_at("by_quarter", "by_quarter 有 " + std::to_string(rule.by_quarter.size()) + " 个数",
                    "四个季度各一个");
        rule.by_quarter.resize(4);
    }
    for (int quarter = 1; quarter <= 4; ++quarter)
        if (rule.by_quarter[static_cast<std::size_t>(quarter - 1)] == 0) rule.exempt_quarters.insert(quarter);
}

DueRule read_rule(TomlReader& in, std::string name) {
    DueRule rule;
    rule.name = std::move(name);
    rule.days = in.number("days", 0, 366).value_or(0);
    rule.hour = in.number("hour", 0, 23).value_or(18);
    rule.minute = in.number("minute", 0, 59).value_or(0);
    rule.move_to_workday = in.flag("move_to_workday").value_or(true);
    rule.provenance = read_provenance(in);
    read_quarters(in, rule);
    if (auto dates = in.table("dates")) rule.dates = read_dates(*dates);
    (void)in.text("note");
    if (!in.has("by_quarter") && rule.days == 0)
        in.fault("缺少 days（期末后第几日）", "days = 8，或 by_quarter = [8, 7, 10, 7]");
    in.no_more_keys();
    return rule;
}

}  // namespace

void read_due_rules(std::string_view path, std::string_view text, Calendar& calendar, Faults& faults) {
    TomlReader file(path, text, faults);
    for (auto& [name, table] : file.tables()) calendar.rules.emplace(name, read_rule(table, name));
}

}  // namespace yj::instrument
