#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "instrument/toml_reader.hpp"
#include "tabulate/table_def.hpp"

namespace yj::tabulate {

namespace {

using instrument::Fault;
using instrument::Form;
using instrument::Indicator;
using instrument::TomlReader;
using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 3> kDims{"region", "industry", "size"};
constexpr std::array<std::string_view, 6> kRegionLevels{"country", "province", "city",
                                                        "county",  "township", "village"};
constexpr std::array<std::string_view, 5> kIndustryLevels{"whole", "section", "division", "group", "class"};
constexpr std::array<std::string_view, 2> kSizeLevels{"whole", "class"};
constexpr std::array<std::string_view, 2> kLayouts{"rows", "columns"};
constexpr std::array<std::string_view, 2> kRoundings{"四舍五入", "GB/T 8170"};
constexpr std::array<std::string_view, 3> kWays{"独立修约", "强制平衡", "最大项轧差"};

Words levels_of(DimBy by) {
    switch (by) {
        case DimBy::Region: return kRegionLevels;
        case DimBy::Industry: return kIndustryLevels;
        case DimBy::Size: return kSizeLevels;
    }
    return {};
}

std::string joined(Words words) {
    std::string all;
    for (const auto word : words) all += (all.empty() ? "" : "、") + std::string(word);
    return all;
}

std::string nearest(std::string_view word, const std::vector<std::string>& names) {
    return nearest_name(word, names).value_or("");
}

/// The place of the word under `key` among `words`; `otherwise` when the key is not there, -1 after a fault.
int choice(TomlReader& from, std::string_view key, Words words, int otherwise) {
    const auto word = from.text(key);
    if (!word) return otherwise;
    const auto found = std::ranges::find(words, *word);
    if (found != words.end()) return static_cast<int>(found - words.begin());
    from.fault_at(key, fmt::format("“{}”不对", key), joined(words),
                  nearest(*word, {words.begin(), words.end()}));
    return -1;
}

/// A cell of the form, as a measure names it.
struct NamedCell {
    int at = -1;  ///< place in TableDef::cells, -1 after a fault
    const Indicator* indicator = nullptr;
};

/// Reads one table; every fault is kept, reading goes on.
class Parser {
public:
    Parser(std::string_view path, std::span<const Form> forms) : path_(path), forms_(forms) {}

    std::expected<TableDef, std::vector<Fault>> parse(std::string_view text) {
        TomlReader top(path_, text, faults_);
        if (top.parsed()) read(top);
        def_.path = path_;
        def_.hash = sha256(text).hex();
        if (!faults_.empty()) return std::unexpected(std::move(faults_));
        return std::move(def_);
    }

private:
    void read(TomlReader& top) {
        def_.code = top.required_text("code");
        def_.title = top.required_text("title");
        def_.note = top.text("note").value_or("");
        read_forms(top);
        auto dims = top.list("dims");
        if (dims.empty())
            top.fault("缺少“dims”", "至少一个分组，如 { by = \"region\", levels = [\"county\"] }");
        for (auto& one : dims) read_dimension(one);
        auto measures = top.list("measures");
        if (measures.empty()) top.fault("缺少“measures”", "至少一个指标");
        for (auto& one : measures) read_measure(one);
        if (auto filter = top.table("filter")) read_filter(*filter);
        if (auto suppress = top.table("suppress")) read_suppression(*suppress);
        read_rounding(top);
        top.no_more_keys();
    }

    void read_forms(TomlReader& top) {
        std::vector<std::string> codes;
        for (const auto& form : forms_) codes.push_back(form.code);
        const auto add = [&](std::string_view key, std::string code) {
            if (!code.empty() && std::ranges::find(codes, code) == codes.end())
                top.fault_at(key, fmt::format("制度包里没有报表“{}”", code), "包内的表号",
                             nearest(code, codes));
            def_.forms.push_back(std::move(code));
        };
        add("form", top.required_text("form"));
        for (auto& code : top.texts("also")) add("also", std::move(code));
    }

    [[nodiscard]] const Form* form(std::string_view code) const {
        const auto found = std::ranges::find(forms_, code, &Form::code);
        return found == forms_.end() ? nullptr : &*found;
    }

