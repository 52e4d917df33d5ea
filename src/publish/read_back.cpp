#include "publish/read_back.hpp"

#include "publish/docx.hpp"

namespace yj::publish {

namespace {

constexpr std::string_view kPrefix = "yj_";

FigureId figure_of(std::string_view bookmark) {
    const auto id =
        parse_id(bookmark.substr(kPrefix.size(), bookmark.find('_', kPrefix.size()) - kPrefix.size()));
    return FigureId{id.value_or(0)};
}

}  // namespace

Result<std::vector<HandChange>> changed_by_hand(std::string_view made_docx, std::string_view edited_docx) {
    YJ_ASSIGN(const auto made, Docx::open(made_docx));
    YJ_ASSIGN(const auto edited, Docx::open(edited_docx));
    std::vector<HandChange> changes;
    for (const auto& bookmark : made.bookmarks()) {
        if (!bookmark.starts_with(kPrefix)) continue;
        HandChange change{bookmark, figure_of(bookmark), made.text_of(bookmark), edited.text_of(bookmark),
                          !edited.has(bookmark)};
        if (change.lost || change.made != change.found) changes.push_back(std::move(change));
    }
    return changes;
}

}  // namespace yj::publish
