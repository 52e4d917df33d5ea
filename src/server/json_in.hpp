// JsonIn: a request's JSON object, asked field by field; what is wrong is named by its pointer.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace yj::server {

class JsonIn {
public:
    /// Fails: Malformed with the byte where the text stops being JSON, a field that stands twice, or anything
    /// but an object.
    [[nodiscard]] static Result<JsonIn> parse(std::string_view body);
    JsonIn(JsonIn&&) noexcept;
    JsonIn& operator=(JsonIn&&) noexcept;
    ~JsonIn();

    /// Fails: Malformed when it is missing or no string. The place is its pointer.
    [[nodiscard]] Result<std::string> text(std::string_view name) const;
    /// Empty when it is missing.
    [[nodiscard]] Result<std::string> text_or_empty(std::string_view name) const;
    /// An object of strings, in its order; empty when it is missing.
    [[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> texts(std::string_view name) const;
    /// A list of objects, not empty.
    [[nodiscard]] Result<std::vector<JsonIn>> list(std::string_view name) const;
    /// Malformed, naming a field that is none of these: nothing is taken in silently.
    [[nodiscard]] Done only(std::initializer_list<std::string_view> names) const;

private:
    struct Inside;
    explicit JsonIn(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace yj::server
