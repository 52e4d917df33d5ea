// JsonOut: an answer in JSON, written in order; ids and amounts go out as strings.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/period.hpp"
#include "server/http.hpp"

namespace yj::server {

class JsonOut {
public:
    JsonOut& open() { return begin('{'); }
    JsonOut& open(std::string_view name) { return key(name).begin('{'); }
    JsonOut& close() { return end('}'); }
    JsonOut& list(std::string_view name) { return key(name).begin('['); }
    JsonOut& end_list() { return end(']'); }

    JsonOut& text(std::string_view words);  ///< an item of a list
    JsonOut& text(std::string_view name, std::string_view words) { return key(name).text(words); }
    /// Left out when empty.
    JsonOut& some(std::string_view name, std::string_view words);
    JsonOut& number(std::string_view name, std::int64_t value);
    JsonOut& flag(std::string_view name, bool value);
    JsonOut& id(std::string_view name, std::int64_t value) { return text(name, std::to_string(value)); }
    /// Left out when there is none.
    JsonOut& entry(std::string_view name, EntryIndex entry);
    JsonOut& period(std::string_view name, Period period) { return text(name, period.code()); }

    [[nodiscard]] const std::string& body() const { return body_; }
    [[nodiscard]] Response answer(int status = 200) const;

private:
    JsonOut& begin(char bracket);
    JsonOut& end(char bracket);
    JsonOut& key(std::string_view name);
    void comma();
    void quoted(std::string_view words);

    std::string body_;
    bool fresh_ = true;  ///< nothing stands before in this object or list
};

}  // namespace yj::server
