#include "publish/product_check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "publish/bulletin.hpp"

namespace yj::publish {

namespace {

using tabulate::TableDef;

class Check {
public:
    Check(std::string_view path, std::span<const TableDef> tables) : path_(path), tables_(tables) {}

    const TableDef* table(const std::string& code, int line) {
        std::vector<std::string> codes;
        for (const auto& def : tables_) {
            if (def.code == code) return &def;
            codes.push_back(def.code);
        }
        fault(line, fmt::format("制度中没有表“{}”", code), "tables/ 中的表号",
              nearest_name(code, codes).value_or(""));
        return nullptr;
    }

    const tabulate::TableMeasure* measure(const TableDef& def, const std::string& id, int line) {
        if (const int at = def.measure_at(id); at >= 0) return &def.measures[static_cast<std::size_t>(at)];
        std::vector<std::string> ids;
        for (const auto& each : def.measures) ids.push_back(each.id);
        fault(line, fmt::format("表 {} 没有指标“{}”", def.code, id), fmt::format("{}", fmt::join(ids, "、")),
              nearest_name(id, ids).value_or(""));
        return nullptr;
    }

    /// The measure that a reference names, when all of it is there.
    const tabulate::TableMeasure* figure(const FigureRef& ref, int line) {
        const auto* def = table(ref.table, line);
        if (!def) return nullptr;
        const auto colon = ref.cell.rfind(':');
        const auto nodes = split(std::string_view(ref.cell).substr(0, colon), '/');
        if (nodes.size() != def->dims.size())
            fault(line, fmt::format("{} 写了 {} 维，表有 {} 维", ref.text(), nodes.size(), def->dims.size()),
                  "各维以 / 分开", "");
        return measure(*def, ref.cell.substr(colon + 1), line);
    }

    void chip(const Chip& chip, int line) {
        const auto* found = figure(chip.figure, line);
        if (chip.against) (void)figure(*chip.against, line);
        if (!found) return;
        if (chip.measure && !found->measure.power_to(*chip.measure))
            fault(line,
                  fmt::format("{} 的计量单位是{}，不能换算成{}", chip.figure.text(), found->measure.name(),
                              chip.measure->name()),
                  "同一种量的计量单位", "");
        if ((chip.form == ChipForm::Change || chip.form == ChipForm::Points) && found->measure.name() != "%")
            fault(line, fmt::format("{} 不是百分数，不能说增长或百分点", chip.figure.text()), "以 % 计的指标",
                  "");
    }

    void fault(int line, std::string what, std::string expected, std::string nearest) {
        faults.push_back({path_, line, 0, std::move(what), std::move(expected), std::move(nearest)});
    }

    instrument::Faults faults;

private:
    std::string path_;
    std::span<const TableDef> tables_;
};

void check_tables(const Product& product, Check& check) {
    for (const auto& table : product.tables) {
        const auto* def = check.table(table.code, table.line);
        if (!def) continue;
        for (const auto& column : table.columns) (void)check.measure(*def, column.measure, table.line);
    }
}

}  // namespace

instrument::Faults check_product(std::string_view path, const Product& product,
                                 std::span<const TableDef> tables, std::string_view template_docx) {
    Check check(path, tables);
    check_tables(product, check);
    const auto check_needs = [&](const auto& part) {
        if (part.needs) (void)check.figure(*part.needs, part.line);
    };
    std::ranges::for_each(product.tables, check_needs);
    std::ranges::for_each(product.texts, check_needs);
    std::ranges::for_each(product.charts, check_needs);
    for (const auto& text : product.texts)
        for (const auto& sentence : text.sentences)
            for (const auto& chip : sentence.chips()) check.chip(chip, text.line);
    for (const auto& chart : product.charts)
        for (const auto& series : chart.series) (void)check.figure(series.figure, chart.line);
    const auto missing = missing_bookmarks(product, template_docx);
    if (!missing)
        check.fault(0, product.template_file + "：" + missing.error().text(), "", "");
    else
        for (const auto& bookmark : *missing)
            check.fault(0, fmt::format("模板 {} 中没有书签“{}”", product.template_file, bookmark),
                        "在模板中插入该书签", "");
    return std::move(check.faults);
}

}  // namespace yj::publish
