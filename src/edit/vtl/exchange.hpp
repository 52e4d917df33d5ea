// Exchange: edit rules out of VTL and into VTL.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edit/rule_set.hpp"
#include "edit/vtl/dataset.hpp"

namespace yj::edit::vtl {

/// Something that did not go over as it stood, by the rule's name and why.
struct ExchangeNote {
    std::string rule;
    std::string why;
    bool operator==(const ExchangeNote&) const = default;
};

struct Imported {
    std::string rules;                  ///< `.rules` text over a plain table: names of components are columns
    std::vector<ExchangeNote> notes;    ///< read, with a difference that is told
    std::vector<ExchangeNote> refused;  ///< not expressible; not in `rules`
};

/// Rules out of a VTL script: datapoint rulesets (when A then B is 若 A 则 B), check() over the components of
/// one data set, hierarchical rulesets as identities between columns named by the code items. errorlevel 1 is
/// 强制, 2 核实, 3 and above 提示; without one, or with words, 核实 with a note. errorcode is the 提示. Nulls
/// are 空=不判. A rule's id is its name, with its ruleset before it where two have one name. What export_vtl
/// wrote comes back word for word with its hash, unless the VTL beside it was changed by hand: then the VTL
/// counts, with a note. Fails:  what parse_script refuses. Source: VTL 2.2, define datapoint ruleset;
/// docs/rooms/edit-vtl.md.
[[nodiscard]] Outcome<Imported> import_vtl(std::string_view script);

struct Exported {
    std::string vtl;
    /// Rules that VTL cannot hold: they travel as remarks alone, and only import_vtl reads them.
    std::vector<ExchangeNote> in_remarks;
    /// Rules whose months, periods or excepted units stand in the remark alone: whoever runs the VTL chooses
    /// the reports.
    std::vector<ExchangeNote> limits;
};

/// The rules of one form as a datapoint ruleset over the components of one data set. For a plain table a
/// component is a column; for any other form it is a cell, '01.1'. A rule over several columns or rows
/// becomes one VTL rule for each. The rule's own text stands before it as //@规则 …, so that nothing is lost.
/// `texts` are the files the rules came from: the 范围 they define go along.
/// Source: VTL 2.2, define datapoint ruleset; docs/rooms/edit-vtl.md.
[[nodiscard]] Exported export_vtl(const RuleSet& rules, const instrument::Form& form,
                                  std::span<const RuleText> texts = {});

}  // namespace yj::edit::vtl
