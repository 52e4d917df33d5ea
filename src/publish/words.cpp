#include "publish/words.hpp"

namespace yj::publish {

namespace {

Amount magnitude(Amount amount) { return amount.sign() < 0 ? amount.negated() : amount; }

}  // namespace

std::string change_words(Amount pct, int decimals, Round round) {
    const Amount shown = pct.rounded(decimals, round);
    if (shown.is_zero()) return "持平";
    return (shown.sign() > 0 ? "增长" : "下降") + magnitude(shown).text() + "%";
}

std::string points_words(Amount now, Amount before, std::string_view than) {
    WideAmount difference(now);
    difference.subtract(before);
    const auto shown = difference.exact();
    const bool level = !shown || shown->is_zero();
    std::string words;
    if (!than.empty()) words = (level ? "与" : "比") + std::string(than);
    if (level) return words + "持平";
    return words + (shown->sign() > 0 ? "提高" : "回落") + magnitude(*shown).text() + "个百分点";
}

std::optional<Amount> converted(Amount exact, const Measure& from, const Measure& to, int decimals,
                                Round round) {
    const auto power = from.power_to(to);
    if (!power) return std::nullopt;
    return WideAmount(exact).shifted(*power).rounded(decimals, round);
}

std::optional<std::string> amount_words(Amount exact, const Measure& from, const Measure& to, int decimals,
                                        Round round) {
    const auto amount = converted(exact, from, to, decimals, round);
    if (!amount) return std::nullopt;
    return amount->text() + std::string(to.name());
}

std::string date_words(Date date) {
    const std::chrono::year_month_day day(date);
    return std::to_string(static_cast<int>(day.year())) + "年" +
           std::to_string(static_cast<unsigned>(day.month())) + "月" +
           std::to_string(static_cast<unsigned>(day.day())) + "日";
}

std::string span_words(Period period) {
    if (period.frequency() == Frequency::Year) return "全年";
    const std::string name = period.name();
    const std::string year = std::to_string(period.year()) + "年";
    return name.starts_with(year) ? name.substr(year.size()) : name;
}

}  // namespace yj::publish
