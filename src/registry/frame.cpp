#include "registry/frame.hpp"

#include <algorithm>

#include "base/ids.hpp"

namespace yj::registry {

namespace {

bool has_profession(const std::string& wanted, const std::string& has) {
    return wanted.empty() || has.find_first_of(wanted) != std::string::npos;
}

bool in_industries(const std::vector<std::string>& wanted, const IndustryCode& industry) {
    return wanted.empty() || std::ranges::any_of(wanted, [&](const std::string& text) {
               const auto node = IndustryCode::parse(text);
               return node && node->contains(industry);
           });
}

bool within_bounds(const instrument::FrameRule& rule, const UnitAttributes& attributes) {
    if (rule.number_attribute.empty()) return true;
    const auto found = attributes.more.find(rule.number_attribute);
    const auto number = found == attributes.more.end() ? std::nullopt : parse_id(found->second);
    return number && (!rule.at_least || *number >= *rule.at_least) && (!rule.below || *number < *rule.below);
}

}  // namespace

bool falls_under(const instrument::FrameRule& rule, const UnitAttributes& attributes) {
    const auto is_listed = [](const auto& list, const auto& value) {
        return list.empty() || std::ranges::find(list, value) != list.end();
    };
    return has_profession(rule.professions, attributes.professions) &&
           (!rule.above_scale || *rule.above_scale == attributes.above_scale) &&
           is_listed(rule.kinds, std::string(unit_kind_name(attributes.kind))) &&
           in_industries(rule.industries, attributes.industry) && is_listed(rule.states, attributes.state) &&
           within_bounds(rule, attributes);
}

}  // namespace yj::registry
