#include "verify/definition.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace yj::verify {

namespace {

constexpr std::array<std::string_view, 6> kRegionLevels{"country", "province", "city",
                                                        "county",  "township", "village"};
constexpr std::array<std::string_view, 5> kIndustryLevels{"whole", "section", "division", "group", "class"};
constexpr std::array<std::string_view, 5> kSizes{"", "大", "中", "小", "微"};

/// -1: none of the words.
template <std::size_t n>
int place_of(const std::array<std::string_view, n>& words, std::string_view word) {
    const auto found = std::ranges::find(words, word);
    return found == words.end() ? -1 : static_cast<int>(found - words.begin());
}

std::string text_of(const toml::table& table, std::string_view key) {
    return table[key].value_or(std::string());
}

int number_of(const toml::table& table, std::string_view key) {
    return static_cast<int>(table[key].value_or(std::int64_t{0}));
}

std::vector<std::string> texts_of(const toml::table& table, std::string_view key) {
    std::vector<std::string> texts;
    if (const auto* list = table[key].as_array())
        for (const auto& one : *list) texts.push_back(one.value_or(std::string()));
    return texts;
}

template <class Fn>
void each_table(const toml::table& table, std::string_view key, Fn fn) {
    if (const auto* list = table[key].as_array())
        for (const auto& one : *list)
            if (const auto* inner = one.as_table()) fn(*inner);
}

std::optional<toml::table> parsed(std::string_view text) {
    try {
        return toml::parse(text);
    } catch (const toml::parse_error&) {
        return std::nullopt;
    }
}

std::optional<Measure> measure_of(const toml::table& table) {
    const auto name = text_of(table, "measure");
    return name.empty() ? std::nullopt : Measure::find(name);
}

MeasureText read_measure(const toml::table& from) {
    MeasureText measure;
    measure.id = text_of(from, "id");
    measure.title = text_of(from, "title");
    measure.measure = text_of(from, "measure");
    measure.decimals = number_of(from, "decimals");
    measure.first = text_of(from, "cell");
    if (const auto* growth = from["growth"].as_table()) {
        measure.kind = Kind::Growth;
        measure.first = text_of(*growth, "current");
        measure.second = text_of(*growth, "base");
    } else if (const auto* ratio = from["ratio"].as_table()) {
        measure.kind = Kind::Ratio;
        measure.first = text_of(*ratio, "of");
        measure.second = text_of(*ratio, "by");
        measure.power = number_of(*ratio, "power");
    } else if (measure.first.empty()) {
        measure.kind = Kind::Count;
    }
    return measure;
}

/// Empty for a dimension or a level that there is not.
std::optional<DimensionText> read_dimension(const toml::table& from) {
    DimensionText dimension;
    const auto by = text_of(from, "by");
    const auto names = texts_of(from, "levels");
    dimension.by = by == "region" ? By::Region : by == "industry" ? By::Industry : By::Size;
    for (const auto& name : names) {
        const int level = dimension.by == By::Region     ? place_of(kRegionLevels, name)
                          : dimension.by == By::Industry ? place_of(kIndustryLevels, name)
                                                         : (name == "whole" ? 0 : 1);
        if (level < 0) return std::nullopt;
        dimension.levels.push_back(level);
    }
    if (dimension.by == By::Size && names.empty()) dimension.levels = {0, 1};
    return dimension;
}

/// False for a word that cannot be read.
bool read_filter(const toml::table& from, TableText& table) {
    for (const auto& word : texts_of(from, "regions")) {
        const auto region = RegionCode::parse(word);
        if (!region) return false;
        table.regions.push_back(*region);
    }
    for (const auto& word : texts_of(from, "industries")) {
        const auto industry = IndustryCode::parse(word);
        if (!industry) return false;
        table.industries.push_back(*industry);
    }
    for (auto word : texts_of(from, "sizes")) {
        if (word.ends_with("型")) word.resize(word.size() - std::string_view("型").size());
        const int size = word.size() == 1 ? word[0] - '0' : place_of(kSizes, word);
        if (size < 1 || size > 4) return false;
        table.sizes.push_back(size);
    }
    return true;
}

std::string region_node(const RegionCode& node) {
    const auto text = node.text();
    return RegionCode::parse(text) == node
               ? text
               : text + "@" + std::string(kRegionLevels[static_cast<std::size_t>(node.level())]);
}

/// The node of a unit at one level; empty when its attribute does not reach down there.
std::string node_at(By by, int level, const Attributes& unit) {
    if (by == By::Region) {
        const auto node = unit.region.at(static_cast<RegionLevel>(level));
        return static_cast<int>(node.level()) < level ? "" : region_node(node);
    }
    if (by == By::Industry) {
        const auto node = unit.industry.at(static_cast<IndustryLevel>(level));
        if (static_cast<int>(node.level()) < level) return "";
        return node.text().empty() ? "*" : node.text();
    }
    if (level == 0) return "*";
    return unit.size == 0 ? "" : std::to_string(unit.size);
}

/// "~" and the node above hold what lies in a node but in none of its children.
bool holds_unit(const DimensionText& dimension, std::string_view node, const Attributes& unit) {
    std::string above = "*";
    bool first = true;
    for (const int level : dimension.levels) {
        auto here = node_at(dimension.by, level, unit);
        if (here.empty()) here = "~" + (first ? std::string("*") : above);
        if (here == node) return true;
        above = here;
        first = false;
    }
    return false;
}

template <class Code>
bool within(const std::vector<Code>& nodes, const Code& inner) {
    return nodes.empty() ||
           std::ranges::any_of(nodes, [&](const Code& node) { return node.contains(inner); });
}

}  // namespace

