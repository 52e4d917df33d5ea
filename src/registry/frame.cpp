#include "registry/frame.hpp"

#include <algorithm>

#include "base/number_text.hpp"

namespace yj::registry {

FrameFilter::FrameFilter(instrument::FrameRule rule) : rule_(std::move(rule)) {
    for (const auto& text : rule_.industries)
        if (const auto code = IndustryCode::parse(text)) industries_.push_back(*code);
    for (const auto& name : rule_.kinds)
        if (const auto kind = parse_unit_kind(name)) kinds_.push_back(*kind);
}

bool FrameFilter::takes(const UnitAttributes& unit) const {
    if (rule_.above_scale && *rule_.above_scale != unit.above_scale) return false;
    if (!rule_.kinds.empty() && std::ranges::find(kinds_, unit.kind) == kinds_.end()) return false;
    if (!rule_.professions.empty() && unit.professions.find_first_of(rule_.professions) == std::string::npos)
        return false;
    if (!rule_.states.empty() && std::ranges::find(rule_.states, unit.state) == rule_.states.end())
        return false;
    return industry_fits(unit.industry) && number_fits(unit);
}

bool FrameFilter::industry_fits(const IndustryCode& industry) const {
    return rule_.industries.empty() || std::ranges::any_of(industries_, [&](const IndustryCode& wanted) {
               return wanted.contains(industry);
           });
}

bool FrameFilter::number_fits(const UnitAttributes& unit) const {
    if (rule_.number_attribute.empty()) return true;
    const auto text = unit.more.find(rule_.number_attribute);
    if (text == unit.more.end()) return false;
    const auto value = read_number(text->second);
    if (!value || !value->present()) return false;
    return (!rule_.at_least || value->amount() >= Amount(*rule_.at_least, 0)) &&
           (!rule_.below || value->amount() < Amount(*rule_.below, 0));
}

}  // namespace yj::registry
