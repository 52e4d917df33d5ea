#include "publish/notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace yj::publish {

namespace {

using Tables = std::span<const PrintedTable>;

void add_once(std::vector<std::string>& list, const std::string& text) {
    if (!text.empty() && std::ranges::find(list, text) == list.end()) list.push_back(text);
}

std::string joined(const std::vector<std::string>& list) { return fmt::format("{}", fmt::join(list, "；")); }

std::string sources(Tables tables) {
    std::vector<std::string> forms;
    for (const auto& table : tables)
        if (!table.form.empty()) add_once(forms, fmt::format("《{}》（{}表）", table.form_name, table.form));
    if (forms.empty()) return {};
    return fmt::format("数据来源：{}，由调查单位按统计报表制度报送，经审核、验收后汇总。",
                       fmt::join(forms, "、"));
}

std::string rounding_words(Tables tables) {
    const bool balanced = std::ranges::all_of(tables, [](const auto& table) { return table.forced_balance; });
    const bool even =
        std::ranges::any_of(tables, [](const auto& table) { return table.rounding == Round::HalfEven; });
    const std::string_view how = even ? "按 GB/T 8170 数值修约规则修约" : "按四舍五入修约";
    if (balanced) return fmt::format("数据{}，分项已按总计作平衡处理。", how);
    return fmt::format("数据{}，部分合计数或相对数因单位取舍不同而产生的计算误差，未作机械调整。", how);
}

bool has_rates(Tables tables) {
    return std::ranges::any_of(tables, [](const auto& table) {
        return std::ranges::any_of(table.columns,
                                   [](const auto& column) { return column.measure.name() == "%"; });
    });
}

std::string secrecy_words(const Product& product, Tables tables) {
    int least = 0;
    for (const auto& table : tables) least = std::max(least, table.suppress_below);
    if (least == 0) return {};
    const auto secret = product.symbols.find("保密");
    return fmt::format("调查单位少于 {} 家的数据，以及可据以推算出它们的数据，依法不予公布，表中以“{}”表示。",
                       least, secret == product.symbols.end() ? std::string("保密") : secret->second);
}

// Only symbols that stand in some cell are explained; one symbol is explained once.
std::string symbol_words(const Product& product, Tables tables) {
    std::map<std::string, std::vector<std::string>> meanings;
    for (const auto& table : tables)
        for (const auto& row : table.rows)
            for (const auto& figure : row.cells) {
                const auto found = product.symbols.find(std::string(status_words(figure.status)));
                if (found != product.symbols.end() && figure.status != tabulate::FigureStatus::Withheld)
                    add_once(meanings[found->second], found->first);
            }
    std::vector<std::string> words;
    for (const auto& [symbol, statuses] : meanings)
        words.push_back(fmt::format("“{}”表示{}", symbol, fmt::join(statuses, "或")));
    return words.empty() ? std::string() : fmt::format("表中{}。", fmt::join(words, "，"));
}

}  // namespace

std::vector<std::string> notes_block(const Product& product, Tables tables) {
    std::vector<std::string> lines;
    std::vector<std::string> scopes;
    for (const auto& table : tables) add_once(scopes, table.scope);
    if (!scopes.empty()) lines.push_back("统计范围：" + joined(scopes) + "。");
    if (auto words = sources(tables); !words.empty()) lines.push_back(std::move(words));
    for (const auto& term : product.terms) lines.push_back(fmt::format("{}：{}", term.term, term.text));
    if (!tables.empty()) lines.push_back(rounding_words(tables));
    if (has_rates(tables)) lines.push_back("同比增速按可比口径计算；月度数据为初步统计数，以年报数据为准。");
    if (auto words = secrecy_words(product, tables); !words.empty()) lines.push_back(std::move(words));
    if (auto words = symbol_words(product, tables); !words.empty()) lines.push_back(std::move(words));
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i] = fmt::format("{}．{}", i + 1, lines[i]);
    return lines;
}

}  // namespace yj::publish
