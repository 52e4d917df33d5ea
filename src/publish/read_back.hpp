// read_back: a bulletin that people edited, held against the one that was made: which bound numbers are no
// longer ours.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"

namespace yj::publish {

struct HandChange {
    std::string bookmark;  ///< "yj_<id>" or "yj_<id>_2"
    FigureId figure;
    std::string made;   ///< what we wrote: "增长6.4%"
    std::string found;  ///< what stands there now; empty when the words or the bookmark are gone
    bool lost = false;  ///< the bookmark itself is gone
    bool operator==(const HandChange&) const = default;
};

/// Every bound number that was changed or lost, by name of its bookmark. Words between the numbers are free.
/// Fails: as Docx::open, for either document.
[[nodiscard]] Result<std::vector<HandChange>> changed_by_hand(std::string_view made_docx,
                                                              std::string_view edited_docx);

}  // namespace yj::publish
