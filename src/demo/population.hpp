// Population: the fictional units of 示例县 (code 990101), the same for the same seed.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/region_code.hpp"
#include "registry/stat_unit.hpp"

namespace yj::demo {

/// A unit of the sample county and the few numbers from which its reports are made.
struct SampleUnit {
    registry::UnitAttributes attributes;
    std::uint64_t seed = 0;            ///< its own stream of chance
    std::int64_t level = 0;            ///< its typical month's turnover, in the form's measure
    std::int64_t growth_permille = 0;  ///< its own growth a year, in thousandths
    int opened_year = 2010;
};

/// What the generator is asked for. The proportions of a real county's register: 16,054 legal and 4,300 local
/// units of 20,354 (requirements M1), about one unit in fifteen above scale, and a few hundred projects.
struct PopulationPlan {
    std::uint64_t seed = 990101;
    int units = 20'354;
    std::vector<RegionCode> villages;           ///< where units may stand; REQUIRES: not empty
    std::vector<std::string> industry_classes;  ///< 小类 codes that exist ("C1310"); REQUIRES: not empty
};

/// Units first (legal, then local), then investment projects. Names are made of invented syllables; codes
/// carry the fictional region 990101 and right check digits, so no real unit can be meant.
[[nodiscard]] std::vector<SampleUnit> make_population(const PopulationPlan& plan);

/// The register as a CSV file in the importer's columns.
[[nodiscard]] std::string register_csv(const std::vector<SampleUnit>& units);

}  // namespace yj::demo
