#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "tabulate/table_def.hpp"

namespace yj::tabulate {

namespace {

using instrument::Fault;
using instrument::Form;

constexpr std::array<std::string_view, 6> kRegionLevels{"country", "province", "city",
                                                        "county",  "township", "village"};
constexpr std::array<std::string_view, 5> kIndustryLevels{"whole", "section", "division", "group", "class"};
constexpr std::array<std::string_view, 2> kSizeLevels{"whole", "class"};

std::span<const std::string_view> levels_of(DimBy by) {
    switch (by) {
        case DimBy::Region: return kRegionLevels;
        case DimBy::Industry: return kIndustryLevels;
        case DimBy::Size: return kSizeLevels;
    }
    return {};
}

std::string joined(std::span<const std::string_view> words) {
    std::string all;
    for (const auto word : words) all += (all.empty() ? "" : "、") + std::string(word);
    return all;
}

/// Reads one table's TOML; every fault is kept, reading goes on.
class Parser {
public:
    Parser(std::string_view path, std::span<const Form> forms) : path_(path), forms_(forms) {}

    std::expected<TableDef, std::vector<Fault>> parse(std::string_view text) {
        try {
            read(toml::parse(text));
        } catch (const toml::parse_error& error) {
            fault(error.source().begin, "TOML 写法有误：" + std::string(error.description()), "合法的 TOML 1.0");
        }
        def_.path = path_;
        def_.hash = sha256(text).hex();
        if (!faults_.empty()) return std::unexpected(std::move(faults_));
        return std::move(def_);
    }

private:
    void fault(toml::source_position where, std::string what, std::string expected, std::string nearest = {}) {
        faults_.push_back({path_, static_cast<int>(where.line), static_cast<int>(where.column), std::move(what),
                           std::move(expected), std::move(nearest)});
    }
    void fault(const toml::node& node, std::string what, std::string expected, std::string nearest = {}) {
        fault(node.source().begin, std::move(what), std::move(expected), std::move(nearest));
    }

    void read(const toml::table& table) {
        known_keys(table, std::array<std::string_view, 11>{"code", "title", "note", "form", "also", "dims", "filter",
                                                           "measures", "rounding", "additivity", "suppress"});
        def_.code = text(table, "code", true);
        def_.title = text(table, "title", true);
        def_.note = text(table, "note", false);
        read_forms(table);
        each_table(table, "dims", [&](const toml::table& one) { read_dimension(one); });
        each_table(table, "measures", [&](const toml::table& one) { read_measure(one); });
        if (const auto* filter = table["filter"].as_table()) read_filter(*filter);
        if (const auto* suppress = table["suppress"].as_table()) read_suppression(*suppress);
        read_rounding(table);
    }

    void known_keys(const toml::table& table, std::span<const std::string_view> names) {
        const std::vector<std::string> candidates(names.begin(), names.end());
        for (const auto& [key, node] : table)
            if (std::ranges::find(names, key.str()) == names.end())
                fault(key.source().begin, fmt::format("不认识的项“{}”", key.str()), joined(names),
                      nearest_name(key.str(), candidates).value_or(""));
    }

    std::string text(const toml::table& table, std::string_view key, bool required) {
        const auto* node = table.get(key);
        if (node == nullptr) {
            if (required) fault(table, fmt::format("缺“{}”", key), "一段文字");
            return {};
        }
        const auto value = node->value<std::string>();
        if (!value || !node->is_string()) fault(*node, fmt::format("“{}”不是文字", key), "一段文字");
        return value.value_or("");
    }

    int whole_number(const toml::table& table, std::string_view key, int otherwise, int low, int high) {
        const auto* node = table.get(key);
        if (node == nullptr) return otherwise;
        const auto* number = node->as_integer();
        if (number == nullptr || number->get() < low || number->get() > high) {
            fault(*node, fmt::format("“{}”不对", key), fmt::format("{} 到 {} 的整数", low, high));
            return otherwise;
        }
        return static_cast<int>(number->get());
    }