    void read_dimension(TomlReader& one) {
        const int by = one.required_text("by").empty() ? -1 : choice(one, "by", kDims, -1);
        const auto names = one.texts("levels");
        const int layout = choice(one, "layout", kLayouts, 0);
        one.no_more_keys();
        if (by < 0) return;
        Dimension dim{static_cast<DimBy>(by), {}, layout == 1};
        read_levels(one, names, dim);
        if (std::ranges::find(def_.dims, dim.by, &Dimension::by) != def_.dims.end())
            one.fault_at("by", fmt::format("分组“{}”写了两次", dim_name(dim.by)), "每种分组一次");
        def_.dims.push_back(std::move(dim));
    }

    static void read_levels(TomlReader& one, const std::vector<std::string>& names, Dimension& dim) {
        const auto known = levels_of(dim.by);
        for (const auto& name : names) {
            const auto found = std::ranges::find(known, name);
            if (found == known.end())
                one.fault_at("levels", fmt::format("{} 没有层级“{}”", dim_name(dim.by), name), joined(known),
                             nearest(name, {known.begin(), known.end()}));
            else
                dim.levels.push_back(static_cast<int>(found - known.begin()));
        }
        if (dim.by == DimBy::Size && dim.levels.empty()) dim.levels = {0, 1};
        if (dim.levels.empty()) one.fault("缺少“levels”", joined(known));
        if (!std::ranges::is_sorted(dim.levels, std::less_equal{}))
            one.fault_at("levels", "层级次序不对", "由上到下，不重复：" + joined(known));
    }

    void read_measure(TomlReader& one) {
        TableMeasure measure;
        measure.id = one.required_text("id");
        measure.title = one.required_text("title");
        measure.decimals = one.number("decimals", 0, 6).value_or(0);
        const auto cell_address = one.text("cell");
        auto growth = one.table("growth");
        auto ratio = one.table("ratio");
        const bool count = one.flag("count").value_or(false);
        if (measure.id.find_first_of(":/") != std::string::npos)
            one.fault_at("id", fmt::format("指标编号“{}”含有“:”或“/”", measure.id), "字母和数字");
        if (def_.measure_at(measure.id) >= 0)
            one.fault_at("id", fmt::format("指标编号“{}”写了两次", measure.id), "各不相同");
        if (int{cell_address.has_value()} + int{growth.has_value()} + int{ratio.has_value()} + int{count} !=
            1)
            one.fault(fmt::format("指标“{}”的取数写法不对", measure.id),
                      "cell、growth、ratio、count = true 之一");
        else if (cell_address)
            read_sum(one, measure);
        else if (growth)
            read_growth(*growth, measure);
        else if (ratio)
            read_ratio(one, *ratio, measure);
        else
            read_count(one, measure);
        one.no_more_keys();
        def_.measures.push_back(std::move(measure));
    }

    NamedCell cell(TomlReader& from, std::string_view key) {
        const std::string address = from.required_text(key);
        const Form* const base = form(def_.forms.front());
        if (address.empty() || base == nullptr) return {};
        for (const auto& code : def_.forms)
            if (const Form* other = form(code); other != nullptr && !other->cell(address)) {
                from.fault_at(key, fmt::format("报表 {} 没有单元格“{}”", code, address),
                              "行代码.栏号，如 01.2");
                return {};
            }
        const auto place = base->cell(address);
        const auto& indicator = base->rows[static_cast<std::size_t>(place->row)];
        if (indicator.text) from.fault_at(key, fmt::format("“{}”是文字指标", address), "数值指标");
        const std::string canonical = base->address(*place);
        const auto known = std::ranges::find(def_.cells, canonical);
        const auto at = static_cast<int>(known - def_.cells.begin());
        if (known == def_.cells.end()) def_.cells.push_back(canonical);
        return {at, &indicator};
    }

    /// The measure named by the key, or the one given; empty after a fault.
    static std::optional<Measure> named_measure(TomlReader& one, Measure otherwise) {
        const auto name = one.text("measure");
        if (!name) return otherwise;
        const auto found = Measure::find(*name);
        if (!found) {
            const auto names = Measure::names();
            one.fault_at("measure", fmt::format("没有计量单位“{}”", *name), "计量单位表里的名称",
                         nearest(*name, {names.begin(), names.end()}));
        }
        return found;
    }

