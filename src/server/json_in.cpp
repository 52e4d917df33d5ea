#include "server/json_in.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace yj::server {

using Json = nlohmann::ordered_json;

namespace {

constexpr int kDeepest = 8;

std::unexpected<Refusal> wrong(std::string what, std::string pointer) {
    return refuse(Refused::Malformed, std::move(what), std::move(pointer), "请对照 api/openapi.yaml");
}

/// Stops at a field that stands twice and at a nesting that no request of ours has.
struct Guard {
    std::vector<std::set<std::string>> open;
    std::string fault;

    bool operator()(int depth, Json::parse_event_t event, Json& value) {
        if (depth > kDeepest && fault.empty()) fault = "嵌套过深";
        if (event == Json::parse_event_t::object_start) open.emplace_back();
        if (event == Json::parse_event_t::object_end && !open.empty()) open.pop_back();
        if (event == Json::parse_event_t::key && !open.empty() &&
            !open.back().insert(value.get<std::string>()).second)
            fault = "字段“" + value.get<std::string>() + "”出现了两次";
        return true;
    }
};

}  // namespace

struct JsonIn::Inside {
    Json value;
    std::string pointer;
    [[nodiscard]] std::string at(std::string_view name) const { return pointer + "/" + std::string(name); }
    [[nodiscard]] const Json* find(std::string_view name) const {
        const auto found = value.find(std::string(name));
        return found == value.end() || found->is_null() ? nullptr : &*found;
    }
};

JsonIn::JsonIn(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
JsonIn::JsonIn(JsonIn&&) noexcept = default;
JsonIn& JsonIn::operator=(JsonIn&&) noexcept = default;
JsonIn::~JsonIn() = default;

Result<JsonIn> JsonIn::parse(std::string_view body) {
    Guard guard;
    auto inside = std::make_unique<Inside>();
    try {
        inside->value = Json::parse(body, std::ref(guard));
    } catch (const Json::parse_error& error) {
        return refuse(Refused::Malformed, "请求内容不是 JSON", "第 " + std::to_string(error.byte) + " 个字节",
                      "请检查引号、逗号和括号");
    }
    if (!guard.fault.empty()) return wrong("请求内容不能接受：" + guard.fault, {});
    if (!inside->value.is_object()) return wrong("请求内容应是一个 JSON 对象", {});
    return JsonIn(std::move(inside));
}

Result<std::string> JsonIn::text(std::string_view name) const {
    const auto* value = inside_->find(name);
    if (value == nullptr) return wrong("缺少 " + std::string(name), inside_->at(name));
    if (!value->is_string())
        return wrong(std::string(name) + " 应是字符串（金额也写作字符串）", inside_->at(name));
    return value->get<std::string>();
}

Result<std::string> JsonIn::text_or_empty(std::string_view name) const {
    if (inside_->find(name) == nullptr) return std::string();
    return text(name);
}

Result<std::vector<std::pair<std::string, std::string>>> JsonIn::texts(std::string_view name) const {
    std::vector<std::pair<std::string, std::string>> all;
    const auto* value = inside_->find(name);
    if (value == nullptr) return all;
    if (!value->is_object()) return wrong(std::string(name) + " 应是一个对象", inside_->at(name));
    for (const auto& [key, item] : value->items()) {
        if (!item.is_string())
            return wrong("“" + key + "”应是字符串（金额也写作字符串）", inside_->at(name) + "/" + key);
        all.emplace_back(key, item.get<std::string>());
    }
    return all;
}

Result<std::vector<JsonIn>> JsonIn::list(std::string_view name) const {
    const auto* value = inside_->find(name);
    if (value == nullptr || !value->is_array() || value->empty())
        return wrong(std::string(name) + " 应是不空的列表", inside_->at(name));
    std::vector<JsonIn> all;
    for (std::size_t i = 0; i < value->size(); ++i) {
        auto inside =
            std::make_unique<Inside>(Inside{(*value)[i], inside_->at(name) + "/" + std::to_string(i)});
        if (!inside->value.is_object()) return wrong("应是一个对象", inside->pointer);
        all.push_back(JsonIn(std::move(inside)));
    }
    return all;
}

Done JsonIn::only(std::initializer_list<std::string_view> names) const {
    for (const auto& [key, item] : inside_->value.items())
        if (std::ranges::find(names, key) == names.end())
            return wrong("不认识的字段“" + key + "”", inside_->at(key));
    return {};
}

}  // namespace yj::server