    bool flag(const toml::table& table, std::string_view key, bool otherwise) {
        const auto* node = table.get(key);
        if (node == nullptr) return otherwise;
        if (!node->is_boolean()) fault(*node, fmt::format("“{}”不对", key), "true 或 false");
        return node->value<bool>().value_or(otherwise);
    }

    std::vector<std::string> texts(const toml::table& table, std::string_view key) {
        std::vector<std::string> all;
        const auto* node = table.get(key);
        if (node == nullptr) return all;
        const auto* array = node->as_array();
        if (array == nullptr) {
            fault(*node, fmt::format("“{}”不是列表", key), "[\"…\", \"…\"]");
            return all;
        }
        for (const auto& item : *array) {
            if (const auto* word = item.as_string())
                all.push_back(word->get());
            else
                fault(item, fmt::format("“{}”里有不是文字的一项", key), "文字");
        }
        return all;
    }

    template <class Fn>
    void each_table(const toml::table& table, std::string_view key, Fn fn) {
        const auto* array = table[key].as_array();
        if (array == nullptr || array->empty()) {
            fault(table, fmt::format("缺“{}”", key), "至少一项 { … }");
            return;
        }
        for (const auto& item : *array) {
            if (const auto* one = item.as_table())
                fn(*one);
            else
                fault(item, fmt::format("“{}”里有不是表的一项", key), "{ … }");
        }
    }

    void read_forms(const toml::table& table) {
        def_.forms.push_back(text(table, "form", true));
        for (auto& code : texts(table, "also")) def_.forms.push_back(std::move(code));
        std::vector<std::string> codes;
        for (const auto& form : forms_) codes.push_back(form.code);
        for (const auto& code : def_.forms) {
            if (code.empty() || std::ranges::find(codes, code) != codes.end()) continue;
            fault(*table.get(&code == &def_.forms.front() ? "form" : "also"),
                  fmt::format("制度包里没有报表“{}”", code), "包内的表号",
                  nearest_name(code, codes).value_or(""));
        }
    }

    [[nodiscard]] const Form* form(std::string_view code) const {
        const auto found = std::ranges::find(forms_, code, &Form::code);
        return found == forms_.end() ? nullptr : &*found;
    }

    template <class Item, std::size_t Size>
    std::optional<Item> choice(const toml::table& table, std::string_view key,
                               const std::array<std::string_view, Size>& names, std::optional<Item> otherwise) {
        const auto* node = table.get(key);
        if (node == nullptr) {
            if (!otherwise) fault(table, fmt::format("缺“{}”", key), joined(names));
            return otherwise;
        }
        const auto found = std::ranges::find(names, node->value_or(std::string_view{}));
        if (found != names.end()) return static_cast<Item>(found - names.begin());
        fault(*node, fmt::format("“{}”不对", key), joined(names));
        return std::nullopt;
    }

    void read_dimension(const toml::table& one) {
        known_keys(one, std::array<std::string_view, 3>{"by", "levels", "layout"});
        const auto by = choice<DimBy>(one, "by", std::array<std::string_view, 3>{"region", "industry", "size"}, {});
        if (!by) return;
        Dimension dim{*by, {}, false};
        dim.columns =
            choice<int>(one, "layout", std::array<std::string_view, 2>{"rows", "columns"}, 0).value_or(0) == 1;
        const auto known = levels_of(*by);
        for (const auto& name : texts(one, "levels")) {
            const auto found = std::ranges::find(known, name);
            if (found == known.end())
                fault(one, fmt::format("{} 没有层级“{}”", dim_name(*by), name), joined(known));
            else
                dim.levels.push_back(static_cast<int>(found - known.begin()));
        }
        if (*by == DimBy::Size && dim.levels.empty()) dim.levels = {0, 1};
        if (dim.levels.empty()) fault(one, "缺“levels”", joined(known));
        if (!std::ranges::is_sorted(dim.levels, std::less_equal{}))
            fault(one, "层级次序不对", "由上到下，不重复：" + joined(known));
        if (std::ranges::find(def_.dims, *by, &Dimension::by) != def_.dims.end())
            fault(one, fmt::format("分组“{}”写了两次", dim_name(*by)), "每种分组一次");
        def_.dims.push_back(std::move(dim));
    }