    void read_sum(TomlReader& one, TableMeasure& measure) {
        measure.kind = MeasureKind::Sum;
        const auto named = cell(one, "cell");
        measure.first = named.at;
        if (named.indicator == nullptr) return;
        const auto wanted = named_measure(one, named.indicator->measure);
        if (!wanted) return;
        measure.measure = *wanted;
        const auto power = named.indicator->measure.power_to(*wanted);
        if (!power)
            one.fault_at("measure",
                         fmt::format("{} 不能换算成 {}", named.indicator->measure.name(), wanted->name()),
                         fmt::format("与 {} 同类的计量单位", named.indicator->measure.name()));
        measure.power = power.value_or(0);
    }

    void read_growth(TomlReader& growth, TableMeasure& measure) {
        measure.kind = MeasureKind::Growth;
        measure.measure = *Measure::find("%");
        const auto current = cell(growth, "current");
        const auto base = cell(growth, "base");
        growth.no_more_keys();
        measure.first = current.at;
        measure.second = base.at;
        if (current.indicator != nullptr && base.indicator != nullptr &&
            current.indicator->measure != base.indicator->measure)
            growth.fault("本期与上年同期的计量单位不同", "同一指标的两栏");
    }

    void read_ratio(TomlReader& one, TomlReader& ratio, TableMeasure& measure) {
        measure.kind = MeasureKind::Ratio;
        measure.first = cell(ratio, "of").at;
        measure.second = cell(ratio, "by").at;
        measure.power = ratio.number("power", -9, 9).value_or(0);
        ratio.no_more_keys();
        measure.measure = named_measure(one, *Measure::find("%")).value_or(Measure());
    }

    void read_count(TomlReader& one, TableMeasure& measure) {
        measure.kind = MeasureKind::Count;
        measure.measure = named_measure(one, *Measure::find("户")).value_or(Measure());
        if (measure.decimals != 0) one.fault_at("decimals", "户数不带小数", "decimals = 0");
    }

    void read_filter(TomlReader& filter) {
        read_list(filter, "regions", "2、4、6、9 或 12 位区划代码", def_.filter.regions,
                  [](std::string_view word) { return RegionCode::parse(word); });
        read_list(filter, "industries", "行业代码，如 C、C13", def_.filter.industries,
                  [](std::string_view word) { return IndustryCode::parse(word); });
        read_list(filter, "sizes", "大、中、小、微", def_.filter.sizes,
                  [](std::string_view word) { return registry::parse_size_class(word); });
        filter.no_more_keys();
    }

    template <class Item, class Fn>
    static void read_list(TomlReader& filter, std::string_view key, std::string_view expected,
                          std::vector<Item>& into, Fn parse_word) {
        for (const auto& word : filter.texts(key)) {
            if (const auto item = parse_word(word))
                into.push_back(*item);
            else
                filter.fault_at(key, fmt::format("“{}”里的“{}”不对", key, word), std::string(expected));
        }
    }

    void read_suppression(TomlReader& suppress) {
        def_.suppress.min = suppress.number("min", 0, 100).value_or(3);
        def_.suppress.dominance = suppress.number("dominance", 0, 100).value_or(0);
        def_.suppress.counts_open = suppress.flag("counts_open").value_or(true);
        def_.suppress.like = suppress.text("like").value_or("");
        suppress.no_more_keys();
    }

    void read_rounding(TomlReader& top) {
        def_.rounding = choice(top, "rounding", kRoundings, 0) == 1 ? Round::HalfEven : Round::HalfUp;
        def_.additivity = static_cast<Additivity>(std::max(choice(top, "additivity", kWays, 0), 0));
        if (def_.additivity != Additivity::Independent && def_.dims.size() > 1)
            top.fault_at("additivity",
                         fmt::format("“{}”只用于一个分组的表", additivity_name(def_.additivity)),
                         "独立修约，或只留一个分组（两个方向不能总是同时平衡）");
    }

    std::string path_;
    std::span<const Form> forms_;
    TableDef def_;
    std::vector<Fault> faults_;
};

}  // namespace

std::expected<TableDef, std::vector<Fault>> parse_table_def(std::string_view path, std::string_view text,
                                                            std::span<const Form> forms) {
    return Parser(path, forms).parse(text);
}

}  // namespace yj::tabulate
