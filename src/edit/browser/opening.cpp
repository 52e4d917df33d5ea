#include "edit/browser/opening.hpp"

#include "base/bytes.hpp"
#include "base/text.hpp"

namespace yj::edit {

namespace {

constexpr std::uint64_t kLayout = 1;
constexpr std::uint64_t kFarthest = 10'000;  // periods back

void write_unit(ByteWriter& out, const registry::UnitAttributes& unit) {
    out.text(unit.code);
    out.text(unit.name);
    out.text(unit_kind_name(unit.kind));
    out.text(unit.region.level() == RegionLevel::Country ? std::string() : unit.region.text());
    out.text(unit.industry.text());
    out.text(size_class_name(unit.size));
    out.text(unit.professions);
    out.number(unit.above_scale ? 1 : 0);
    out.signed_number(unit.state);
    out.text(unit.parent_code);
    out.number(unit.more.size());
    for (const auto& [name, value] : unit.more) {
        out.text(name);
        out.text(value);
    }
}

/// What is no opening makes `whole` false.
class OpeningReader {
public:
    explicit OpeningReader(std::string_view bytes) : in_(bytes) {}

    Opening read() {
        Opening opening;
        whole_ = in_.number() == kLayout;
        for (auto count = in_.number(); count > 0 && whole(); --count) opening.forms.emplace_back(in_.text());
        for (auto count = in_.number(); count > 0 && whole(); --count) {
            auto path = words();
            opening.rules.push_back({std::move(path), words()});
        }
        opening.period = known(Period::parse(words()));
        if (in_.number() != 0) opening.unit = unit();
        for (auto count = in_.number(); count > 0 && whole(); --count) opening.others.push_back(other());
        opening.report = in_.text();
        whole_ = whole_ && in_.at_end() && !opening.forms.empty();
        return opening;
    }

    [[nodiscard]] bool whole() const { return whole_ && in_.ok(); }

private:
    std::string words() {
        const auto text = in_.text();
        whole_ = whole_ && is_utf8(text);
        return std::string(text);
    }
    template <class T>
    T known(const std::optional<T>& value) {
        whole_ = whole_ && value.has_value();
        return value.value_or(T{});
    }

    registry::UnitAttributes unit() {
        registry::UnitAttributes unit;
        unit.code = words();
        unit.name = words();
        unit.kind = known(registry::parse_unit_kind(words()));
        if (const auto digits = words(); !digits.empty()) unit.region = known(RegionCode::parse(digits));
        if (const auto code = words(); !code.empty()) unit.industry = known(IndustryCode::parse(code));
        unit.size = known(registry::parse_size_class(words()));
        unit.professions = words();
        unit.above_scale = in_.number() != 0;
        unit.state = static_cast<int>(in_.signed_number());
        unit.parent_code = words();
        for (auto count = in_.number(); count > 0 && whole(); --count) {
            auto name = words();
            unit.more[std::move(name)] = words();
        }
        return unit;
    }

    OtherReport other() {
        OtherReport other;
        other.source.form = words();
        other.source.shift = static_cast<Shift>(at_most(static_cast<std::uint64_t>(Shift::LastDecember)));
        other.source.back = static_cast<int>(at_most(kFarthest));
        other.source.place = static_cast<Place>(at_most(static_cast<std::uint64_t>(Place::Vouchers)));
        other.sheet = in_.text();
        return other;
    }
    std::uint64_t at_most(std::uint64_t limit) {
        const auto number = in_.number();
        whole_ = whole_ && number <= limit;
        return whole_ ? number : 0;
    }

    ByteReader in_;
    bool whole_ = true;
};

}  // namespace

std::string pack_opening(const Opening& opening) {
    ByteWriter out;
    out.number(kLayout);
    out.number(opening.forms.size());
    for (const auto& form : opening.forms) out.text(form);
    out.number(opening.rules.size());
    for (const auto& rule : opening.rules) {
        out.text(rule.path);
        out.text(rule.text);
    }
    out.text(opening.period.code());
    out.number(opening.unit ? 1 : 0);
    if (opening.unit) write_unit(out, *opening.unit);
    out.number(opening.others.size());
    for (const auto& other : opening.others) {
        out.text(other.source.form);
        out.number(static_cast<std::uint64_t>(other.source.shift));
        out.number(static_cast<std::uint64_t>(other.source.back));
        out.number(static_cast<std::uint64_t>(other.source.place));
        out.text(other.sheet);
    }
    out.text(opening.report);
    return out.take();
}

Result<Opening> unpack_opening(std::string_view bytes) {
    OpeningReader reader(bytes);
    auto opening = reader.read();
    if (!reader.whole())
        return refuse(Refused::Malformed, "审核所需的数据已损坏，或不是这一版程序的数据", {},
                      "请刷新页面重新下载");
    return opening;
}

}  // namespace yj::edit