    /// The place of a cell in TableDef::cells, with its indicator; -1 after a fault.
    std::pair<int, const instrument::Indicator*> cell(const toml::table& one, std::string_view key) {
        const std::string address = text(one, key, true);
        const Form* const base = form(def_.forms.front());
        if (address.empty() || base == nullptr) return {-1, nullptr};
        const auto place = base->cell(address);
        for (const auto& code : def_.forms)
            if (const Form* other = form(code); other != nullptr && !other->cell(address)) {
                fault(*one.get(key), fmt::format("报表 {} 没有单元格“{}”", code, address), "行代码.栏号，如 01.2");
                return {-1, nullptr};
            }
        const auto& indicator = base->rows[static_cast<std::size_t>(place->row)];
        if (indicator.text) fault(*one.get(key), fmt::format("“{}”是文字指标", address), "数值指标");
        const std::string canonical = base->address(*place);
        const auto known = std::ranges::find(def_.cells, canonical);
        const auto at = static_cast<int>(known - def_.cells.begin());
        if (known == def_.cells.end()) def_.cells.push_back(canonical);
        return {at, &indicator};
    }

    void read_measure(const toml::table& one) {
        known_keys(one, std::array<std::string_view, 8>{"id", "title", "cell", "measure", "decimals", "growth",
                                                        "ratio", "count"});
        TableMeasure measure;
        measure.id = text(one, "id", true);
        measure.title = text(one, "title", true);
        measure.decimals = whole_number(one, "decimals", 0, 0, 6);
        if (measure.id.find_first_of(":/") != std::string::npos)
            fault(one, fmt::format("指标编号“{}”含有“:”或“/”", measure.id), "字母和数字");
        if (def_.measure_at(measure.id) >= 0)
            fault(one, fmt::format("指标编号“{}”写了两次", measure.id), "各不相同");
        const int kinds = static_cast<int>(one.contains("cell")) + static_cast<int>(one.contains("growth")) +
                          static_cast<int>(one.contains("ratio")) + static_cast<int>(flag(one, "count", false));
        if (kinds != 1)
            fault(one, fmt::format("指标“{}”的取数写法不对", measure.id), "cell、growth、ratio、count = true 之一");
        else if (one.contains("cell"))
            read_sum(one, measure);
        else if (const auto* growth = one["growth"].as_table())
            read_growth(*growth, measure);
        else if (const auto* ratio = one["ratio"].as_table())
            read_ratio(one, *ratio, measure);
        else if (one.contains("count"))
            read_count(one, measure);
        else
            fault(one, fmt::format("指标“{}”的取数写法不对", measure.id), "{ … }");
        def_.measures.push_back(std::move(measure));
    }

    std::optional<Measure> named_measure(const toml::table& one, Measure otherwise) {
        const std::string name = text(one, "measure", false);
        if (name.empty()) return otherwise;
        const auto found = Measure::find(name);
        if (!found) {
            std::vector<std::string> names;
            for (const auto known : Measure::names()) names.emplace_back(known);
            fault(*one.get("measure"), fmt::format("没有计量单位“{}”", name), "计量单位表里的名称",
                  nearest_name(name, names).value_or(""));
        }
        return found;
    }

