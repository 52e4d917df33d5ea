#include "server/ask.hpp"

namespace yj::server {

namespace {
constexpr int kLargestPage = 500;
constexpr std::size_t kLongestKey = 128;
}  // namespace

Result<std::int64_t> id_in_path(const Call& call, std::size_t part) {
    const auto id = parse_id(call.parts.at(part));
    if (!id) return refuse(Refused::NotFound, "没有这个编号", {}, "编号是十进制数字");
    return *id;
}

Result<Period> parse_period(const std::string& text, const std::string& place) {
    const auto period = Period::parse(text);
    if (!period)
        return refuse(Refused::Malformed, "报告期写法不对", place,
                      "写作 2026-10、2026-01..02、2026Q3、2026H1 或 2026");
    return *period;
}

Result<std::optional<Period>> period_asked(const Call& call) {
    const auto text = call.request.parameter("period");
    if (text.empty()) return std::optional<Period>();
    YJ_ASSIGN(const auto period, parse_period(text, "period"));
    return std::optional<Period>(period);
}

Result<Period> period_needed(const Call& call) {
    YJ_ASSIGN(const auto text, needed(call, "period"));
    return parse_period(text, "period");
}

Result<int> limit_asked(const Call& call, int otherwise) {
    const auto text = call.request.parameter("limit");
    if (text.empty()) return otherwise;
    const auto limit = parse_id(text);
    if (!limit || *limit < 1 || *limit > kLargestPage)
        return refuse(Refused::Malformed, "limit 应是 1 到 500", "limit");
    return static_cast<int>(*limit);
}

Result<std::string> needed(const Call& call, const std::string& name) {
    auto text = call.request.parameter(name);
    if (text.empty()) return refuse(Refused::Malformed, "缺少参数 " + name, name, "请对照 api/openapi.yaml");
    return text;
}

Result<std::string> act_key(const Call& call) {
    auto key = call.key();
    if (call.request.header("idempotency-key").size() > kLongestKey)
        return refuse(Refused::Malformed, "Idempotency-Key 过长", "Idempotency-Key", "至多 128 个字符");
    return key;
}

Response respond(Result<Response> result) { return result ? std::move(*result) : problem(result.error()); }

}  // namespace yj::server
