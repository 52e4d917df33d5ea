// FigureTags: the bookmarks that tie a number in a document to its figure; names and ids unique in the
// document.
#pragma once
#include <map>
#include <string>

#include "base/ids.hpp"

namespace yj::publish {

/// A figure's first place is "yj_<id>", its later ones "yj_<id>_2", "yj_<id>_3". Bookmarks live through Word,
/// WPS and LibreOffice (content controls do not).
class FigureTags {
public:
    struct Tag {
        int id;            ///< w:id, unique in the document
        std::string name;  ///< w:name
    };

    explicit FigureTags(int first_id = 0) : next_(first_id) {}
    [[nodiscard]] Tag next(FigureId figure);
    /// The run wrapped in the figure's bookmark; the run alone when the figure has no id yet.
    [[nodiscard]] std::string wrapped(FigureId figure, const std::string& run);

private:
    int next_;
    std::map<FigureId, int> used_;
};

}  // namespace yj::publish