    void read_sum(const toml::table& one, TableMeasure& measure) {
        measure.kind = MeasureKind::Sum;
        const auto [at, indicator] = cell(one, "cell");
        measure.first = at;
        if (indicator == nullptr) return;
        const auto wanted = named_measure(one, indicator->measure);
        if (!wanted) return;
        measure.measure = *wanted;
        const auto power = indicator->measure.power_to(*wanted);
        if (!power)
            fault(*one.get("measure"), fmt::format("{} 不能换算成 {}", indicator->measure.name(), wanted->name()),
                  fmt::format("与 {} 同类的计量单位", indicator->measure.name()));
        measure.power = power.value_or(0);
    }

    void read_growth(const toml::table& growth, TableMeasure& measure) {
        known_keys(growth, std::array<std::string_view, 2>{"current", "base"});
        measure.kind = MeasureKind::Growth;
        measure.measure = *Measure::find("%");
        const auto [current, current_row] = cell(growth, "current");
        const auto [base, base_row] = cell(growth, "base");
        measure.first = current;
        measure.second = base;
        if (current_row != nullptr && base_row != nullptr && current_row->measure != base_row->measure)
            fault(growth, "本期与上年同期的计量单位不同", "同一指标的两栏");
    }

    void read_ratio(const toml::table& one, const toml::table& ratio, TableMeasure& measure) {
        known_keys(ratio, std::array<std::string_view, 3>{"of", "by", "power"});
        measure.kind = MeasureKind::Ratio;
        measure.first = cell(ratio, "of").first;
        measure.second = cell(ratio, "by").first;
        measure.power = whole_number(ratio, "power", 0, -9, 9);
        measure.measure = named_measure(one, *Measure::find("%")).value_or(Measure());
    }

    void read_count(const toml::table& one, TableMeasure& measure) {
        measure.kind = MeasureKind::Count;
        measure.measure = named_measure(one, *Measure::find("户")).value_or(Measure());
        if (measure.decimals != 0) fault(one, "户数不带小数", "decimals = 0");
    }

    void read_filter(const toml::table& filter) {
        known_keys(filter, std::array<std::string_view, 3>{"regions", "industries", "sizes"});
        read_list(filter, "regions", "2、4、6、9 或 12 位区划代码", def_.filter.regions,
                  [](std::string_view word) { return RegionCode::parse(word); });
        read_list(filter, "industries", "行业代码，如 C、C13", def_.filter.industries,
                  [](std::string_view word) { return IndustryCode::parse(word); });
        read_list(filter, "sizes", "大、中、小、微", def_.filter.sizes,
                  [](std::string_view word) { return registry::parse_size_class(word); });
    }

    template <class Item, class Fn>
    void read_list(const toml::table& filter, std::string_view key, std::string_view expected,
                   std::vector<Item>& into, Fn parse_word) {
        for (const auto& word : texts(filter, key)) {
            if (const auto item = parse_word(word))
                into.push_back(*item);
            else
                fault(*filter.get(key), fmt::format("“{}”里的“{}”不对", key, word), std::string(expected));
        }
    }

    void read_suppression(const toml::table& suppress) {
        known_keys(suppress, std::array<std::string_view, 3>{"min", "dominance", "counts_open"});
        def_.suppress.min = whole_number(suppress, "min", 3, 0, 100);
        def_.suppress.dominance = whole_number(suppress, "dominance", 0, 0, 100);
        def_.suppress.counts_open = flag(suppress, "counts_open", true);
    }

    void read_rounding(const toml::table& table) {
        const auto round = choice<Round>(table, "rounding",
                                         std::array<std::string_view, 2>{"四舍五入", "GB/T 8170"}, Round::HalfUp);
        def_.rounding = round.value_or(Round::HalfUp);
        const std::array<std::string_view, 3> ways{"独立修约", "强制平衡", "最大项轧差"};
        def_.additivity =
            choice<Additivity>(table, "additivity", ways, Additivity::Independent).value_or(Additivity::Independent);
        if (def_.additivity != Additivity::Independent && def_.dims.size() > 1)
            fault(*table.get("additivity"), fmt::format("“{}”只用于一个分组的表", additivity_name(def_.additivity)),
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
