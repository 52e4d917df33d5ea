// Value: what stands in a cell, an Amount or the reason why there is none.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/amount.hpp"

namespace yj {

/// Why a cell holds no amount: 未填 不适用 免报 保密 待核.
enum class Missing : std::uint8_t { NotFilled, NotApplicable, Exempt, Confidential, Pending };

[[nodiscard]] std::string_view missing_name(Missing reason);
[[nodiscard]] std::optional<Missing> parse_missing(std::string_view name);

/// An Amount or Missing{reason}. A default Value is 未填.
class Value {
public:
    Value() = default;
    Value(Amount amount) : amount_(amount), present_(true) {}
    Value(Missing reason) : reason_(reason) {}

    [[nodiscard]] bool present() const { return present_; }
    /// REQUIRES: present().
    [[nodiscard]] Amount amount() const;
    /// REQUIRES: !present().
    [[nodiscard]] Missing reason() const;
    /// The digits, or the reason's name.
    [[nodiscard]] std::string text() const;

    bool operator==(const Value& other) const;

private:
    Amount amount_;
    Missing reason_ = Missing::NotFilled;
    bool present_ = false;
};

}  // namespace yj
