#include "desk/trace/trace_question.hpp"

#include "access/access_shelf.hpp"
#include "desk/collect/neighbours.hpp"
#include "desk/registry/unit_by_code.hpp"
#include "desk/tabulate/build_table.hpp"
#include "journal/journal_shelf.hpp"
#include "trace/trace_shelf.hpp"

namespace yj::desk {

namespace {

using trace::Node;

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

using Walk = std::function<Result<Node>(store::Tx&, const trace::Definitions&, const trace::Rights&)>;

Result<Node> on_snapshot(County& county, const access::Actor& actor, const access::Scope& where,
                         const Walk& walk) {
    Result<Node> node = Node{};
    YJ_TRY(ask(county, actor, access::Act::FigureTrace, where, [&](store::Tx& tx) -> Done {
        node = walk(tx, definitions_of(county, tx), rights_of(county, actor));
        return {};
    }));
    return node;
}

/// Tracing is about the county; what lies below a figure is withheld report by report.
access::Scope everywhere(const County& county, const access::Actor& actor) {
    access::Scope where{{}, {}, county.settings().region, {}};
    for (const auto& grant : actor.grants) {
        where.profession = grant.profession;
        where.form = grant.form;
        where.unit = grant.unit;
    }
    return where;
}

}  // namespace

Result<Node> trace_figure(County& county, const access::Actor& actor, FigureId figure, StatUnitId expand) {
    return on_snapshot(county, actor, everywhere(county, actor),
                       [&](store::Tx& tx, const trace::Definitions& defs, const trace::Rights& rights) {
                           return trace::trace_figure(tx, defs, figure, rights, {5, expand});
                       });
}

Result<Node> trace_table_cell(County& county, const access::Actor& actor, const std::string& table,
                              const std::string& cell, Period period, StatUnitId expand) {
    YJ_ASSIGN(const auto in_force, table_in_force(county, table, period));
    YJ_ASSIGN(const auto last, county.last_entry());
    const auto form = in_force.def->forms.front();
    return on_snapshot(county, actor, {profession_of(county, form), form, county.settings().region, {}},
                       [&](store::Tx& tx, const trace::Definitions& defs, const trace::Rights& rights) {
                           return trace::trace_cell_of_table(tx, defs, {table, cell, period}, last, rights,
                                                             {5, expand});
                       });
}

Result<Node> trace_report(County& county, const access::Actor& actor, SubmissionId submission,
                          const std::string& cell) {
    return on_snapshot(county, actor, everywhere(county, actor),
                       [&](store::Tx& tx, const trace::Definitions& defs, const trace::Rights& rights) {
                           return trace::trace_report(tx, defs, submission, cell, kNow, rights);
                       });
}

Result<Node> figures_touched(County& county, const access::Actor& actor, const evidence::CellPlace& place) {
    return on_snapshot(county, actor, everywhere(county, actor),
                       [&](store::Tx& tx, const trace::Definitions& defs, const trace::Rights& rights) {
                           return trace::way_back_of_cell(tx, defs, place, kNow, rights);
                       });
}

Result<Node> figures_touched_by(County& county, const access::Actor& actor, VoucherId voucher) {
    return on_snapshot(county, actor, everywhere(county, actor),
                       [&](store::Tx& tx, const trace::Definitions& defs, const trace::Rights& rights) {
                           return trace::way_back_of_voucher(tx, defs, voucher, kNow, rights);
                       });
}

Result<Node> trace_words(County& county, const access::Actor& actor, const TraceWords& words) {
    StatUnitId unit;
    if (!words.unit.empty()) {
        YJ_ASSIGN(const auto found, unit_by_code(county, words.unit));
        unit = found.unit;
    }
    if (const auto voucher = parse_id(words.voucher); !words.voucher.empty() && voucher)
        return figures_touched_by(county, actor, VoucherId{*voucher});
    if (words.what.size() == 1)
        if (const auto figure = parse_id(words.what[0]))
            return trace_figure(county, actor, FigureId{*figure}, unit);
    if (words.what.size() == 3)
        if (const auto period = Period::parse(words.what[2])) {
            if (table_in_force(county, words.what[0], *period))
                return trace_table_cell(county, actor, words.what[0], words.what[1], *period, unit);
            return figures_touched(county, actor, {unit, words.what[0], *period, words.what[1]});
        }
    return refuse(Refused::Malformed, "看不出要追溯什么", {},
                  "请给出：发布的数的编号；或 汇总表 单元格 报告期；或 表号 单元格 报告期 --unit "
                  "单位代码；或 --voucher 编号");
}

}  // namespace yj::desk
