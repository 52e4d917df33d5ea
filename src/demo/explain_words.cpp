#include "demo/explain_words.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "demo/chance.hpp"

namespace yj::demo {

namespace {

struct Cause {
    const char* reason;
    const char* words;
};
constexpr std::array kUp{
    Cause{"02", "因新签订单集中交付，产销加快"},   Cause{"04", "由于主要产品价格上调"},
    Cause{"06", "受节日和季节因素影响，需求转旺"}, Cause{"07", "因新生产线投产，产能释放"},
    Cause{"02", "因大客户追加合同，集中结算"},     Cause{"08", "因并购同业一家，业务并入"},
};
constexpr std::array kDown{
    Cause{"01", "因设备检修停产约一周"},       Cause{"03", "因主要客户订单减少"},
    Cause{"04", "由于产品价格下降、同行竞争"}, Cause{"06", "受季节因素影响，进入淡季"},
    Cause{"03", "因两份合同推迟到下期结算"},   Cause{"01", "因厂区搬迁，部分车间停工"},
};
constexpr std::array kOther{
    Cause{"05", "因核算口径按新合同调整"},
    Cause{"06", "受季节因素影响，收入与成本不同步"},
    Cause{"04", "由于原料价格变动，利润和费用波动"},
    Cause{"09", "因上期数据按审计结果更正"},
    Cause{"02", "因集中结算上年合同款"},
    Cause{"07", "因新产能试运行，人员和费用先行"},
};

/// Change on the year in tenths of a percent, for the row that the finding read first.
std::optional<std::int64_t> change_permille(const edit::Finding& finding, const FilledCells& cells) {
    if (finding.cells.empty()) return std::nullopt;
    const auto& address = finding.cells.front();
    const auto dot = address.rfind('.');
    if (dot == std::string::npos) return std::nullopt;
    const auto row = address.substr(0, dot), column = address.substr(dot + 1);
    const bool four = cells.contains(row + ".4");
    const auto base = cells.find(row + (four ? (column == "2" ? ".4" : ".3") : ".2"));
    const auto value = cells.find(address);
    if (value == cells.end() || base == cells.end() || base->second <= 0 || column > "2") return std::nullopt;
    return (value->second - base->second) * 1000 / base->second;
}

}  // namespace

ReasonWords reason_words(const edit::Finding& finding, const FilledCells& cells, Period period,
                         std::uint64_t seed) {
    Chance chance(seed_of(seed, finding.rule + "/" + period.code()));
    const auto day = chance.between(2, 26);
    const auto change = change_permille(finding, cells);
    if (!change || (*change < 20 && *change > -20)) {
        const auto& cause = chance.pick(kOther);
        return {cause.reason, fmt::format("{}自{}日起，{}，影响约{}%", period.name(), day, cause.words,
                                          chance.between(6, 38))};
    }
    const auto& cause = *change > 0 ? chance.pick(kUp) : chance.pick(kDown);
    const auto size = *change > 0 ? *change : -*change;
    return {cause.reason, fmt::format("{}{}，本期比上年同期{}{}.{}%，自{}日起", period.name(), cause.words,
                                      *change > 0 ? "增长" : "下降", size / 10, size % 10, day)};
}

}  // namespace yj::demo
