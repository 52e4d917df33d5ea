#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "desk/facts/reading_question.hpp"

namespace yj::cli {

namespace {

void rebuild(Context& context) {
    const auto opened = context.open();
    if (!opened) return;
    if (context.refused(desk::rebuild_reading_room(*opened->county, opened->actor))) return;
    context.out().say("阅览室已按现有事实重建（reading.duckdb，可随时删除）");
}

void query(Context& context, const std::string& sql) {
    const auto opened = context.open();
    if (!opened) return;
    const auto table = desk::ask_reading_room(*opened->county, opened->actor, sql);
    if (context.refused(table)) return;
    Listing listing;
    for (const auto& column : table->columns) listing.columns.push_back({column, column});
    listing.rows = table->rows;
    context.out().show(listing);
}

}  // namespace

void add_reading_commands(CLI::App& app, Context& context) {
    auto* reading = app.add_subcommand("reading", "阅览室：事实的分析副本（DuckDB），可删可重建");
    reading->require_subcommand(1);
    reading->add_subcommand("rebuild", "按现有事实重建")->callback([&context] { rebuild(context); });
    auto& sql = context.text();
    auto* querying = reading->add_subcommand("query", "对 cells 表提一个 SELECT（须有全县报表的阅读权）");
    querying
        ->add_option("SQL", sql, "如 SELECT cell, SUM(units) FROM cells WHERE form='B204-1' GROUP BY cell")
        ->required();
    querying->callback([&context, &sql] { query(context, sql); });
}

}  // namespace yj::cli
