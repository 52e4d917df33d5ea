#include "series/base_figures.hpp"

#include <algorithm>

#include "base/invariant.hpp"

namespace yj::series {

namespace {

using instrument::CellAddress;
using instrument::CellSheet;
using instrument::Form;

/// A 上年同期 cell and the current cell that it repeats.
struct BasePair {
    CellAddress base;
    CellAddress current;
};

/// All pairs that the report or last year's sheet may fill: fixed rows, and the open keys of both.
std::vector<BasePair> base_pairs(const Form& form, const CellSheet& report, const CellSheet* last_year) {
    std::vector<BasePair> pairs;
    for (std::size_t c = 0; c < form.columns.size(); ++c) {
        const auto& base_of = form.columns[c].base_of;
        if (base_of.empty()) continue;
        const auto current = form.column_at(base_of);
        invariant(current.has_value(), "a pack's 上年同期 column names a column of its form");
        for (std::size_t r = 0; r < form.rows.size(); ++r) {
            if (form.rows[r].text) continue;
            const int row = static_cast<int>(r);
            std::vector<std::string> keys{""};
            if (!form.rows[r].open_list.empty()) {
                keys = report.keys(row);
                if (last_year != nullptr) std::ranges::copy(last_year->keys(row), std::back_inserter(keys));
                std::ranges::sort(keys);
                keys.erase(std::ranges::unique(keys).begin(), keys.end());
            }
            for (const auto& key : keys)
                pairs.push_back({{row, static_cast<int>(c), key}, {row, *current, key}});
        }
    }
    return pairs;
}

const BaseReason* reason_for(const Form& form, const BasePair& pair, std::span<const BaseReason> reasons) {
    const auto found = std::ranges::find_if(reasons, [&](const BaseReason& one) {
        return !one.reason.empty() &&
               (one.cell == form.address(pair.base) || one.cell == form.address(pair.current));
    });
    return found == reasons.end() ? nullptr : &*found;
}

}  // namespace

BaseOutcome compare_bases(const Form& form, const CellSheet& report, const CellSheet* last_year,
                          std::span<const BaseReason> reasons, const BaseCase& about) {
    BaseOutcome outcome;
    for (const auto& pair : base_pairs(form, report, last_year)) {
        const Value reported = report.at(pair.base);
        if (!reported.present()) continue;
        const Value fact = last_year == nullptr ? Value() : last_year->at(pair.current);
        if (fact.present() && fact.amount() == reported.amount()) continue;
        const BaseReason* reason = reason_for(form, pair, reasons);
        if (reason == nullptr && last_year != nullptr) {
            outcome.questions.push_back(
                {about.unit, form.address(pair.base),
                 "“" + form.cell_name(pair.base) + "”上年同期数与上年上报数不同，未说明原因"});
            continue;
        }
        outcome.figures.push_back({about.unit, form.code, about.period, form.address(pair.current),
                                   about.since, reported,
                                   reason == nullptr ? std::string(kNoFactLastYear) : reason->reason,
                                   reason == nullptr ? std::string() : reason->words});
    }
    return outcome;
}

UnitGrowth unit_growth(StatUnitId unit, const Value& current, const Value& reported,
                       const std::optional<Value>& last_year, const facts::BaseFigure* adjusted) {
    UnitGrowth growth;
    growth.unit = unit;
    growth.current = current;
    growth.last_year = last_year.value_or(Value());
    if (adjusted != nullptr) {
        growth.base = adjusted->value;
        growth.origin = BaseOrigin::Adjusted;
        growth.reason = adjusted->reason;
        growth.words = adjusted->words;
    } else if (growth.last_year.present()) {
        growth.base = growth.last_year;
        growth.origin = BaseOrigin::LastYearFact;
    } else if (reported.present()) {
        growth.base = reported;
        growth.origin = BaseOrigin::Reported;
    }
    return growth;
}

}  // namespace yj::series
