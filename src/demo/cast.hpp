// Cast: the accounts of the sample county, the bureau's and the respondents'.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "demo/plan.hpp"
#include "demo/population.hpp"
#include "desk/act.hpp"

namespace yj::demo {

/// One account that is to be: with a password of its own at random, or with none.
struct Part {
    std::string name;
    std::string title;
    std::vector<access::Grant> grants;
    std::string note;  ///< what it is for, in accounts.txt
    bool password = true;
};

class Cast {
public:
    explicit Cast(desk::County& county) : county_(county) {}

    /// The founder of the county, its security administrator.
    [[nodiscard]] Done found(const std::string& name);
    /// Makes accounts in one act of the founder.
    [[nodiscard]] Done make(const std::vector<Part>& parts);
    /// The actor behind an account. Fails: NotFound.
    [[nodiscard]] Result<const access::Actor*> actor(const std::string& name);

    /// `accounts.txt` in the county's folder, for its owner alone to read: 账号 密码 角色 说明, those with a
    /// password.
    [[nodiscard]] Done write_passwords() const;
    [[nodiscard]] int accounts() const { return accounts_; }

private:
    desk::County& county_;
    std::string founder_;
    std::map<std::string, access::Actor> actors_;
    std::string lines_;
    int accounts_ = 0;
};

/// The bureau's accounts: register01 industry01 trade01 invest01 service01 labour01 editor01 releaser01
/// leader01 sysadmin01 audit01.
[[nodiscard]] std::vector<Part> bureau_parts(RegionCode region, bool passwords);
/// Who of the bureau looks after a 专业.
[[nodiscard]] std::string officer_of(const std::string& profession);

/// The reporting account of every unit that reports: "enterprise01" … for the largest of a mixed choice, else
/// the unit's code. By the unit's code.
struct Respondent {
    const SampleUnit* unit = nullptr;
    std::string account;
    bool password = false;
};
[[nodiscard]] std::map<std::string, Respondent> respondents_of(const std::vector<SampleUnit>& units,
                                                               int enterprises);

}  // namespace yj::demo
