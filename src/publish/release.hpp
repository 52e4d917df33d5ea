// Release: a product of a period, frozen by one entry with every figure it shows.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/digest.hpp"
#include "publish/issue.hpp"
#include "publish/printed_table.hpp"

namespace yj::publish {

/// A release is known by its entry.
struct Release {
    EntryIndex since;
    std::string product;  ///< "monthly"
    Period period;
    EntryIndex as_of;  ///< the entry at which the figures were computed
    std::string title;
    std::string product_hash;  ///< SHA-256 (hex) of product.toml
    Digest docx;
    Digest xlsx;
    AccountId account;
    Instant released_at;
    std::string engine;  ///< tabulate::kEngineVersion
    bool operator==(const Release&) const = default;
};

/// A figure as it was released. What it stood on is derived again from table, cell, period and as_of.
struct ReleasedFigure {
    FigureId id;
    EntryIndex since;  ///< its release
    std::string table;
    std::string table_hash;
    std::string cell;
    Period period;
    std::string printed;
    tabulate::FigureStatus status = tabulate::FigureStatus::Value;
    std::optional<Amount> exact;        ///< before rounding; the numerator of a rate
    std::optional<Amount> denominator;  ///< of a rate
    int contributors = 0;
    bool operator==(const ReleasedFigure&) const = default;
};

/// A table of a period that a release draws on: the way back from a report starts here.
struct ReleasedTable {
    std::string table;
    std::string table_hash;
    std::string form;
    Period period;
    bool operator==(const ReleasedTable&) const = default;
};

struct ReleaseContent {
    std::vector<ReleasedTable> tables;
    std::vector<ReleasedFigure> figures;  ///< each id once
};

/// What a release freezes: every cell of the tables it shows, and the cells that its sentences and charts
/// show from other periods. REQUIRES: all tables were numbered for `release` (number_figures).
[[nodiscard]] ReleaseContent release_content(std::span<const PrintedTable> shown,
                                             std::span<const PrintedTable> all,
                                             std::span<const UsedFigure> used, EntryIndex release);

}  // namespace yj::publish
