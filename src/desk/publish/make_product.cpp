#include "desk/publish/make_product.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "desk/journal/keep_log.hpp"
#include "desk/tabulate/build_table.hpp"
#include "publish/issue.hpp"
#include "publish/product.hpp"
#include "publish/release_shelf.hpp"
#include "publish/xlsx_tables.hpp"

namespace yj::desk {

namespace {

struct ProductInForce {
    const LoadedPack* pack = nullptr;
    const LoadedProduct* product = nullptr;
};

Result<ProductInForce> product_in_force(const County& county, const std::string& code, Period period) {
    for (const auto* pack : county.packs())
        if (pack->covers(period))
            if (const auto* product = pack->product(code)) return ProductInForce{pack, product};
    return refuse(Refused::NotFound, period.name() + "的制度中没有产品“" + code + "”", {},
                  "请核对产品代码和报告期");
}

publish::Issue issue_of(const County& county, const ProductInForce& in_force, Period period,
                        const std::string& checkpoint) {
    publish::Issue issue;
    issue.period = period;
    issue.region = county.settings().region;
    issue.region_name = in_force.pack->region_name(issue.region, period);
    issue.organisation = county.settings().title;
    issue.number = fmt::format("{}年第{}期", period.year(), period.last_month());
    issue.date = china_date(county.clock().now());
    issue.checkpoint = checkpoint;
    return issue;
}

/// The tables of the periods that the product looks at; those without facts are left out, but for the issue's
/// own.
Result<std::vector<publish::PrintedTable>> tables_for(const County& county, store::Tx& tx, EntryIndex as_of,
                                                      const ProductInForce& in_force, Period period) {
    auto cache = fact_cache(county, tx, as_of);
    std::vector<publish::PrintedTable> tables;
    for (const auto& [code, at] : publish::tables_needed(in_force.product->product, period)) {
        const auto table = table_in_force(county, code, at);
        if (!table) continue;
        YJ_ASSIGN(auto built, table_from(county, cache, *table->pack, *table->def, at));
        if (built.reports > 0 || at == period) tables.push_back(std::move(built.printed));
    }
    return tables;
}

/// Documents out of finished tables, and everything that a release freezes.
struct MadeIssue {
    ProductIssue issue;
    publish::ReleaseContent content;
};
Result<MadeIssue> make_issue(const ProductInForce& in_force, const publish::Issue& issue,
                             const std::vector<publish::PrintedTable>& tables, EntryIndex release) {
    const auto& product = in_force.product->product;
    YJ_ASSIGN(auto bulletin, publish::make_bulletin(product, in_force.product->template_docx, issue, tables));
    YJ_ASSIGN(const auto shown, publish::product_tables(product, issue, tables));
    MadeIssue made;
    made.issue.title = bulletin.title;
    made.issue.docx = std::move(bulletin.docx);
    made.issue.gaps = std::move(bulletin.gaps);
    YJ_ASSIGN(made.issue.xlsx, publish::tables_workbook(bulletin.title, issue, shown));
    if (release.value >= 0) made.content = publish::release_content(shown, tables, bulletin.used, release);
    made.issue.figures = made.content.figures.size();
    return made;
}

std::string checkpoint_words(const County& county) {
    const auto last = last_checkpoint(county);
    if (!last || !*last) return {};
    return fmt::format("共 {} 条，根 {}", (*last)->size, (*last)->root.hex().substr(0, 32));
}

Done no_gaps(const ProductIssue& issue) {
    if (issue.gaps.empty()) return {};
    const auto& first = issue.gaps.front();
    return refuse(Refused::NotReady, fmt::format("还有 {} 个数没有着落，不能发布", issue.gaps.size()),
                  first.place, "例如 " + first.figure + "：" + first.why);
}

}  // namespace

Result<ProductIssue> build_product(const County& county, const access::Actor& actor, const std::string& code,
                                   Period period) {
    YJ_ASSIGN(const auto in_force, product_in_force(county, code, period));
    YJ_ASSIGN(const auto last, county.last_entry());
    Result<MadeIssue> made = MadeIssue{};
    YJ_TRY(ask(county, actor, access::Act::ProductBuild, {{}, {}, county.settings().region, {}},
               [&](store::Tx& tx) -> Done {
                   YJ_ASSIGN(const auto tables, tables_for(county, tx, last, in_force, period));
                   made = make_issue(in_force, issue_of(county, in_force, period, {}), tables, {});
                   return {};
               }));
    if (!made) return pass(made);
    made->issue.as_of = last;
    return std::move(made->issue);
}

Result<ReleasedIssue> release_product(County& county, const access::Actor& actor, const std::string& code,
                                      Period period, const std::string& key) {
    YJ_ASSIGN(const auto in_force, product_in_force(county, code, period));
    const auto checkpoint = checkpoint_words(county);
    const access::Scope where{{}, {}, county.settings().region, {}};
    ReleasedIssue released;
    const auto body = [&](ActScope& scope) -> Result<std::string> {
        const EntryIndex as_of{scope.since().value - 1};
        YJ_ASSIGN(auto tables, tables_for(county, scope.tx(), as_of, in_force, period));
        for (auto& table : tables) publish::number_figures(table, scope.since());
        YJ_ASSIGN(auto made, make_issue(in_force, issue_of(county, in_force, period, checkpoint), tables,
                                        scope.since()));
        YJ_TRY(no_gaps(made.issue));
        made.issue.as_of = as_of;
        YJ_ASSIGN(const auto docx, publish::keep_document(county.folder(), made.issue.docx, "docx"));
        YJ_ASSIGN(const auto xlsx, publish::keep_document(county.folder(), made.issue.xlsx, "xlsx"));
        publish::put_release(
            scope.tx(),
            {scope.since(), code, period, as_of, made.issue.title, in_force.product->product.hash, docx, xlsx,
             actor.account, scope.at(), std::string(tabulate::kEngineVersion)},
            made.content);
        scope.about("release/" + std::to_string(scope.since().value));
        released = {std::move(made.issue), scope.since(),
                    publish::document_path(county.folder(), docx, "docx"),
                    publish::document_path(county.folder(), xlsx, "xlsx")};
        return std::to_string(scope.since().value);
    };
    YJ_ASSIGN(const auto answer, run_act(county, {actor, access::Act::ProductRelease, where, key}, body));
    released.release = answer.entry;
    return released;
}

Result<std::vector<publish::Release>> releases(const County& county) {
    std::vector<publish::Release> all;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        all = publish::all_releases(tx, EntryIndex{INT64_MAX});
        return {};
    }));
    return all;
}

Result<std::vector<publish::ReleasedFigure>> released_figures(const County& county, EntryIndex release) {
    std::vector<publish::ReleasedFigure> figures;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        figures = publish::figures_of(tx, release);
        return {};
    }));
    return figures;
}

Result<std::string> release_document(const County& county, EntryIndex entry, const std::string& extension) {
    std::optional<publish::Release> release;
    YJ_TRY(county.store().read([&](store::Tx& tx) -> Done {
        release = publish::release_at(tx, entry);
        return {};
    }));
    if (!release) return refuse(Refused::NotFound, "没有编号为 " + std::to_string(entry.value) + " 的发布");
    if (extension != "docx" && extension != "xlsx")
        return refuse(Refused::NotFound, "没有“" + extension + "”格式的文件", {}, "docx 或 xlsx");
    return publish::read_document(county.folder(), extension == "docx" ? release->docx : release->xlsx,
                                  extension);
}

}  // namespace yj::desk
