// FrameFilter: which units owe a form, decided by the pack's frame rule over a unit's attributes.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/industry_code.hpp"
#include "instrument/frame_rule.hpp"
#include "registry/stat_unit.hpp"

namespace yj::registry {

/// Made once from a rule, asked for every unit.
class FrameFilter {
public:
    explicit FrameFilter(instrument::FrameRule rule);

    /// All that the rule asks must hold. A rule that names no 运营状态 asks for none.
    /// A number attribute that the unit lacks, or that is no number, is not "at least" anything.
    [[nodiscard]] bool takes(const UnitAttributes& unit) const;

private:
    [[nodiscard]] bool industry_fits(const IndustryCode& industry) const;
    [[nodiscard]] bool number_fits(const UnitAttributes& unit) const;

    instrument::FrameRule rule_;
    std::vector<IndustryCode> industries_;
    std::vector<UnitKind> kinds_;
};

}  // namespace yj::registry
