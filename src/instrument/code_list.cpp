#include "instrument/code_list.hpp"

#include <algorithm>

#include "instrument/list_lines.hpp"

namespace yj::instrument {

bool Code::valid(Period period) const {
    return (!valid_from || valid_from->first_day() <= period.last_day()) &&
           (!valid_to || period.first_day() <= valid_to->last_day());
}

CodeList::CodeList(std::string name, std::vector<Code> codes) : name_(std::move(name)), codes_(std::move(codes)) {
    for (std::size_t i = 0; i < codes_.size(); ++i) {
        by_code_[codes_[i].code].push_back(i);
        by_parent_[codes_[i].parent].push_back(i);
    }
}

const Code* CodeList::find(std::string_view code, Period period) const {
    const auto found = by_code_.find(std::string(code));
    if (found == by_code_.end()) return nullptr;
    for (const auto at : found->second)
        if (codes_[at].valid(period)) return &codes_[at];
    return nullptr;
}

std::string CodeList::name_of(std::string_view code, Period period) const {
    const auto* found = find(code, period);
    return found == nullptr ? std::string(code) : found->name;
}

std::vector<const Code*> CodeList::children(std::string_view parent, Period period) const {
    std::vector<const Code*> below;
    const auto found = by_parent_.find(std::string(parent));
    if (found == by_parent_.end()) return below;
    for (const auto at : found->second)
        if (codes_[at].valid(period)) below.push_back(&codes_[at]);
    return below;
}

namespace {

/// Reads an optional period of a list's line.
std::optional<Period> period_in(const ListLine& line, std::string_view column, std::string_view path, Faults& faults) {
    const auto text = line.value(column);
    if (text.empty()) return std::nullopt;
    const auto period = Period::parse(text);
    if (!period)
        faults.push_back({std::string(path), line.number, 0, "“" + std::string(text) + "”不是期别",
                          "如 2025-01 或 2025", {}});
    return period;
}

bool overlap(const Code& a, const Code& b) {
    const bool a_before_b = a.valid_to && b.valid_from && a.valid_to->last_day() < b.valid_from->first_day();
    const bool b_before_a = b.valid_to && a.valid_from && b.valid_to->last_day() < a.valid_from->first_day();
    return !a_before_b && !b_before_a;
}

}  // namespace

CodeList read_code_list(std::string_view path, std::string_view text, Faults& faults) {
    const auto lines = read_list_lines(path, text, {"code", "name"}, faults);
    std::vector<Code> codes;
    std::unordered_map<std::string, std::vector<std::size_t>> seen;
    for (const auto& line : lines) {
        Code code{std::string(line.value("code")), std::string(line.value("name")), std::string(line.value("parent")),
                  period_in(line, "valid_from", path, faults), period_in(line, "valid_to", path, faults)};
        if (code.code.empty() || code.name.empty())
            faults.push_back({std::string(path), line.number, 0, "代码或名称空缺", "code 与 name 都要填写", {}});
        for (const auto at : seen[code.code])
            if (overlap(codes[at], code))
                faults.push_back({std::string(path), line.number, 0, "代码“" + code.code + "”重复",
                                  "同一时期内每个代码只出现一次", {}});
        seen[code.code].push_back(codes.size());
        codes.push_back(std::move(code));
    }
    for (std::size_t i = 0; i < codes.size(); ++i)
        if (!codes[i].parent.empty() && !seen.contains(codes[i].parent))
            faults.push_back({std::string(path), lines[i].number, 0, "上级代码“" + codes[i].parent + "”不在本表中",
                              "已列出的代码", {}});
    auto name = path.substr(path.rfind('/') + 1);
    name = name.substr(0, name.rfind('.'));
    return {std::string(name), std::move(codes)};
}

}  // namespace yj::instrument
