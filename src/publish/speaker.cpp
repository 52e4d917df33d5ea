#include "publish/speaker.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "publish/words.hpp"

namespace yj::publish {

namespace {

bool has_value(const BookFigure& found) {
    return found.figure && found.figure->status == tabulate::FigureStatus::Value &&
           found.figure->shown.has_value();
}

std::string why_missing(const BookFigure& found) {
    if (!found.table) return "没有这张表或这一期";
    if (!found.figure) return "表中没有这一格";
    return std::string(status_words(found.figure->status));
}

bool is_rate(const BookFigure& found) { return found.column->measure.name() == "%"; }

// A row's name without the layout's indent.
std::string row_name(const BookFigure& found) { return std::string(trimmed(found.row->title)); }

// The words of one figure, or empty when its measure does not convert.
std::string figure_words(const Chip& chip, const BookFigure& found, Round round) {
    if (chip.form == ChipForm::Change || (chip.form == ChipForm::Top && is_rate(found)))
        return change_words(*found.figure->shown, found.column->decimals, round);
    if (chip.measure && (!found.figure->exact || found.figure->denominator)) return {};
    if (chip.measure)
        return amount_words(*found.figure->exact, found.column->measure, *chip.measure, chip.decimals, round)
            .value_or("");
    if (chip.form == ChipForm::Top) return found.figure->printed + std::string(found.column->measure.name());
    return found.figure->printed;
}

std::string category(Period period, bool with_year) {
    const std::string months = span_words(period);
    return with_year ? fmt::format("{}\n{}年", months, period.year()) : months;
}

}  // namespace

std::map<std::string, std::string, std::less<>> issue_facts(const Issue& issue) {
    return {{"期", issue.period.name()},
            {"年", std::to_string(issue.period.year())},
            {"月", std::to_string(issue.period.last_month())},
            {"累计期", year_to_date_name(issue.period)},
            {"本期", span_words(issue.period)},
            {"上年", std::to_string(issue.period.year() - 1)},
            {"地区", issue.region_name},
            {"县", issue.region_name},
            {"编印单位", issue.organisation},
            {"日期", date_words(issue.date)},
            {"期号", issue.number},
            {"检查点", issue.checkpoint}};
}

Speaker::Speaker(const Product& product, const Issue& issue, const FigureBook& book)
    : product_(product), issue_(issue), book_(book), facts_(issue_facts(issue)) {
    facts_["上期累计期"] = year_to_date_name(previous_report(issue.period, product.january));
}

BookFigure Speaker::find(const FigureRef& ref) const {
    return book_.find(ref.table, ref_period(product_, ref.at, issue_.period), ref.cell);
}

bool Speaker::has(const std::optional<FigureRef>& needed) const {
    return !needed || has_value(find(*needed));
}

TextLine Speaker::gap(const FigureRef& ref, const std::string& place, std::string why) {
    gaps.push_back({place, ref.text(), std::move(why)});
    return {TextPiece{"（待补）", {}}};
}

TextPiece Speaker::piece(const BookFigure& found, std::string words, const std::string& place) {
    used.push_back(
        {found.table->code, found.figure->address, found.table->period, found.figure->id, words, place});
    return {std::move(words), found.figure->id};
}

TextLine Speaker::say_one(const Chip& chip, const std::string& place) {
    const auto found = find(chip.figure);
    if (chip.form == ChipForm::Name && found.row) return {TextPiece{row_name(found), {}}};
    if (!has_value(found)) return gap(chip.figure, place, why_missing(found));
    if (!chip.against) {
        std::string words = figure_words(chip, found, product_.rounding);
        if (words.empty()) return gap(chip.figure, place, "计量单位不能这样换算");
        return {piece(found, std::move(words), place)};
    }
    const auto before = find(*chip.against);
    if (!has_value(before)) return gap(*chip.against, place, why_missing(before));
    const auto fact = facts_.find(chip.than);
    const std::string_view than = fact == facts_.end() ? std::string_view() : std::string_view(fact->second);
    // The difference of two figures is neither of them; it is bound to the newer one.
    return {piece(found, points_words(*found.figure->shown, *before.figure->shown, than), place)};
}

TextLine Speaker::say_top(const Chip& chip, const std::string& place) {
    auto rows = book_.matching(chip.figure.table, ref_period(product_, chip.figure.at, issue_.period),
                               chip.figure.cell);
    std::erase_if(rows, [](const BookFigure& each) { return !has_value(each); });
    std::ranges::stable_sort(rows, [](const BookFigure& left, const BookFigure& right) {
        return *left.figure->shown > *right.figure->shown;
    });
    if (rows.empty()) return gap(chip.figure, place, "没有可说的行");
    TextLine line;
    for (std::size_t i = 0; i < rows.size() && i < static_cast<std::size_t>(chip.top); ++i) {
        std::string words = figure_words(chip, rows[i], product_.rounding);
        if (words.empty()) return gap(chip.figure, place, "计量单位不能这样换算");
        line.push_back({(i > 0 ? "、" : "") + row_name(rows[i]), {}});
        line.push_back(piece(rows[i], std::move(words), place));
    }
    return line;
}

TextLine Speaker::say_count(const Chip& chip, const std::string& place) {
    const auto rows = book_.matching(chip.figure.table, ref_period(product_, chip.figure.at, issue_.period),
                                     chip.figure.cell);
    if (rows.empty()) return gap(chip.figure, place, "没有可说的行");
    const auto counted = std::ranges::count_if(rows, [&](const BookFigure& each) {
        if (!has_value(each)) return false;
        const int sign = each.figure->shown->sign();
        return chip.count == CountOf::All || (chip.count == CountOf::Rising ? sign > 0 : sign < 0);
    });
    return {TextPiece{std::to_string(counted), {}}};
}

TextLine Speaker::say_chip(const Chip& chip, const std::string& place) {
    if (chip.form == ChipForm::Top) return say_top(chip, place);
    if (chip.form == ChipForm::Count) return say_count(chip, place);
    return say_one(chip, place);
}

TextLine Speaker::say(const Sentence& sentence, const std::string& place) {
    TextLine line;
    for (const auto& part : sentence.parts) {
        if (const auto* words = std::get_if<std::string>(&part))
            line.push_back({*words, {}});
        else if (const auto* fact = std::get_if<FactChip>(&part))
            line.push_back({facts_.find(fact->name)->second, {}});
        else
            std::ranges::move(say_chip(std::get<Chip>(part), place), std::back_inserter(line));
    }
    return line;
}

std::string Speaker::words(const Sentence& sentence) {
    std::string all;
    for (const auto& each : say(sentence, "标题")) all += each.text;
    return all;
}

ChartPoint Speaker::point(const BookFigure& found, const std::string& place) {
    if (!has_value(found)) return {};
    const auto shown = piece(found, found.figure->shown->text(), place);
    return {shown.text, shown.figure};
}

void Speaker::chart_over_rows(const ProductChart& from, ChartSpec& chart) {
    std::vector<std::vector<BookFigure>> columns;
    for (const auto& series : from.series)
        columns.push_back(book_.matching(series.figure.table, issue_.period, series.figure.cell));
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < columns[0].size(); ++i)
        if (has_value(columns[0][i])) order.push_back(i);
    if (from.descending)
        std::ranges::stable_sort(order, [&](std::size_t left, std::size_t right) {
            return *columns[0][left].figure->shown > *columns[0][right].figure->shown;
        });
    order.resize(std::min(order.size(), static_cast<std::size_t>(from.last)));
    for (const auto i : order) chart.categories.push_back(row_name(columns[0][i]));
    for (std::size_t s = 0; s < columns.size(); ++s) {
        if (!columns[s].empty()) chart.series[s].decimals = columns[s][0].column->decimals;
        for (const auto i : order)
            chart.series[s].points.push_back(i < columns[s].size() ? point(columns[s][i], from.bookmark)
                                                                   : ChartPoint{});
    }
}

