#include "demo/cast.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <utility>

#include "desk/access/accounts.hpp"

namespace yj::demo {

namespace fs = std::filesystem;
using access::Grant;
using access::Role;

Done Cast::found(const std::string& name) {
    YJ_ASSIGN(const auto made, desk::found_county(county_, name));
    founder_ = name;
    lines_ += fmt::format("{} {} {} {}\n", made.name, made.password, access::role_name(Role::SecurityAdmin),
                          "新建账号、授权");
    ++accounts_;
    return {};
}

Done Cast::make(const std::vector<Part>& parts) {
    YJ_ASSIGN(const auto* founder, actor(founder_));
    std::vector<desk::NewAccount> wanted;
    for (const auto& part : parts)
        wanted.push_back({part.name, part.title, part.grants, part.password ? "" : "-"});
    YJ_ASSIGN(const auto made, desk::create_accounts(county_, *founder, wanted, {}));
    for (std::size_t i = 0; i < made.size(); ++i) {
        ++accounts_;
        if (!made[i].password.empty())
            lines_ += fmt::format("{} {} {} {}\n", made[i].name, made[i].password,
                                  access::role_name(parts[i].grants.front().role), parts[i].note);
    }
    return {};
}

Result<const access::Actor*> Cast::actor(const std::string& name) {
    auto at = actors_.find(name);
    if (at == actors_.end()) {
        YJ_ASSIGN(auto actor, desk::actor_named(county_, name));
        at = actors_.emplace(name, std::move(actor)).first;
    }
    return &at->second;
}

Done Cast::write_passwords() const {
    const auto path = county_.folder() / "accounts.txt";
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    std::error_code error;
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, error);
    if (error) return refuse(Refused::Storage, "不能限制密码文件的权限：" + error.message(), path.string());
    file << "账号 密码 角色 说明\n" << lines_ << std::flush;
    if (!file) return refuse(Refused::Storage, "不能写密码文件", path.string(), "请检查磁盘空间");
    return {};
}

std::vector<Part> bureau_parts(RegionCode region, bool passwords) {
    const auto officer = [&](std::string name, std::string title, std::string_view professions,
                             std::string note) {
        Part part{std::move(name), std::move(title), {}, std::move(note), passwords};
        for (const char letter : professions)
            part.grants.push_back({Role::ProfessionOfficer, std::string(1, letter), region, {}, {}});
        return part;
    };
    const auto whole = [&](std::string name, std::string title, Role role, RegionCode where,
                           std::string note) {
        return Part{
            std::move(name), std::move(title), {Grant{role, {}, where, {}, {}}}, std::move(note), passwords};
    };
    return {whole("register01", "名录", Role::RegisterOfficer, region, "名录库、调查单位、布置报表"),
            officer("industry01", "工业", "BP", "工业、能源"),
            officer("trade01", "贸易", "ES", "批发零售、住宿餐饮"),
            officer("invest01", "投资", "HXC", "投资、房地产、建筑业"),
            officer("service01", "服务业", "F", "服务业"),
            officer("labour01", "劳动工资", "I", "从业人员及工资"),
            whole("editor01", "综合", Role::Editor, region, "编制月报"),
            whole("releaser01", "发布", Role::Releaser, region, "发布月报"),
            whole("leader01", "局领导", Role::Leader, region, "查看与溯源"),
            whole("sysadmin01", "系统管理员", Role::SystemAdmin, {}, "制度包、检查点"),
            whole("audit01", "审计管理员", Role::AuditAdmin, {}, "核验日志")};
}

std::string officer_of(const std::string& profession) {
    const char letter = profession.empty() ? ' ' : profession.front();
    if (letter == 'B' || letter == 'P') return "industry01";
    if (letter == 'E' || letter == 'S') return "trade01";
    if (letter == 'F') return "service01";
    if (letter == 'I') return "labour01";
    return "invest01";
}

std::map<std::string, Respondent> respondents_of(const std::vector<SampleUnit>& units, int enterprises) {
    std::map<std::string, Respondent> all;
    for (const auto& it : units)
        if (!it.attributes.professions.empty()) all[it.attributes.code] = {&it, it.attributes.code, false};
    int number = 0;
    for (const char letter :
         std::string_view("BBBBEESFHX").substr(0, static_cast<std::size_t>(enterprises))) {
        Respondent* largest = nullptr;
        for (auto& [code, each] : all)
            if (!each.password && each.unit->attributes.professions.front() == letter &&
                (largest == nullptr || each.unit->level > largest->unit->level))
                largest = &each;
        if (largest == nullptr) continue;
        largest->account = fmt::format("enterprise{:02}", ++number);
        largest->password = true;
    }
    return all;
}

}  // namespace yj::demo
