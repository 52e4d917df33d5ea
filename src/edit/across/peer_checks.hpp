// PeerChecks: 横向 checks: every unit of a population against its peers, all checks of a form in one call.
#pragma once
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "base/executor.hpp"
#include "edit/across/fences.hpp"
#include "edit/across/peer_groups.hpp"
#include "edit/across/ratio_outliers.hpp"
#include "edit/finding.hpp"

namespace yj::edit::across {

/// What is compared: the value itself (on a logarithmic scale), its ratio to 上年同期, its ratio to 上期.
enum class PeerTest : std::uint8_t { Level, YearRatio, LastRatio };

/// One 横向 check of a form: a rule as data, with a hash of its text as every rule has.
struct PeerCheck {
    std::string id;  ///< "B204-1/A1"
    PeerTest test = PeerTest::YearRatio;
    std::string cell;  ///< "01.1"
    RatioTerms ratio;  ///< for the ratios
    double reach = 3;  ///< for Level: how many stretched quartile ranges the fences stand off
    std::size_t least_peers = 10;

    /// The check in words, canonical: what its hash is taken of.
    [[nodiscard]] std::string text() const;
    /// First 16 hex digits of the SHA-256 of text().
    [[nodiscard]] std::string hash() const;
};

/// The usual three checks of a cell, A1, A2 and A3 of the form (the next three for the next cell).
/// Source: issue of quartile and ratio checks in rules.md, 横向 checks.
[[nodiscard]] std::vector<PeerCheck> usual_checks(const std::string& form,
                                                  std::span<const std::string> cells);

/// A cell of every unit of the population; NaN where nothing was reported. Lent for the call.
struct PeerColumns {
    std::span<const double> now;
    std::span<const double> year_ago;  ///< 上年同期, comparable
    std::span<const double> last;      ///< 上期
};

/// Why a unit could not be compared.
enum class NotCompared : std::uint8_t { Compared, NoValue, NotPositive, NoReference, TooFewPeers };

/// What a check says of a unit: 不通过 (outside of the fences) or 无法判定 (with the reason).
struct PeerFinding {
    std::uint32_t unit = 0;
    std::uint32_t check = 0;
    Verdict verdict = Verdict::Failed;
    NotCompared reason = NotCompared::Compared;
    std::int32_t group = PeerGroups::kNobody;
    double value = 0;       ///< the value, or the ratio
    double score = 0;       ///< on the scale of the method: E, or the logarithm
    double typical = 0;     ///< the peers' median, as `value`
    Fences usual;           ///< the fences as `value`; for a ratio at this unit's own size
    std::size_t peers = 0;  ///< comparable units beside it
};

/// What a group of peers is like under one check.
struct GroupStatistic {
    double typical = std::numeric_limits<double>::quiet_NaN();  ///< median value or ratio
    double centre = 0;                                          ///< median score
    Fences fences;                                              ///< on the scale of the score
};

struct CheckOutcome {
    PeerGroups groups;
    std::vector<GroupStatistic> statistics;  ///< one a group
    /// Of every compared unit: how far its score lies from the median, 1 at the fence; NaN for the others.
    std::vector<double> distance;
    std::vector<PeerFinding> findings;  ///< by unit; 通过 is never among them
    std::size_t compared = 0;
};

/// Runs the checks over the population. A unit whose value is missing is not asked (it has reported nothing);
/// every other unit is compared, or is 无法判定 with its reason.
/// Shape:  columns[i] belongs to checks[i]; each column has the index's size, or none when the check does not
///         read it.
/// Source: rules.md, 横向 checks; each method as its header says;  Cost: O(units) a check, medcouples
///         O(n log n). The same on any number of threads.
[[nodiscard]] std::vector<CheckOutcome> across_checks(const PeerIndex& index,
                                                      std::span<const PeerCheck> checks,
                                                      std::span<const PeerColumns> columns,
                                                      const Executor& run);

}  // namespace yj::edit::across