void Speaker::chart_over_periods(const ProductChart& from, ChartSpec& chart) {
    // A chart starts where the tables start: older periods that nobody has are not blank months.
    const auto periods = chart_periods(product_, from, issue_.period);
    bool begun = false;
    int year = 0;
    for (const auto period : periods) {
        std::vector<BookFigure> found;
        for (const auto& series : from.series)
            found.push_back(book_.find(series.figure.table, period, series.figure.cell));
        begun = begun || std::ranges::any_of(found, has_value);
        if (!begun) continue;
        chart.categories.push_back(category(period, period.year() != year));
        year = period.year();
        for (std::size_t s = 0; s < found.size(); ++s) {
            if (found[s].column) chart.series[s].decimals = found[s].column->decimals;
            chart.series[s].points.push_back(point(found[s], from.bookmark));
        }
    }
}

ChartSpec Speaker::chart(const ProductChart& from) {
    ChartSpec chart;
    chart.title = words(from.title);
    chart.kind = from.kind;
    chart.unit_text = from.unit_text;
    chart.second_unit_text = from.second_unit_text;
    for (const auto& series : from.series)
        chart.series.push_back({series.name, {}, series.second_axis, !from.over_rows, 1});
    if (from.over_rows)
        chart_over_rows(from, chart);
    else
        chart_over_periods(from, chart);
    if (chart.categories.empty()) gaps.push_back({from.bookmark, from.series[0].figure.text(), "图中没有数"});
    return chart;
}

}  // namespace yj::publish
