#include "collect/import_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "collect/cell_entry.hpp"
#include "collect/form_template.hpp"
#include "collect/header_words.hpp"
#include "collect/layouts.hpp"

namespace yj::collect {

std::string_view layout_name(ImportLayout layout) {
    constexpr std::array<std::string_view, 4> kNames{"未识别", "宽表", "长表", "表样"};
    return kNames[static_cast<std::size_t>(layout)];
}

void Import::take(ReportDraft draft) {
    const auto [at, fresh] = seen.emplace(draft.unit_code + "\n" + draft.period.code(), draft.place);
    if (fresh) {
        out.drafts.push_back(std::move(draft));
        return;
    }
    ++out.refused_reports;
    refused(Refused::Conflict,
            fmt::format("{} {} 的报表在文件里出现两次", draft.unit_code, draft.period.name()), draft.place,
            fmt::format("另一份在 {}，请只留一份", at->second));
}

namespace {

bool read_one(Import& import, const sheet::Grid& grid, const sheet::Grid* hidden) {
    const auto as = [&](ImportLayout layout, bool taken) {
        if (taken) import.out.layout = layout;
        return taken;
    };
    return as(ImportLayout::Form, read_form(import, grid, hidden)) ||
           as(ImportLayout::Long, read_long(import, grid)) || as(ImportLayout::Wide, read_wide(import, grid));
}

void nothing_found(Import& import, std::span<const sheet::Grid> sheets) {
    const auto filled =
        std::find_if(sheets.begin(), sheets.end(), [](const auto& grid) { return !grid.empty(); });
    if (filled == sheets.end()) {
        return import.refused(Refused::Malformed, "文件是空的", sheets.empty() ? "" : sheets.front().name(),
                              "请选择有数据的文件");
    }
    import.refused(
        Refused::Malformed, "没有找到标题行（单位代码、报告期和指标代码）", filled->name(),
        fmt::format("请使用 {} 的表样，或让标题行写有“单位代码”“报告期”和各指标代码", import.form.code));
}

}  // namespace

ImportedTable import_tables(std::span<const sheet::Grid> sheets, const instrument::Form& form,
                            const ImportProfile& profile) {
    ImportedTable out;
    ImportProfile known = profile;
    known.cells.clear();
    for (const auto& [header, address] : profile.cells) known.cells.emplace(header_word(header), address);
    Import import{form, known, out, instrument::CellSheet(form), {}};
    const auto hidden = std::find_if(sheets.begin(), sheets.end(), [](const sheet::Grid& grid) {
        return grid.hidden() && grid.name() == kTemplateSheet;
    });
    bool found = false;
    for (const auto& grid : sheets) {
        if (grid.hidden() || grid.empty()) continue;
        found = read_one(import, grid, hidden == sheets.end() ? nullptr : &*hidden) || found;
    }
    if (!found) nothing_found(import, sheets);
    return out;
}

EnteredCells enter_cells(std::span<const TypedCell> cells, const instrument::Form& form) {
    EnteredCells out{instrument::CellSheet(form), {}};
    std::set<instrument::CellAddress> seen;
    for (const auto& typed : cells) {
        const auto address = form.cell(typed.address);
        if (!address) {
            out.refused.push_back(unknown_indicator(form, {}, typed.address, typed.address));
        } else if (!seen.insert(*address).second) {
            out.refused.push_back({Refused::Conflict, "同一指标出现两次", typed.address, "请只留一个"});
        } else if (auto wrong =
                       enter_text(form, *address, {0, 0, typed.text, sheet::CellKind::Text}, out.sheet)) {
            wrong->place = typed.address;
            out.refused.push_back(std::move(*wrong));
        }
    }
    return out;
}

}  // namespace yj::collect
