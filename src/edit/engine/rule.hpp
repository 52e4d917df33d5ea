// Rule: one 审核关系 as statisticians write it, read and resolved against the forms of its pack.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/period.hpp"
#include "edit/engine/expression.hpp"
#include "edit/finding.hpp"
#include "registry/stat_unit.hpp"

namespace yj::edit {

/// What a blank cell means: 空=不判 (the default), 空=0, 空=错.
enum class Blank : std::uint8_t { Undecided, Zero, Wrong };

/// 允差: how far two sides may lie apart; by precision, see precision.hpp.
struct Tolerance {
    enum class Kind : std::uint8_t { None, Absolute, Relative, Precision } kind = Kind::None;
    Fraction size;  ///< absolute in the cells' measure; relative as a share (0.005) of the right side
};

/// 提示 "出口 {出口交货值} 过大": words, and the node whose value follows them (-1: none).
struct HintPart {
    std::string words;
    int node = -1;
};

struct Rule {
    std::string id;  ///< "B204-1/H1"
    std::string form;
    Severity severity = Severity::Hard;
    Expression condition;
    bool all_columns = false;
    int first_row = 0;    ///< 行 01..33: the rows that [*] goes through
    int last_row = -1;    ///< -1: to the form's last
    int first_month = 1;  ///< 月份 3..12
    int last_month = 12;
    std::optional<Period> from;  ///< effective periods; empty: as the pack
    std::optional<Period> to;
    std::optional<registry::UnitKind> excepted;  ///< 除外 调整项: not asked of units of this kind
    Tolerance tolerance;
    Blank blank = Blank::Undecided;
    /// A row left wholly blank is asked too: 空=错, 空值(…), and every rule of a plain table.
    bool asks_blanks = false;
    bool needs_explanation = false;
    std::string hint;                  ///< 提示 "…", as written
    std::vector<HintPart> hint_parts;  ///< the same cut at its {…}; empty when it has none
    char provenance = 'U';             ///< 出处 S | C | U
    bool generated = false;            ///< made from the form's own description
    std::string text;                  ///< its words, spaces made even
    std::string written;               ///< the same to be read again elsewhere
    std::vector<std::string> scopes;   ///< the 范围 that it names, as written: "范围 规上工业 …"
    /// First 16 hex digits of the SHA-256 of its text, and of the 范围 that it names.
    std::string hash;
    std::string file;
    int line = 0;

    [[nodiscard]] bool in_force(Period period) const;
};

}  // namespace yj::edit
