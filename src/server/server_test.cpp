#include <gtest/gtest.h>

#include "server/county_fixture.hpp"
#include "server/json_in.hpp"

namespace yj::server {
namespace {

ServedCounty& served() { return ServedCounty::one(); }

std::string field(const Reply& reply, std::string_view name) {
    const auto read = JsonIn::parse(reply.body);
    const auto text = read ? read->text(name) : Result<std::string>(refuse(Refused::NotFound, ""));
    return text ? *text : std::string();
}

std::int64_t log_size() { return served().county().last_entry().value().value + 1; }

std::string filled(std::string pattern) {
    for (auto open = pattern.find('{'); open != std::string::npos; open = pattern.find('{'))
        pattern.replace(open, pattern.find('}') - open + 1, "1");
    return pattern;
}

TEST(Server, SaysThatItIsThere) {
    const auto reply = served().ask("", "GET", "/healthz");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(field(reply, "status"), "ok");
    EXPECT_EQ(reply.headers.at("x-content-type-options"), "nosniff");
    EXPECT_NE(reply.headers.at("content-security-policy").find("default-src 'none'"), std::string::npos);
}

TEST(Access, NothingButThePublicAnswersWithoutASession) {
    for (const auto& route : all_routes()) {
        if (route.rule.open()) continue;
        const auto reply = Client(served().port())
                               .ask(route.method, filled(route.pattern), "Sec-Fetch-Site: same-origin\r\n");
        if (route.pattern.starts_with("/api/")) {
            EXPECT_EQ(reply.status, 401) << route.method << route.pattern;
        } else {
            EXPECT_EQ(reply.status, 303) << route.method << route.pattern;
            EXPECT_EQ(reply.headers.at("location"), "/login");
        }
    }
}

TEST(Access, EveryRouteRefusesEveryRoleThatItsRuleDoesNotAdmit) {
    int refused = 0;
    for (const auto role : access::all_roles()) {
        const std::string account(role == access::Role::Respondent ? "mill1" : access::role_word(role));
        const auto actor = desk::actor_named(served().county(), account).value();
        const auto head = served().bearer(account) + "Sec-Fetch-Site: same-origin\r\n";
        const auto before = log_size();
        for (const auto& route : all_routes()) {
            if (route.rule.admits(actor)) continue;
            EXPECT_EQ(Client(served().port()).ask(route.method, filled(route.pattern), head).status, 403)
                << account << " " << route.method << route.pattern;
            ++refused;
        }
        EXPECT_EQ(log_size(), before);
    }
    EXPECT_GT(refused, 100);
}

TEST(Law, TheBureauNeverTypesARespondentsNumber) {
    const auto before = log_size();
    for (const auto role : access::all_roles()) {
        if (role == access::Role::Respondent) continue;
        const std::string account(access::role_word(role));
        EXPECT_EQ(served().ask(account, "POST", "/api/v1/submissions", mill_report(served().code(1))).status,
                  403)
            << account;
        const auto file = "/api/v1/batches?form=B204-1&period=2026-10&channel=%E8%A1%A8%E6%A0%BC&name=a.csv";
        EXPECT_EQ(served().ask(account, "POST", file, "单位代码,01.1\n" + served().code(1) + ",5\n").status,
                  403)
            << account;
    }
    EXPECT_EQ(log_size(), before);
}

TEST(Login, GivesASessionThatEndsWhenItIsClosed) {
    const auto login = std::string(R"({"account":"mill0","password":")") + ServedCounty::kPassword + "\"}";
    const auto reply = served().ask("", "POST", "/api/v1/sessions", login);
    ASSERT_EQ(reply.status, 201);
    EXPECT_NE(reply.headers.at("set-cookie").find("HttpOnly; SameSite=Strict"), std::string::npos);
    const auto bearer = "Authorization: Bearer " + field(reply, "token") + "\r\n";
    Client client(served().port());
    EXPECT_EQ(client.ask("GET", "/api/v1/county", bearer).status, 200);
    EXPECT_EQ(client.ask("DELETE", "/api/v1/sessions/current", bearer).status, 204);
    EXPECT_EQ(client.ask("GET", "/api/v1/county", bearer).status, 401);
}

TEST(Login, SaysTheSameOfAWrongNameAndAWrongPassword) {
    const auto wrong = served().ask("", "POST", "/api/v1/sessions", R"({"account":"mill0","password":"x"})");
    const auto nobody =
        served().ask("", "POST", "/api/v1/sessions", R"({"account":"nobody","password":"x"})");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.body, nobody.body);
}

TEST(Login, WaitsAfterManyWrongPasswords) {
    int status = 0;
    for (int tries = 0; tries < 6; ++tries)
        status = served().ask("", "POST", "/api/v1/sessions", R"({"account":"mill3","password":"x"})").status;
    EXPECT_EQ(status, 429);
}

TEST(Cookie, ChangesNothingFromAnotherSite) {
    const auto cookie = "Cookie: youju_session=" + served().token("mill1") + "\r\n";
    Client client(served().port());
    EXPECT_EQ(client.ask("GET", "/api/v1/tasks", cookie).status, 200);
    const auto before = log_size();
    for (const std::string from : {"", "Sec-Fetch-Site: cross-site\r\n", "Origin: http://elsewhere\r\n"})
        EXPECT_EQ(
            client.ask("POST", "/api/v1/submissions", cookie + from, mill_report(served().code(1))).status,
            403)
            << from;
    EXPECT_EQ(log_size(), before);
    EXPECT_EQ(Client(served().port()).ask("POST", "/login", "", "account=a&password=b").status, 403);
}

TEST(Submission, SentTwiceUnderOneKeyCountsOnce) {
    const auto head = "Idempotency-Key: october-1\r\n";
    const auto first =
        served().ask("mill0", "POST", "/api/v1/submissions", mill_report(served().code(0)), head);
    ASSERT_EQ(first.status, 201) << first.body;
    const auto size = log_size();
    const auto again =
        served().ask("mill0", "POST", "/api/v1/submissions", mill_report(served().code(0)), head);
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(field(again, "submission"), field(first, "submission"));
    EXPECT_EQ(field(again, "entry"), field(first, "entry"));
    EXPECT_EQ(log_size(), size);
    const auto other =
        served().ask("mill0", "POST", "/api/v1/submissions", mill_report(served().code(0), "12001"), head);
    EXPECT_EQ(other.status, 422) << other.body;
    EXPECT_EQ(log_size(), size);
    const auto shown = served().ask("mill0", "GET", "/api/v1/submissions/" + field(first, "submission"));
    EXPECT_EQ(shown.status, 200);
    EXPECT_EQ(field(shown, "hash"), field(first, "hash"));
    EXPECT_NE(shown.body.find(R"x("address":"01.1","row":"工业总产值(当年价格)")x"), std::string::npos);
}

TEST(Submission, NamesEveryWrongCell) {
    const auto body = R"({"form":"B204-1","period":"2026-10","unit":")" + served().code(1) +
                      R"(","cells":{"01.1":"十二","01.9":"1","03.1":"1.25"}})";
    const auto reply = served().ask("mill1", "POST", "/api/v1/submissions", body);
    EXPECT_EQ(reply.status, 400);
    EXPECT_EQ(reply.headers.at("content-type"), "application/problem+json; charset=utf-8");
    for (const char* pointer : {"/cells/01.1", "/cells/01.9", "/cells/03.1"})
        EXPECT_NE(reply.body.find(pointer), std::string::npos) << reply.body;
}

