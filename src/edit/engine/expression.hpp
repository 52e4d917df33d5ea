// Expression: the tree of one rule's condition, cells resolved to places. Pure; shared by all engines to
// come.
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

/// A report that a rule needs: a form of the same unit at a shift. Form empty: the form under check.
struct Source {
    std::string form;
    Shift shift = Shift::Same;
    bool operator==(const Source&) const = default;
};

enum class NodeKind : std::uint8_t {
    Number,   ///< `number`
    Text,     ///< `text`
    Cell,     ///< one cell: source, row, column
    SumRows,  ///< 合计[71..75.1]: rows `row` to `last_row`
    SumKeys,  ///< 合计[hhhh.1]: the keys of an open row, those that lie under another one not counted again;
              ///< with each_key, 合计[gs[*].1]: the keys that lie under the key of the instance
    Attribute,  ///< 单位.行业 …: `text`
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
    RoundTo,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Within,  ///< x 在 [a, b]: three operands
    And,
    Or,
    Not,
    Implies,
    BelongsTo,    ///< 行业属于("C", "F52"): operands are texts
    CodeBelongs,  ///< 代码属于([205.1], "110", "17"): a text cell, then the beginnings of codes
    CheckDigits,  ///< 校验码([101])
};

inline constexpr int kThisColumn = -1;  ///< 所有列: the column of the instance
inline constexpr int kThisRow = -1;     ///< [*.9]: the row of the instance

struct Node {
    NodeKind kind = NodeKind::Number;
    Fraction number;
    std::string text;
    int source =
        0;  ///< place in Expression::sources, once compiled in the plan's; 0 is the report under check
    Shift shift = Shift::Same;  ///< of that source, for sentences
    int row = 0;
    int last_row = 0;
    int column = 0;
    bool each_key = false;      ///< [gs[*].1]: the key of the instance
    bool own_industry = false;  ///< [hhhh[本行业].1]: the unit's own class of industry as key
    std::vector<int> operands;
};

/// Nodes in one block; `root` is the condition.
struct Expression {
    std::vector<Node> nodes;
    std::vector<Source> sources{Source{}};
    int root = 0;
    bool uses_this_column = false;
    bool uses_this_row = false;
    bool uses_each_key = false;
};

}  // namespace yj::edit
