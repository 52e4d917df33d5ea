// TrialsFixture: reports typed into a browser, with what the server says of them; for the tests here and,
// written to a file, for those that run the module in Node.
#pragma once
#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <map>
#include <set>

#include "base/bytes.hpp"
#include "base/case_file.hpp"
#include "base/clock.hpp"
#include "base/digest.hpp"
#include "edit/browser/at_server_fixture.hpp"
#include "edit/engine/evaluate.hpp"
#include "edit/notation/meaning_fixture.hpp"

namespace yj::edit {

using Typed = std::vector<std::pair<std::string, std::string>>;

inline AtServer::Others others_of_case(const Case& it, const House& house) {
    AtServer::Others others;
    const auto& code = it.at("form");
    for (const auto& source : house.rules.plan(code).sources) {
        std::string cells;
        for (const auto& row : it.rows(source.form + std::string(shift_name(source.shift))))
            cells += row.at(0) + "=" + row.at(1) + ";";
        const auto& form = house.form(source.form.empty() ? code : source.form);
        if (!cells.empty()) others.emplace_back(source, sheet_of(form, cells));
    }
    return others;
}

inline Trial trial_of_case(const Case& it, const House& house) {
    registry::UnitAttributes unit;
    unit.industry = IndustryCode::parse(it.get("industry", "1311")).value_or(IndustryCode{});
    unit.state = std::stoi(it.get("state", "1"));
    for (const auto& row : it.rows("register")) unit.more[row.at(0)] = row.at(1);
    AtServer server(house, it.at("form"), Reader::Bureau, Period::parse(it.get("period", "2026-10")).value(),
                    unit, others_of_case(it, house));
    Typed cells;
    for (const auto& row : it.rows("cells")) cells.emplace_back(row.at(0), row.at(1));
    server.type(std::move(cells));
    return server.finished(it.title);
}

/// Every case of src/edit/cases, with the other reports that it gives.
inline std::vector<Trial> case_trials() {
    std::map<std::string, House> houses;
    std::vector<Trial> trials;
    std::set<std::filesystem::path> files;
    for (const auto& file :
         std::filesystem::directory_iterator(std::filesystem::path(YJ_SOURCE_DIR) / "src/edit/cases"))
        if (file.path().extension() == ".case") files.insert(file.path());
    for (const auto& file : files) {
        const auto cases = read_cases(file.string());
        for (const auto& it : cases.value()) {
            const auto name = it.get("pack", "unified-2025");
            if (!houses.contains(name)) houses.emplace(name, house_of_pack(name));
            trials.push_back(trial_of_case(it, houses.at(name)));
        }
    }
    return trials;
}

/// Every line of notation/meaning.case: the report is typed cell by cell.
inline std::vector<Trial> meaning_trials() {
    std::vector<Trial> trials;
    const auto cases = read_cases(YJ_SOURCE_DIR "/src/edit/notation/meaning.case");
    for (const auto& it : cases.value())
        for (const auto& row : it.rows("rules")) {
            const std::vector<instrument::Form> forms{small_form()};
            const std::vector<RuleText> texts{{"scopes", kScopes}, {"case", "规则 T1/A 强制 " + row.at(0)}};
            const House house{forms, compile_rules(forms, texts).value()};
            AtServer::Others others;
            for (const auto& source : house.rules.plan("T1").sources)
                if (!row.at(2).empty()) others.emplace_back(source, sheet_of(forms[0], row.at(2)));
            AtServer server(house, "T1", Reader::Bureau, Period::month(2026, 10), unit(), others);
            const auto pieces = split(row.at(1), ';');
            for (const auto piece : pieces) {
                if (trimmed(piece).empty()) continue;
                const auto sides = split(piece, '=');
                server.type({{std::string(trimmed(sides.at(0))), std::string(trimmed(sides.at(1)))}});
            }
            trials.push_back(server.finished(it.title + "：" + row.at(0)));
        }
    return trials;
}

/// Numbers that are often equal, often sums of one another, sometimes missing and sometimes huge.
class RandomReports {
public:
    explicit RandomReports(std::uint64_t seed) : random_(seed) {}

    std::uint64_t below(std::uint64_t limit) { return random_.next() % limit; }

