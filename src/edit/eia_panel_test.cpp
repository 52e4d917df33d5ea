// The real panel: 4,092 reports of utilities, of which the two part-sum identities must find exactly those
// that a separate reckoning found (golden/eia_breaks.txt was made from the panel without this engine).
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>

#include "base/case_file.hpp"
#include "base/golden.hpp"
#include "base/number_text.hpp"
#include "base/text.hpp"
#include "edit/check.hpp"
#include "instrument/pack.hpp"
#include "instrument/pack_folder_shelf.hpp"

namespace yj::edit {
namespace {

const std::filesystem::path kSource = YJ_SOURCE_DIR;
/// The panel's columns from RESREVENUE on, as cells.
constexpr std::array kCells{"11", "21", "12", "22", "13", "23", "14", "24", "10", "20"};
constexpr std::size_t kFirstCell = 5;

/// One line of the panel; only the utility's name stands in quotes with commas.
std::vector<std::string> fields_of(std::string_view line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            fields.emplace_back();
        else if (c != '\r')
            fields.back() += c;
    }
    return fields;
}

struct Panel {
    int reports = 0;
    std::map<std::string, int> failed;  ///< by rule
    int undecided = 0;
    std::vector<std::string> breaks;  ///< as golden/eia_breaks.txt
};

std::string difference_in(const std::string& sentence) {
    const std::string_view mark = "相差 ";
    const auto at = sentence.find(mark);
    return at == std::string::npos ? sentence : sentence.substr(at + mark.size());
}

Panel check_panel() {
    auto files = instrument::read_pack_folder(kSource / "packs/eia-1996");
    const auto pack = instrument::load_pack(std::move(files.value())).value();
    std::vector<RuleText> texts;
    for (const auto* file : pack.texts("rules"))
        if (file->path.ends_with(".rules")) texts.push_back({file->path, file->bytes});
    const auto rules = compile_rules(pack.forms(), texts).value();
    const auto& form = *pack.form("EIA-826");
    const auto text = read_text_file((kSource / "cases/eia/eia_utility_monthly.csv").string()).value();
    Panel panel;
    for (const auto line : split(text, '\n')) {
        const auto fields = fields_of(line);
        if (fields.size() < kFirstCell + kCells.size() || fields[0] == "UTILITYID") continue;
        ++panel.reports;
        instrument::CellSheet sheet(form);
        for (std::size_t i = 0; i < kCells.size(); ++i)
            sheet.set(*form.cell(kCells[i]), read_number(fields[kFirstCell + i]).value());
        registry::UnitAttributes unit;
        if (fields[0] == "0") unit.kind = registry::UnitKind::Adjustment;
        const auto period = Period::month(1900 + std::stoi(fields[3]), std::stoi(fields[4]));
        for (const auto& finding : check_report(rules, {period, &form, &sheet, &unit, {}, {}})) {
            if (finding.verdict == Verdict::Undecided) ++panel.undecided;
            if (finding.verdict != Verdict::Failed) continue;
            ++panel.failed[finding.rule];
            panel.breaks.push_back(finding.rule + " " + fields[0] + "-" + fields[2] + " " + period.code() +
                                   " " + difference_in(finding.sentence));
        }
    }
    std::ranges::sort(panel.breaks);
    return panel;
}

TEST(RealPanel, BreaksTheTwoIdentitiesExactlyWhereASeparateReckoningSaysSo) {
    const auto panel = check_panel();
    EXPECT_EQ(panel.reports, 4092);
    EXPECT_EQ(panel.undecided, 0);
    EXPECT_EQ(panel.failed, (std::map<std::string, int>{{"EIA-826/S1", 18}, {"EIA-826/S2", 19}}));
    std::string found;
    for (const auto& line : panel.breaks) found += line + "\n";
    const auto expected = read_text_file((kSource / "src/edit/golden/eia_breaks.txt").string());
    ASSERT_TRUE(expected.has_value());
    EXPECT_EQ(first_difference(*expected, found), "");
}

}  // namespace
}  // namespace yj::edit
