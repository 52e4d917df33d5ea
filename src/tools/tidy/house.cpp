#include "tools/tidy/house.hpp"

#include <algorithm>

#include "tools/tidy/rules.hpp"

namespace yj::tidy {

Faults check_house(const Tree& tree) {
    Faults faults;
    const auto law = tree.find("src/ROOMS");
    if (law == tree.end()) return {{"src/ROOMS", 0, "the law of the house is not there"}};
    const Rooms rooms = read_rooms(law->second, faults);
    for (const auto& [path, text] : tree) {
        if (!path.starts_with("src/") || !(path.ends_with(".cpp") || path.ends_with(".hpp"))) continue;
        const Source source = read_source(path, text);
        check_layout(source, faults);
        check_includes(source, rooms, faults);
        check_words(source, faults);
        check_names(source, faults);
        check_formula_sources(source, faults);
    }
    check_pages(tree, rooms, faults);
    check_decisions(tree, faults);
    check_places(tree, faults);
    std::ranges::sort(faults);
    return faults;
}

}  // namespace yj::tidy
