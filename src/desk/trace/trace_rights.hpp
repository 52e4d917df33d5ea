// What every question of a trace is asked with: names and definitions of the county, and what the actor may
// see.
#pragma once
#include <string>
#include <string_view>

#include "access/actor.hpp"
#include "desk/county.hpp"
#include "store/tx.hpp"
#include "trace/definitions.hpp"

namespace yj::desk {

/// REQUIRES: county and transaction outlive what is answered.
[[nodiscard]] trace::Definitions definitions_of(County& county, store::Tx& tx);
[[nodiscard]] trace::Rights rights_of(const County& county, const access::Actor& actor);
/// The 专业 that a form belongs to; empty when no pack has it.
[[nodiscard]] std::string profession_of(const County& county, std::string_view form);
/// Tracing is about the county; what lies below a figure is withheld report by report.
[[nodiscard]] access::Scope everywhere(const County& county, const access::Actor& actor);

}  // namespace yj::desk
