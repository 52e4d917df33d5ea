// Commands: each noun adds its verbs to the command line.
#pragma once
#include "cli/context.hpp"

namespace CLI {
class App;
}

namespace yj::cli {

void add_county_commands(CLI::App& app, Context& context);   ///< init, demo, serve
void add_account_commands(CLI::App& app, Context& context);  ///< account add|list
void add_pack_commands(CLI::App& app, Context& context);     ///< pack check|install|list
void add_unit_commands(CLI::App& app, Context& context);  ///< unit import|show|find, frame freeze, task open
void add_report_commands(CLI::App& app,
                         Context& context);  ///< report import|show|audit|explain|return|accept, board
void add_rule_commands(CLI::App& app,
                       Context& context);  ///< rule run|check|format|try|dryrun|release|export|import
void add_queue_commands(CLI::App& app, Context& context);     ///< report queue; after add_report_commands
void add_evidence_commands(CLI::App& app, Context& context);  ///< voucher add
void add_product_commands(CLI::App& app,
                          Context& context);  ///< table build, product build|release, figure trace
void add_reading_commands(CLI::App& app, Context& context);  ///< reading rebuild|query
void add_log_commands(CLI::App& app, Context& context);      ///< log verify|checkpoint
void add_proof_commands(CLI::App& log, Context& context);    ///< log prove|receipt|request|cosign
void add_witness_commands(CLI::App& app,
                          Context& context);  ///< witness init|trust|add|serve, sign init|serve

}  // namespace yj::cli
