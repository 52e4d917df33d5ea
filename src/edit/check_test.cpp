#include "edit/check.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <deque>
#include <filesystem>
#include <set>

#include "base/case_file.hpp"
#include "base/golden.hpp"
#include "base/number_text.hpp"
#include "base/text.hpp"
#include "edit/check_peers.hpp"
#include "instrument/pack.hpp"
#include "instrument/pack_folder_shelf.hpp"

namespace yj::edit {
namespace {

using instrument::CellSheet;
using instrument::Pack;

struct Loaded {
    Pack pack;
    RuleSet rules;
};

const Loaded& loaded(const std::string& name) {
    static std::map<std::string, Loaded> all;
    if (const auto known = all.find(name); known != all.end()) return known->second;
    auto files = instrument::read_pack_folder(std::filesystem::path(YJ_SOURCE_DIR) / "packs" / name);
    auto pack = instrument::load_pack(std::move(files.value()));
    EXPECT_TRUE(pack.has_value());
    std::vector<RuleText> texts;
    for (const auto* file : pack->texts("rules"))
        if (file->path.ends_with(".rules")) texts.push_back({file->path, file->bytes});
    auto rules = compile_rules(pack->forms(), texts);
    if (!rules)
        for (const auto& fault : rules.error()) ADD_FAILURE() << fault.text();
    return all[name] = {std::move(*pack), rules ? std::move(*rules) : RuleSet()};
}

/// "01.1 = 120; 03.1 = 未填" into a sheet.
CellSheet sheet_of(const instrument::Form& form, const std::vector<Case::Row>& cells) {
    CellSheet sheet(form);
    for (const auto& row : cells) {
        const auto address = form.cell(row.at(0));
        EXPECT_TRUE(address.has_value()) << row.at(0);
        if (!address) continue;
        if (form.rows[static_cast<std::size_t>(address->row)].text)
            sheet.set_note(*address, row.at(1));
        else
            sheet.set(*address, read_number(row.at(1)).value());
    }
    return sheet;
}

/// `peers:`, each row the cells of one more report of the form and period: "304.1=5; 301.1=2".
std::deque<CellSheet> peers_of(const instrument::Form& form, const Case& it) {
    std::deque<CellSheet> peers;
    for (const auto& row : it.rows("peers")) {
        std::vector<Case::Row> cells;
        for (const auto piece : split(row.at(0), ';')) {
            const auto sides = split(piece, '=');
            cells.push_back({std::string(trimmed(sides.at(0))), std::string(trimmed(sides.at(1)))});
        }
        peers.push_back(sheet_of(form, cells));
    }
    return peers;
}

struct Asked {
    std::vector<Finding> findings;
    std::string shown;
};

Asked ask(const Case& it) {
    const auto& from = loaded(it.get("pack", "unified-2025"));
    const auto& form = *from.pack.form(it.at("form"));
    const auto report = sheet_of(form, it.rows("cells"));
    registry::UnitAttributes attributes;
    if (const auto industry = it.get("industry", "1311"); industry != "无")
        attributes.industry = IndustryCode::parse(industry).value();
    if (const auto region = it.get("region", "990101"); region != "无")
        attributes.region = RegionCode::parse(region).value();
    attributes.state = std::stoi(it.get("state", "1"));
    attributes.kind = registry::parse_unit_kind(it.get("kind", "法人单位")).value();
    attributes.parent_code = it.get("parent");
    for (const auto& row : it.rows("register")) attributes.more[row.at(0)] = row.at(1);
    Context context{Period::parse(it.get("period", "2026-10")).value(), &form, &report,
                    it.get("unit") == "无" ? nullptr : &attributes,     {},    {}};
    std::vector<std::unique_ptr<CellSheet>> others;
    for (const auto& source : from.rules.plan(form.code).sources) {
        const auto& other_form = source.form.empty() ? form : *from.pack.form(source.form);
        static constexpr const char* kShift[]{"", "上期", "上年同期", "上年12月"};
        static constexpr const char* kPlace[]{"", "台账", "凭证"};
        const auto name = source.form + kShift[static_cast<std::size_t>(source.shift)] +
                          (source.back > 0 ? "前" + std::to_string(source.back) + "期" : "") +
                          kPlace[static_cast<std::size_t>(source.place)];
        const CellSheet* other = nullptr;
        if (!it.rows(name).empty())
            other =
                others.emplace_back(std::make_unique<CellSheet>(sheet_of(other_form, it.rows(name)))).get();
        context.others.push_back(other);
        context.other_forms.push_back(&other_form);
    }
    const auto peers = peers_of(form, it);
    std::vector<Context> population{context};
    for (const auto& peer : peers) {
        population.push_back(context);
        population.back().report = &peer;
    }
    Asked asked{check_report(from.rules, context), {}};
    std::ranges::move(check_peers(from.rules, population, run_in_turn).front(),
                      std::back_inserter(asked.findings));
    for (const auto& finding : asked.findings)
        asked.shown +=
            finding.rule + " " + std::string(verdict_name(finding.verdict)) + " " + finding.sentence + "\n";
    return asked;
}

std::vector<Case> all_cases() {
    std::vector<Case> all;
    for (const auto& file :
         std::filesystem::directory_iterator(std::filesystem::path(YJ_SOURCE_DIR) / "src/edit/cases")) {
        auto cases = read_cases(file.path().string());
        EXPECT_TRUE(cases.has_value()) << cases.error().text();
        for (auto& it : cases.value()) all.push_back(std::move(it));
    }
    std::ranges::stable_sort(all, {}, [](const Case& it) { return it.at("form"); });
    return all;
}

class RuleCase : public ::testing::TestWithParam<Case> {};

/// `findings:` names rule, verdict and, where it is given, the sentence; `silent:` names rules that must
/// pass. Other rules may say what they like: most cases fill a few cells only.
TEST_P(RuleCase, SaysWhatTheCaseExpects) {
    const auto& it = GetParam();
    SCOPED_TRACE(it.title);
    const auto asked = ask(it);
    for (const auto& row : it.rows("findings")) {
        bool found = false;
        for (const auto& finding : asked.findings) {
            const bool same = finding.rule == row.at(0) && verdict_name(finding.verdict) == row.at(1) &&
                              (row.size() < 3 || finding.sentence == row.at(2));
            found = found || same;
        }
        EXPECT_TRUE(found) << row.at(0) << ' ' << row.at(1) << "\nsaid:\n" << asked.shown;
    }
    for (const auto& row : it.rows("silent"))
        for (const auto& finding : asked.findings) EXPECT_NE(finding.rule, row.at(0)) << asked.shown;
}

INSTANTIATE_TEST_SUITE_P(Cases, RuleCase, ::testing::ValuesIn(all_cases()));

/// "rule form" of every case, by what it shows.
struct Shown {
    std::map<std::string, std::set<std::string>, std::less<>> by;

