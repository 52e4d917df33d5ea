#include "desk/collect/open_tasks.hpp"

#include "collect/collect_shelf.hpp"
#include "desk/registry/freeze_frame.hpp"
#include "registry/frame_shelf.hpp"

namespace yj::desk {

Result<Answer> open_tasks(County& county, const access::Actor& actor, const std::string& code, Period period,
                          const std::string& key) {
    YJ_ASSIGN(const auto in_force, form_in_force(county, code, period));
    const auto& [pack, form] = in_force;
    const access::Scope where{form->profession, form->code, county.settings().region, {}};
    const auto due = pack->pack.due_at(*form, period);
    return run_act(
        county, {actor, access::Act::TaskOpen, where, key}, [&](ActScope& scope) -> Result<std::string> {
            if (!registry::find_frame(scope.tx(), code, period, scope.since()))
                return refuse(Refused::NotReady, code + " " + period.name() + "的调查单位名录还没有冻结", {},
                              "请先运行 youju frame freeze（先进库，再有数）");
            std::vector<collect::Task> tasks;
            for (const auto& member : registry::frame_units(scope.tx(), code, period, scope.since()))
                tasks.push_back({county.make_id<TaskId>(), member.unit, code, period, due, scope.since()});
            scope.about("tasks/" + code + "/" + period.code());
            return std::to_string(collect::open_tasks(scope.tx(), code, period, tasks));
        });
}

}  // namespace yj::desk
