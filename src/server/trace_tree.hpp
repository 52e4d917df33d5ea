// TraceTree: a 溯源 tree as nested lists on a page, or as JSON.
#pragma once
#include "server/json_out.hpp"
#include "server/page.hpp"
#include "trace/node.hpp"

namespace yj::server {

/// `here` is the page's own address, ending in '?' or '&', to open a contributor by expand=…
void put_tree(Html& body, const trace::Node& root, const std::string& here);
void put_tree(JsonOut& out, const trace::Node& root);

}  // namespace yj::server
