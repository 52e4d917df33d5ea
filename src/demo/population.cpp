#include "demo/population.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/credit_code.hpp"
#include "base/invariant.hpp"
#include "demo/chance.hpp"

namespace yj::demo {

namespace {

using registry::SizeClass;
using registry::UnitKind;

constexpr std::array kSyllables{"岚", "禾", "澄", "砚", "霁", "苒", "沐", "柘", "桢", "珩", "琇", "稷",
                                "筠", "蔚", "霖", "瑭", "昱", "棣", "泓", "旻", "芃", "垚", "翊", "岑"};

/// A profession of the above-scale population: its share per thousand units, and how large its months are.
struct Profession {
    const char* letters;
    const char* sections;  ///< industry sections it draws from, or one class
    int per_20354;         ///< units of the full county
    int at_least;          ///< of a small county, so that its tables have something to show
    std::int64_t level;    ///< median month, in the form's measure
    const char* trade;     ///< the word in its name
};
constexpr std::array kProfessions{
    Profession{"BP", "BCD", 212, 24, 18'000, "制造"}, Profession{"E", "F", 386, 9, 4'200, "商贸"},
    Profession{"S", "H", 124, 6, 1'100, "餐饮"},      Profession{"F", "GLMNQR", 297, 6, 3'600, "服务"},
    Profession{"C", "E", 83, 3, 26'000, "建筑工程"},  Profession{"X", "7010", 47, 3, 2'400, "置业"},
};
/// What the county's industry lives on: most of its factories belong here.
constexpr std::array<std::string_view, 3> kSpecialties{"C13", "C30", "C33"};
constexpr int kFullCounty = 20'354;
constexpr int kFullLegal = 16'054;
constexpr int kFullProjects = 166;

int scaled(int of_full, int units) {
    return static_cast<int>((static_cast<std::int64_t>(of_full) * units + kFullCounty / 2) / kFullCounty);
}

std::string brand(Chance& chance) {
    std::string name;
    for (int i = 0; i < 3; ++i) name += chance.pick(kSyllables);
    return name;
}

/// A credit code of region 990101 for the n-th unit: class 91, an organisation code made of n.
std::string credit_code(int number) {
    std::string organisation = fmt::format("MA{:06}", number);
    organisation += organisation_check_digit(organisation);
    const std::string first17 = "91990101" + organisation;
    return first17 + credit_check_digit(first17);
}

SizeClass size_for(std::int64_t level, std::int64_t median) {
    if (level > median * 12) return SizeClass::Large;
    if (level > median * 4) return SizeClass::Medium;
    if (level > median / 2) return SizeClass::Small;
    return SizeClass::Micro;
}

/// A skewed size: most are small, a few carry the county.
std::int64_t skewed(Chance& chance, std::int64_t median) {
    std::int64_t level = median;
    for (int i = 0; i < 6; ++i) level = level * chance.between(550, 1800) / 1000;
    return std::max<std::int64_t>(level, median / 8);
}

class Maker {
public:
    explicit Maker(const PopulationPlan& plan) : plan_(plan), chance_(plan.seed) {
        invariant(!plan.villages.empty() && !plan.industry_classes.empty(),
                  "a population needs places and trades");
    }

    std::vector<SampleUnit> make() {
        const int legal = scaled(kFullLegal, plan_.units);
        for (const auto& profession : kProfessions)
            for (int i = 0, count = std::max(profession.at_least, scaled(profession.per_20354, plan_.units));
                 i < count; ++i)
                add_above_scale(profession);
        while (static_cast<int>(units_.size()) < legal) add_small();
        while (static_cast<int>(units_.size()) < plan_.units) add_local();
        for (int i = 0, count = std::max(6, scaled(kFullProjects, plan_.units)); i < count; ++i)
            add_project(i);
        return std::move(units_);
    }

private:
    SampleUnit& add(std::string code, std::string name, UnitKind kind) {
        SampleUnit made;
        made.attributes.code = std::move(code);
        made.attributes.name = std::move(name);
        made.attributes.kind = kind;
        made.attributes.region = chance_.pick(plan_.villages);
        made.seed = seed_of(plan_.seed, made.attributes.code);
        made.growth_permille = chance_.permille(260) + 52;
        made.opened_year = static_cast<int>(chance_.between(1996, 2023));
        return units_.emplace_back(std::move(made));
    }

