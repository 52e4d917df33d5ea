#include "server/router.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <type_traits>

#include "base/text.hpp"
#include "server/serve.hpp"

namespace yj::server {
namespace {

using Parts = std::vector<std::string>;

TEST(Route, CannotBeMadeWithoutSayingWhoMay) {
    static_assert(!std::is_constructible_v<Route, const char*, const char*, Route::Answer>);
    static_assert(!std::is_default_constructible_v<Rule>);
    static_assert(std::is_constructible_v<Route, const char*, const char*, Rule, Route::Answer>);
}

TEST(Pattern, TakesOnePartForEachHole) {
    EXPECT_EQ(match("/api/v1/units/{id}", "/api/v1/units/17"), Parts{"17"});
    EXPECT_EQ(match("/board/{form}/{period}", "/board/B204-1/2026-01..02"), (Parts{"B204-1", "2026-01..02"}));
    EXPECT_EQ(match("/api/v1/units/{id}", "/api/v1/units"), std::nullopt);
    EXPECT_EQ(match("/api/v1/units/{id}", "/api/v1/units/"), std::nullopt);
    EXPECT_EQ(match("/api/v1/units/{id}", "/api/v1/units/17/x"), std::nullopt);
    EXPECT_EQ(match("/", "/"), Parts{});
}

TEST(Pattern, LastHoleWithStarTakesTheRest) {
    EXPECT_EQ(match("/log/{path*}", "/log/tile/0/x001/234"), Parts{"tile/0/x001/234"});
    EXPECT_EQ(match("/log/{path*}", "/log"), std::nullopt);
}

std::set<std::string> contract() {
    std::ifstream file(std::string(YJ_SOURCE_DIR) + "/api/openapi.yaml");
    std::set<std::string> all;
    std::string path;
    bool in_paths = false;
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with(' ')) in_paths = line == "paths:";
        if (!in_paths || !line.ends_with(':')) continue;
        const auto name = std::string(trimmed(std::string_view(line).substr(0, line.size() - 1)));
        if (line.starts_with("  /"))
            path = name;
        else if (line.starts_with("    ") && line[4] != ' ')
            for (const std::string method : {"get", "post", "put", "patch", "delete"})
                if (name == method) all.insert(method + " " + path);
    }
    return all;
}

/// Pages are no part of the contract for programs.
std::set<std::string> served() {
    std::set<std::string> all;
    for (const auto& route : all_routes()) {
        if (!route.pattern.starts_with("/api/") && !route.pattern.starts_with("/log/") &&
            route.pattern != "/healthz")
            continue;
        std::string method = route.method;
        for (char& c : method) c = static_cast<char>(std::tolower(c));
        auto pattern = route.pattern;
        if (const auto star = pattern.find("*}"); star != std::string::npos) pattern.erase(star, 1);
        all.insert(method + " " + pattern);
    }
    return all;
}

TEST(Contract, AndRoutesNameTheSamePaths) {
    ASSERT_GT(contract().size(), 20U);
    EXPECT_EQ(contract(), served());
}

TEST(Rules, OnlyWhatHasToBeIsOpenToEverybody) {
    std::set<std::string> open;
    for (const auto& route : all_routes())
        if (route.rule.open()) open.insert(route.method + " " + route.pattern);
    EXPECT_EQ(open, (std::set<std::string>{"GET /api/v1/log/checkpoint", "GET /healthz", "GET /log/{path*}",
                                           "GET /login", "GET /style.css", "POST /api/v1/sessions",
                                           "POST /login"}));
}

/// Law 1 of the trade: no route lets a bureau role write, change or suggest a respondent's number.
TEST(Rules, NoRouteOfTheBureauWritesARespondentsNumber) {
    const std::set<access::Act> own_words{access::Act::ReportSubmit, access::Act::ReportExplain,
                                          access::Act::VoucherAdd, access::Act::LedgerAdd};
    int walked = 0;
    for (const auto role : access::all_roles()) {
        if (role == access::Role::Respondent) continue;
        const access::Actor actor{
            AccountId{7}, "局里", {{role, {}, *RegionCode::parse("990101000000"), {}, {}}}};
        for (const auto& route : all_routes()) {
            for (const auto act : route.rule.acts()) {
                if (own_words.contains(act)) {
                    EXPECT_FALSE(may_somewhere(actor, act)) << access::role_word(role);
                }
            }
            if (route.pattern == "/api/v1/submissions" && route.method == "POST") {
                EXPECT_FALSE(route.rule.admits(actor)) << access::role_word(role);
                ++walked;
            }
        }
    }
    EXPECT_EQ(walked, 8);
}

}  // namespace
}  // namespace yj::server
