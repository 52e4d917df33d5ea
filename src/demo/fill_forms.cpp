#include "demo/fill_forms.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "base/invariant.hpp"
#include "demo/economy.hpp"

namespace yj::demo {

namespace {

/// Collects the cells of one report.
class Writer {
public:
    Writer(const SampleUnit& unit, Period period) : unit_(unit), period_(period) {}

    void set(const std::string& address, std::int64_t value) { cells_[address] = value; }
    [[nodiscard]] std::int64_t at(const std::string& address) const { return cells_.at(address); }
    /// 本月 1—本月 and their two bases, columns 1 to 4.
    void four(const std::string& row, const MonthFn& month_value) {
        const auto values = four_columns(period_, month_value);
        set(row + ".1", values.current);
        set(row + ".2", values.to_date);
        set(row + ".3", values.base_current);
        set(row + ".4", values.base_to_date);
    }
    /// 1—本月 and its base, columns 1 and 2.
    void two(const std::string& row, const std::function<std::int64_t(Period)>& value) {
        set(row + ".1", value(period_));
        set(row + ".2", value(period_.year_earlier()));
    }
    [[nodiscard]] const SampleUnit& unit() const { return unit_; }
    [[nodiscard]] Period period() const { return period_; }
    [[nodiscard]] FilledCells take() { return std::move(cells_); }

private:
    const SampleUnit& unit_;
    Period period_;
    FilledCells cells_;
};

MonthFn part_of(const SampleUnit& unit, std::string_view what, std::int64_t low, std::int64_t high) {
    return [&unit, what, low, high](int year, int month) {
        return turnover(unit, year, month) * share(unit, what, year, month, low, high) / 1000;
    };
}

std::int64_t people(const SampleUnit& unit) { return std::max<std::int64_t>(6, unit.level / 60); }

/// 期末从业人员, moving a little over the year.
std::int64_t people_at(const SampleUnit& unit, Period period) {
    return people(unit) * share(unit, "people", period.year(), period.last_month(), 960, 1040) / 1000;
}

/// Turnover from January to the period's last month.
std::int64_t sales_to_date(const SampleUnit& unit, Period period) {
    return year_to_date(period, part_of(unit, "sales", 950, 1005));
}

// B204-1 工业产销总值
void industry_output(Writer& out) {
    const auto& unit = out.unit();
    const auto sales = part_of(unit, "sales", 950, 1005);
    const bool exports = trait(unit, "exports", 0, 9) < 2;
    const MonthFn output = [&](int year, int month) { return turnover(unit, year, month); };
    out.four("01", output);
    out.four("03", sales);
    out.four("04", [&](int year, int month) {
        return exports ? sales(year, month) * share(unit, "export", year, month, 80, 420) / 1000 : 0;
    });
    out.four("hhhh[" + unit.attributes.industry.digits() + "]", output);
    out.four("05", [&](int year, int month) {
        return turnover(unit, year, month) * trait(unit, "power", 6, 60) / 10'000;
    });
}

/// The running accounts of an enterprise from January on, in the order of the income statement.
struct Income {
    std::int64_t revenue, cost, tax, selling, managing, research, finance, other_income, operating,
        outside_in, outside_out, profit, income_tax, pay, vat;
};
Income income_of(const SampleUnit& unit, Period period, std::int64_t revenue) {
    const auto part = [&](std::string_view what, std::int64_t low, std::int64_t high) {
        return revenue * trait(unit, what, low, high) / 10'000;
    };
    Income it{};
    it.revenue = revenue;
    it.cost = part("cost", 7'600, 8'600);
    it.tax = part("tax", 40, 90);
    it.selling = part("selling", 100, 320);
    it.managing = part("managing", 250, 600);
    it.research = part("research", 0, 300);
    it.finance = part("interest", 40, 160) - part("interest received", 2, 20);
    it.other_income = part("other income", 0, 60);
    it.operating =
        it.revenue - it.cost - it.tax - it.selling - it.managing - it.research - it.finance + it.other_income;
    it.outside_in = part("outside in", 0, 30);
    it.outside_out = part("outside out", 0, 20);
    it.profit = it.operating + it.outside_in - it.outside_out;
    it.income_tax = std::max<std::int64_t>(0, it.profit * 15 / 100);
    it.pay = people_at(unit, period) * trait(unit, "pay", 4'200, 7'800) * period.last_month() / 1000;
    it.vat = part("vat", 120, 480);
    return it;
}

/// The balance sheet at the period's end.
struct Balance {
    std::int64_t receivable, stock, finished, current, fixed, depreciation, depreciation_year, total,
        debt_current, payable, debt_long, debt, equity, paid_in;
};
Balance balance_of(const SampleUnit& unit, Period period) {
    const std::int64_t year = unit.level * 12 * (1000 + (period.year() - kFirstYear) * 40) / 1000;
    const auto part = [&](std::string_view what, std::int64_t low, std::int64_t high) {
        return year * share(unit, what, period.year(), period.last_month(), low, high) / 1000;
    };
    Balance it{};
    it.receivable = part("receivable", 90, 160);
    it.stock = part("stock", 60, 130);
    it.finished = it.stock * trait(unit, "finished", 250, 600) / 1000;
    it.current = it.receivable + it.stock + part("cash", 60, 160);
    it.fixed = year * trait(unit, "fixed", 450, 800) / 1000;
    it.depreciation = it.fixed * trait(unit, "worn", 200, 450) / 1000;
    it.depreciation_year = it.fixed * 7 * period.last_month() / 1200;
    it.total = it.current + it.fixed - it.depreciation + part("other assets", 40, 120);
    it.debt = it.total * trait(unit, "debt", 350, 700) / 1000;
    it.debt_current = it.debt * trait(unit, "short debt", 600, 900) / 1000;
    it.debt_long = it.debt - it.debt_current;
    it.payable = it.debt_current * trait(unit, "payable", 200, 500) / 1000;
    it.equity = it.total - it.debt;
    it.paid_in = it.equity * trait(unit, "paid in", 300, 700) / 1000;
    return it;
}

// B203 工业财务状况
void industry_finance(Writer& out) {
    const auto& unit = out.unit();
    for (const int column : {1, 2}) {
        const auto period = column == 1 ? out.period() : out.period().year_earlier();
        const auto income = income_of(unit, period, sales_to_date(unit, period) * 985 / 1000);
        const auto sheet = balance_of(unit, period);
        const auto opening = balance_of(unit, Period::month(period.year() - 1, 12));
        const auto received = income.revenue * trait(unit, "interest received", 2, 20) / 10'000;
        const std::pair<const char*, std::int64_t> cells[]{{"101", opening.stock},
                                                           {"201", sheet.current},
                                                           {"202", sheet.receivable},
                                                           {"205", sheet.stock},
                                                           {"206", sheet.finished},
                                                           {"209", sheet.fixed},
                                                           {"210", sheet.depreciation},
                                                           {"211", sheet.depreciation_year},
                                                           {"213", sheet.total},
                                                           {"214", sheet.debt_current},
                                                           {"215", sheet.payable},
                                                           {"216", sheet.debt_long},
                                                           {"217", sheet.debt},
                                                           {"218", sheet.equity},
                                                           {"219", sheet.paid_in},
                                                           {"301", income.revenue},
                                                           {"302", income.revenue * 98 / 100},
                                                           {"307", income.cost},
                                                           {"308", income.cost * 98 / 100},
                                                           {"309", income.tax},
                                                           {"312", income.selling},
                                                           {"313", income.managing},
                                                           {"331", income.research},
                                                           {"317", income.finance},
                                                           {"318", received},
                                                           {"319", income.finance + received},
                                                           {"320", 0},
                                                           {"333", 0},
                                                           {"321", 0},
                                                           {"322", 0},
                                                           {"334", 0},
                                                           {"335", income.other_income},
                                                           {"323", income.operating},
                                                           {"325", income.outside_in},
                                                           {"326", income.outside_out},
                                                           {"327", income.profit},
                                                           {"328", income.income_tax},
                                                           {"401", income.pay},
                                                           {"402", income.vat},
                                                           {"606", people_at(unit, period)}};
        for (const auto& [row, value] : cells)
            out.set(std::string(row) + "." + std::to_string(column), value);
    }
}

// F203 服务业财务状况
void service_finance(Writer& out) {
    const auto& unit = out.unit();
    for (const int column : {1, 2}) {
        const auto period = column == 1 ? out.period() : out.period().year_earlier();
        const auto income = income_of(unit, period, sales_to_date(unit, period));
        const auto sheet = balance_of(unit, period);
        const std::pair<const char*, std::int64_t> cells[]{{"201", sheet.current},
                                                           {"209", sheet.fixed},
                                                           {"211", sheet.depreciation_year},
                                                           {"213", sheet.total},
                                                           {"217", sheet.debt},
                                                           {"218", sheet.equity},
                                                           {"301", income.revenue},
                                                           {"307", income.cost},
                                                           {"309", income.tax},
                                                           {"312", income.selling},
                                                           {"313", income.managing},
                                                           {"331", income.research},
                                                           {"317", income.finance},
                                                           {"322", 0},
                                                           {"323", income.operating},
                                                           {"327", income.profit},
                                                           {"328", income.income_tax},
                                                           {"401", income.pay},
                                                           {"402", income.vat},
                                                           {"f01", people_at(unit, period)}};
        for (const auto& [row, value] : cells)
            out.set(std::string(row) + "." + std::to_string(column), value);
    }
}

// 205-1 能源: coal, gas, diesel and power of an industrial enterprise.
void energy(Writer& out) {
    const auto& unit = out.unit();
    const auto period = out.period();
    const auto power = year_to_date(period, [&](int year, int month) {
        return turnover(unit, year, month) * trait(unit, "power", 6, 60) / 10'000;
    });
    const auto non_industrial = power * trait(unit, "office power", 10, 80) / 1000;
    const std::pair<const char*, std::int64_t> cells[]{
        {"33.1", 0},
        {"33.2", power},
        {"33.3", 0},
        {"33.4", power * trait(unit, "tariff", 560, 780) / 100},
        {"33.5", power - non_industrial},
        {"33.6", 0},
        {"33.7", non_industrial},
        {"33.8", 0},
        {"33.9", power},
        {"33.10", 0}};
    for (const auto& [cell, value] : cells) out.set(cell, value);
    out.set("41.9", power * 1229 / 1000);  // 综合能源消费量, in tons of standard coal: 1.229 a 10,000 kWh
}

/// The two classes of goods that a shop lives on, by its trait.
std::pair<std::string, std::string> goods_of(const SampleUnit& unit) {
    constexpr std::array<std::pair<const char*, const char*>, 4> kPairs{
        {{"11", "12"}, {"13", "17"}, {"14", "15"}, {"22", "25"}}};
    const auto& [main, other] = kPairs[static_cast<std::size_t>(trait(unit, "goods", 0, kPairs.size() - 1))];
    return {main, other};
}

// E204-1 批发零售: every sale lies in one of two classes of goods, so that the classes add to the total.
void trade(Writer& out) {
    const auto& unit = out.unit();
    const bool retail = unit.attributes.industry.text().starts_with("F52");
    const MonthFn sales = [&](int year, int month) { return turnover(unit, year, month); };
    const auto retail_share = retail ? trait(unit, "retail", 820, 1000) : trait(unit, "retail", 20, 220);
    const MonthFn retail_sales = [=](int year, int month) {
        return sales(year, month) * retail_share / 1000;
    };
    const auto online = trait(unit, "online", 0, 260);
    out.four("01", sales);
    out.four("02", [=](int year, int month) { return sales(year, month) * online / 1000; });
    out.four("03", [](int, int) { return std::int64_t{0}; });
    out.four("04", retail_sales);
    out.four("05", [=](int year, int month) { return retail_sales(year, month) * online / 1000; });
    out.four("06", [](int, int) { return std::int64_t{0}; });
    const auto goods = goods_of(unit);
    const auto main_share = trait(unit, "main goods", 550, 900);
    const auto classes = [&](const std::string& row, const MonthFn& total) {
        const MonthFn first = [=](int year, int month) { return total(year, month) * main_share / 1000; };
        out.four(row + "[" + goods.first + "]", first);
        out.four(row + "[" + goods.second + "]",
                 [=](int year, int month) { return total(year, month) - first(year, month); });
    };
    classes("gs", sales);
    classes("gr", retail_sales);
    for (const int column : {1, 2, 3, 4})
        out.set("07." + std::to_string(column), unit.level * trait(unit, "shelf", 300, 1400) / 1000);
}

// S204-1 住宿餐饮
void catering(Writer& out) {
    const auto& unit = out.unit();
    const bool hotel = unit.attributes.industry.text().starts_with("H61");
    const auto rooms_share = hotel ? trait(unit, "rooms", 550, 800) : 0;
    const MonthFn all = [&](int year, int month) { return turnover(unit, year, month); };
    const MonthFn rooms = [=](int year, int month) { return all(year, month) * rooms_share / 1000; };
    const MonthFn goods = [=](int year, int month) { return all(year, month) * 40 / 1000; };
    const MonthFn other = [=](int year, int month) { return all(year, month) * 15 / 1000; };
    const MonthFn meals = [=](int year, int month) {
        return all(year, month) - rooms(year, month) - goods(year, month) - other(year, month);
    };
    const auto online = trait(unit, "online", 50, 400);
    out.four("01", all);
    out.four("02", rooms);
    out.four("03", [=](int year, int month) { return rooms(year, month) * online / 1000; });
    out.four("04", meals);
    out.four("05", [=](int year, int month) { return meals(year, month) * online / 1000; });
    out.four("06", goods);
    out.four("07", other);
    const auto beds = hotel ? std::max<std::int64_t>(10, unit.level / 9) : 0;
    for (const char* column : {".1", ".2", ".3", ".4"}) {
        out.set(std::string("08") + column, beds);
        out.set(std::string("09") + column, beds * 17 / 10);
        out.set(std::string("10") + column, std::max<std::int64_t>(30, unit.level / 6));
    }
}

// C204-1 建筑业
void construction(Writer& out) {
    const auto& unit = out.unit();
    const auto value = [&](std::string_view what, std::int64_t low, std::int64_t high) {
        return [&unit, what, low, high](Period period) {
            return sales_to_date(unit, period) * trait(unit, what, low, high) / 1000;
        };
    };
    const auto own = value("own", 820, 960), outside = value("outside", 20, 140),
               passed = value("passed", 0, 120);
    const auto total = [=](Period period) { return own(period) + outside(period); };
    const auto fitting = [=](Period period) { return total(period) * 90 / 1000; };
    const auto rest = [=](Period period) { return total(period) * 30 / 1000; };
    const auto carried = [&](Period period) { return unit.level * (9 + period.year() - kFirstYear); };
    const auto fresh = value("fresh", 1200, 2100);
    out.two("01", [=](Period period) { return carried(period) + fresh(period); });
    out.two("02", carried);
    out.two("03", fresh);
    out.two("04", [=](Period period) { return own(period) + passed(period); });
    out.two("05", own);
    out.two("06", passed);
    out.two("07", outside);
    out.two("08", total);
    out.two("09", value("decoration", 0, 60));
    out.two("10", value("elsewhere", 0, 200));
    out.two("11", [=](Period period) { return total(period) - fitting(period) - rest(period); });
    out.two("12", fitting);
    out.two("13", rest);
    out.two("14", value("completed", 200, 600));
    out.two("15", [&](Period) { return unit.level * 11; });
    out.two("16", [&](Period) { return unit.level * 3; });
    out.two("17", [&](Period) { return unit.level * 8; });
    out.two("18", [&](Period period) { return people_at(unit, period); });
    out.two("19", [&](Period period) { return people_at(unit, period) * 98 / 100; });
}

/// What an investor has spent since January; its four makings add to it.
struct Spent {
    std::int64_t building, fitting, equipment, other;
    [[nodiscard]] std::int64_t total() const { return building + fitting + equipment + other; }
};
Spent spent_by(const SampleUnit& unit, Period period) {
    const auto all =
        year_to_date(period, [&](int year, int month) { return turnover(unit, year, month) / 10; });
    const auto equipment = all * trait(unit, "equipment", 100, 450) / 1000;
    const auto fitting = all * 80 / 1000;
    const auto other = all * trait(unit, "other costs", 30, 150) / 1000;
    return {all - equipment - fitting - other, fitting, equipment, other};
}

/// Spent in the years before, from the first one that has figures.
std::int64_t spent_before(const SampleUnit& unit, int year) {
    std::int64_t sum = 0;
    for (int earlier = kFirstYear; earlier < year; ++earlier)
        sum += spent_by(unit, Period::month(earlier, 12)).total();
    return sum;
}

// 206-1, 206-2 投资项目
void investment(Writer& out) {
    const auto& unit = out.unit();
    const auto planned = std::stoll(unit.attributes.more.at("计划总投资"));
    out.set("a04.1", trait(unit, "kind of building", 1, 3));  // 建设性质: new, extended or rebuilt
    for (const int column : {1, 2}) {
        const auto period = column == 1 ? out.period() : out.period().year_earlier();
        const auto spent = spent_by(unit, period);
        const auto year_before = spent_by(unit, Period::month(period.year() - 1, 12)).total();
        const auto funds = spent.total() * trait(unit, "funds", 950, 1150) / 1000;
        const auto left = year_before / 20;
        const std::pair<const char*, std::int64_t> cells[]{
            {"101", planned},
            {"102", spent_before(unit, period.year()) + spent.total()},
            {"103", spent.total()},
            {"104", spent.building},
            {"105", spent.fitting},
            {"106", spent.equipment},
            {"107", 0},
            {"108", spent.other},
            {"109", 0},
            {"110", spent.other / 3},
            {"111", 0},
            {"112", 0},
            {"113", 0},
            {"114", spent.building * 6},
            {"115", spent.building * 2},
            {"116", 0},
            {"201", funds + left},
            {"202", left},
            {"203", funds},
            {"204", 0},
            {"205", funds / 4},
            {"206", 0},
            {"207", 0},
            {"208", funds - funds / 4},
            {"209", 0},
            {"210", spent.total() / 10}};
        for (const auto& [row, value] : cells)
            out.set(std::string(row) + "." + std::to_string(column), value);
    }
}

// X204-1 房地产开发
void real_estate(Writer& out) {
    const auto& unit = out.unit();
    for (const int column : {1, 2}) {
        const auto period = column == 1 ? out.period() : out.period().year_earlier();
        const auto spent = spent_by(unit, period);
        const auto sold =
            year_to_date(period, [&](int year, int month) { return turnover(unit, year, month) / 2; });
        const auto ready = sold * trait(unit, "ready", 150, 400) / 1000;
        const auto price = trait(unit, "price", 4'200, 6'900);
        const auto built = unit.level * 70, unsold = unit.level * 20 + sold / 4 - ready;
        const auto funds = spent.total() * trait(unit, "funds", 950, 1150) / 1000;
        const std::pair<const char*, std::int64_t> cells[]{
            {"101", unit.level * 60},
            {"102", unit.level * 12 + spent_before(unit, period.year()) + spent.total()},
            {"103", spent.total()},
            {"104", spent.building},
            {"105", spent.fitting},
            {"106", spent.equipment},
            {"107", spent.other},
            {"108", spent.other / 2},
            {"109", spent.total() - spent.total() / 5},
            {"110", 0},
            {"111", spent.total() / 5},
            {"112", 0},
            {"113", 0},
            {"201", built},
            {"2011", built - built / 4},
            {"2012", 0},
            {"2013", built / 4},
            {"2014", 0},
            {"205", sold / 2},
            {"209", sold / 4},
            {"213", 0},
            {"214", sold / 4 * 3 / 10},
            {"301", sold},
            {"302", ready},
            {"303", sold - ready},
            {"304", sold * price / 10'000},
            {"305", ready * price / 10'000},
            {"306", sold * price / 10'000 - ready * price / 10'000},
            {"307", sold / 110},
            {"308", unsold},
            {"3081", unsold / 5},
            {"3082", unsold / 10},
            {"401", funds},
            {"4011", funds / 5},
            {"4012", 0},
            {"4013", funds - funds / 5 - funds / 4 - funds / 6},
            {"4014", funds / 4},
            {"4015", funds / 6},
            {"4016", 0}};
        for (const auto& [row, value] : cells)
            out.set(std::string(row) + "." + std::to_string(column), value);
    }
}

/// Pay of the five occupations: the leading ones earn more than their share of heads. None where there is
/// nobody.
void share_pay(Writer& out, std::int64_t total) {
    constexpr std::array<std::int64_t, 4> kShares{160, 240, 90, 170};
    std::int64_t rest = total;
    for (std::size_t i = 0; i < kShares.size(); ++i) {
        const bool nobody = out.at(std::to_string(76 + i)) == 0;
        const auto part = nobody ? 0 : total * kShares[i] / 1000;
        out.set(std::to_string(81 + i), part);
        rest -= part;
    }
    out.set("85", rest);
}

// 202-1 从业人员及工资: staff, agency workers, others; five occupations.
void staff(Writer& out) {
    const auto& unit = out.unit();
    const auto period = out.period();
    const auto spread = [&](std::int64_t total, std::array<const char*, 5> rows) {
        const std::int64_t parts[]{total / 10, total / 5, total / 10, total / 5};
        std::int64_t rest = total;
        for (std::size_t i = 0; i < 4; ++i) {
            out.set(rows[i], parts[i]);
            rest -= parts[i];
        }
        out.set(rows[4], rest);
    };
    const auto at_end = people_at(unit, period), average = at_end * 99 / 100;
    const auto agency = average * trait(unit, "agency", 0, 100) / 1000, others = average * 20 / 1000;
    const auto agency_end = at_end * trait(unit, "agency", 0, 100) / 1000, others_end = at_end * 20 / 1000;
    out.set("01", at_end);
    out.set("02", at_end * trait(unit, "women", 250, 600) / 1000);
    out.set("03", others_end / 2);
    out.set("05", at_end - agency_end - others_end);
    out.set("06", agency_end);
    out.set("07", others_end);
    spread(at_end, {"71", "72", "73", "74", "75"});
    out.set("08", average);
    out.set("09", average - agency - others);
    out.set("10", agency);
    out.set("11", others);
    spread(average, {"76", "77", "78", "79", "80"});
    const auto pay = [&](std::int64_t heads) {
        return heads * trait(unit, "pay", 4'200, 7'800) * 85 / 100 * period.last_month() / 1000;
    };
    const auto staff_pay = pay(average - agency - others), agency_pay = pay(agency), others_pay = pay(others);
    const auto total_pay = staff_pay + agency_pay + others_pay;
    out.set("12", total_pay);
    out.set("13", staff_pay);
    out.set("14", staff_pay * 6 / 10);
    out.set("15", staff_pay * 2 / 10);
    out.set("16", staff_pay / 10);
    out.set("17", staff_pay - staff_pay * 6 / 10 - staff_pay * 2 / 10 - staff_pay / 10);
    out.set("18", agency_pay);
    out.set("19", others_pay);
    share_pay(out, total_pay);
    const auto mean = [&](const std::string& row, std::int64_t amount, std::int64_t heads) {
        out.set(row, heads == 0 ? 0 : (amount * 1000 + heads / 2) / heads);
    };
    mean("20", total_pay, average);
    mean("21", staff_pay, average - agency - others);
    mean("22", agency_pay, agency);
    mean("23", others_pay, others);
    for (int i = 0; i < 5; ++i)
        mean(std::to_string(86 + i), out.at(std::to_string(81 + i)), out.at(std::to_string(76 + i)));
}

struct Known {
    std::string_view form;
    void (*fill)(Writer&);
};
constexpr std::array kKnown{
    Known{"B204-1", industry_output}, Known{"B203", industry_finance}, Known{"205-1", energy},
    Known{"E204-1", trade},           Known{"S204-1", catering},       Known{"F203", service_finance},
    Known{"C204-1", construction},    Known{"X204-1", real_estate},    Known{"206-1", investment},
    Known{"206-2", investment},       Known{"202-1", staff},
};

}  // namespace

bool can_fill(std::string_view form) {
    return std::ranges::any_of(kKnown, [&](const Known& known) { return known.form == form; });
}

FilledCells fill_form(std::string_view form, const SampleUnit& unit, Period period) {
    Writer out(unit, period);
    for (const auto& known : kKnown)
        if (known.form == form) {
            known.fill(out);
            return out.take();
        }
    broken("a form that the sample county does not report");
}

}  // namespace yj::demo
