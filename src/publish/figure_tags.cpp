#include "publish/figure_tags.hpp"

#include <fmt/format.h>

namespace yj::publish {

FigureTags::Tag FigureTags::next(FigureId figure) {
    const int place = ++used_[figure];
    std::string name = fmt::format("yj_{}", figure.value);
    if (place > 1) name += fmt::format("_{}", place);
    return {next_++, std::move(name)};
}

std::string FigureTags::wrapped(FigureId figure, const std::string& run) {
    if (!figure) return run;
    const Tag tag = next(figure);
    return fmt::format(R"(<w:bookmarkStart w:id="{0}" w:name="{1}"/>{2}<w:bookmarkEnd w:id="{0}"/>)", tag.id,
                       tag.name, run);
}

}  // namespace yj::publish
