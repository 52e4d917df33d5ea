// Issue: one number of a product (一期): its facts, and what was said in it.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/period.hpp"
#include "base/region_code.hpp"
#include "publish/docx.hpp"

namespace yj::publish {

struct Issue {
    Period period;
    RegionCode region;
    std::string region_name;   ///< 示例县
    std::string organisation;  ///< 编印单位: 示例县统计局
    std::string number;        ///< 期号 in words: "2026年第10期"
    Date date;                 ///< 编印日期
    std::string checkpoint;    ///< size and root of the log at release; empty in a draft
};

/// A place where a number was wanted and there is none: a draft shows 待补, a release with gaps should be
/// refused.
struct Gap {
    std::string place;   ///< the bookmark
    std::string figure;  ///< the reference as product.toml writes it
    std::string why;
    bool operator==(const Gap&) const = default;
};

/// A figure that the document shows.
struct UsedFigure {
    std::string table;
    std::string cell;
    Period period;
    FigureId id;
    std::string shown;  ///< the words: "增长6.4%"
    std::string place;  ///< the bookmark
    bool operator==(const UsedFigure&) const = default;
};

/// Name and words of every fact that a chip may ask for.
[[nodiscard]] std::map<std::string, std::string, std::less<>> issue_facts(const Issue& issue);

}  // namespace yj::publish
