#include "instrument/list_lines.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace yj::instrument {

namespace {

/// One line's values; quotes may hold commas and doubled quotes, not line ends.
std::vector<std::string> values_of(std::string_view line) {
    std::vector<std::string> values(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
            values.back() += '"';
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            values.emplace_back();
        } else {
            values.back() += c;
        }
    }
    return values;
}

}  // namespace

std::vector<ListLine> read_list_lines(std::string_view path, std::string_view text,
                                      std::initializer_list<std::string_view> required, Faults& faults) {
    std::vector<ListLine> lines;
    if (!is_utf8(text)) {
        faults.push_back({std::string(path), 0, 0, "不是 UTF-8 文本", "UTF-8 编码", {}});
        return lines;
    }
    std::vector<std::string> header;
    int number = 0;
    for (auto line : split(text, '\n')) {
        ++number;
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (trimmed(line).empty() || line.starts_with('#')) continue;
        auto values = values_of(line);
        if (header.empty()) {
            header = std::move(values);
            for (const auto column : required)
                if (std::ranges::find(header, column) == header.end())
                    faults.push_back({std::string(path),
                                      number,
                                      0,
                                      "表头缺少“" + std::string(column) + "”一栏",
                                      std::string(column),
                                      {}});
            continue;
        }
        if (values.size() != header.size()) {
            faults.push_back({std::string(path),
                              number,
                              0,
                              "有 " + std::to_string(values.size()) + " 个值",
                              std::to_string(header.size()) + " 个（与表头相同）",
                              {}});
            continue;
        }
        ListLine read{number, {}};
        for (std::size_t i = 0; i < header.size(); ++i) read.values.emplace(header[i], std::move(values[i]));
        lines.push_back(std::move(read));
    }
    if (header.empty()) faults.push_back({std::string(path), 0, 0, "是空表", "表头和至少一行", {}});
    return lines;
}

}  // namespace yj::instrument
