#include "server/http.hpp"

#include <gtest/gtest.h>

#include "server/form_in.hpp"
#include "server/json_in.hpp"
#include "server/json_out.hpp"
#include "server/page.hpp"
#include "server/request_log.hpp"
#include "server/session.hpp"

namespace yj::server {
namespace {

TEST(Target, IsDecodedOnce) {
    const auto read = parse_target("/units?q=%E7%B1%B3+%2541&limit=5");
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->first, "/units");
    EXPECT_EQ(read->second.at("q"), "米 %41");
    EXPECT_EQ(read->second.at("limit"), "5");
}

TEST(Target, IsRefusedWhenDamagedOrLeavingItsRoot) {
    for (const char* bad : {"/a%", "/a%4", "/a%zz", "/a%00", "/a%0d%0ab", "/../x", "/log/%2e%2e/key",
                            "/log/./key", "x", "", "/a?q=%E7%B1", "/a?q=1&q=2"})
        EXPECT_FALSE(parse_target(bad).has_value()) << bad;
}

TEST(Page, MakesEveryTextInert) {
    Html body;
    body.tag("p", "<script>alert(1)</script>", {{"title", "\"><b>"}});
    EXPECT_EQ(body.take(), "<p title=\"&quot;&gt;&lt;b&gt;\">&lt;script&gt;alert(1)&lt;/script&gt;</p>");
}

TEST(Address, KeepsOnlyWhatIsPlain) { EXPECT_EQ(in_address("B204-1/米 &"), "B204-1%2F%E7%B1%B3%20%26"); }

TEST(JsonOut, WritesTextsThatAreReadBack) {
    const auto body = JsonOut()
                          .open()
                          .text("a", "引\"号\\\n")
                          .number("n", -3)
                          .flag("f", true)
                          .list("l")
                          .text("x")
                          .text("y")
                          .end_list()
                          .close()
                          .body();
    EXPECT_EQ(body, R"({"a":"引\"号\\\u000a","n":-3,"f":true,"l":["x","y"]})");
    const auto read = JsonIn::parse(body);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->text("a").value(), "引\"号\\\n");
}

TEST(JsonIn, NamesThePlaceOfWhatIsWrong) {
    EXPECT_EQ(JsonIn::parse("{\"a\":").error().place, "第 6 个字节");
    EXPECT_FALSE(JsonIn::parse("[]").has_value());
    EXPECT_FALSE(JsonIn::parse("{\"a\":\"\xff\"}").has_value());
    EXPECT_NE(JsonIn::parse(R"({"a":"1","a":"2"})").error().what.find("两次"), std::string::npos);
    EXPECT_FALSE(JsonIn::parse(R"({"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}})").has_value());
    const auto read = JsonIn::parse(R"({"cells":{"01.1":1234},"list":[{"words":1}],"other":"x"})");
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->texts("cells").error().place, "/cells/01.1");
    EXPECT_EQ(read->text("form").error().place, "/form");
    EXPECT_EQ(read->list("list").value().front().text("words").error().place, "/list/0/words");
    EXPECT_EQ(read->only({"cells", "list"}).error().place, "/other");
}

TEST(Form, IsReadFieldByField) {
    Request request;
    request.headers["content-type"] = "application/x-www-form-urlencoded";
    request.body = "words=%E5%81%9C%E4%BA%A7%0D%0A%E6%A3%80%E4%BF%AE&code=01";
    EXPECT_EQ(form_fields(request).value().at("words"), "停产  检修");
    request.body = "a=1&a=2";
    EXPECT_FALSE(form_fields(request).has_value());
    request.headers["content-type"] = "application/json";
    EXPECT_FALSE(form_fields(request).has_value());
}

TEST(OwnPage, IsWhatABrowserSaysItIs) {
    Request request;
    request.headers["host"] = "county:8080";
    EXPECT_FALSE(from_own_page(request));
    request.headers["origin"] = "http://county:8080";
    EXPECT_TRUE(from_own_page(request));
    request.headers["origin"] = "http://elsewhere";
    EXPECT_FALSE(from_own_page(request));
    request.headers["sec-fetch-site"] = "same-origin";
    EXPECT_TRUE(from_own_page(request));
    request.headers["sec-fetch-site"] = "cross-site";
    request.headers["origin"] = "http://county:8080";
    EXPECT_FALSE(from_own_page(request));
}

TEST(SessionCookie, IsForThisHostAlone) {
    Request request;
    EXPECT_EQ(session_cookie(request, "abc"), "youju_session=abc; Path=/; HttpOnly; SameSite=Strict");
    request.headers["x-forwarded-proto"] = "https";
    EXPECT_NE(session_cookie(request, "abc").find("; Secure"), std::string::npos);
    EXPECT_NE(session_cookie(request, {}).find("Max-Age=0"), std::string::npos);
}

TEST(RequestLine, SaysWhatWasAskedAndByWhom) {
    EXPECT_EQ(request_line(china_time(*parse_date("2026-11-25"), 9, 30),
                           {"GET", "/api/v1/board", 200, 12'345, AccountId{17}}),
              R"({"at":"2026-11-25 09:30:00","method":"GET","route":"/api/v1/board",)"
              R"("status":200,"ms":12.3,"account":"17"})");
    EXPECT_NE(request_line({}, {"GE\"T", "-", 404, 0, {}}).find(R"("method":"?")"), std::string::npos);
}

}  // namespace
}  // namespace yj::server
