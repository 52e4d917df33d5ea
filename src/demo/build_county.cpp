#include "demo/build_county.hpp"

#include <algorithm>

#include "demo/season.hpp"
#include "desk/instrument/install_pack.hpp"
#include "desk/instrument/pack_folder.hpp"
#include "desk/read_file.hpp"
#include "desk/registry/import_units.hpp"
#include "desk/registry/unit_by_code.hpp"

namespace yj::demo {

namespace fs = std::filesystem;

namespace {

constexpr auto kRegion = "990101000000";

/// The villages of the county; a small county has three towns only, so that each has something to show.
std::vector<RegionCode> villages_of(const DemoPlan& plan, const instrument::Pack& pack) {
    constexpr int kSmallCounty = 2000;
    constexpr std::size_t kSmallTowns = 3;
    std::vector<RegionCode> villages;
    const auto* regions = pack.list("region");
    if (regions == nullptr) return villages;
    auto towns = regions->children(kRegion, plan.first);
    if (plan.units < kSmallCounty && towns.size() > kSmallTowns) towns.resize(kSmallTowns);
    for (const auto* town : towns)
        for (const auto* village : regions->children(town->code, plan.first))
            if (const auto region = RegionCode::parse(village->code)) villages.push_back(*region);
    return villages;
}

PopulationPlan population_plan(const DemoPlan& plan, const instrument::Pack& pack) {
    PopulationPlan wanted;
    wanted.seed = plan.seed;
    wanted.units = plan.units;
    wanted.villages = villages_of(plan, pack);
    constexpr std::size_t kClassLength = 5;  // C1310
    if (const auto* industries = pack.list("industry"))
        for (const auto& code : industries->codes())
            if (code.code.size() == kClassLength && code.valid(plan.first))
                wanted.industry_classes.push_back(code.code);
    return wanted;
}

class Builder {
public:
    Builder(const DemoPlan& plan, const DemoMachine& machine, const DemoProgress& progress)
        : plan_(plan),
          machine_(machine),
          progress_(progress),
          watch_(machine.watch),
          clock_(china_time(plan.first.first_day(), 9, 0)),
          planter_(plan.seed, plan.planted_permille, plan.first) {}

    Result<DemoSummary> run(const fs::path& folder, const fs::path& packs_folder) {
        YJ_TRY(desk::County::create(
            folder, {"示例县统计局", *RegionCode::parse(kRegion), {}, "shili.county.example/log"}));
        YJ_ASSIGN(county_, desk::County::open(folder, clock_, machine_.chance));
        Cast cast(*county_);
        YJ_TRY(found(cast, packs_folder));
        YJ_TRY(people(cast));
        YJ_TRY(cast.write_passwords());
        YJ_TRY(live(cast));
        YJ_TRY(desk::write_file(folder / "planted.csv", planted_csv(planted_)));
        return finished(cast);
    }

private:
    void say(std::string_view words, int done, int total) const {
        if (progress_) progress_(words, done, total);
    }

    /// The bureau and its pack.
    Done found(Cast& cast, const fs::path& packs_folder) {
        say("建账号、装制度包", 0, 1);
        YJ_TRY(watch_.time("账号", 1, [&]() -> Done {
            YJ_TRY(cast.found("security01"));
            return cast.make(bureau_parts(county_->settings().region, plan_.passwords));
        }));
        YJ_ASSIGN(auto files, desk::pack_folder(packs_folder / "unified-2025"));
        YJ_ASSIGN(const auto* admin, cast.actor("sysadmin01"));
        YJ_TRY(watch_.time("制度包", 1,
                           [&] { return desk::install_pack(*county_, *admin, std::move(files), {}); }));
        return {};
    }

    /// The register, and an account for everybody who reports.
    Done people(Cast& cast) {
        const auto* loaded = county_->pack_for(plan_.first);
        if (loaded == nullptr)
            return refuse(Refused::NotReady, "制度包 unified-2025 不适用于" + plan_.first.name(), {},
                          "请改选起始月份");
        say("导入名录", 0, 1);
        units_ =
            watch_.time("编名录", 1, [&] { return make_population(population_plan(plan_, loaded->pack)); });
        respondents_ = respondents_of(units_, plan_.enterprises);
        YJ_ASSIGN(const auto* registrar, cast.actor("register01"));
        YJ_ASSIGN(const auto taken, watch_.time("导入名录", static_cast<int>(units_.size()), [&] {
            return desk::import_units(*county_, *registrar, register_csv(units_), "名录.csv", plan_.first,
                                      {});
        }));
        summary_.units = taken.added;
        if (!taken.refused.empty()) return std::unexpected(taken.refused.front());
        say("建填报账号", 0, 1);
        return watch_.time("账号", 1, [&] { return cast_respondents(cast); });
    }

    Done cast_respondents(Cast& cast) {
        std::vector<Part> parts;
        for (const auto& [code, each] : respondents_) {
            YJ_ASSIGN(const auto version, desk::unit_by_code(*county_, code));
            parts.push_back({each.account,
                             version.attributes.name,
                             {access::Grant{access::Role::Respondent, {}, {}, {}, version.unit}},
                             version.attributes.name,
                             each.password && plan_.passwords});
        }
        std::ranges::sort(parts, {}, &Part::name);
        return cast.make(parts);
    }

    Done live(Cast& cast) {
        const auto& pack = county_->pack_for(plan_.first)->pack;
        Stage stage{*county_, clock_, plan_, pack, cast, respondents_, planter_, watch_, summary_, planted_};
        Season season(stage);
        const auto calendar = work_calendar(pack, plan_);
        int done = 0;
        for (const auto& item : calendar) {
            say(item.period.name() + (item.form == nullptr ? "" : " " + item.form->code), done++,
                static_cast<int>(calendar.size()));
            YJ_TRY(season.run(item));
        }
        say("完成", done, done);
        return {};
    }

    Result<DemoSummary> finished(const Cast& cast) {
        summary_.accounts = cast.accounts();
        summary_.planted = static_cast<int>(planted_.size());
        YJ_ASSIGN(const auto last, county_->last_entry());
        summary_.entries = last.value + 1;
        summary_.phases = watch_.phases();
        return summary_;
    }

    const DemoPlan& plan_;
    const DemoMachine& machine_;
    const DemoProgress& progress_;
    Stopwatch watch_;
    SetClock clock_;
    Planter planter_;
    std::unique_ptr<desk::County> county_;
    std::vector<SampleUnit> units_;
    std::map<std::string, Respondent> respondents_;
    std::vector<Planted> planted_;
    DemoSummary summary_;
};

}  // namespace

Result<DemoSummary> build_county(const fs::path& folder, const DemoPlan& plan, const fs::path& packs_folder,
                                 const DemoMachine& machine, const DemoProgress& progress) {
    return Builder(plan, machine, progress).run(folder, packs_folder);
}

}  // namespace yj::demo
