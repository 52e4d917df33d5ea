#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "tools/tidy/outline.hpp"
#include "tools/tidy/rules.hpp"

namespace yj::tidy {
namespace {

constexpr int kFileLines = 800;
constexpr int kFunctionLines = 70;
constexpr int kColumns = 110;
constexpr int kHeaderIncludes = 12;

void check_columns(const Source& source, Faults& faults) {
    int line = 0;
    for (const std::string& text : source.lines) {
        ++line;
        if (!is_utf8(text) && !text.empty()) {
            faults.push_back({source.path, line, "not UTF-8"});
        } else if (const int width = display_width(text); width > kColumns) {
            faults.push_back({source.path, line, fmt::format("{} columns; at most {}", width, kColumns)});
        }
    }
}

void check_header(const Source& source, Faults& faults) {
    const auto code =
        std::ranges::find_if(source.lines, [](const std::string& line) { return !line.starts_with("// "); });
    if (code == source.lines.begin())
        faults.push_back({source.path, 1, "the first line says in a // comment what this header is"});
    if (code == source.lines.end() || *code != "#pragma once")
        faults.push_back({source.path, 1, "#pragma once follows the first comment"});
    if (source.includes.size() > kHeaderIncludes)
        faults.push_back(
            {source.path, 0,
             fmt::format("{} includes in a header; at most {}", source.includes.size(), kHeaderIncludes)});
}

}  // namespace

void check_layout(const Source& source, Faults& faults) {
    const int lines = static_cast<int>(source.lines.size());
    if (lines > kFileLines)
        faults.push_back({source.path, 0, fmt::format("{} lines; at most {}: part it", lines, kFileLines)});
    check_columns(source, faults);
    if (source.is_header()) check_header(source, faults);
    for (const Function& function : outline(source)) {
        const int length = function.last_line - function.first_line + 1;
        if (function.defined && length > kFunctionLines)
            faults.push_back(
                {source.path, function.first_line,
                 fmt::format("{} has {} lines; at most {}", function.name, length, kFunctionLines)});
    }
}

}  // namespace yj::tidy
