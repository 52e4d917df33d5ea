#include "base/case_file.hpp"

#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "base/invariant.hpp"
#include "base/text.hpp"

namespace yj {
namespace {

Case::Row cells_of(std::string_view line) {
    Case::Row row;
    for (std::string_view cell : split(line, '|')) row.emplace_back(trimmed(cell));
    return row;
}

/// Reads lines into cases, remembering the table that is open.
class CaseReader {
public:
    Done take(std::string_view line) {
        ++line_;
        const std::string_view content = trimmed(line);
        if (content.empty()) return {};
        if (content.starts_with("## ")) return begin(content.substr(3));
        if (content.starts_with("#")) return {};
        if (cases_.empty()) return fault("第一个“## 标题”之前只能有以 # 开头的说明");
        if (line.front() == ' ' || line.front() == '\t') return row(content);
        return key(content);
    }
    std::vector<Case> cases() { return std::move(cases_); }

private:
    Done fault(std::string what) const {
        return refuse(Refused::Malformed, std::move(what), fmt::format("第 {} 行", line_));
    }

    Done begin(std::string_view title) {
        cases_.push_back({});
        cases_.back().title = trimmed(title);
        cases_.back().line = line_;
        table_ = nullptr;
        return {};
    }

    Done row(std::string_view content) {
        if (table_ == nullptr) return fault("缩进的行须在“键:”之后");
        table_->push_back(cells_of(content));
        return {};
    }

    Done key(std::string_view content) {
        const std::size_t colon = content.find(':');
        if (colon == std::string_view::npos) return fault("应为“键: 值”或缩进的表格行");
        std::string name(trimmed(content.substr(0, colon)));
        std::string value(trimmed(content.substr(colon + 1)));
        Case& current = cases_.back();
        if (current.values.contains(name) || current.tables.contains(name))
            return fault("同一例中重复的键 " + name);
        table_ = value.empty() ? &current.tables[name] : nullptr;
        if (table_ == nullptr) current.values.emplace(std::move(name), std::move(value));
        return {};
    }

    std::vector<Case> cases_;
    std::vector<Case::Row>* table_ = nullptr;
    int line_ = 0;
};

}  // namespace

const std::string& Case::at(std::string_view key) const {
    const auto found = values.find(key);
    invariant(found != values.end(), fmt::format("case '{}' lacks the key '{}'", title, key).c_str());
    return found->second;
}

std::string Case::get(std::string_view key, std::string_view otherwise) const {
    const auto found = values.find(key);
    return found == values.end() ? std::string(otherwise) : found->second;
}

const std::vector<Case::Row>& Case::rows(std::string_view key) const {
    static const std::vector<Row> kNone;
    const auto found = tables.find(key);
    return found == tables.end() ? kNone : found->second;
}

Result<std::vector<Case>> parse_cases(std::string_view text) {
    CaseReader reader;
    for (std::string_view line : split(text, '\n')) YJ_TRY(reader.take(line));
    return reader.cases();
}

Result<std::vector<Case>> read_cases(const std::string& path) {
    YJ_ASSIGN(const std::string text, read_text_file(path));
    auto cases = parse_cases(text);
    if (!cases) cases.error().place = path + " " + cases.error().place;
    return cases;
}

Result<std::string> read_text_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return refuse(Refused::NotFound, "没有这个文件，或无法打开", path);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace yj
