#include "demo/fill_forms.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "desk/loaded_pack.hpp"
#include "edit/check.hpp"
#include "edit/source_period.hpp"
#include "instrument/pack_folder_shelf.hpp"

namespace yj::demo {
namespace {

const desk::LoadedPack& pack() {
    static const auto loaded = [] {
        auto files =
            instrument::read_pack_folder(std::filesystem::path(YJ_SOURCE_DIR) / "packs/unified-2025");
        return std::move(desk::load(std::move(files.value())).value());
    }();
    return *loaded;
}

std::vector<SampleUnit> population() {
    PopulationPlan plan;
    plan.units = 1'500;
    plan.villages = {*RegionCode::parse("990101001001")};
    plan.industry_classes = {"B0610", "C1311", "C3011", "C2710", "D4412", "F5110", "F5211",
                             "F5212", "E4710", "E4720", "G5431", "H6110", "H6210", "K7010",
                             "L7211", "M7320", "N7810", "Q8411", "R8710"};
    return make_population(plan);
}

/// Which forms a unit owes, by its letters and, for projects, its planned total.
bool owes(const SampleUnit& unit, const instrument::Form& form, Period period) {
    const auto& it = unit.attributes;
    if (!it.above_scale || !can_fill(form.code)) return false;
    if (it.professions.find(form.profession) == std::string::npos) return false;
    if (form.code == "205-1") return it.professions.find('P') != std::string::npos;
    if (form.profession == "H")
        return (std::stoll(it.more.at("计划总投资")) >= 5000) == (form.code == "206-1");
    return form.frequency != Frequency::Quarter || period.last_month() % 3 == 0;
}

Period period_for(const instrument::Form& form, Period month) {
    return form.frequency == Frequency::Quarter ? Period::quarter(month.year(), month.last_month() / 3)
                                                : month;
}

instrument::CellSheet sheet_of(const instrument::Form& form, const SampleUnit& unit, Period period) {
    instrument::CellSheet sheet(form);
    for (const auto& [address, value] : fill_form(form.code, unit, period)) {
        const auto cell = form.cell(address).value();
        if (form.rows[static_cast<std::size_t>(cell.row)].text)
            sheet.set_note(cell, std::to_string(value));
        else
            sheet.set(cell, Amount(value, 0));
    }
    return sheet;
}

struct Told {
    int reports = 0;
    std::map<std::string, int> hard;  ///< rule and sentence
    std::map<std::string, int> soft;
    std::map<std::string, int> undecided;
    int soft_total = 0;
};

void check(const instrument::Form& form, const SampleUnit& unit, Period month, Told& told) {
    const auto period = period_for(form, month);
    const auto report = sheet_of(form, unit, period);
    edit::Context context{period, &form, &report, &unit.attributes, {}, {}};
    std::vector<std::unique_ptr<instrument::CellSheet>> others;
    for (const auto& source : pack().rules.plan(form.code).sources) {
        const auto& other = source.form.empty() ? form : *pack().form(source.form);
        context.other_forms.push_back(&other);
        context.others.push_back(nullptr);
        if (!owes(unit, other, month) || !can_fill(other.code)) continue;
        // Nothing is vouched for here.
        const auto own = edit::source_period(source, form, other, period);
        if (!own || source.place != edit::Place::Report) continue;
        others.push_back(std::make_unique<instrument::CellSheet>(sheet_of(other, unit, *own)));
        context.others.back() = others.back().get();
    }
    ++told.reports;
    for (const auto& finding : edit::check_report(pack().rules, context)) {
        if (finding.verdict == edit::Verdict::Undecided) {
            ++told.undecided[finding.rule + " " + finding.sentence];
        } else if (finding.severity == edit::Severity::Hard) {
            ++told.hard[form.code + " " + period.code() + " " + unit.attributes.code + " " + finding.rule +
                        " " + finding.sentence];
        } else {
            ++told.soft[finding.rule];
            ++told.soft_total;
        }
    }
}

const std::vector<Period>& months() {
    static const std::vector<Period> all{Period::month(2025, 12), Period::jan_feb(2026),
                                         Period::month(2026, 3), Period::month(2026, 9)};
    return all;
}

TEST(HonestReports, BreakNoHardRuleAndFewThatAskForAWord) {
    const auto units = population();
    for (const auto& form : pack().pack.forms()) {
        if (!can_fill(form.code)) continue;
        Told told;
        for (const auto month : months())
            for (const auto& unit : units)
                if (owes(unit, form, month) && !(form.code == "202-1" && month.last_month() == 12))
                    check(form, unit, month, told);
        EXPECT_GT(told.reports, 4) << form.code;
        for (const auto& [what, count] : told.hard) ADD_FAILURE() << what << " ×" << count;
        std::string softs;
        for (const auto& [rule, count] : told.soft) softs += rule + " ×" + std::to_string(count) + "; ";
        EXPECT_LE(told.soft_total * 10, told.reports)
            << form.code << " of " << told.reports << " reports: " << softs;
        // Nothing of an honest report is blank where a rule looks; only another report may not be owed, or
        // vouchers not be there.
        for (const auto& [what, count] : told.undecided)
            EXPECT_TRUE(what.contains("报表还没有") || what.contains("还没有归到单元格的"))
                << what << " ×" << count;
    }
}

}  // namespace
}  // namespace yj::demo
