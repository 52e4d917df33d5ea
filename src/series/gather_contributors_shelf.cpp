#include "series/gather_contributors_shelf.hpp"

#include <algorithm>
#include <optional>

#include "facts/base_shelf.hpp"
#include "facts/facts_shelf.hpp"

namespace yj::series {

namespace {

bool grows(const tabulate::TableDef& def) {
    return std::ranges::any_of(def.measures, [](const tabulate::TableMeasure& measure) {
        return measure.kind == tabulate::MeasureKind::Growth;
    });
}

/// Where the table's cells stand in one version of the form; empty where that version has no such cell.
using Places = std::vector<std::optional<instrument::CellAddress>>;

Places places_in(const tabulate::TableDef& def, const instrument::Form& form) {
    Places places;
    for (const auto& cell : def.cells) places.push_back(form.cell(cell));
    return places;
}

std::vector<Value> values_at(const Places& places, const instrument::CellSheet& sheet) {
    std::vector<Value> values;
    values.reserve(places.size());
    for (const auto& place : places)
        values.push_back(place ? sheet.at(*place) : Value(Missing::NotApplicable));
    return values;
}

const UnitFact* find_fact(const std::vector<UnitFact>& facts, StatUnitId unit) {
    const auto found =
        std::ranges::lower_bound(facts, unit, {}, [](const UnitFact& one) { return one.who.unit; });
    return found == facts.end() || found->who.unit != unit ? nullptr : &*found;
}

Result<UnitFact> unpacked(const facts::SheetPayload& fact, const FormByHash& form_by_hash) {
    const instrument::Form* form = form_by_hash(fact.form_hash);
    const std::string place = "submission/" + std::to_string(fact.submission.value);
    if (form == nullptr)
        return refuse(Refused::NotReady, "报送所用的报表版本没有安装", place, "请安装当期的制度包");
    auto sheet = instrument::CellSheet::unpack(*form, fact.payload);
    if (!sheet) return refuse(Refused::Malformed, "报送内容读不出", place, "请核验存证并从备份恢复");
    tabulate::Contributor who;
    who.unit = fact.unit;
    return UnitFact{std::move(who), form, *std::move(sheet)};
}

using BasesOfUnit = std::function<std::span<const facts::BaseFigure>(StatUnitId)>;

/// Adds the reports of one form. `last` are the facts of 上年同期, null when the table has no growth.
void add_form(Gathered& gathered, const tabulate::TableDef& def, const std::vector<UnitFact>& facts,
              const std::vector<UnitFact>* last, const BasesOfUnit& bases) {
    std::map<const instrument::Form*, Places> places;
    for (const auto& fact : facts) {
        auto [at, is_new] = places.try_emplace(fact.form);
        if (is_new) at->second = places_in(def, *fact.form);
        tabulate::Contributor one = fact.who;
        one.values = values_at(at->second, fact.sheet);
        if (last != nullptr) {
            const UnitFact* before = find_fact(*last, one.unit);
            gathered.bases.apply(one, before == nullptr ? nullptr : before->form,
                                 before == nullptr ? nullptr : &before->sheet, bases(one.unit));
        }
        gathered.contributors.add(one);
    }
}

}  // namespace

Result<std::vector<UnitFact>> FactCache::unpack(std::string_view form, Period period, bool attributes) {
    std::vector<UnitFact> found;
    std::optional<Refusal> refusal;
    const auto add = [&](const facts::SheetPayload& fact) -> UnitFact* {
        if (refusal) return nullptr;
        auto one = unpacked(fact, form_by_hash_);
        if (!one) {
            refusal = std::move(one.error());
            return nullptr;
        }
        return &found.emplace_back(*std::move(one));
    };
    if (attributes) {
        facts::each_fact_of_unit(tx_, form, period, as_of_, [&](const auto& fact, const auto& version) {
            if (UnitFact* one = add(fact))
                one->who = tabulate::contributor_of(version, fact.submission, fact.since);
        });
    } else {
        facts::each_fact(tx_, form, period, as_of_, [&](const auto& fact) { add(fact); });
    }
    if (refusal) return std::unexpected(*std::move(refusal));
    return found;
}

Result<const std::vector<UnitFact>*> FactCache::facts(std::string_view form, Period period) {
    const Key key{form, period};
    if (const auto known = facts_.find(key); known != facts_.end()) return &known->second;
    YJ_ASSIGN(auto unpacked_facts, unpack(form, period, true));
    return &facts_.emplace(key, std::move(unpacked_facts)).first->second;
}

Result<const std::vector<UnitFact>*> FactCache::sheets(std::string_view form, Period period) {
    const Key key{form, period};
    if (const auto known = facts_.find(key); known != facts_.end()) return &known->second;
    if (const auto known = sheets_.find(key); known != sheets_.end()) return &known->second;
    YJ_ASSIGN(auto unpacked_facts, unpack(form, period, false));
    return &sheets_.emplace(key, std::move(unpacked_facts)).first->second;
}

std::span<const facts::BaseFigure> FactCache::bases(std::string_view form, Period period, StatUnitId unit) {
    const auto [at, is_new] = bases_.try_emplace(Key{form, period});
    if (is_new) at->second = facts::bases_of(tx_, form, period, as_of_);
    const auto of_unit = std::ranges::equal_range(at->second, unit, {}, &facts::BaseFigure::unit);
    return {of_unit.begin(), of_unit.end()};
}

Result<Gathered> gather_contributors(FactCache& cache, const tabulate::TableDef& def, Period period) {
    Gathered gathered{tabulate::Contributors(def.cells.size()), TableBases(def)};
    for (const auto& form : def.forms) {
        YJ_ASSIGN(const auto* facts, cache.facts(form, period));
        const std::vector<UnitFact>* last = nullptr;
        if (grows(def)) {
            YJ_ASSIGN(last, cache.sheets(form, period.year_earlier()));
        }
        add_form(gathered, def, *facts, last,
                 [&](StatUnitId unit) { return cache.bases(form, period, unit); });
    }
    return gathered;
}

Result<std::optional<tabulate::Contributor>> gather_one(store::Tx& tx, const tabulate::TableDef& def,
                                                        std::string_view form, Period period,
                                                        const registry::UnitVersion& unit, EntryIndex as_of,
                                                        const FormByHash& form_by_hash) {
    const auto fact = facts::fact_payload(tx, form, period, unit.unit, as_of);
    if (!fact) return std::nullopt;
    YJ_ASSIGN(const UnitFact now, unpacked(*fact, form_by_hash));
    auto one = tabulate::contributor_of(unit, fact->submission, fact->since);
    one.values = values_at(places_in(def, *now.form), now.sheet);
    if (!grows(def)) return one;
    std::optional<UnitFact> before;
    if (const auto last = facts::fact_payload(tx, form, period.year_earlier(), unit.unit, as_of)) {
        YJ_ASSIGN(before, unpacked(*last, form_by_hash));
    }
    const auto bases = facts::bases_of_unit(tx, form, period, unit.unit, as_of);
    TableBases(def).apply(one, before ? before->form : nullptr, before ? &before->sheet : nullptr, bases);
    return one;
}

}  // namespace yj::series
