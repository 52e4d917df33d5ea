#include "publish/release.hpp"

#include <algorithm>
#include <set>

namespace yj::publish {

namespace {

class Collector {
public:
    explicit Collector(EntryIndex release) : release_(release) {}

    void add(const PrintedTable& table, const PrintedFigure& figure) {
        if (!figure.id || !seen_.insert(figure.id).second) return;
        const ReleasedTable from{table.code, table.hash, table.form, table.period};
        if (std::ranges::find(content.tables, from) == content.tables.end()) content.tables.push_back(from);
        content.figures.push_back({figure.id, release_, table.code, table.hash, figure.address, table.period,
                                   figure.printed, figure.status, figure.exact, figure.denominator,
                                   figure.contributors});
    }

    ReleaseContent content;

private:
    EntryIndex release_;
    std::set<FigureId> seen_;
};

template <class Fn>
void each_figure(std::span<const PrintedTable> tables, Fn fn) {
    for (const auto& table : tables)
        for (const auto& row : table.rows)
            for (const auto& figure : row.cells) fn(table, figure);
}

}  // namespace

ReleaseContent release_content(std::span<const PrintedTable> shown, std::span<const PrintedTable> all,
                               std::span<const UsedFigure> used, EntryIndex release) {
    Collector collector(release);
    each_figure(shown, [&](const auto& table, const auto& figure) { collector.add(table, figure); });
    std::set<FigureId> wanted;
    for (const auto& each : used) wanted.insert(each.id);
    each_figure(all, [&](const auto& table, const auto& figure) {
        if (wanted.contains(figure.id)) collector.add(table, figure);
    });
    return std::move(collector.content);
}

}  // namespace yj::publish
