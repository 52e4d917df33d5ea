// Actor: the account on whose behalf an act runs, and what it has been granted. Deny by default.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/region_code.hpp"

namespace yj::access {

/// Roles. The three administrators (三员) are apart: none of them reads microdata, none holds another's role.
enum class Role {
    Respondent,         ///< 填报人: reports, explains and amends for its own units
    ProfessionOfficer,  ///< 专业人员: imports exports, audits, returns, accepts, tabulates
    RegisterOfficer,    ///< 名录人员: units, frames, tasks
    Editor,             ///< 编辑: builds products
    Releaser,           ///< 发布人: releases
    Leader,             ///< 领导: reads what is tabulated
    SystemAdmin,        ///< 系统管理员: packs, checkpoints, backups
    SecurityAdmin,      ///< 安全管理员: accounts and grants
    AuditAdmin,         ///< 审计管理员: reads and verifies the log
};
[[nodiscard]] std::string_view role_name(Role role);  ///< 专业人员
[[nodiscard]] std::string_view role_word(Role role);  ///< profession_officer
/// By its word or its name; empty when there is no such role.
[[nodiscard]] std::optional<Role> parse_role(std::string_view text);
[[nodiscard]] std::span<const Role> all_roles();
/// May one account hold both? Respondents, the bureau's staff and each of the three administrators keep
/// apart: nobody reports and accepts, nobody administers and reads.
[[nodiscard]] bool roles_go_together(Role one, Role other);

/// One grant: a role over a 专业 (empty: all), a region tree and a form (empty: all); for respondents, a
/// unit.
struct Grant {
    Role role = Role::Respondent;
    std::string profession;
    RegionCode region;
    std::string form;
    StatUnitId unit;
    bool operator==(const Grant&) const = default;
};

struct Actor {
    AccountId account;
    std::string name;
    std::vector<Grant> grants;
    [[nodiscard]] bool has(Role role) const;
};

/// Every act of the house, noun first. A new act must be added to the table in actor.cpp, or nobody may do
/// it.
enum class Act {
    AccountCreate,
    GrantGive,
    PackInstall,
    RuleRelease,
    UnitImport,
    UnitRead,
    FrameFreeze,
    TaskOpen,
    ReportSubmit,
    ReportImport,
    ReportRead,
    ReportAudit,
    ReportExplain,
    ReportReturn,
    ReportAccept,
    BoardRead,
    VoucherAdd,
    VoucherRead,
    LedgerAdd,
    TableBuild,
    ProductBuild,
    ProductRelease,
    FigureTrace,
    LogCheckpoint,
    LogVerify,
    LogRead,
};
[[nodiscard]] std::string_view act_word(Act act);  ///< "report.accept"
[[nodiscard]] std::string_view act_name(Act act);  ///< 验收报表
[[nodiscard]] std::optional<Act> parse_act(std::string_view word);
[[nodiscard]] std::span<const Act> all_acts();

/// What an act touches. Empty fields mean "not about one".
struct Scope {
    std::string profession;
    std::string form;
    RegionCode region;
    StatUnitId unit;
};

/// True when one of the actor's grants lets it do this act here. The table in actor.cpp says for each act
/// which roles may, and which of the four it is about; the others of the scope are not looked at. Where an
/// act is about a 专业 (form, region) and the scope leaves it empty, only a grant without that limit covers
/// it. An actor whose roles do not go together may do nothing.
[[nodiscard]] bool may(const Actor& actor, Act act, const Scope& scope);

}  // namespace yj::access
