// Planted: the imperfections of real life, put into the sample county on purpose and written down.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "demo/fill_forms.hpp"
#include "instrument/form.hpp"

namespace yj::demo {

enum class PlantKind {
    None,
    Late,             ///< 迟报: sent after the due hour
    Missing,          ///< 缺报: not sent at all
    BlankCell,        ///< 空格: a cell that a rule needs is left blank
    SwappedMeasure,   ///< 单位换错: written in 元 where 千元 is asked
    WrongSum,         ///< 平衡错误: a total that is not its parts
    CopiedMonth,      ///< 照抄上期: the last report once more
    RoundNumber,      ///< 估报整数: a whole thousand
    RepeatedVoucher,  ///< 重复凭证: one file for two projects
};
[[nodiscard]] std::string_view plant_word(PlantKind kind);  ///< "swapped_measure"

/// One imperfection as planted.csv keeps it.
struct Planted {
    PlantKind kind = PlantKind::None;
    std::string unit_code;
    std::string form;
    Period period;
    std::string cell;  ///< the cell that was spoilt, empty when it is the whole report
    std::string what;  ///< in words
    bool operator==(const Planted&) const = default;
};

/// kind,unit,form,period,cell,what
[[nodiscard]] std::string planted_csv(const std::vector<Planted>& all);

/// Decides by seed alone which report has which imperfection, and spoils it.
class Planter {
public:
    /// `first`: the county's first month; nothing is compared with what came before it.
    Planter(std::uint64_t seed, int permille, Period first)
        : seed_(seed), permille_(permille), first_(first) {}

    [[nodiscard]] PlantKind kind_of(const instrument::Form& form, const SampleUnit& unit,
                                    Period period) const;

    /// What the unit sends after a return: right in itself, and on from what it sent before (a rounded month
    /// stays in the year's total).
    [[nodiscard]] FilledCells honest(const instrument::Form& form, const SampleUnit& unit,
                                     Period period) const;

    /// What it sends first, and the record of what is wrong with it. REQUIRES: kind_of is not Missing.
    struct Sent {
        FilledCells cells;
        Planted planted;
    };
    [[nodiscard]] Sent first_sending(const instrument::Form& form, const SampleUnit& unit,
                                     Period period) const;

private:
    [[nodiscard]] PlantKind drawn(const instrument::Form& form, const SampleUnit& unit, Period period) const;
    [[nodiscard]] bool can_have(PlantKind kind, const instrument::Form& form, const SampleUnit& unit,
                                Period period) const;
    [[nodiscard]] bool has_forerunner(const instrument::Form& form, Period period) const;

    std::uint64_t seed_;
    int permille_;
    Period first_;
};

}  // namespace yj::demo
