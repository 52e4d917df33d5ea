#include "tabulate/figures.hpp"

#include <bit>

namespace yj::tabulate {

namespace {

Figure plain(FigureStatus status, std::string printed, int contributors) {
    Figure figure;
    figure.status = status;
    figure.printed = std::move(printed);
    figure.contributors = contributors;
    return figure;
}

/// The one reason that all share, else 未填.
Figure missing_figure(const CubeSum& sum) {
    const bool one = std::has_single_bit(sum.reasons);
    const auto reason = one ? static_cast<Missing>(std::countr_zero(sum.reasons)) : Missing::NotFilled;
    return plain(FigureStatus::Missing, std::string(missing_name(reason)), sum.contributors);
}

Figure sum_figure(const TableDef& def, const TableMeasure& measure, const CubeSum& sum,
                  std::optional<Amount> adjusted) {
    const WideAmount exact = in_measure(measure, sum);
    const auto shown = adjusted ? adjusted : exact.rounded(measure.decimals, def.rounding);
    if (!shown) return plain(FigureStatus::Missing, "超出范围", sum.contributors);
    const bool below = shown->is_zero() && exact.sign() != 0;
    Figure figure = plain(below ? FigureStatus::BelowUnit : FigureStatus::Value, below ? "…" : shown->text(),
                          sum.contributors);
    figure.exact = exact.exact();
    figure.shown = shown;
    return figure;
}

Figure quotient_figure(const TableDef& def, const TableMeasure& measure, const CubeSum& sum) {
    const auto shown =
        measure.kind == MeasureKind::Growth
            ? growth_pct(sum.first, sum.second, measure.decimals, def.rounding)
            : sum.first.shifted(measure.power).over(sum.second, measure.decimals, def.rounding);
    Figure figure = shown ? plain(FigureStatus::Value, shown->text(), sum.contributors)
                          : plain(FigureStatus::NoBase, "无基数", sum.contributors);
    figure.exact = sum.first.exact();
    figure.denominator = sum.second.exact();
    figure.shown = shown;
    return figure;
}

}  // namespace

WideAmount in_measure(const TableMeasure& measure, const CubeSum& sum) {
    return sum.first.shifted(measure.power);
}

Figure figure_of(const TableDef& def, const TableMeasure& measure, const CubeSum& sum,
                 std::optional<Amount> adjusted) {
    if (measure.kind == MeasureKind::Count) {
        Figure figure = plain(FigureStatus::Value, std::to_string(sum.contributors), sum.contributors);
        figure.exact = figure.shown = Amount(sum.contributors, 0);
        return figure;
    }
    if (sum.present == 0) return missing_figure(sum);
    if (measure.kind == MeasureKind::Sum) return sum_figure(def, measure, sum, adjusted);
    return quotient_figure(def, measure, sum);
}

Figure withheld_figure(const Suppression& suppress, int contributors) {
    return plain(FigureStatus::Withheld, "保密", suppress.counts_open ? contributors : 0);
}

}  // namespace yj::tabulate
