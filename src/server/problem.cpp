#include "server/problem.hpp"

#include <nlohmann/json.hpp>

namespace yj::server {

using Json = nlohmann::ordered_json;

int status_of(Refused kind) {
    switch (kind) {
        case Refused::Malformed: return 400;
        case Refused::NotFound: return 404;
        case Refused::Conflict: return 409;
        case Refused::Forbidden: return 403;
        case Refused::NotReady: return 409;
        case Refused::Storage: return 503;
        case Refused::Incident: return 500;
    }
    return 500;
}

std::string_view status_title(int status) {
    switch (status) {
        case 400: return "请求有误";
        case 401: return "请先登录";
        case 403: return "没有权限";
        case 404: return "没有找到";
        case 405: return "这里不能这样做";
        case 409: return "现在不能办";
        case 413: return "文件过大";
        case 422: return "幂等键已用于别的内容";
        case 429: return "请稍候再试";
        case 503: return "存储暂时不可用";
        default: return status < 500 ? "请求有误" : "程序内部错误";
    }
}

namespace {

Json wrong_part(const Refusal& error) {
    Json part{{"detail", error.what}};
    if (!error.place.empty()) part["place"] = error.place;
    if (!error.place.empty()) part["pointer"] = "/cells/" + error.place;
    if (!error.remedy.empty()) part["remedy"] = error.remedy;
    return part;
}

}  // namespace

Response problem(int status, const Refusal& refusal, const std::vector<Refusal>& errors) {
    Json body{{"type", "urn:youju:problem:" + std::string(refused_word(refusal.kind))},
              {"title", status_title(status)},
              {"status", status},
              {"detail", refusal.what},
              {"code", refused_word(refusal.kind)}};
    if (!refusal.place.empty()) body["place"] = refusal.place;
    if (refusal.place.starts_with('/')) body["pointer"] = refusal.place;
    if (!refusal.remedy.empty()) body["remedy"] = refusal.remedy;
    for (const auto& error : errors) body["errors"].push_back(wrong_part(error));
    return {status,
            "application/problem+json; charset=utf-8",
            body.dump(-1, ' ', false, Json::error_handler_t::replace),
            {}};
}

Response problem(const Refusal& refusal, const std::vector<Refusal>& errors) {
    return problem(status_of(refusal.kind), refusal, errors);
}

}  // namespace yj::server
