// TraceTree: a 溯源 tree as nested lists on a page, or as JSON.
#pragma once
#include "server/json_out.hpp"
#include "server/page.hpp"
#include "trace/node.hpp"

namespace yj::server {

void put_tree(Html& body, const trace::Node& root);
void put_tree(JsonOut& out, const trace::Node& root);

}  // namespace yj::server
