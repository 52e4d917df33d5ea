// figure_question: a released figure by its id, and the released figures of a table.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "desk/county.hpp"
#include "publish/release.hpp"

namespace yj::desk {

/// What is released may be seen by everybody who is signed in.
struct ShownFigure {
    publish::ReleasedFigure figure;
    std::string table_title;
    std::string row;     ///< names of its row's nodes; the codes where the pack has no name
    std::string column;  ///< title and measure
    std::vector<publish::ReleasedFigure> revisions;  ///< every release of the same cell, earliest first
};
/// Fails: NotFound.
[[nodiscard]] Result<ShownFigure> show_figure(const County& county, FigureId id);

/// The words of a figure's place without asking the store.
[[nodiscard]] ShownFigure figure_words(const County& county, const publish::ReleasedFigure& figure);

/// The figure ids of the last release that shows the table for the period, by cell; empty when there is none.
[[nodiscard]] Result<std::map<std::string, FigureId>> released_cells(const County& county,
                                                                     const std::string& table, Period period);

}  // namespace yj::desk
