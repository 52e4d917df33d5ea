#include "base/value.hpp"

#include "base/invariant.hpp"

namespace yj {

std::string_view missing_name(Missing reason) {
    switch (reason) {
        case Missing::NotFilled: return "未填";
        case Missing::NotApplicable: return "不适用";
        case Missing::Exempt: return "免报";
        case Missing::Confidential: return "保密";
        case Missing::Pending: return "待核";
    }
    broken("a missing value of no known reason");
}

std::optional<Missing> parse_missing(std::string_view name) {
    for (const Missing reason : {Missing::NotFilled, Missing::NotApplicable, Missing::Exempt,
                                 Missing::Confidential, Missing::Pending})
        if (missing_name(reason) == name) return reason;
    return std::nullopt;
}

Amount Value::amount() const {
    invariant(present_, "asked a missing value for its amount");
    return amount_;
}

Missing Value::reason() const {
    invariant(!present_, "asked an amount why it is missing");
    return reason_;
}

std::string Value::text() const { return present_ ? amount_.text() : std::string(missing_name(reason_)); }

bool Value::operator==(const Value& other) const {
    if (present_ != other.present_) return false;
    return present_ ? amount_ == other.amount_ : reason_ == other.reason_;
}

}  // namespace yj
