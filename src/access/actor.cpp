#include "access/actor.hpp"

#include <algorithm>
#include <array>

#include "base/invariant.hpp"

namespace yj::access {

namespace {

// ---- roles ----------------------------------------------------------------------------------------------

/// Who may be one person: only roles of one group.
enum class Group { Respondents, Bureau, System, Security, Audit };

struct RoleRow {
    Role role;
    std::string_view word;
    std::string_view name;
    Group group;
};

constexpr std::array kRoles{
    RoleRow{Role::Respondent, "respondent", "填报人", Group::Respondents},
    RoleRow{Role::ProfessionOfficer, "profession_officer", "专业人员", Group::Bureau},
    RoleRow{Role::RegisterOfficer, "register_officer", "名录人员", Group::Bureau},
    RoleRow{Role::Editor, "editor", "编辑", Group::Bureau},
    RoleRow{Role::Releaser, "releaser", "发布人", Group::Bureau},
    RoleRow{Role::Leader, "leader", "领导", Group::Bureau},
    RoleRow{Role::SystemAdmin, "system_admin", "系统管理员", Group::System},
    RoleRow{Role::SecurityAdmin, "security_admin", "安全管理员", Group::Security},
    RoleRow{Role::AuditAdmin, "audit_admin", "审计管理员", Group::Audit},
};

const RoleRow& row_of(Role role) {
    const auto row = std::ranges::find(kRoles, role, &RoleRow::role);
    invariant(row != kRoles.end(), "every role has its row");
    return *row;
}

// ---- acts -----------------------------------------------------------------------------------------------

using Bits = unsigned;

constexpr Bits bit(Role role) { return 1U << static_cast<unsigned>(role); }

constexpr Bits kRespondent = bit(Role::Respondent);
constexpr Bits kProfession = bit(Role::ProfessionOfficer);
constexpr Bits kRegister = bit(Role::RegisterOfficer);
constexpr Bits kEditor = bit(Role::Editor);
constexpr Bits kReleaser = bit(Role::Releaser);
constexpr Bits kLeader = bit(Role::Leader);
constexpr Bits kSystem = bit(Role::SystemAdmin);
constexpr Bits kSecurity = bit(Role::SecurityAdmin);
constexpr Bits kAudit = bit(Role::AuditAdmin);

/// What an act is about: 专业, 表, 区划.
constexpr Bits kNothing = 0;
constexpr Bits kItsProfession = 1;
constexpr Bits kItsForm = 2;
constexpr Bits kItsRegion = 4;
constexpr Bits kAReport = kItsProfession | kItsForm | kItsRegion;

struct ActRow {
    Act act;
    std::string_view word;
    std::string_view name;
    Bits roles;
    Bits about;
};

/// The whole of who may do what. What is not written here nobody may do.
constexpr std::array kActs{
    ActRow{Act::AccountCreate, "account.create", "新建账号", kSecurity, kNothing},
    ActRow{Act::GrantGive, "grant.give", "授权", kSecurity, kNothing},
    ActRow{Act::PackInstall, "pack.install", "安装制度包", kSystem, kNothing},
    ActRow{Act::RuleRelease, "rule.release", "发布审核规则", kProfession, kItsProfession | kItsForm},

    ActRow{Act::UnitImport, "unit.import", "导入名录", kRegister, kItsRegion},
    ActRow{Act::UnitRead, "unit.read", "查看名录", kRespondent | kProfession | kRegister, kItsRegion},
    ActRow{Act::FrameFreeze, "frame.freeze", "冻结调查单位", kRegister, kItsRegion},
    ActRow{Act::TaskOpen, "task.open", "布置报表", kRegister, kAReport},

    // The bureau never types a respondent's number: 统计法, and law 1 of the architecture.
    ActRow{Act::ReportSubmit, "report.submit", "上报报表", kRespondent, kAReport},
    ActRow{Act::ReportExplain, "report.explain", "说明报表", kRespondent, kAReport},
    ActRow{Act::VoucherAdd, "voucher.add", "上传凭证", kRespondent, kAReport},
    ActRow{Act::LedgerAdd, "ledger.add", "登记台账", kRespondent, kAReport},

    ActRow{Act::ReportImport, "report.import", "导入平台报表", kProfession, kAReport},
    ActRow{Act::ReportRead, "report.read", "查看报表", kRespondent | kProfession, kAReport},
    ActRow{Act::ReportAudit, "report.audit", "审核报表", kRespondent | kProfession, kAReport},
    ActRow{Act::ReportReturn, "report.return", "退回报表", kProfession, kAReport},
    ActRow{Act::ReportAccept, "report.accept", "验收报表", kProfession, kAReport},
    ActRow{Act::BoardRead, "board.read", "查看上报情况", kProfession | kRegister, kAReport},
    ActRow{Act::VoucherRead, "voucher.read", "查看凭证", kRespondent | kProfession, kAReport},

    ActRow{Act::TableBuild, "table.build", "汇总", kProfession, kAReport},
    ActRow{Act::ProductBuild, "product.build", "编制产品", kEditor, kNothing},
    ActRow{Act::ProductRelease, "product.release", "发布产品", kReleaser, kNothing},
    ActRow{Act::FigureTrace, "figure.trace", "溯源", kProfession | kLeader, kItsProfession | kItsRegion},

    ActRow{Act::LogCheckpoint, "log.checkpoint", "签署检查点", kSystem, kNothing},
    ActRow{Act::LogVerify, "log.verify", "核验日志", kAudit, kNothing},
    ActRow{Act::LogRead, "log.read", "查看日志", kAudit, kNothing},
};

const ActRow& row_of(Act act) {
    const auto row = std::ranges::find(kActs, act, &ActRow::act);
    invariant(row != kActs.end(), "every act has its row");
    return *row;
}

// ---- where ----------------------------------------------------------------------------------------------

/// A limit of a grant (empty: none) covers what the act is about.
bool covers_text(const std::string& limit, const std::string& about) {
    return limit.empty() || limit == about;
}

/// Respondents act for their own units alone; a grant of another role that names a unit is limited to it.
bool covers_unit(const Grant& grant, const Scope& scope) {
    if (grant.unit) return grant.unit == scope.unit;
    return grant.role != Role::Respondent;
}

bool covers(const Grant& grant, const ActRow& row, const Scope& scope) {
    return ((row.about & kItsProfession) == 0 || covers_text(grant.profession, scope.profession)) &&
           ((row.about & kItsForm) == 0 || covers_text(grant.form, scope.form)) &&
           ((row.about & kItsRegion) == 0 || grant.region.contains(scope.region)) &&
           covers_unit(grant, scope);
}

bool in_one_group(const std::vector<Grant>& grants) {
    return std::ranges::all_of(
        grants, [&](const Grant& grant) { return roles_go_together(grant.role, grants.front().role); });
}

}  // namespace

std::string_view role_name(Role role) { return row_of(role).name; }
std::string_view role_word(Role role) { return row_of(role).word; }

std::optional<Role> parse_role(std::string_view text) {
    for (const auto& row : kRoles)
        if (row.word == text || row.name == text) return row.role;
    return std::nullopt;
}

std::span<const Role> all_roles() {
    static const auto roles = [] {
        std::array<Role, kRoles.size()> all{};
        std::ranges::transform(kRoles, all.begin(), &RoleRow::role);
        return all;
    }();
    return roles;
}

bool roles_go_together(Role one, Role other) { return row_of(one).group == row_of(other).group; }

bool Actor::has(Role role) const {
    return std::ranges::any_of(grants, [&](const Grant& grant) { return grant.role == role; });
}

std::string_view act_word(Act act) { return row_of(act).word; }
std::string_view act_name(Act act) { return row_of(act).name; }

std::optional<Act> parse_act(std::string_view word) {
    for (const auto& row : kActs)
        if (row.word == word) return row.act;
    return std::nullopt;
}

std::span<const Act> all_acts() {
    static const auto acts = [] {
        std::array<Act, kActs.size()> all{};
        std::ranges::transform(kActs, all.begin(), &ActRow::act);
        return all;
    }();
    return acts;
}

bool may(const Actor& actor, Act act, const Scope& scope) {
    const auto row = std::ranges::find(kActs, act, &ActRow::act);
    if (row == kActs.end() || !in_one_group(actor.grants)) return false;
    return std::ranges::any_of(actor.grants, [&](const Grant& grant) {
        return (row->roles & bit(grant.role)) != 0 && covers(grant, *row, scope);
    });
}

}  // namespace yj::access
