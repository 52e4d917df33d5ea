#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "desk/publish/make_product.hpp"
#include "desk/read_file.hpp"
#include "desk/tabulate/build_table.hpp"
#include "desk/trace/package.hpp"
#include "desk/trace/trace_question.hpp"
#include "trace/node.hpp"

namespace yj::cli {

namespace {

Result<std::optional<EntryIndex>> as_of_entry(const std::string& text) {
    if (text.empty()) return std::nullopt;
    const auto index = parse_id(text);
    if (!index) return refuse(Refused::Malformed, "“" + text + "”不是存证编号", {}, "非负整数");
    return std::optional(EntryIndex{*index});
}

struct TableWords {
    std::string& code;
    std::string& period;
    std::string& as_of;
};

void build_table(Context& context, const TableWords& words) {
    const auto opened = context.open();
    if (!opened) return;
    const auto period = context.period(words.period);
    const auto as_of = as_of_entry(words.as_of);
    if (context.refused(period) || context.refused(as_of)) return;
    const auto built = desk::build_table(*opened->county, opened->actor, words.code, *period, *as_of);
    if (context.refused(built)) return;
    const auto& printed = built->printed;
    Listing listing{{{"row", printed.row_head.empty() ? "项目" : printed.row_head}}, {}};
    for (const auto& column : printed.columns) {
        std::string title;
        for (const auto& head : column.heads) title += (title.empty() ? "" : " ") + head;
        listing.columns.push_back({column.measure_id + std::to_string(listing.columns.size()), title, true});
    }
    for (const auto& row : printed.rows) {
        std::vector<std::string> line{std::string(static_cast<std::size_t>(row.depth) * 2, ' ') + row.title};
        for (const auto& cell : row.cells) line.push_back(cell.printed);
        listing.rows.push_back(std::move(line));
    }
    context.out().say(printed.title + (printed.unit_text.empty() ? "" : "（" + printed.unit_text + "）") +
                      "  依据 " + std::to_string(built->reports) + " 份报表，截至存证 " +
                      std::to_string(built->as_of.value));
    context.out().show(listing);
    for (const auto& note : printed.notes) context.out().say(note);
}

struct ProductWords {
    std::string& code;
    std::string& period;
    std::string& out;
};

/// Writes the two documents where --out says. False after a refusal.
bool write_documents(Context& context, const desk::ProductIssue& issue, const std::string& out) {
    if (out.empty()) return true;
    const auto folder = context.path(out);
    return !context.refused(desk::write_file(folder / (issue.title + ".docx"), issue.docx)) &&
           !context.refused(desk::write_file(folder / (issue.title + ".xlsx"), issue.xlsx));
}

void build_product(Context& context, const ProductWords& words) {
    const auto opened = context.open();
    if (!opened) return;
    const auto period = context.period(words.period);
    if (context.refused(period)) return;
    const auto issue = desk::build_product(*opened->county, opened->actor, words.code, *period);
    if (context.refused(issue) || !write_documents(context, *issue, words.out)) return;
    Card card;
    card.add("title", "标题", issue->title);
    card.add("asOf", "截至存证", std::to_string(issue->as_of.value));
    card.add("gaps", "待补", std::to_string(issue->gaps.size()));
    context.out().show(card);
    for (const auto& gap : issue->gaps) context.out().say(gap.place + "：" + gap.figure + " " + gap.why);
}

void release_product(Context& context, const ProductWords& words) {
    const auto opened = context.open();
    if (!opened) return;
    const auto period = context.period(words.period);
    if (context.refused(period)) return;
    const auto released =
        desk::release_product(*opened->county, opened->actor, words.code, *period, context.key);
    if (context.refused(released) || !write_documents(context, released->issue, words.out)) return;
    Card card;
    card.add("release", "发布编号", std::to_string(released->release.value));
    card.add("title", "标题", released->issue.title);
    card.add("figures", "冻结的数", std::to_string(released->issue.figures));
    card.add("docx", "文档", released->docx_path.string());
    card.add("xlsx", "表格", released->xlsx_path.string());
    context.out().show(card);
}

void list_releases(Context& context) {
    const auto opened = context.open();
    if (!opened) return;
    const auto all = desk::releases(*opened->county);
    if (context.refused(all)) return;
    Listing listing{{{"release", "发布编号", true},
                     {"product", "产品"},
                     {"period", "报告期"},
                     {"title", "标题"},
                     {"at", "发布时间"},
                     {"asOf", "截至存证", true}},
                    {}};
    for (const auto& it : *all)
        listing.rows.push_back({std::to_string(it.since.value), it.product, it.period.code(), it.title,
                                instant_text(it.released_at), std::to_string(it.as_of.value)});
    context.out().show(listing);
}

void list_figures(Context& context, const std::string& release, const std::string& table) {
    const auto opened = context.open();
    if (!opened) return;
    const auto entry = as_of_entry(release);
    if (context.refused(entry)) return;
    const auto figures = desk::released_figures(*opened->county, entry->value_or(EntryIndex{}));
    if (context.refused(figures)) return;
    Listing listing{{{"id", "编号"},
                     {"table", "表"},
                     {"cell", "单元格"},
                     {"period", "报告期"},
                     {"printed", "公布为", true},
                     {"contributors", "户数", true}},
                    {}};
    for (const auto& it : *figures)
        if (table.empty() || it.table == table)
            listing.rows.push_back({std::to_string(it.id.value), it.table, it.cell, it.period.code(),
                                    it.printed, std::to_string(it.contributors)});
    context.out().show(listing);
}

struct TraceWords {
    std::vector<std::string>& what;
    std::string& unit;
    std::string& voucher;
    std::string& package;
};

/// 证据包: of one released figure, or of a whole release.
void write_package(Context& context, const Opened& opened, const TraceWords& words) {
    const bool whole = words.what.size() == 2 && words.what.front() == "release";
    const auto id = words.what.empty() ? std::nullopt : parse_id(words.what.back());
    if (!id || (words.what.size() != 1 && !whole))
        return context.fail({Refused::Malformed, "证据包要一个发布的数的编号，或“release 发布编号”", {}, {}});
    const auto text = whole ? desk::release_package(*opened.county, opened.actor, EntryIndex{*id})
                            : desk::figure_package(*opened.county, opened.actor, FigureId{*id});
    const auto path = context.path(words.package);
    if (context.refused(text) || context.refused(desk::write_file(path, *text))) return;
    context.out().say("证据包已写入 " + path.string() + "（" + std::to_string(text->size()) +
                      " 字节）；核对：youju-verify 证据包 --keys key.pub");
}

void trace(Context& context, const TraceWords& words) {
    const auto opened = context.open();
    if (!opened) return;
    if (!words.package.empty()) return write_package(context, *opened, words);
    const auto node =
        desk::trace_words(*opened->county, opened->actor, {words.what, words.unit, words.voucher});
    if (context.refused(node)) return;
    context.out().show_text(trace::render_tree(*node));
}

void add_figure(CLI::App& app, Context& context) {
    auto* figure = app.add_subcommand("figure", "发布的数：溯源");
    figure->require_subcommand(1);
    const TraceWords words{context.texts(), context.text(), context.text(), context.text()};
    auto* tracing = figure->add_subcommand(
        "trace", "从一个数走回报表、审核、说明、凭证和存证；或从报表、凭证走到它触及的数");
    tracing->add_option(
        "WHAT", words.what,
        "发布的数的编号；或 汇总表 单元格 报告期；或 表号 单元格 报告期（加 --unit，反查触及的数）");
    tracing->add_option("--unit", words.unit, "单位代码：展开这个单位的报表");
    tracing->add_option("--voucher", words.voucher, "凭证编号：它触及哪些发布的数");
    tracing->add_option("--package", words.package,
                        "写成证据包：一个发布的数，或“release 发布编号”整份；用 youju-verify 离线核对");
    tracing->callback([&context, words] { trace(context, words); });
}

}  // namespace

void add_product_commands(CLI::App& app, Context& context) {
    auto* table = app.add_subcommand("table", "汇总表");
    table->require_subcommand(1);
    const TableWords asked{context.text(), context.text(), context.text()};
    auto* building = table->add_subcommand("build", "计算一张汇总表");
    building->add_option("CODE", asked.code, "汇总表代码，如 B204-1-01")->required();
    building->add_option("--period", asked.period, "报告期")->required();
    building->add_option("--as-of", asked.as_of, "截至哪条存证（省略为现在）");
    building->callback([&context, asked] { build_table(context, asked); });
    auto* product = app.add_subcommand("product", "统计产品：编制、发布、列出");
    product->require_subcommand(1);
    const ProductWords wanted{context.text(), context.text(), context.text()};
    for (const auto& [verb, help, act] :
         {std::tuple{"build", "编制草稿（.docx 与 .xlsx）", &build_product},
          std::tuple{"release", "发布：冻结每一个数（发布人）", &release_product}}) {
        auto* command = product->add_subcommand(verb, help);
        command->add_option("NAME", wanted.code, "产品代码，如 monthly")->required();
        command->add_option("--period", wanted.period, "报告期")->required();
        command->add_option("--out", wanted.out, "另存到这个文件夹");
        command->callback([&context, wanted, act] { act(context, wanted); });
    }
    product->add_subcommand("list", "列出已发布的产品")->callback([&context] { list_releases(context); });
    auto& release = context.text();
    auto& of_table = context.text();
    auto* listing = product->add_subcommand("figures", "列出一次发布冻结的数");
    listing->add_option("RELEASE", release, "发布编号")->required();
    listing->add_option("--table", of_table, "只列这张汇总表");
    listing->callback([&context, &release, &of_table] { list_figures(context, release, of_table); });
    add_figure(app, context);
}

}  // namespace yj::cli
