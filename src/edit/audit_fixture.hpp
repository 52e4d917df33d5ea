// AuditFixture: monthly reports of twenty measures under twenty rules: those of vtl/cases/audit-rules.vtl, as
// a 制度 writes them.
#pragma once
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "base/invariant.hpp"
#include "edit/check_population.hpp"

namespace yj::edit {

inline constexpr int kAuditMeasures = 20;

inline instrument::Form audit_form() {
    instrument::Form form;
    form.code = "M";
    form.columns = {{"1", "本月", Span::Current, ""}};
    for (int at = 1; at <= kAuditMeasures; ++at) {
        instrument::Indicator row;
        row.code = (at < 10 ? "0" : "") + std::to_string(at);
        row.name = "指标" + row.code;
        form.rows.push_back(row);
    }
    return form;
}

inline const char* audit_rules() {
    return R"(规则 M/r01 强制 [01] == [02] + [03] + [04] + [05]
规则 M/r02 强制 [06] >= 0
规则 M/r03 强制 [10] == [06] - [08] - [09]
规则 M/r04 强制 若 [11] > 0 则 [12] > 0
规则 M/r05 强制 若 [11] == 0 则 [12] == 0
规则 M/r06 核实 若 [07] > 0 则 [06] / [07] <= 1.5
规则 M/r07 核实 若 [07] > 0 则 [06] / [07] >= 0.6
规则 M/r08 核实 若 [06] > 0 则 [08] / [06] <= 1.0
规则 M/r09 核实 若 [11] > 0 则 [12] / [11] <= 20
规则 M/r10 强制 [02] <= [01]
规则 M/r11 强制 [03] <= [01]
规则 M/r12 强制 [04] <= [01]
规则 M/r13 强制 [05] <= [01]
规则 M/r14 核实 [09] <= [06]
规则 M/r15 强制 非 空值([06])
规则 M/r16 强制 非 空值([11])
规则 M/r17 强制 [13] + [14] >= [13]
规则 M/r18 强制 若 [15] > 5000 则 [16] >= 0
规则 M/r19 强制 [17] <= 9999
规则 M/r20 强制 [18] + [19] + [20] >= 0
)";
}

inline RuleSet audit_set(const std::vector<instrument::Form>& forms) {
    const std::vector<RuleText> texts{{"audit", audit_rules()}};
    auto set = compile_rules(forms, texts);
    invariant(set.has_value() && set->rules().size() == 20, "the twenty rules compile");
    return std::move(*set);
}

/// One report in a hundred breaks the balance, one in eight has grown by more than half, one cell in five
/// hundred is blank.
struct AuditNumbers {
    std::vector<std::vector<std::int32_t>> units;
    std::vector<std::vector<std::uint8_t>> missing;

    explicit AuditNumbers(std::size_t reports, unsigned seed = 1)
        : units(kAuditMeasures, std::vector<std::int32_t>(reports)),
          missing(kAuditMeasures, std::vector<std::uint8_t>(reports)) {
        std::mt19937 random(seed);
        const auto below = [&](std::uint32_t end) {
            return static_cast<std::int32_t>(std::uint64_t{random()} * end >> 32U);
        };
        for (std::size_t at = 0; at < reports; ++at) {
            const auto m = [&](int measure) -> std::int32_t& {
                return units[static_cast<std::size_t>(measure) - 1][at];
            };
            for (int i = 2; i <= 5; ++i) m(i) = below(5000);
            m(1) = m(2) + m(3) + m(4) + m(5) + (below(100) == 0 ? 10 : 0);
            m(6) = 1000 + below(99000);
            m(7) = static_cast<std::int32_t>(std::int64_t{m(6)} * 100 / (60 + below(103)));
            m(8) = static_cast<std::int32_t>(std::int64_t{m(6)} * below(109) / 100);
            m(9) = below(3000) % m(6);
            m(10) = m(6) - m(8) - m(9);
            m(11) = below(800);
            m(12) = m(11) == 0 ? 0 : m(11) * (1 + below(19)) + 1 % m(11);
            for (int i = 13; i <= 20; ++i) m(i) = below(10000);
            for (auto& each : missing) each[at] = below(500) == 0 ? 1 : 0;
        }
    }

    [[nodiscard]] std::vector<NumberColumn> columns() const {
        std::vector<NumberColumn> all;
        for (int at = 0; at < kAuditMeasures; ++at)
            all.push_back({{0, at, 0},
                           0,
                           units[static_cast<std::size_t>(at)],
                           {},
                           missing[static_cast<std::size_t>(at)]});
        return all;
    }
};

}  // namespace yj::edit