TEST(Submission, OfAnothersUnitAnswersLikeOneThatDoesNotExist) {
    const auto before = log_size();
    const auto other = served().ask("mill1", "POST", "/api/v1/submissions", mill_report(served().code(2)));
    EXPECT_EQ(other.status, 404);
    EXPECT_EQ(log_size(), before);
    const auto sent = served().ask("mill2", "POST", "/api/v1/submissions", mill_report(served().code(2)));
    ASSERT_EQ(sent.status, 201) << sent.body;
    const auto address = "/api/v1/submissions/" + field(sent, "submission");
    const auto seen = served().ask("mill1", "GET", address);
    const auto nowhere =
        served().ask("mill1", "GET", "/api/v1/submissions/" + field(sent, "submission").substr(1));
    EXPECT_EQ(seen.status, 404);
    EXPECT_EQ(nowhere.status, 404);
    EXPECT_EQ(field(seen, "title"), field(nowhere, "title"));
    EXPECT_EQ(served().ask("mill1", "GET", "/reports/" + field(sent, "submission")).status, 404);
    EXPECT_EQ(served().ask("mill1", "GET", "/api/v1/units/1").status, 404);
}

/// A respondent never reads the bounds of a 核实 rule; the officer does.
TEST(Findings, ShowARespondentNoThresholds) {
    const auto sent =
        served().ask("mill1", "POST", "/api/v1/submissions", mill_report(served().code(1), "1300"));
    ASSERT_EQ(sent.status, 201) << sent.body;
    EXPECT_NE(sent.body.find("B204-1/S1"), std::string::npos) << sent.body;
    const auto id = field(sent, "submission");
    const auto own = served().ask("mill1", "GET", "/api/v1/submissions/" + id);
    const auto own_page = served().ask("mill1", "GET", "/reports/" + id);
    const auto officers = served().ask("profession_officer", "GET", "/api/v1/submissions/" + id);
    ASSERT_EQ(own_page.status, 200);
    EXPECT_NE(officers.body.find("0.5"), std::string::npos) << officers.body;
    for (const auto* body : {&sent.body, &own.body, &own_page.body})
        for (const char* bound : {"0.5", "1.5"}) EXPECT_EQ(body->find(bound), std::string::npos) << *body;
}

