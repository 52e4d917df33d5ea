// Definitions, Rights, Depth: what a trace is handed by its caller: packs and names, what the reader may see.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/region_code.hpp"
#include "instrument/form.hpp"
#include "tabulate/table_def.hpp"
#include "trace/proof_text.hpp"

namespace yj::trace {

/// What is in force where, and how things are called. What is left empty falls back to the code itself
/// (names) or to "not sealed yet" (proof). Forms and tables must outlive the call.
struct Definitions {
    /// REQUIRED. The form of that hash, or null.
    std::function<const instrument::Form*(std::string_view hash)> form;
    /// REQUIRED. The table of that code and hash, or null; an empty hash means the one in force for the
    /// period.
    std::function<const tabulate::TableDef*(std::string_view code, std::string_view hash, Period period)>
        table;
    std::function<std::string(const RegionCode&, Period)> region_name;
    std::function<std::string(const std::string& industry, Period)> industry_name;
    std::function<std::string(AccountId)> account_name;
    /// What an act of the log is called: "report.accept" → 验收报表.
    std::function<std::string(const std::string& act)> act_name;
    /// An entry's proof against the latest checkpoint; empty when none covers it yet.
    std::function<std::optional<LogProof>(EntryIndex)> proof;
};

/// What the reader may see. Without microdata no respondent's name, figure, report or paper is shown, only
/// how many there are; `may_see_unit` (empty: any) narrows it to some units.
struct Rights {
    bool microdata = false;
    std::function<bool(StatUnitId, std::string_view form, const RegionCode&)> may_see_unit;

    [[nodiscard]] bool sees(StatUnitId unit, std::string_view form, const RegionCode& region) const {
        return microdata && (!may_see_unit || may_see_unit(unit, form, region));
    }
};

/// How far down a figure is opened: the largest contributors by share, and one of them down to its papers.
struct Depth {
    int top = 5;
    StatUnitId expand;  ///< none: contributors are named but not opened
};

}  // namespace yj::trace
