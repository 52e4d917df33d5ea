#include "access/account.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace yj::access {

namespace {
constexpr std::size_t kFewestCharacters = 2;
constexpr std::size_t kMostCharacters = 64;
constexpr std::int64_t kFreeFailures = 4;
constexpr std::int64_t kFirstWaitUs = 10'000'000;
constexpr std::int64_t kLongestWaitUs = 900'000'000;

bool is_administrator(Role role) {
    return !roles_go_together(role, Role::Leader) && role != Role::Respondent;
}
}  // namespace

Done check_account_name(std::string_view name) {
    const auto bad = [&](std::string why) {
        return refuse(Refused::Malformed, std::move(why), std::string(name),
                      "账号名用 2 到 64 个字母、数字或汉字");
    };
    if (!is_utf8(name)) return refuse(Refused::Malformed, "账号名含有不能识别的字符", {}, "请用 UTF-8");
    if (trimmed(name) != name || half_width(name).find_first_of(" \t\r\n/:\\") != std::string::npos)
        return bad("账号名含有空白或 / : \\");
    if (std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }))
        return bad("账号名含有控制字符");
    std::size_t characters = 0;
    for (auto rest = name; !rest.empty(); ++characters) static_cast<void>(take_character(rest));
    if (characters < kFewestCharacters || characters > kMostCharacters) return bad("账号名的长度不合要求");
    return {};
}

Done check_grant(const Grant& grant) {
    if (grant.role == Role::Respondent && !grant.unit)
        return refuse(Refused::Malformed, "填报人的授权没有指明单位", {}, "请指明填报单位");
    const bool limited =
        !grant.profession.empty() || !grant.form.empty() || grant.unit || grant.region != RegionCode{};
    if (is_administrator(grant.role) && limited)
        return refuse(Refused::Malformed,
                      std::string(role_name(grant.role)) + "的授权不能限定专业、表、区划或单位");
    return {};
}

std::int64_t wait_after_us(std::int64_t failures) {
    if (failures <= kFreeFailures) return 0;
    // Seven doublings pass the longest wait; more would overflow.
    const auto doublings = std::min<std::int64_t>(failures - kFreeFailures - 1, 7);
    return std::min(kFirstWaitUs << doublings, kLongestWaitUs);
}

}  // namespace yj::access