TEST(Review, GoesFromFindingToExplanationToAcceptance) {
    const auto sent =
        served().ask("mill3", "POST", "/api/v1/submissions", mill_report(served().code(3), "1400"));
    ASSERT_EQ(sent.status, 201) << sent.body;
    const auto address = "/api/v1/submissions/" + field(sent, "submission");
    EXPECT_EQ(served().ask("profession_officer", "POST", address + "/acceptance").status, 409);
    const auto words = R"({"explanations":[{"rule":"B204-1/S1","reason":"01",)"
                       R"("words":"10月起停产检修两周，产品转入库存，销售比产值少九成"}]})";
    EXPECT_EQ(served().ask("profession_officer", "POST", address + "/explanations", words).status, 403);
    EXPECT_EQ(served().ask("mill2", "POST", address + "/explanations", words).status, 404);
    const auto explained = served().ask("mill3", "POST", address + "/explanations", words);
    EXPECT_EQ(explained.status, 201) << explained.body;
    const auto back = served().ask("profession_officer", "POST", address + "/return",
                                   R"({"reasons":[{"cell":"03.2","code":"03","words":"请核对累计"}]})");
    EXPECT_EQ(back.status, 201) << back.body;
    EXPECT_EQ(field(served().ask("mill3", "GET", address), "state"), "退回");
    const auto amended =
        served().ask("mill3", "POST", "/api/v1/submissions", mill_report(served().code(3), "12222"));
    ASSERT_EQ(amended.status, 201) << amended.body;
    const auto accepted = served().ask("profession_officer", "POST",
                                       "/api/v1/submissions/" + field(amended, "submission") + "/acceptance");
    EXPECT_EQ(accepted.status, 201) << accepted.body;
    const auto table = served().ask("profession_officer", "GET", "/api/v1/tables/B204-1-01?period=2026-10");
    EXPECT_EQ(table.status, 200) << table.body;
    EXPECT_NE(table.body.find("保密"), std::string::npos);
}

TEST(Board, CountsTasksByState) {
    const auto reply = served().ask("profession_officer", "GET", "/api/v1/board?period=2026-10");
    EXPECT_EQ(reply.status, 200);
    EXPECT_NE(reply.body.find(R"("form":"B204-1")"), std::string::npos);
    EXPECT_NE(reply.body.find(R"("tasks":4)"), std::string::npos);
    EXPECT_EQ(served().ask("profession_officer", "GET", "/api/v1/board?period=13").status, 400);
    EXPECT_NE(served().ask("mill0", "GET", "/api/v1/tasks").body.find(served().code(0)), std::string::npos);
}

TEST(Units, AreFoundPageByPage) {
    const auto first =
        served().ask("profession_officer", "GET", "/api/v1/units?q=%E7%B1%B3%E4%B8%9A&limit=3");
    ASSERT_EQ(first.status, 200) << first.body;
    const auto next = field(first, "next");
    ASSERT_FALSE(next.empty()) << first.body;
    EXPECT_NE(first.headers.at("link").find("rel=\"next\""), std::string::npos);
    const auto last = served().ask("profession_officer", "GET",
                                   "/api/v1/units?q=%E7%B1%B3%E4%B8%9A&limit=3&cursor=" + next);
    EXPECT_TRUE(field(last, "next").empty());
    EXPECT_NE(last.body.find(served().code(3)), std::string::npos);
    const auto own = served().ask("mill0", "GET", "/api/v1/units");
    EXPECT_NE(own.body.find(served().code(0)), std::string::npos);
    EXPECT_EQ(own.body.find(served().code(1)), std::string::npos);
}

TEST(Log, IsVerifiedByItsAdministrator) {
    const auto reply = served().ask("audit_admin", "GET", "/api/v1/log/verification");
    EXPECT_EQ(reply.status, 200);
    EXPECT_NE(reply.body.find(R"("good":true)"), std::string::npos) << reply.body;
}

