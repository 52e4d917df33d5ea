#include "desk/evidence/add_voucher.hpp"

#include "desk/collect/neighbours.hpp"
#include "desk/evidence/keep_file.hpp"
#include "desk/registry/freeze_frame.hpp"
#include "evidence/evidence_shelf.hpp"
#include "evidence/voucher_file.hpp"
#include "registry/registry_shelf.hpp"

namespace yj::desk {

using access::Act;

namespace {

/// The unit of a code, and where an act on its report takes place.
struct Place {
    registry::UnitVersion unit;
    access::Scope where;
};
Result<Place> place_of(const County& county, const std::string& code, const instrument::Form& form,
                       Period period) {
    std::optional<registry::UnitVersion> unit;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        unit = registry::find_by_code(tx, code, period, kNow);
        return {};
    }));
    if (!unit) return refuse(Refused::NotFound, "名录库中没有代码为“" + code + "”的单位", {}, "请核对代码");
    return Place{*unit, {form.profession, form.code, unit->attributes.region, unit->unit}};
}

Done check_cell(const instrument::Form& form, const std::string& cell) {
    if (form.cell(cell)) return {};
    return refuse(Refused::Malformed, form.code + " 没有单元格“" + cell + "”", {}, "写作 行.栏，如 01.1");
}

}  // namespace

Result<Answer> add_voucher(County& county, const access::Actor& actor, const VoucherWanted& wanted,
                           const std::string& key) {
    YJ_ASSIGN(const auto in_force, form_in_force(county, wanted.form, wanted.period));
    const auto& form = *in_force.form;
    YJ_TRY(check_cell(form, wanted.cell));
    const auto* kinds = in_force.pack->pack.list("voucher_kind");
    if (kinds == nullptr || kinds->find(wanted.kind, wanted.period) == nullptr)
        return refuse(Refused::Malformed, "不认识的凭证种类“" + wanted.kind + "”", {},
                      "见制度包 lists/voucher_kind.csv，如 03 发票");
    YJ_ASSIGN(const auto file, evidence::accept_file(wanted.file_name, wanted.bytes));
    YJ_ASSIGN(const auto place, place_of(county, wanted.unit_code, form, wanted.period));
    YJ_TRY(check_may(actor, Act::VoucherAdd, place.where));
    YJ_ASSIGN(const auto hash, keep_file(county, wanted.bytes));
    return run_act(
        county, {actor, Act::VoucherAdd, place.where, key}, [&](ActScope& scope) -> Result<std::string> {
            const auto id = county.make_id<VoucherId>();
            evidence::add_voucher(scope.tx(), {id, hash, file.file_name, file.media_type,
                                               static_cast<std::int64_t>(wanted.bytes.size()), wanted.kind,
                                               actor.account, scope.at(), scope.since()});
            evidence::link_voucher(
                scope.tx(),
                {id, {place.unit.unit, form.code, wanted.period, wanted.cell}, wanted.amount, scope.since()});
            scope.about("voucher/" + std::to_string(id.value));
            return std::to_string(id.value);
        });
}

Result<Answer> add_ledger_lines(County& county, const access::Actor& actor, const std::string& unit_code,
                                const std::string& form_code, Period period,
                                const std::vector<LedgerLineWanted>& lines, const std::string& key) {
    YJ_ASSIGN(const auto in_force, form_in_force(county, form_code, period));
    YJ_ASSIGN(const auto place, place_of(county, unit_code, *in_force.form, period));
    for (const auto& line : lines) YJ_TRY(check_cell(*in_force.form, line.cell));
    return run_act(
        county, {actor, Act::LedgerAdd, place.where, key}, [&](ActScope& scope) -> Result<std::string> {
            for (const auto& line : lines)
                evidence::add_ledger_line(scope.tx(), {county.next_id(),
                                                       line.ledger,
                                                       line.line_no,
                                                       line.date,
                                                       line.words,
                                                       line.amount,
                                                       {place.unit.unit, form_code, period, line.cell},
                                                       scope.since()});
            scope.about("ledger/" + std::to_string(lines.size()));
            return std::to_string(lines.size());
        });
}

}  // namespace yj::desk
