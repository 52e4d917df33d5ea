#include "collect/submission.hpp"

#include <algorithm>
#include <array>

namespace yj::collect {

namespace {
constexpr std::array<std::string_view, 4> kChannels{"网页", "表格", "接口", "联网直报导出"};
constexpr std::array<std::string_view, 4> kStates{"未报", "已报", "退回", "验收"};
}  // namespace

std::string_view channel_name(Channel channel) { return kChannels[static_cast<std::size_t>(channel)]; }

std::optional<Channel> parse_channel(std::string_view name) {
    const auto found = std::find(kChannels.begin(), kChannels.end(), name);
    if (found == kChannels.end()) return std::nullopt;
    return static_cast<Channel>(found - kChannels.begin());
}

std::string_view task_state_name(TaskState state) { return kStates[static_cast<std::size_t>(state)]; }

TaskState state_of(EntryIndex submitted, EntryIndex returned, EntryIndex accepted) {
    if (submitted.value < 0) return TaskState::NotReported;
    if (accepted > submitted && accepted > returned) return TaskState::Accepted;
    return returned > submitted ? TaskState::Returned : TaskState::Reported;
}

}  // namespace yj::collect
