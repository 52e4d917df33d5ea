// TravellingRules: which rules of a form leave the server for a browser, by who looks.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "edit/rule_set.hpp"

namespace yj::edit {

/// A respondent gets the 强制 rules alone; a bureau's user gets 核实 and 提示 too.
enum class Reader { Respondent, Bureau };

/// What travels for one form: its rules as texts (the words of each and the 范围 it names, no remark of the
/// file), those made from the form's description among them, in the order of the set; and the codes of the
/// forms that these texts need, the form itself first. A browser runs these and makes none of its own, so
/// that a generated rule that a 核实 rule stands for does not come back there.
struct TravellingRules {
    std::vector<RuleText> texts;
    std::vector<std::string> forms;
};

/// Population rules never travel: they need the other units' reports.
/// Source: rules.md, "Kinds": no threshold and no 核实 rule reaches a respondent's browser.
[[nodiscard]] TravellingRules travelling_rules(const RuleSet& set, std::string_view form, Reader reader);

}  // namespace yj::edit