std::optional<Place> FormText::place(std::string_view address) const {
    const auto dot = address.rfind('.');
    const auto row = std::ranges::find(rows, address.substr(0, dot));
    const auto column = dot == std::string_view::npos
                            ? (columns.size() == 1 ? columns.begin() : columns.end())
                            : std::ranges::find(columns, address.substr(dot + 1));
    if (row == rows.end() || column == columns.end()) return std::nullopt;
    return Place{static_cast<std::size_t>(row - rows.begin()),
                 static_cast<std::size_t>(column - columns.begin())};
}

std::string FormText::address(const Place& place) const {
    return columns.size() == 1 ? rows[place.row] : rows[place.row] + "." + columns[place.column];
}

std::optional<Measure> FormText::measure(const Place& place) const {
    const auto& of_column = column_measures[place.column];
    return of_column ? of_column : row_measures[place.row];
}

std::optional<FormText> read_form_text(std::string_view text) {
    const auto file = parsed(text);
    if (!file) return std::nullopt;
    FormText form;
    form.code = text_of(*file, "code");
    each_table(*file, "rows", [&](const toml::table& row) {
        form.rows.push_back(text_of(row, "code"));
        form.row_measures.push_back(measure_of(row));
    });
    each_table(*file, "columns", [&](const toml::table& column) {
        form.columns.push_back(text_of(column, "id"));
        form.column_measures.push_back(measure_of(column));
    });
    if (form.code.empty() || form.rows.empty() || form.columns.empty()) return std::nullopt;
    return form;
}

std::optional<TableText> read_table_text(std::string_view text) {
    const auto file = parsed(text);
    if (!file) return std::nullopt;
    TableText table;
    table.code = text_of(*file, "code");
    table.title = text_of(*file, "title");
    table.forms = {text_of(*file, "form")};
    for (auto& other : texts_of(*file, "also")) table.forms.push_back(std::move(other));
    bool good = true;
    each_table(*file, "dims", [&](const toml::table& one) {
        auto dimension = read_dimension(one);
        good = good && dimension;
        if (dimension) table.dimensions.push_back(*std::move(dimension));
    });
    each_table(*file, "measures",
               [&](const toml::table& one) { table.measures.push_back(read_measure(one)); });
    if (const auto* filter = (*file)["filter"].as_table()) good = good && read_filter(*filter, table);
    if (text_of(*file, "rounding") == "GB/T 8170") table.rounding = Rounding::HalfEven;
    if (const auto* suppress = (*file)["suppress"].as_table()) table.like = text_of(*suppress, "like");
    const auto way = text_of(*file, "additivity");
    table.adjusted = !way.empty() && way != "独立修约";
    if (!good || table.code.empty() || table.measures.empty() || table.dimensions.empty())
        return std::nullopt;
    return table;
}

bool lies_in(const TableText& table, std::string_view nodes, const Attributes& unit) {
    if (!within(table.regions, unit.region) || !within(table.industries, unit.industry)) return false;
    if (!table.sizes.empty() && std::ranges::find(table.sizes, unit.size) == table.sizes.end()) return false;
    const auto parts = split(nodes, '/');
    if (parts.size() != table.dimensions.size()) return false;
    for (std::size_t at = 0; at < parts.size(); ++at)
        if (!holds_unit(table.dimensions[at], parts[at], unit)) return false;
    return true;
}

}  // namespace yj::verify
