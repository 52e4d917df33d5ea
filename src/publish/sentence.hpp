// Sentence: a template of words with chips in braces, each a fact of the issue or a figure in the words it
// needs.
#pragma once
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/measure.hpp"

namespace yj::publish {

/// Which period a figure is taken from, seen from the issue's.
enum class RefPeriod { Now, Previous, YearEarlier };

/// "T:B204-1-01 本地/C13:ytd@上期": a cell of a table. In the cell, 本地 stands for the region and *
/// for the whole of a dimension; patterns may say more (FigureBook::row_matches).
struct FigureRef {
    std::string table;
    std::string cell;
    RefPeriod at = RefPeriod::Now;
    [[nodiscard]] std::string text() const;
    bool operator==(const FigureRef&) const = default;
};

/// How a figure is said.
enum class ChipForm {
    AsPrinted,  ///< the table's digits: "6.4"
    Amount,     ///< |亿元.1  : "123.5亿元"
    Change,     ///< |增长    : "增长6.4%", "下降3.2%", "持平"
    Points,     ///< A 较 B|百分点 上期累计期 : "比1—9月提高0.3个百分点", "与1—9月持平"; without a fact:
                ///< "提高0.3个百分点"
    Top,        ///< |前3     : the rows of a pattern, largest first: "食品制造业增长12.3%、…"
    Name,       ///< |名称    : the row's name
    Count,      ///< |个数    : how many rows of a pattern hold a figure; |增长个数, |下降个数: of those that
                ///< rose, fell
};
enum class CountOf { All, Rising, Falling };

struct Chip {
    FigureRef figure;
    std::optional<FigureRef> against;
    ChipForm form = ChipForm::AsPrinted;
    std::optional<Measure> measure;  ///< Amount, Top
    int decimals = 1;
    int top = 0;
    std::string than;  ///< Points: the fact that names what is compared with
    CountOf count = CountOf::All;
};

/// A name between braces: 期 年 月 累计期 本期 上年 地区 县 编印单位 日期 期号 检查点 上期累计期.
struct FactChip {
    std::string name;
};

using SentencePart = std::variant<std::string, FactChip, Chip>;
struct Sentence {
    std::vector<SentencePart> parts;
    [[nodiscard]] std::vector<Chip> chips() const;
};

/// Fails: a sentence that says what is wrong with which chip.
[[nodiscard]] std::expected<Sentence, std::string> parse_sentence(std::string_view text);
[[nodiscard]] std::expected<FigureRef, std::string> parse_figure_ref(std::string_view text);
[[nodiscard]] const std::vector<std::string>& fact_names();

}  // namespace yj::publish
