#include "desk/registry/freeze_frame.hpp"

#include "base/text.hpp"
#include "registry/frame.hpp"
#include "registry/frame_shelf.hpp"
#include "registry/registry_shelf.hpp"

namespace yj::desk {

namespace {

std::unexpected<Refusal> no_such_form(const County& county, const std::string& code) {
    std::vector<std::string> known;
    for (const auto* pack : county.packs())
        for (const auto& form : pack->pack.forms()) known.push_back(form.code);
    const auto nearest = nearest_name(code, known);
    return refuse(Refused::NotFound, "已安装的制度中没有表号“" + code + "”", {},
                  nearest ? "是不是“" + *nearest + "”？" : "请用 youju pack list 查看已安装的制度");
}

}  // namespace

Result<FormInForce> form_in_force(const County& county, const std::string& code, Period period) {
    if (const auto* pack = county.pack_of(code, period)) return FormInForce{pack, pack->form(code)};
    if (latest_form(county, code))
        return refuse(Refused::NotReady, "没有适用于" + period.name() + "的 " + code, {},
                      "请核对报告期，或先安装那一年的制度包");
    return no_such_form(county, code);
}

Result<FormInForce> latest_form(const County& county, const std::string& code) {
    const auto packs = county.packs();
    for (auto pack = packs.rbegin(); pack != packs.rend(); ++pack)
        if (const auto* form = (*pack)->form(code)) return FormInForce{*pack, form};
    return no_such_form(county, code);
}

Result<Answer> freeze_frame(County& county, const access::Actor& actor, const std::string& code,
                            Period period, const std::string& key) {
    YJ_ASSIGN(const auto in_force, form_in_force(county, code, period));
    const auto& [pack, form] = in_force;
    if (!pack->pack.owes(*form, period))
        return refuse(Refused::NotReady, code + " 不报" + period.name(), {},
                      "请核对报告期；1月免报的表报1—2月（如 2026-01..02）");
    const auto* rule = pack->pack.frame(form->frame);
    const access::Scope where{form->profession, form->code, county.settings().region, {}};
    return run_act(county, {actor, access::Act::FrameFreeze, where, key},
                   [&](ActScope& scope) -> Result<std::string> {
                       const registry::FrameFilter filter(*rule);
                       std::vector<registry::FrameUnit> members;
                       registry::each_in_force(scope.tx(), period, scope.since(),
                                               [&](const registry::UnitVersion& version) {
                                                   if (filter.takes(version.attributes))
                                                       members.push_back({version.unit, version.since});
                                               });
                       YJ_TRY(registry::freeze_frame(
                           scope.tx(), {code, period, pack->pack.hash(), 0, scope.since()}, members));
                       scope.about("frame/" + code + "/" + period.code());
                       return std::to_string(members.size());
                   });
}

}  // namespace yj::desk
