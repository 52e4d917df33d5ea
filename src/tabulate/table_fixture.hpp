// A small form, definitions and contributors for the tests of this room. For tests and benches only.
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "base/invariant.hpp"
#include "tabulate/tabulate.hpp"

namespace yj::tabulate {

/// Form "T": rows 01 千元 and 02 吨 and 03 文字, columns 1..4 (本月, 累计, and 上年同期 of both).
inline instrument::Form small_form() {
    instrument::Form form;
    form.code = "T";
    for (const auto& [id, base_of] : {std::pair{"1", ""}, {"2", ""}, {"3", "1"}, {"4", "2"}})
        form.columns.push_back({id, id, Span::Current, base_of});
    const auto row = [&](std::string code, std::string_view measure) {
        instrument::Indicator indicator;
        indicator.code = std::move(code);
        indicator.measure = *Measure::find(measure);
        form.rows.push_back(indicator);
    };
    row("01", "千元");
    row("02", "吨");
    row("03", "—");
    form.rows.back().text = true;
    return form;
}

/// A definition that must parse.
inline TableDef made(std::string_view text) {
    const std::array forms{small_form()};
    auto def = parse_table_def("tables/t.toml", text, forms);
    invariant(def.has_value(), "the test's table is well formed");
    return *std::move(def);
}

inline Contributor contributor(std::int64_t unit, std::string_view region, std::string_view industry,
                               std::vector<Value> values) {
    Contributor one;
    one.unit = StatUnitId{unit};
    one.region = *RegionCode::parse(region);
    if (!industry.empty()) one.industry = *IndustryCode::parse(industry);
    one.values = std::move(values);
    return one;
}

inline Value amount(std::string_view digits) { return *Amount::parse(digits); }

inline std::string printed(const Table& table, std::string_view address) {
    const auto figure = table.find(address);
    return figure ? figure->printed : "no such address";
}

}  // namespace yj::tabulate
