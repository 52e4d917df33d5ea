// Expression: the tree of one rule's condition, cells resolved to places. Pure; shared by all engines.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/period.hpp"
#include "edit/engine/fraction.hpp"

namespace yj::edit {

/// From which report a cell is read, as seen from the report under check.
enum class Shift : std::uint8_t {
    Same,          ///< 本期
    Previous,      ///< 上期, in the reporting sequence
    YearEarlier,   ///< 上年同期 where the form has no column of comparable-base figures
    LastDecember,  ///< 上年12月
};

/// Which paper of that period: the report itself, or what the unit's 台账 or 凭证 add up to for each cell.
enum class Place : std::uint8_t { Report, Ledger, Vouchers };

/// A sheet that a rule needs: a form of the same unit at a shift. Form empty: the form under check.
struct Source {
    std::string form;
    Shift shift = Shift::Same;
    int back = 0;                 ///< 前N期: so many periods further back, after the shift
    Place place = Place::Report;  ///< 台账 and 凭证 come as a sheet of the same form
    bool operator==(const Source&) const = default;
};

/// Three sorts of nodes: numbers, words and conditions; is_number, is_words and is_condition tell them apart.
enum class NodeKind : std::uint8_t {
    Number,   ///< `number`
    Text,     ///< `text`
    Cell,     ///< one cell: source, row, column; words where the row holds words
    SumRows,  ///< 合计[71..75.1]: rows `row` to `last_row`
    SumKeys,  ///< 合计[hhhh.1]: the keys of an open row, those that lie under another one not counted again;
              ///< with each_key, 合计[gs[*].1]: the keys that lie under the key of the instance
    Attribute,  ///< 单位.行业 …: `text`; a number or words
    Months,     ///< 月数: months from January to the period's end
    Days,       ///< 天数 of the period
    Negate,
    Add,
    Subtract,
    Multiply,
    Divide,
    Absolute,
    Largest,
    Smallest,
    RoundTo,    ///< 四舍五入(x, decimals)
    RoundDown,  ///< 向下取整(x, decimals)
    RoundUp,    ///< 向上取整(x, decimals)
    Truncate,   ///< 取整(x, decimals): towards zero
    Remainder,  ///< 余数(a, b): a - b × ⌊a / b⌋
    Power,      ///< 幂(a, n), n whole
    IfBlank,    ///< 补缺(x, y): y where x is 未填
    Choose,     ///< 取值(condition, a, b)
    Length,     ///< 长度(words): in characters
    YearMonth,  ///< 年月(words): months since year 0; without operand that of the period's end
    Aggregate,  ///< 平均值(x 按 …): `aggregate`; operands: what is taken, then the keys of the group
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Within,  ///< x 在 [a, b]: three operands
    And,
    Or,
    Xor,
    Not,
    Implies,
    BelongsTo,      ///< 行业属于("C", "F52"): operands are texts
    RegionBelongs,  ///< 区划属于("990101"): operands are texts
    CodeBelongs,    ///< 代码属于([205.1], "110", "17"), 开头(…): words, then their possible beginnings
    CheckDigits,    ///< 校验码([101])
    IsBlank,        ///< 空值([01.1]): a cell or an attribute that holds nothing
    TextEqual,      ///< words == words
    OneOf,          ///< 属于(x, a, b): x is one of them, all words or all numbers
    Matches,        ///< 样式(words, "RET*"): * any characters, ? one
    Unique,         ///< 唯一(x, y): no other report of the population has this combination
    InFences,       ///< 四分位内(x, k 按 …): operands x, k, keys
    RatioOutlier,   ///< 比率离群(now, before, U, A, C 按 …): operands, then the keys
    Substring,      ///< 截取(words, from, count): from 1
    Trim,
    Upper,
    Lower,
    Join,  ///< 连接(a, b, …)
};

/// What 横向 functions make of a group.
enum class GroupValue : std::uint8_t { Mean, Median, Sum, Smallest, Largest, Count };

[[nodiscard]] constexpr bool is_comparison(NodeKind kind) {
    return kind >= NodeKind::Equal && kind <= NodeKind::GreaterEqual;
}
/// Cells and attributes may be numbers or words; they are told here as numbers.
[[nodiscard]] constexpr bool is_condition(NodeKind kind) {
    return kind >= NodeKind::Equal && kind <= NodeKind::RatioOutlier;
}
[[nodiscard]] constexpr bool is_words(NodeKind kind) {
    return kind == NodeKind::Text || kind >= NodeKind::Substring;
}
[[nodiscard]] constexpr bool is_arithmetic(NodeKind kind) {
    return kind >= NodeKind::Negate && kind <= NodeKind::Power;
}
/// Needs the reports of the whole population.
[[nodiscard]] constexpr bool is_population(NodeKind kind) {
    return kind == NodeKind::Aggregate || kind == NodeKind::Unique || kind == NodeKind::InFences ||
           kind == NodeKind::RatioOutlier;
}

inline constexpr int kThisColumn = -1;  ///< 所有列: the column of the instance
inline constexpr int kThisRow = -1;     ///< [*.9]: the row of the instance

struct Node {
    NodeKind kind = NodeKind::Number;
    GroupValue aggregate = GroupValue::Mean;
    Fraction number;
    std::string text;
    /// Place in Expression::sources, once compiled in the plan's; 0 is the report under check.
    int source = 0;
    Shift shift = Shift::Same;  ///< of that source, for sentences
    int back = 0;               ///< of that source
    Place place = Place::Report;
    int row = 0;
    int last_row = 0;
    int column = 0;
    bool each_key = false;      ///< [gs[*].1]: the key of the instance
    bool own_industry = false;  ///< [hhhh[本行业].1]: the unit's own class of industry as key
    std::vector<int> operands;
};

/// Nodes in one block, operands before what is made of them; `root` is the condition. Nodes that the root
/// does not reach are those of the hint's {…}.
struct Expression {
    std::vector<Node> nodes;
    std::vector<Source> sources{Source{}};
    int root = 0;
    /// The part that says of which units the rule is asked (规上工业), or -1; the root is then scope → rest.
    int scope = -1;
    int condition_nodes = 0;  ///< nodes of the condition; those behind belong to the hint
    bool uses_this_column = false;
    bool uses_this_row = false;
    bool uses_each_key = false;
    bool uses_population = false;
};

}  // namespace yj::edit