    Shown() {
        for (const auto& it : all_cases()) {
            const auto form = it.at("form");
            for (const auto& row : it.rows("findings")) by[row.at(1)].insert(row.at(0) + " " + form);
            for (const auto& row : it.rows("silent")) by["通过"].insert(row.at(0) + " " + form);
        }
    }
    bool has(const char* verdict, const std::string& id) const { return by.at(verdict).contains(id); }
};

constexpr std::array kVerdicts{"通过", "不通过", "无法判定"};

bool is_twin(const Rule& rule) { return rule.form == "206-2" || rule.form == "102-1"; }

/// Rules that no report leaves undecided, each with the reason.
const std::map<std::string, std::string>& always_decided() {
    static const std::map<std::string, std::string> kNone{
        {"101-1/H1 101-1", "只读一个文字单元格：没有填就不问，填了总能判"},
        {"101-1/H2-1 101-1", "同上"},
        {"101-1/S1 101-1", "同上"},
    };
    return kNone;
}

TEST(RuleCases, ShowEveryWrittenRulePassFailAndLeftUndecided) {
    const Shown shown;
    std::set<std::string> named;
    for (const char* name : {"unified-2025", "eia-1996"})
        for (const auto& rule : loaded(name).rules.rules()) {
            const auto id = rule.id + " " + rule.form;
            named.insert(id);
            if (rule.generated || (is_twin(rule) && !rule.id.starts_with(rule.form))) continue;
            for (const auto* verdict : kVerdicts) {
                const bool excused = always_decided().contains(id) && verdict == kVerdicts[2];
                EXPECT_NE(shown.has(verdict, id), excused) << id << " has no case: " << verdict;
            }
        }
    for (const auto& [verdict, ids] : shown.by)
        for (const auto& id : ids) EXPECT_TRUE(named.contains(id)) << id << " is no rule";
}

/// G1 to G4 say the same of every row; one row a form is shown in all three ways.
TEST(RuleCases, ShowOneGeneratedRuleOfEachKindInEveryFormInAllThreeWays) {
    const Shown shown;
    std::map<std::string, bool> kinds;  // "B204-1/G2": whether some rule of it is shown in all three ways
    for (const char* name : {"unified-2025", "eia-1996"})
        for (const auto& rule : loaded(name).rules.rules()) {
            if (!rule.generated) continue;
            const auto id = rule.id + " " + rule.form;
            auto& all = kinds[rule.id.substr(0, rule.id.rfind("/G") + 3)];
            all = all ||
                  std::ranges::all_of(kVerdicts, [&](const char* verdict) { return shown.has(verdict, id); });
        }
    EXPECT_GE(kinds.size(), 20U);
    for (const auto& [kind, all] : kinds) EXPECT_TRUE(all) << kind;
}

/// One line a finding that a case names: what the bureau reads, and beside it what the respondent reads where
/// that is another.
std::string sentences(const std::vector<Case>& cases) {
    std::string text;
    for (const auto& it : cases) {
        const auto& from = loaded(it.get("pack", "unified-2025"));
        const auto& named = it.rows("findings");
        for (const auto& finding : ask(it).findings) {
            if (std::ranges::none_of(named, [&](const auto& row) { return row.at(0) == finding.rule; }))
                continue;
            const auto said = respondent_sentence(from.rules, it.at("form"), finding);
            text +=
                finding.rule + " " + finding.sentence + (said == finding.sentence ? "" : " | " + said) + "\n";
        }
    }
    return text;
}

TEST(Sentences, AreThoseThatAStatisticianRead) {
    EXPECT_TRUE(matches_golden(YJ_SOURCE_DIR "/src/edit/golden/sentences.txt", sentences(all_cases())));
}

TEST(RespondentSentence, NeverCarriesTheBoundsOfAPlausibilityRule) {
    for (const auto& it : all_cases()) {
        const auto& from = loaded(it.get("pack", "unified-2025"));
        for (const auto& finding : ask(it).findings) {
            if (finding.severity == Severity::Hard) continue;
            auto said = respondent_sentence(from.rules, it.at("form"), finding);
            said.resize(said.rfind("（"));  // the cells, of which 01.3 is no bound
            const auto* rule = from.rules.rule(finding.rule, it.at("form"));
            for (const auto& node : rule->condition.nodes)
                if (node.kind == NodeKind::Number && node.number.text().size() > 1) {
                    EXPECT_EQ(said.find(node.number.text()), std::string::npos) << said;
                }
        }
    }
}

}  // namespace
}  // namespace yj::edit
