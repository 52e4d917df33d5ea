// Page: HTML written tag by tag, every text made inert; and the frame that all pages share.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "server/router.hpp"

namespace yj::server {

class Html {
public:
    using Attributes = std::initializer_list<std::pair<std::string_view, std::string>>;

    Html& open(std::string_view tag, Attributes attributes = {});
    Html& close();
    Html& text(std::string_view words);
    /// <tag …>words</tag>
    Html& tag(std::string_view name, std::string_view words, Attributes attributes = {});
    Html& link(std::string_view address, std::string_view words);
    /// <input …>, <br>: nothing inside.
    Html& alone(std::string_view tag, Attributes attributes = {});
    /// A 三线表 in its own scrolling box; ends with end_table(). A head that begins with '#' stands over
    /// numbers.
    Html& table(std::string_view caption, const std::vector<std::string>& heads);
    Html& end_table();
    /// A number's cell: set to the right. Linked when `address` is not empty.
    Html& number(std::string_view words, std::string_view address = {});
    Html& count(std::int64_t value) { return number(std::to_string(value)); }
    /// A line of a card: what and how.
    Html& fact(std::string_view name, std::string_view words);

    /// Closes what is open.
    [[nodiscard]] std::string take();

private:
    void start(std::string_view tag, Attributes attributes);

    std::string out_;
    std::vector<std::string> open_;
};

/// A page for somebody who is signed in: heading, ways to go, the body, when and by whom it was made.
[[nodiscard]] Response page(const Call& call, std::string_view title, Html body, int status = 200);
/// A page for anybody.
[[nodiscard]] Response bare_page(std::string_view title, Html body, int status = 200);
[[nodiscard]] Response refusal_page(int status, const Refusal& refusal);
[[nodiscard]] Response respond_page(Result<Response> result);
[[nodiscard]] Response see_other(std::string_view address);

/// The one stylesheet.
[[nodiscard]] std::string_view stylesheet();

/// A text as a part of an address.
[[nodiscard]] std::string in_address(std::string_view text);

}  // namespace yj::server
