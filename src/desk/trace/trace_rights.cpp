#include "desk/trace/trace_rights.hpp"

#include "access/access_shelf.hpp"
#include "desk/collect/neighbours.hpp"
#include "journal/journal_shelf.hpp"

namespace yj::desk {

namespace {

const tabulate::TableDef* table_of(const County& county, std::string_view code, std::string_view hash,
                                   Period period) {
    for (const auto* pack : county.packs())
        if (const auto* def = pack->table(code);
            def != nullptr && (hash.empty() ? pack->covers(period) : def->hash == hash))
            return def;
    return nullptr;
}

/// One proof needs the whole tree once; afterwards only what was added.
std::optional<trace::LogProof> proof_of(County& county, store::Tx& tx, EntryIndex entry) {
    const auto last = journal::latest_checkpoint(tx);
    if (!last || entry.value >= last->size) return std::nullopt;
    return county.with_log_tree([&](journal::LogTree& tree) -> std::optional<trace::LogProof> {
        tree.catch_up(tx);
        return trace::prove(tree.tree, entry, last->size, last->root);
    });
}

}  // namespace

trace::Definitions definitions_of(County& county, store::Tx& tx) {
    trace::Definitions defs;
    defs.form = [&county](std::string_view hash) { return form_by_hash(county, hash); };
    defs.table = [&county](std::string_view code, std::string_view hash, Period period) {
        return table_of(county, code, hash, period);
    };
    defs.region_name = [&county](const RegionCode& region, Period period) {
        const auto* pack = county.pack_for(period);
        return pack == nullptr ? region.text() : pack->region_name(region, period);
    };
    defs.industry_name = [&county](const std::string& industry, Period period) {
        const auto* pack = county.pack_for(period);
        return pack == nullptr ? industry : pack->industry_name(industry, period);
    };
    defs.account_name = [&tx](AccountId id) {
        const auto account = access::account_by_id(tx, id);
        return account ? account->name : std::to_string(id.value);
    };
    defs.act_name = [](const std::string& word) {
        const auto act = access::parse_act(word);
        return act ? std::string(access::act_name(*act)) : word;
    };
    defs.proof = [&county, &tx](EntryIndex entry) { return proof_of(county, tx, entry); };
    return defs;
}

std::string profession_of(const County& county, std::string_view form) {
    for (const auto* pack : county.packs())
        if (const auto* found = pack->form(form)) return found->profession;
    return {};
}

trace::Rights rights_of(const County& county, const access::Actor& actor) {
    trace::Rights rights;
    rights.microdata = true;
    rights.may_see_unit = [&county, &actor](StatUnitId unit, std::string_view form,
                                            const RegionCode& region) {
        return access::may(actor, access::Act::ReportRead,
                           {profession_of(county, form), std::string(form), region, unit});
    };
    return rights;
}

access::Scope everywhere(const County& county, const access::Actor& actor) {
    access::Scope where{{}, {}, county.settings().region, {}};
    for (const auto& grant : actor.grants) {
        where.profession = grant.profession;
        where.form = grant.form;
        where.unit = grant.unit;
    }
    return where;
}

}  // namespace yj::desk
