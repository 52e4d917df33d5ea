#include "tabulate/contributor.hpp"

#include "base/invariant.hpp"

namespace yj::tabulate {

Contributor contributor_of(const registry::UnitVersion& unit, SubmissionId submission, EntryIndex since) {
    Contributor one;
    one.unit = unit.unit;
    one.submission = submission;
    one.since = since;
    one.region = unit.attributes.region;
    one.industry = unit.attributes.industry;
    one.size = unit.attributes.size;
    one.counts = unit.attributes.kind != registry::UnitKind::Adjustment;
    return one;
}

std::vector<instrument::CellAddress> cell_places(std::span<const std::string> cells,
                                                 const instrument::Form& form) {
    std::vector<instrument::CellAddress> places;
    for (const auto& cell : cells) {
        const auto place = form.cell(cell);
        invariant(place.has_value(), "a table's cells lie in its form");
        places.push_back(*place);
    }
    return places;
}

void Contributors::add(const Contributor& contributor) {
    invariant(contributor.values.size() == width_, "a contributor has one value for each cell of the table");
    units_.push_back(contributor.unit);
    submissions_.push_back(contributor.submission);
    since_.push_back(contributor.since);
    regions_.push_back(contributor.region);
    industries_.push_back(contributor.industry);
    sizes_.push_back(contributor.size);
    counts_.push_back(contributor.counts ? 1 : 0);
    values_.insert(values_.end(), contributor.values.begin(), contributor.values.end());
}

void Contributors::add(Contributor contributor, const instrument::CellSheet& sheet,
                       std::span<const instrument::CellAddress> cells) {
    contributor.values.clear();
    for (const auto& cell : cells) contributor.values.push_back(sheet.at(cell));
    add(contributor);
}

Contributor Contributors::at(std::size_t at) const {
    const auto row = values(at);
    return {unit(at),     submission(at), since(at),  region(at),
            industry(at), size_class(at), counts(at), {row.begin(), row.end()}};
}

}  // namespace yj::tabulate
