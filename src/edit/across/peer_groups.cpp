#include "edit/across/peer_groups.hpp"

#include <array>
#include <unordered_map>

#include "base/invariant.hpp"
#include "base/number_text.hpp"

namespace yj::edit::across {

namespace {

using registry::SizeClass;

/// A unit's traits as two numbers: the letters of its industry and its size; the digits of its region.
struct Key {
    std::uint64_t kind = 0;
    std::int64_t place = 0;
    bool operator==(const Key&) const = default;
};

struct KeyHash {
    std::size_t operator()(const Key& key) const {
        const auto mixed =
            (key.kind ^ static_cast<std::uint64_t>(key.place) * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
        return static_cast<std::size_t>(mixed ^ (mixed >> 32));
    }
};

/// How many characters of the code a level has: "", "C", "C13", "C131", "C1310".
std::size_t characters(IndustryLevel level) {
    static constexpr std::array<std::size_t, 5> kCharacters{0, 1, 3, 4, 5};
    return kCharacters[static_cast<std::size_t>(level)];
}

std::uint64_t packed(std::string_view text) {
    std::uint64_t number = 0;
    for (const char c : text) number = number << 8 | static_cast<unsigned char>(c);
    return number;
}

/// False where a trait that the level asks for is not known.
bool key_at(const PeerTraits& unit, const PeerLevel& level, Key& key) {
    const auto& industry = unit.industry.text();
    const auto width = characters(level.industry);
    if (industry.size() < width) return false;
    if (level.size && unit.size == SizeClass::None) return false;
    if (unit.region.level() < level.region) return false;
    key.kind = packed(std::string_view(industry).substr(0, width)) << 8 |
               static_cast<std::uint64_t>(level.size ? unit.size : SizeClass::None);
    key.place = 0;
    if (level.region != RegionLevel::Country)
        for (const char c : unit.region.at(level.region).text()) key.place = key.place * 10 + (c - '0');
    return true;
}

PeerGroup described(const PeerTraits& unit, const PeerLevel& level) {
    PeerGroup group;
    group.level = level;
    group.industry = unit.industry.at(level.industry);
    if (level.size) group.size = unit.size;
    group.region = unit.region.at(level.region);
    return group;
}

}  // namespace

const std::vector<PeerLevel>& usual_ladder() {
    static const std::vector<PeerLevel> kLadder{{IndustryLevel::Group, true, RegionLevel::County},
                                                {IndustryLevel::Group, true, RegionLevel::Country},
                                                {IndustryLevel::Division, true, RegionLevel::Country},
                                                {IndustryLevel::Division, false, RegionLevel::Country},
                                                {IndustryLevel::Section, true, RegionLevel::Country},
                                                {IndustryLevel::Section, false, RegionLevel::Country},
                                                {}};
    return kLadder;
}

PeerIndex::PeerIndex(std::span<const PeerTraits> units, std::span<const PeerLevel> ladder,
                     const Executor& run)
    : size_(units.size()), steps_(ladder.size()) {
    run(ladder.size(), [&](std::size_t at) {
        auto& step = steps_[at];
        step.group.assign(units.size(), PeerGroups::kNobody);
        std::unordered_map<Key, std::int32_t, KeyHash> known;
        Key key;
        for (std::size_t unit = 0; unit < units.size(); ++unit) {
            if (!key_at(units[unit], ladder[at], key)) continue;
            const auto [found, fresh] = known.try_emplace(key, static_cast<std::int32_t>(step.groups.size()));
            if (fresh) step.groups.push_back(described(units[unit], ladder[at]));
            step.group[unit] = found->second;
        }
    });
}

PeerGroups PeerIndex::groups(std::span<const std::uint8_t> comparable, std::size_t least) const {
    invariant(comparable.size() == size_, "it is said of every unit whether it can be compared");
    PeerGroups made;
    made.group_of.assign(size_, PeerGroups::kNobody);
    std::vector<std::int32_t> answer;  // of a group of the step, its place in `made`
    std::vector<std::uint32_t> count;
    std::size_t without = size_;
    for (const auto& step : steps_) {
        if (without == 0) break;
        count.assign(step.groups.size(), 0);
        for (std::size_t unit = 0; unit < size_; ++unit)
            if (comparable[unit] != 0 && step.group[unit] >= 0)
                ++count[static_cast<std::size_t>(step.group[unit])];
        answer.assign(step.groups.size(), PeerGroups::kNobody);
        for (std::size_t unit = 0; unit < size_; ++unit) {
            if (made.group_of[unit] != PeerGroups::kNobody || step.group[unit] < 0) continue;
            const auto group = static_cast<std::size_t>(step.group[unit]);
            if (count[group] < least + (comparable[unit] != 0 ? 1 : 0)) continue;
            if (answer[group] < 0) {
                answer[group] = static_cast<std::int32_t>(made.groups.size());
                made.groups.push_back(step.groups[group]);
                made.groups.back().members.reserve(count[group]);
            }
            made.group_of[unit] = answer[group];
            --without;
        }
        for (std::size_t unit = 0; unit < size_; ++unit) {
            if (comparable[unit] == 0 || step.group[unit] < 0) continue;
            const auto place = answer[static_cast<std::size_t>(step.group[unit])];
            if (place >= 0)
                made.groups[static_cast<std::size_t>(place)].members.push_back(
                    static_cast<std::uint32_t>(unit));
        }
    }
    return made;
}

}  // namespace yj::edit::across