    IndustryCode industry_in(std::string_view sections) {
        if (const auto one = IndustryCode::parse(sections); one && sections.size() == 4) return *one;
        for (;;) {
            const auto& code = chance_.pick(plan_.industry_classes);
            if (sections.find(code.front()) != std::string_view::npos) return *IndustryCode::parse(code);
        }
    }

    /// Three of five in a specialty, the others anywhere.
    IndustryCode factory_in(std::string_view sections) {
        if (chance_.below(5) >= 3) return industry_in(sections);
        const auto& specialty = chance_.pick(kSpecialties);
        for (int tries = 0; tries < 100'000; ++tries) {
            const auto& code = chance_.pick(plan_.industry_classes);
            if (code.starts_with(specialty)) return *IndustryCode::parse(code);
        }
        return industry_in(sections);
    }

    void add_above_scale(const Profession& profession) {
        auto& made = add(credit_code(next_++), "", UnitKind::Legal);
        made.attributes.name = fmt::format("示例县{}{}有限公司", brand(chance_), profession.trade);
        made.attributes.industry =
            profession.letters[0] == 'B' ? factory_in(profession.sections) : industry_in(profession.sections);
        made.attributes.professions = std::string(profession.letters) + "I";
        made.attributes.above_scale = true;
        made.level = skewed(chance_, profession.level);
        made.attributes.size = size_for(made.level, profession.level);
    }

    void add_small() {
        auto& made = add(credit_code(next_++), "", UnitKind::Legal);
        made.attributes.industry = industry_in("ABCDEFGHIJKLMNOPQRS");
        made.attributes.name =
            fmt::format("示例县{}{}", brand(chance_), chance_.one_in(4) ? "专业合作社" : "有限公司");
        made.attributes.size = SizeClass::Micro;
        made.attributes.state = chance_.one_in(40) ? 2 : 1;
        made.level = chance_.between(3, 90);
    }

    void add_local() {
        const auto parent = chance_.pick(units_).attributes;
        auto& made = add(fmt::format("99{:06}B", local_next_), "", UnitKind::Local);
        made.attributes.name = fmt::format("{}第{}分部", parent.name, ++local_next_ % 9 + 1);
        made.attributes.industry = parent.industry;
        made.attributes.parent_code = parent.kind == UnitKind::Legal ? parent.code : parent.parent_code;
        made.attributes.size = SizeClass::None;
    }

    void add_project(int number) {
        auto& made = add(fmt::format("2025-990101-{:02}-01-{:06}", number % 90 + 1, number + 1), "",
                         UnitKind::Project);
        made.attributes.name =
            fmt::format("{}{}项目", brand(chance_), chance_.one_in(2) ? "产业园" : "技术改造");
        made.attributes.industry = industry_in("CDGN");
        made.attributes.professions = "H";
        made.attributes.above_scale = true;
        made.level = skewed(chance_, chance_.one_in(3) ? 110 : 900);  // one in three is a small project
        const auto planned = made.level * chance_.between(14, 30);
        made.attributes.more["计划总投资"] = std::to_string(std::max<std::int64_t>(planned, 500));
    }

    const PopulationPlan& plan_;
    Chance chance_;
    std::vector<SampleUnit> units_;
    int next_ = 1;
    int local_next_ = 1;
};

}  // namespace

std::vector<SampleUnit> make_population(const PopulationPlan& plan) { return Maker(plan).make(); }

std::string register_csv(const std::vector<SampleUnit>& units) {
    std::string csv =
        "单位代码,单位名称,单位类型,区划代码,行业代码,规模,报表类别,是否四上,运营状态,归属法人代码,"
        "计划总投资\n";
    for (const auto& each : units) {
        const auto& it = each.attributes;
        const auto planned = it.more.find("计划总投资");
        csv += fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", it.code, it.name,
                           registry::unit_kind_name(it.kind), it.region.text(), it.industry.digits(),
                           registry::size_class_name(it.size), it.professions, it.above_scale ? "是" : "否",
                           it.state, it.parent_code, planned == it.more.end() ? "" : planned->second);
    }
    return csv;
}

}  // namespace yj::demo