    std::string amount() {
        static constexpr std::array kReasons{"不适用", "免报", "保密", "待核"};
        switch (below(12)) {
            case 0:
            case 1: return "";
            case 2: return kReasons[below(kReasons.size())];
            case 3: return "-" + std::to_string(below(100));
            case 4: return std::to_string(below(1000)) + "." + padded(static_cast<int>(below(1000)), 3);
            case 5: return std::to_string(1 + below(999'999'999'999'999'999));
            default: return std::to_string(below(4) * 10);
        }
    }

    std::string words() {
        static constexpr std::array kWords{"", "174", "110", "91640106MA75W3MK0X", "2026-03", "无"};
        return kWords[below(kWords.size())];
    }

    /// One cell of a form, and what is typed into it.
    std::pair<std::string, std::string> cell(const instrument::Form& form, int row, int column) {
        static constexpr std::array kKeys{"06", "0610", "13", "1311", "9"};
        const auto& indicator = form.rows[static_cast<std::size_t>(row)];
        const std::string key = indicator.open_list.empty() ? "" : kKeys[below(kKeys.size())];
        return {form.address({row, column, key}), indicator.text ? words() : amount()};
    }

    Typed whole(const instrument::Form& form) {
        Typed cells;
        for (int row = 0; row < static_cast<int>(form.rows.size()); ++row)
            for (int column = 0; column < static_cast<int>(form.columns.size()); ++column)
                cells.push_back(cell(form, row, column));
        return cells;
    }

    std::pair<std::string, std::string> any(const instrument::Form& form) {
        return cell(form, static_cast<int>(below(form.rows.size())),
                    static_cast<int>(below(form.columns.size())));
    }

    Period period(const instrument::Form& form) {
        const auto part = static_cast<int>(below(12));
        switch (form.frequency) {
            case Frequency::Month: return part == 0 ? Period::jan_feb(2026) : Period::month(2026, part + 1);
            case Frequency::Quarter: return Period::quarter(2026, part % 4 + 1);
            case Frequency::HalfYear: return Period::half(2026, part % 2 + 1);
            default: return Period::of_year(2026);
        }
    }

    std::optional<registry::UnitAttributes> unit() {
        static constexpr std::array kIndustries{"", "1311", "C", "F52", "0610", "K7010"};
        if (below(8) == 0) return std::nullopt;
        registry::UnitAttributes made;
        made.kind = below(8) == 0 ? registry::UnitKind::Adjustment : registry::UnitKind::Legal;
        made.industry = IndustryCode::parse(kIndustries[below(kIndustries.size())]).value_or(IndustryCode{});
        made.state = static_cast<int>(below(3)) + 1;
        made.above_scale = below(2) == 0;
        made.more["计划总投资"] = std::to_string(below(10'000));
        return made;
    }

    AtServer::Others others(const House& house, const instrument::Form& form) {
        AtServer::Others made;
        for (const auto& source : house.rules.plan(form.code).sources) {
            if (below(3) == 0) continue;
            const auto& other = source.form.empty() ? form : house.form(source.form);
            std::string cells;
            for (const auto& [address, typed] : whole(other)) cells += fmt::format("{}={};", address, typed);
            made.emplace_back(source, sheet_of(other, cells));
        }
        return made;
    }

private:
    SeededRandom random_;
};

/// Sessions over every form of the packs: a report is typed whole, then three cells change one by one, then
/// the next report is typed over it.
inline std::vector<Trial> random_trials(int sessions, int reports) {
    std::vector<Trial> trials;
    RandomReports random(20'261'125);
    for (const char* name : {"unified-2025", "eia-1996"}) {
        const auto house = house_of_pack(name);
        for (const auto& form : house.forms)
            for (int session = 0; session < sessions; ++session) {
                AtServer server(house, form.code, Reader::Bureau, random.period(form), random.unit(),
                                random.others(house, form));
                for (int report = 0; report < reports; ++report) {
                    server.type(random.whole(form));
                    for (int change = 0; change < 3; ++change) server.type({random.any(form)});
                }
                trials.push_back(server.finished(form.code + "（随机 " + std::to_string(session) + "）"));
            }
    }
    return trials;
}

/// 60 cells under 100 rules that all pass: the size that the speed of one report is told for.
inline Trial sixty_by_hundred() {
    instrument::Form form;
    form.code = "T60";
    form.columns = {{"1", "本月", Span::Current, ""}, {"2", "上年同月", Span::Current, "1"}};
    Typed cells;
    for (int row = 1; row <= 30; ++row) {
        instrument::Indicator indicator;
        indicator.code = padded(row, 2);
        indicator.name = "指标" + indicator.code;
        form.rows.push_back(indicator);
        for (const char* column : {".1", ".2"})
            cells.emplace_back(indicator.code + column, std::to_string(row * 1000) + ".50");
    }
    std::string text;
    for (int rule = 0; rule < 100; ++rule) {
        const int at = rule % 14 + 1;
        const auto small = fmt::format("[{:02}", at), large = fmt::format("[{:02}", at + 1),
                   twice = fmt::format("[{:02}", 2 * at);
        const auto column = rule % 2 == 0 ? ".1]" : ".2]";
        text += "规则 T60/H" + std::to_string(rule) + " 强制 ";
        switch (rule / 25) {
            case 0: text += fmt::format("{0}{2} <= {1}{2}", small, large, column); break;
            case 1: text += fmt::format("{0}{2} == {1}{2} + {1}{2} 允差 1", twice, small, column); break;
            case 2: text += fmt::format("{}.1] / {}.2] 在 [0.5, 2.5]", large, small); break;
            default: text += fmt::format("若 {0}{3} > 0 则 {1}{3} >= {2}.1]", small, twice, large, column);
        }
        text += "\n";
    }
    const std::vector<instrument::Form> forms{form};
    const House house{forms, compile_rules(forms, std::vector<RuleText>{{"speed", text}}).value()};
    AtServer server(house, "T60", Reader::Bureau, Period::month(2026, 10), unit(), {});
    server.type(cells);
    for (const char* typed : {"15000.51", "15000.50"}) server.type({{"15.1", typed}});
    return server.finished("speed:60x100");
}

/// A B203 in which the identities of the form hold, under all rules that a bureau's user gets.
inline Trial filled_account() {
    static constexpr std::array<std::pair<const char*, int>, 40> kCells{
        {{"101", 90},  {"201", 400}, {"202", 120}, {"205", 90},  {"206", 40},  {"209", 500}, {"210", 150},
         {"211", 20},  {"213", 800}, {"214", 300}, {"215", 100}, {"216", 100}, {"217", 400}, {"218", 400},
         {"219", 200}, {"301", 900}, {"302", 880}, {"307", 700}, {"308", 690}, {"309", 10},  {"312", 20},
         {"313", 40},  {"331", 10},  {"317", 8},   {"318", 2},   {"319", 10},  {"320", 0},   {"333", 0},
         {"321", 0},   {"322", 0},   {"334", 0},   {"335", 3},   {"323", 115}, {"325", 5},   {"326", 2},
         {"327", 118}, {"328", 18},  {"401", 60},  {"402", 30},  {"606", 1}}};
    const auto house = house_of_pack("unified-2025");
    Typed cells;
    std::string sheet;
    for (const auto& [row, value] : kCells)
        for (const char* column : {".1", ".2"}) {
            cells.emplace_back(std::string(row) + column, std::to_string(value) + "000");
            sheet += cells.back().first + "=" + cells.back().second + ";";
        }
    AtServer::Others others;
    for (const auto& source : house.rules.plan("B203").sources)
        if (source.form.empty()) others.emplace_back(source, sheet_of(house.form("B203"), sheet));
    AtServer server(house, "B203", Reader::Bureau, Period::month(2026, 10), unit(), others);
    server.type(cells);
    return server.finished("speed:B203");
}

/// What the tests of the module in Node read: for each trial its title and opening, then for each step the
/// cells, how many findings stand and the SHA-256 of their bytes.
inline std::string pack_trials(const std::vector<Trial>& trials) {
    ByteWriter out;
    out.number(trials.size());
    for (const auto& trial : trials) {
        out.text(trial.title);
        out.text(pack_opening(trial.opening));
        out.number(trial.steps.size());
        for (const auto& step : trial.steps) {
            out.number(step.cells.size());
            for (const auto& [address, typed] : step.cells) {
                out.text(address);
                out.text(typed);
            }
            out.number(step.expected.size());
            out.text(sha256(pack_findings(step.expected)).view());
        }
    }
    return out.take();
}

}  // namespace yj::edit
