#include "server/trace_tree.hpp"

#include "base/text.hpp"

namespace yj::server {

namespace {

constexpr std::size_t kOpenChildren = 12;

void put_node(Html& body, const trace::Node& node, const std::string& here);

/// Where a step can be looked at by itself; empty when nowhere.
std::string address_of(const trace::Node& node, const std::string& here) {
    const auto parts = split(node.address, '/');
    if (node.kind == trace::Kind::Submission && parts.size() == 2) return "/reports/" + std::string(parts[1]);
    if (node.kind == trace::Kind::Release && parts.size() == 2) return "/releases/" + std::string(parts[1]);
    if (node.kind == trace::Kind::Figure && parts.size() == 2) return "/figures/" + std::string(parts[1]);
    // "f/B204-1/2026-10/81234/01.2": the contributor, to be opened down to its papers.
    if (node.kind == trace::Kind::Fact && parts.size() == 5 && node.children.empty())
        return here + "expand=" + std::string(parts[3]);
    return {};
}

void put_children(Html& body, const trace::Node& node, const std::string& here) {
    const auto withheld = trace::withheld_text(node);
    if (node.children.empty() && withheld.empty() && node.folded_children == 0) return;
    const bool many = node.children.size() > kOpenChildren;
    if (many) body.open("details").tag("summary", "展开 " + std::to_string(node.children.size()) + " 项");
    body.open("ul");
    for (const auto& child : node.children) put_node(body, child, here);
    if (!withheld.empty()) body.tag("li", withheld, {{"class", "second"}});
    if (node.folded_children > 0)
        body.tag("li", "另有 " + std::to_string(node.folded_children) + " 项未展开", {{"class", "second"}});
    body.close();
    if (many) body.close();
}

void put_node(Html& body, const trace::Node& node, const std::string& here) {
    body.open("li").open("p").tag("span", trace::kind_name(node.kind), {{"class", "kind"}});
    const auto address = address_of(node, here);
    if (address.empty())
        body.text(node.title);
    else
        body.link(address, node.title);
    if (!node.value.empty()) body.text("　").tag("b", node.value);
    body.close();
    if (node.check == trace::Check::Held) body.tag("p", "✓ " + node.why, {{"class", "good"}});
    if (node.check == trace::Check::Broken) body.tag("p", "✗ " + node.why, {{"class", "refused"}});
    for (const auto& detail : node.details) body.tag("p", detail, {{"class", "note"}});
    put_children(body, node, here);
    body.close();
}

}  // namespace

void put_tree(Html& body, const trace::Node& root, const std::string& here) {
    body.open("ul", {{"class", "tree"}});
    put_node(body, root, here);
    body.close();
}

void put_tree(JsonOut& out, const trace::Node& node) {
    out.open()
        .text("kind", trace::kind_word(node.kind))
        .text("address", node.address)
        .text("title", node.title);
    out.some("value", node.value).text("check", trace::check_word(node.check)).some("why", node.why);
    out.some("withheld", trace::withheld_text(node));
    if (node.folded_children > 0) out.number("folded", node.folded_children);
    out.list("details");
    for (const auto& detail : node.details) out.text(detail);
    out.end_list().list("children");
    for (const auto& child : node.children) put_tree(out, child);
    out.end_list().close();
}

}  // namespace yj::server
