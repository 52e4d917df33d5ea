// Fact: an accepted cell of one unit's report; FactSheet: all facts of one accepted report.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/period.hpp"
#include "base/value.hpp"

namespace yj::facts {

/// One accepted report. Its cells are not copied: they are read from the submission's payload, so a fact can
/// never disagree with what the respondent sent. A later sheet of the same form, period and unit supersedes
/// it.
struct FactSheet {
    std::string form;
    Period period;
    StatUnitId unit;
    EntryIndex since;
    SubmissionId submission;  ///< none: the acceptance was taken back, and no fact stands from here on
    EntryIndex acceptance;    ///< the entry of the act that accepted it
    bool operator==(const FactSheet&) const = default;
};

/// Where a fact stands, for every screen, file and log: "f/B204-1/2026-10/81234/01.2".
struct FactAddress {
    std::string form;
    Period period;
    StatUnitId unit;
    std::string cell;  ///< address within the form: "01.2", "hhhh[0610].1"

    [[nodiscard]] std::string text() const;
    /// Empty when the text is no such address. The cell itself is not looked up in the form.
    [[nodiscard]] static std::optional<FactAddress> parse(std::string_view text);
    bool operator==(const FactAddress&) const = default;
};

/// 可比口径上年数: the value that a cell of this period compares with, put down because it differs from the
/// fact of 上年同期. Where no BaseFigure stands, last year's fact is the base.
/// Source: 制度 practice of 上年同期 columns; domain.md §0 item 9.
struct BaseFigure {
    StatUnitId unit;
    std::string form;
    Period period;     ///< the period whose growth it serves, not the year before
    std::string cell;  ///< the current cell: "01.2", never the 上年同期 column
    EntryIndex since;
    Value value;
    std::string reason;  ///< code of the pack's reason list: 口径调整, 行业变更, 并购, 更正 …
    std::string words;   ///< what was said beside the code
    bool operator==(const BaseFigure&) const = default;
};

}  // namespace yj::facts
