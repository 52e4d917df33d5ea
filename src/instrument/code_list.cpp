#include "instrument/code_list.hpp"

#include <algorithm>
#include <array>

#include "base/industry_code.hpp"
#include "base/measure.hpp"
#include "base/region_code.hpp"
#include "base/text.hpp"
#include "instrument/list_lines.hpp"

namespace yj::instrument {

bool Code::valid(Period period) const {
    return (!valid_from || valid_from->first_day() <= period.last_day()) &&
           (!valid_to || period.first_day() <= valid_to->last_day());
}

std::string_view Code::fact(std::string_view column) const {
    for (const auto& [header, value] : facts)
        if (header == column) return value;
    return {};
}

CodeList::CodeList(std::string name, std::vector<Code> codes)
    : name_(std::move(name)), codes_(std::move(codes)) {
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

const Code* CodeList::find_key(std::string_view key, Period period) const {
    if (const auto* exact = find(key, period)) return exact;
    if (key.empty() || key.front() < '0' || key.front() > '9') return nullptr;
    const Code* found = nullptr;
    for (char letter = 'A'; letter <= 'Z'; ++letter)
        if (const auto* code = find(std::string(1, letter) + std::string(key), period)) {
            if (found != nullptr) return nullptr;
            found = code;
        }
    return found;
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

std::vector<const Code*> CodeList::path_to(std::string_view code, Period period) const {
    std::vector<const Code*> path;
    const auto* at = find(code, period);
    while (at != nullptr && path.size() < codes_.size()) {
        path.insert(path.begin(), at);
        at = at->parent.empty() ? nullptr : find(at->parent, period);
    }
    return path;
}

namespace {

/// Reads an optional period of a list's line.
std::optional<Period> period_in(const ListLine& line, std::string_view column, std::string_view path,
                                Faults& faults) {
    const auto text = line.value(column);
    if (text.empty()) return std::nullopt;
    const auto period = Period::parse(text);
    if (!period)
        faults.push_back({std::string(path),
                          line.number,
                          0,
                          "“" + std::string(text) + "”不是期别",
                          "如 2025-01 或 2025",
                          {}});
    return period;
}

bool overlap(const Code& a, const Code& b) {
    const bool a_before_b = a.valid_to && b.valid_from && a.valid_to->last_day() < b.valid_from->first_day();
    const bool b_before_a = b.valid_to && a.valid_from && b.valid_to->last_day() < a.valid_from->first_day();
    return !a_before_b && !b_before_a;
}

class ListReader {
public:
    ListReader(std::string_view path, Faults& faults) : path_(path), faults_(faults) {
        const auto file = path_.substr(path_.rfind('/') + 1);
        name_ = file.substr(0, file.rfind('.'));
    }

    CodeList read(std::string_view text) {
        for (const auto& line : read_list_lines(path_, text, {"code", "name"}, faults_)) add(read_code(line));
        for (const auto& code : codes_) check_parent(code);
        return {name_, std::move(codes_)};
    }

private:
    void fault(int line, std::string what, std::string expected, std::string nearest = {}) {
        faults_.push_back({path_, line, 0, std::move(what), std::move(expected), std::move(nearest)});
    }

    Code read_code(const ListLine& line) {
        Code code;
        code.code = line.value("code");
        code.name = line.value("name");
        code.parent = line.value("parent");
        code.valid_from = period_in(line, "valid_from", path_, faults_);
        code.valid_to = period_in(line, "valid_to", path_, faults_);
        code.line = line.number;
        constexpr std::array<std::string_view, 5> kOwn{"code", "name", "parent", "valid_from", "valid_to"};
        for (const auto& [column, value] : line.values)
            if (std::ranges::find(kOwn, column) == kOwn.end()) code.facts.emplace_back(column, value);
        check_line(code);
        return code;
    }

    void check_line(const Code& code) {
        if (code.code.empty() || code.name.empty())
            fault(code.line, "代码或名称空缺", "code 与 name 都要填写");
        if (code.valid_from && code.valid_to && code.valid_to->last_day() < code.valid_from->first_day())
            fault(code.line, "代码“" + code.code + "”的有效期倒置", "valid_to 不早于 valid_from");
        const auto measure = code.fact("measure");
        if (measure.empty() || Measure::find(measure)) return;
        std::vector<std::string> known;
        for (const auto name : Measure::names()) known.emplace_back(name);
        fault(code.line, "不认识的计量单位“" + std::string(measure) + "”", "计量单位表中的名称",
              nearest_name(measure, known).value_or(""));
    }

    void add(Code code) {
        auto& same = seen_[code.code];
        for (const auto at : same)
            if (overlap(codes_[at], code))
                fault(code.line, "代码“" + code.code + "”重复", "同一时期内每个代码只出现一次");
        same.push_back(codes_.size());
        codes_.push_back(std::move(code));
    }

    const Code* first(const std::string& code) const {
        const auto found = seen_.find(code);
        return found == seen_.end() ? nullptr : &codes_[found->second.front()];
    }

    void check_parent(const Code& code) {
        check_kind(code);
        if (code.parent.empty()) return;
        const auto* at = first(code.parent);
        if (at == nullptr) {
            fault(code.line, "上级代码“" + code.parent + "”不在本表中", "已列出的代码");
            return;
        }
        constexpr int kDeepest = 64;
        int steps = 0;
        while (at != nullptr && at->code != code.code && ++steps < kDeepest)
            at = at->parent.empty() ? nullptr : first(at->parent);
        if (at != nullptr) fault(code.line, "代码“" + code.code + "”的上级绕成了环", "一棵没有环的树");
    }

    /// The trees that totals are made over: a code must say itself where it lies.
    void check_kind(const Code& code) {
        if (name_ == "region") check_place<RegionCode>(code, "12位区划代码");
        if (name_ == "industry") check_place<IndustryCode>(code, "GB/T 4754 代码，如 C1310");
    }

    template <class Tree>
    void check_place(const Code& code, const char* expected) {
        const auto own = Tree::parse(code.code);
        if (!own || own->text() != code.code) {
            fault(code.line, "“" + code.code + "”不是合格的代码", expected);
            return;
        }
        const auto above = Tree::parse(code.parent);
        if (!code.parent.empty() && above && (!above->contains(*own) || *above == *own))
            fault(code.line, "代码“" + code.code + "”不在上级“" + code.parent + "”之下",
                  "代码本身所属的上级");
    }

    std::string path_;
    std::string name_;
    Faults& faults_;
    std::vector<Code> codes_;
    std::unordered_map<std::string, std::vector<std::size_t>> seen_;
};

}  // namespace

CodeList read_code_list(std::string_view path, std::string_view text, Faults& faults) {
    return ListReader(path, faults).read(text);
}

}  // namespace yj::instrument
