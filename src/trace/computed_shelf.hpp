// Computed: a figure derived again, with the contributors it rests on and how much of them the reader may
// see.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "series/gather_contributors_shelf.hpp"
#include "tabulate/tabulate.hpp"
#include "trace/walk_shelf.hpp"

namespace yj::trace {

struct Computed {
    const tabulate::TableDef& def;
    const tabulate::TableMeasure& measure;
    series::Gathered gathered;
    tabulate::Figure figure;
    std::vector<std::size_t>
        shown;            ///< places in the contributors that the reader may see, the largest first
    std::size_t all = 0;  ///< how many the figure sums

    [[nodiscard]] bool sees_all() const { return shown.size() == all; }
    /// Whether digits that the withheld figure hides may be said.
    [[nodiscard]] bool open() const {
        return figure.status != tabulate::FigureStatus::Withheld || sees_all();
    }
    /// Whether the number of contributors may be said.
    [[nodiscard]] bool count_open() const { return open() || def.suppress.counts_open; }
    /// A contributor's part of the sum of all, "12.3%"; empty for counts, over zero, and where it would
    /// betray what is withheld.
    [[nodiscard]] std::string share(std::size_t place) const;
    [[nodiscard]] WideAmount total() const;

    std::vector<std::size_t> places;  ///< all that the figure sums
};

/// Fails: NotFound when the table has no such cell; what gather_contributors refuses.
[[nodiscard]] Result<Computed> compute(const Walk& walk, const tabulate::TableDef& def, std::string_view cell,
                                       Period period, const Rights& rights);

}  // namespace yj::trace
