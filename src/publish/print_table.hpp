// print_table: a tabulated table laid out for print, with names for its nodes.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "instrument/pack.hpp"
#include "publish/printed_table.hpp"
#include "tabulate/table_def.hpp"
#include "tabulate/tabulate.hpp"

namespace yj::publish {

/// What the table cannot know of itself.
struct TableFacts {
    Period period;
    std::string region_name;  ///< the place in the title
    std::string form_name;
    std::string scope;  ///< 统计范围: the frame's title
    /// Name of a node: region, industry or size code, without "~" and "@…". "*" never comes here.
    std::function<std::string(tabulate::DimBy, const std::string& code)> node_name;
};

/// The facts as a pack tells them: names from its lists region, industry and size as they stand in that
/// period, the form's name and its frame's title. REQUIRES: the pack outlives the facts.
[[nodiscard]] TableFacts table_facts(const instrument::Pack& pack, const tabulate::TableDef& def,
                                     Period period, std::string_view region_name);

/// Row dimensions nest down, column dimensions and measures go across. A row in which nobody contributes is
/// left out, unless it stands at the top of every dimension but the first.
[[nodiscard]] PrintedTable print_table(const tabulate::TableDef& def, const tabulate::Table& table,
                                       const TableFacts& facts);

}  // namespace yj::publish
