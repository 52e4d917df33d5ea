#include "desk/trace/trace_question.hpp"

#include "desk/collect/neighbours.hpp"
#include "desk/registry/unit_by_code.hpp"
#include "desk/tabulate/build_table.hpp"
#include "desk/trace/trace_rights.hpp"
#include "trace/trace_shelf.hpp"

namespace yj::desk {

namespace {

using trace::Node;

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
