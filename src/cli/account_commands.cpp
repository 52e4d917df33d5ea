#include <CLI/CLI.hpp>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "desk/access/accounts.hpp"
#include "desk/registry/unit_by_code.hpp"

namespace yj::cli {

namespace {

/// "profession_officer:B", "填报人:91…": a role, and what limits it (a 专业, or a respondent's unit code).
Result<access::Grant> parse_grant(desk::County& county, const std::string& text) {
    const auto at = text.find(':');
    const auto role = access::parse_role(text.substr(0, at));
    if (!role) {
        std::string known;
        for (const auto each : access::all_roles())
            known += std::string(known.empty() ? "" : "、") + std::string(access::role_word(each));
        return refuse(Refused::Malformed, "不认识的角色“" + text + "”", {},
                      "应为 " + known + "，后面可加 :专业 或 :单位代码");
    }
    access::Grant grant{*role, {}, {}, {}, {}};
    const bool administrator = *role == access::Role::SystemAdmin || *role == access::Role::SecurityAdmin ||
                               *role == access::Role::AuditAdmin;
    // A respondent's limit is its unit; an administrator has none.
    if (!administrator && *role != access::Role::Respondent) grant.region = county.settings().region;
    if (at == std::string::npos) return grant;
    const auto limit = text.substr(at + 1);
    if (*role != access::Role::Respondent) {
        grant.profession = limit;
        return grant;
    }
    YJ_ASSIGN(const auto unit, desk::unit_by_code(county, limit));
    grant.unit = unit.unit;
    return grant;
}

void add(Context& context, const std::string& name, const std::string& title,
         const std::vector<std::string>& roles) {
    const auto opened = context.open();
    if (!opened) return;
    desk::NewAccount wanted{name, title, {}, {}};
    for (const auto& text : roles) {
        const auto grant = parse_grant(*opened->county, text);
        if (context.refused(grant)) return;
        wanted.grants.push_back(*grant);
    }
    const auto made = desk::create_accounts(*opened->county, opened->actor, {wanted}, context.key);
    if (context.refused(made)) return;
    Card card;
    card.add("account", "账号", made->front().name);
    card.add("password", "首次密码", made->front().password);
    context.out().show(card);
    context.out().say("密码只显示这一次，请当面交给本人。");
}

}  // namespace

void add_account_commands(CLI::App& app, Context& context) {
    auto* account = app.add_subcommand("account", "账号：新增（安全管理员）");
    account->require_subcommand(1);
    auto& name = context.text();
    auto& title = context.text();
    auto& roles = context.texts();
    auto* adding = account->add_subcommand("add", "新增账号并授权；首次密码随机生成，只显示一次");
    adding->add_option("NAME", name, "登录名")->required();
    adding->add_option("--title", title, "姓名或岗位");
    adding
        ->add_option("--role", roles,
                     "角色[:专业|:单位代码]，可重复，如 profession_officer:B、respondent:9199…")
        ->required();
    adding->callback([&context, &name, &title, &roles] { add(context, name, title, roles); });
}

}  // namespace yj::cli
