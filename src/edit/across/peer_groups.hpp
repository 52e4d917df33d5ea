// PeerGroups: with whom a unit is compared: industry × size × region, wider where the narrow group is too
// small.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/executor.hpp"
#include "base/industry_code.hpp"
#include "base/region_code.hpp"
#include "registry/stat_unit.hpp"

namespace yj::edit::across {

/// What of a unit decides who its peers are.
struct PeerTraits {
    IndustryCode industry;
    registry::SizeClass size = registry::SizeClass::None;
    RegionCode region;
};

/// How alike peers are at one step of the ladder. Whole and Country ask for nothing.
struct PeerLevel {
    IndustryLevel industry = IndustryLevel::Whole;
    bool size = false;
    RegionLevel region = RegionLevel::Country;
    bool operator==(const PeerLevel&) const = default;
};

/// 中类×规模×县, 中类×规模, 大类×规模, 大类, 门类×规模, 门类, 全部: narrow steps first.
[[nodiscard]] const std::vector<PeerLevel>& usual_ladder();

/// Units that are compared with each other. What its level does not ask for is left empty.
struct PeerGroup {
    PeerLevel level;
    IndustryCode industry;
    registry::SizeClass size = registry::SizeClass::None;
    RegionCode region;
    std::vector<std::uint32_t>
        members;  ///< places in the population, rising; only units that can be compared
};

struct PeerGroups {
    static constexpr std::int32_t kNobody = -1;
    std::vector<PeerGroup> groups;       ///< those that some unit is compared in
    std::vector<std::int32_t> group_of;  ///< for every unit; kNobody where no step has enough peers
};

/// A population, sorted once into the groups of every step of a ladder. Immutable; any thread may ask.
class PeerIndex {
public:
    /// Source: rules.md, 横向 checks (industry × size × region);  Cost: O(units · steps).
    PeerIndex(std::span<const PeerTraits> units, std::span<const PeerLevel> ladder, const Executor& run);

    /// The narrowest group of each unit that has at least `least` comparable units beside it. A unit whose
    /// industry, size or region is not known as finely as a step asks has no group at that step.
    /// Shape:  `comparable` has the population's size; other units get a group too, but are members of none.
    /// Source: as above; the fall-back is that of Statistics Canada's Banff (data groups of a least size).
    /// Cost:   O(units · steps).
    [[nodiscard]] PeerGroups groups(std::span<const std::uint8_t> comparable, std::size_t least) const;

    [[nodiscard]] std::size_t size() const { return size_; }

private:
    /// One step: the group of every unit, -1 where a trait is not known; and what each group is.
    struct Step {
        std::vector<std::int32_t> group;
        std::vector<PeerGroup> groups;  ///< without members
    };
    std::size_t size_ = 0;
    std::vector<Step> steps_;
};

}  // namespace yj::edit::across
