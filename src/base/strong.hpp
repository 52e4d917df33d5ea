// Strong: a number that cannot be taken for another kind of number.
#pragma once
#include <compare>
#include <cstdint>
#include <functional>

namespace yj {

/// Strong<Tag> compares and hashes with its own kind only. 0 means "none".
template <class Tag>
struct Strong {
    std::int64_t value = 0;

    [[nodiscard]] explicit operator bool() const { return value != 0; }
    auto operator<=>(const Strong&) const = default;
};

}  // namespace yj

template <class Tag>
struct std::hash<yj::Strong<Tag>> {
    std::size_t operator()(yj::Strong<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