TEST(LogFiles, NeverShowTheKey) {
    for (const char* path : {"/log/key", "/log/../log/key", "/log/%2e%2e/county.toml",
                             "/log/tile/..%2f..%2fkey", "/log/tile/", "/log/tile/0/nothing", "/log//key"}) {
        const auto reply = served().ask("", "GET", path);
        EXPECT_TRUE(reply.status == 404 || reply.status == 400) << path << reply.status;
        EXPECT_EQ(reply.body.find("PRIVATE"), std::string::npos);
    }
    EXPECT_EQ(served().ask("", "GET", "/log/key.pub").status, 200);
}

TEST(HostileInput, IsAnsweredAndNotTaken) {
    const auto port = served().port();
    EXPECT_EQ(Client(port).ask("GET", "/healthz", "X-Large: " + std::string(20'000, 'a') + "\r\n").status,
              431);
    EXPECT_EQ(Client(port)
                  .raw("POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n")
                  .status,
              413);
    EXPECT_EQ(Client(port).ask("GET", "/units/%zz").status, 400);
    EXPECT_EQ(Client(port).ask("GET", "/units?q=%E7%B1").status, 400);
    EXPECT_EQ(Client(port).ask("PATCH", "/api/v1/sessions").status, 405);
    EXPECT_EQ(Client(port).ask("GET", "/nothing/here").status, 404);
    const auto garbage = served().ask("mill0", "POST", "/api/v1/submissions", "{\"form\":");
    EXPECT_EQ(garbage.status, 400);
    EXPECT_EQ(field(garbage, "place"), "第 9 个字节");
    const auto number = served().ask("mill0", "POST", "/api/v1/submissions",
                                     R"({"form":"B204-1","period":"2026-10","unit":"x","cells":{"01.1":5}})");
    EXPECT_EQ(field(number, "pointer"), "/cells/01.1");
    EXPECT_EQ(served().ask("", "GET", "/healthz").status, 200);
}

TEST(Connection, IsKeptForTheNextRequest) {
    Client client(served().port());
    EXPECT_EQ(client.ask("GET", "/healthz").status, 200);
    EXPECT_EQ(client.ask("HEAD", "/healthz").status, 200);
}

TEST(Pages, AreShownToThoseWhoMay) {
    const auto cookie = [](const std::string& account) {
        return "Cookie: youju_session=" + served().token(account) + "\r\n";
    };
    const auto get = [&](const std::string& account, const std::string& path) {
        return Client(served().port()).ask("GET", path, cookie(account));
    };
    for (const char* path : {"/", "/board", "/board?period=", "/board/B204-1/2026-10", "/units?q=%E7%B1%B3",
                             "/tables", "/tables/B204-1-01?period=2026-10", "/releases"}) {
        const auto reply = get("profession_officer", path);
        EXPECT_EQ(reply.status, 200) << path << reply.body;
        EXPECT_NE(reply.body.find("<html lang=\"zh-CN\">"), std::string::npos);
        EXPECT_EQ(reply.body.find("<script"), std::string::npos);
    }
    EXPECT_EQ(get("mill0", "/tasks").status, 200);
    EXPECT_EQ(get("mill0", "/board").status, 403);
    EXPECT_EQ(get("leader", "/").status, 200);
    EXPECT_EQ(get("audit_admin", "/verification").status, 200);
    EXPECT_EQ(get("leader", "/figures/7").status, 404);
}

TEST(RequestLog, HoldsNobodysFigures) {
    (void)served().ask("mill0", "POST", "/api/v1/submissions", mill_report(served().code(0), "12345"));
    const auto lines = served().lines();
    EXPECT_NE(lines.find("/api/v1/submissions"), std::string::npos);
    EXPECT_EQ(lines.find("12345"), std::string::npos);
    EXPECT_EQ(lines.find(served().code(0)), std::string::npos);
}

TEST(Port, InUseIsSaidPlainly) {
    ServeOptions options;
    options.port = served().port();
    const auto done = serve(served().county(), options, {});
    ASSERT_FALSE(done.has_value());
    EXPECT_NE(done.error().what.find("已被占用"), std::string::npos);
}

/// Last: no other test may ask afterwards.
TEST(ZStop, AnswersWhatIsUnderWayAndEnds) {
    Client idle(served().port());
    EXPECT_EQ(idle.ask("GET", "/healthz").status, 200);
    const auto port = served().port();
    served().stop();
    EXPECT_TRUE(idle.closed());
    EXPECT_FALSE(Client(port).connected());
}

}  // namespace
}  // namespace yj::server
