#include "base/measure.hpp"

#include <array>

namespace yj {

namespace {

struct Known {
    std::string_view name;
    std::string_view quantity;
    int power;  // this = quantity's base × 10^power
};

// The first one is "no measure" (codes, texts).
constexpr std::array kKnown{
    Known{"—", "—", 0},
    Known{"元", "人民币", 0},
    Known{"千元", "人民币", 3},
    Known{"万元", "人民币", 4},
    Known{"百万元", "人民币", 6},
    Known{"亿元", "人民币", 8},
    Known{"千美元", "美元", 3},
    Known{"百万美元", "美元", 6},
    Known{"人", "人", 0},
    Known{"万人", "人", 4},
    Known{"户", "户", 0},
    Known{"万户", "户", 4},
    Known{"个", "个", 0},
    Known{"套", "套", 0},
    Known{"间", "间", 0},
    Known{"张", "张", 0},
    Known{"位", "位", 0},
    Known{"台", "台", 0},
    Known{"辆", "辆", 0},
    Known{"头", "头", 0},
    Known{"万头", "头", 4},
    Known{"平方米", "平方米", 0},
    Known{"万平方米", "平方米", 4},
    Known{"亩", "亩", 0},
    Known{"万亩", "亩", 4},
    Known{"千克", "千克", 0},
    Known{"公斤", "千克", 0},
    Known{"吨", "千克", 3},
    Known{"万吨", "千克", 7},
    Known{"立方米", "立方米", 0},
    Known{"万立方米", "立方米", 4},
    Known{"千瓦时", "千瓦时", 0},
    Known{"兆瓦时", "千瓦时", 3},
    Known{"万千瓦时", "千瓦时", 4},
    Known{"亿千瓦时", "千瓦时", 8},
    Known{"百万千焦", "百万千焦", 0},
    Known{"吨标准煤", "吨标准煤", 0},
    Known{"万吨标准煤", "吨标准煤", 4},
    Known{"%", "%", 0},
    Known{"‰", "‰", 0},
    Known{"百分点", "百分点", 0},
};

}  // namespace

std::optional<Measure> Measure::find(std::string_view name) {
    for (std::size_t i = 0; i < kKnown.size(); ++i)
        if (kKnown[i].name == name) return Measure(static_cast<int>(i));
    return std::nullopt;
}

std::vector<std::string_view> Measure::names() {
    std::vector<std::string_view> all;
    for (const auto& known : kKnown) all.push_back(known.name);
    return all;
}

std::string_view Measure::name() const { return kKnown[static_cast<std::size_t>(at_)].name; }

std::optional<int> Measure::power_to(const Measure& other) const {
    const auto& from = kKnown[static_cast<std::size_t>(at_)];
    const auto& to = kKnown[static_cast<std::size_t>(other.at_)];
    if (from.quantity != to.quantity) return std::nullopt;
    return from.power - to.power;
}

}  // namespace yj
