#include "server/page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "server/problem.hpp"

namespace yj::server {

using access::Act;

void Html::start(std::string_view tag, Attributes attributes) {
    out_ += '<';
    out_ += tag;
    for (const auto& [name, value] : attributes) out_ += fmt::format(" {}=\"{}\"", name, html(value));
    out_ += '>';
}

Html& Html::open(std::string_view tag, Attributes attributes) {
    start(tag, attributes);
    open_.emplace_back(tag);
    return *this;
}

Html& Html::close() {
    out_ += "</" + open_.back() + ">\n";
    open_.pop_back();
    return *this;
}

Html& Html::text(std::string_view words) {
    out_ += html(words);
    return *this;
}

Html& Html::tag(std::string_view name, std::string_view words, Attributes attributes) {
    start(name, attributes);
    out_ += html(words);
    out_ += fmt::format("</{}>", name);
    return *this;
}

Html& Html::link(std::string_view address, std::string_view words) {
    return tag("a", words, {{"href", std::string(address)}});
}

Html& Html::alone(std::string_view tag, Attributes attributes) {
    start(tag, attributes);
    return *this;
}

Html& Html::table(std::string_view caption, const std::vector<std::string>& heads) {
    const bool figures =
        std::ranges::any_of(heads, [](const std::string& head) { return head.starts_with('#'); });
    open("div", {{"class", "scroll"}}).open("table", {{"class", figures ? "figures" : "words"}});
    if (!caption.empty()) tag("caption", caption);
    open("thead").open("tr");
    for (const std::string_view head : heads) {
        if (head.starts_with('#'))
            tag("th", head.substr(1), {{"class", "n"}, {"scope", "col"}});
        else
            tag("th", head, {{"scope", "col"}});
    }
    return close().close().open("tbody");
}

Html& Html::end_table() { return close().close().close(); }

Html& Html::number(std::string_view words, std::string_view address) {
    open("td", {{"class", "n"}});
    if (address.empty())
        text(words);
    else
        link(address, words);
    return close();
}

Html& Html::fact(std::string_view name, std::string_view words) { return tag("dt", name).tag("dd", words); }

std::string Html::take() {
    while (!open_.empty()) close();
    return std::move(out_);
}

std::string in_address(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '-' || c == '.' || c == '_';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

namespace {

void ways_to_go(Html& out, const Call& call) {
    const auto& actor = call.actor;
    out.open("nav", {{"aria-label", "主要页面"}}).link("/", "县情总览");
    if (actor.has(access::Role::Respondent)) out.link("/tasks", "我的报表");
    if (may_somewhere(actor, Act::BoardRead)) out.link("/board", "报送进度");
    if (may_somewhere(actor, Act::UnitRead)) out.link("/units", "单位");
    if (may_somewhere(actor, Act::TableBuild)) out.link("/tables", "汇总表");
    out.link("/releases", "发布");
    if (may_somewhere(actor, Act::LogVerify)) out.link("/verification", "核验");
    out.close();
}

Response whole(std::string_view title, Html& header, Html& body, int status) {
    const auto text = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        "<title>{} · 有据</title><link rel=\"stylesheet\" "
        "href=\"/style.css\"></head>\n<body>{}<main>{}</main></body></html>\n",
        html(title), header.take(), body.take());
    return {status, "text/html; charset=utf-8", text, {}};
}

}  // namespace

Response page(const Call& call, std::string_view title, Html body, int status) {
    Html header;
    header.open("header").open("div", {{"class", "bar"}});
    header.open("p", {{"class", "house"}}).tag("b", "有据").text(" " + call.county.settings().title).close();
    header.open("form", {{"method", "post"}, {"action", "/logout"}}).tag("span", call.actor.name);
    header.tag("button", "退出").close().close();
    ways_to_go(header, call);
    header.close();
    body.tag("footer", "打印时间 " + instant_text(call.county.clock().now()) + "　打印人 " + call.actor.name);
    return whole(title, header, body, status);
}

Response bare_page(std::string_view title, Html body, int status) {
    Html header;
    header.open("header")
        .open("div", {{"class", "bar"}})
        .open("p", {{"class", "house"}})
        .tag("b", "有据")
        .close()
        .close();
    return whole(title, header, body, status);
}

Response refusal_page(int status, const Refusal& refusal) {
    Html body;
    body.tag("h1", status_title(status)).tag("p", refusal.what, {{"class", "refused"}, {"role", "alert"}});
    if (!refusal.place.empty()) body.tag("p", "位置：" + refusal.place);
    if (!refusal.remedy.empty()) body.tag("p", refusal.remedy);
    body.open("p").link("/", "回到首页").close();
    return bare_page(status_title(status), std::move(body), status);
}

Response respond_page(Result<Response> result) {
    return result ? std::move(*result) : refusal_page(status_of(result.error().kind), result.error());
}

Response see_other(std::string_view address) {
    Response response{303, "text/plain; charset=utf-8", {}, {}};
    response.headers.emplace_back("Location", std::string(address));
    return response;
}

}  // namespace yj::server
