// Figures: one cube cell and one measure as a printed figure, before disclosure control.
#pragma once
#include <optional>

#include "tabulate/cube.hpp"
#include "tabulate/tabulate.hpp"

namespace yj::tabulate {

/// The figure without its address. `adjusted` is the printed number where 强制平衡 has set it.
[[nodiscard]] Figure figure_of(const TableDef& def, const TableMeasure& measure, const CubeSum& sum,
                               std::optional<Amount> adjusted);

/// What stands in the place of a withheld figure.
[[nodiscard]] Figure withheld_figure(const Suppression& suppress, int contributors);

/// A sum in the table's measure, exact.
[[nodiscard]] WideAmount in_measure(const TableMeasure& measure, const CubeSum& sum);

}  // namespace yj::tabulate
