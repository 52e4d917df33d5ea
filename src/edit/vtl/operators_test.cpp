#include <gtest/gtest.h>

#include <set>

#include "base/case_file.hpp"
#include "base/text.hpp"
#include "edit/vtl/run.hpp"

namespace yj::edit::vtl {
namespace {

std::vector<Case> cases_in(const std::string& name) {
    auto cases = read_cases(YJ_SOURCE_DIR "/src/edit/vtl/cases/" + name);
    EXPECT_TRUE(cases.has_value()) << (cases ? "" : cases.error().text());
    return cases.value_or(std::vector<Case>{});
}

Role role_of(std::string_view letter) {
    return letter == "I"   ? Role::Identifier
           : letter == "M" ? Role::Measure
           : letter == "A" ? Role::Attribute
                           : Role::ViralAttribute;
}

/// A table of a case: the first row is name:role:type.
Dataset dataset_of(std::string name, const std::vector<Case::Row>& rows) {
    Dataset made{std::move(name), {}, rows.size() - 1};
    for (std::size_t at = 0; at < rows[0].size(); ++at) {
        const auto parts = split(rows[0][at], ':');
        Component component{
            std::string(parts.at(0)), role_of(parts.at(1)), {*parse_type(parts.at(2)), {}, false}};
        for (std::size_t row = 1; row < rows.size(); ++row) {
            const std::string cell = at < rows[row].size() ? rows[row][at] : std::string();
            auto value = parse_value(cell, component.column.type);
            EXPECT_TRUE(value.has_value()) << cell;
            component.column.values.push_back(value.value_or(Value()));
        }
        made.components.push_back(std::move(component));
    }
    return made;
}

std::string shape_of(const Dataset& data) {
    std::set<std::string> parts;
    for (const auto& it : data.components)
        parts.insert(it.name + ":" + std::string(role_name(it.role)) + ":" +
                     std::string(type_name(it.column.type)));
    std::string text;
    for (const auto& it : parts) text += it + " ";
    return text;
}

std::multiset<std::string> rows_of(const Dataset& data, const Dataset& order) {
    std::multiset<std::string> rows;
    for (std::size_t row = 0; row < data.rows; ++row) {
        std::string text;
        for (const auto& it : order.components) {
            const auto* own = data.find(it.name);
            text += (own == nullptr ? "?" : own->column.at(row).shown()) + "|";
        }
        rows.insert(text);
    }
    return rows;
}

/// A bar inside a cell of a case is written ¦.
std::string with_bars(std::string text) {
    for (auto at = text.find("¦"); at != std::string::npos; at = text.find("¦", at)) text.replace(at, 2, "|");
    return text;
}

TEST(VtlScalars, GiveWhatTheManualSays) {
    for (const auto& it : cases_in("scalars.case"))
        for (const auto& row : it.rows("values")) {
            const auto result = run_vtl("R := " + with_bars(row.at(0)) + ";", {});
            ASSERT_TRUE(result.has_value()) << row.at(0) << ": " << result.error().text();
            EXPECT_EQ(result->find("R")->components[0].column.at(0).shown(), row.size() > 1 ? row[1] : "")
                << row.at(0);
        }
}

TEST(VtlDatasets, GiveWhatTheManualSays) {
    for (const auto& it : cases_in("datasets.case")) {
        std::vector<Dataset> inputs;
        for (const auto& name : {"DS_1", "DS_2"})
            if (!it.rows(name).empty()) inputs.push_back(dataset_of(name, it.rows(name)));
        const auto result = run_vtl(it.get("rules") + "\n" + it.at("script"), inputs);
        ASSERT_TRUE(result.has_value()) << it.title << ": " << result.error().text();
        const auto expected = dataset_of("R", it.rows("expect"));
        const auto& made = *result->find("R");
        EXPECT_EQ(shape_of(made), shape_of(expected)) << it.title;
        EXPECT_EQ(rows_of(made, expected), rows_of(expected, expected)) << it.title << "\n"
                                                                        << write_csv(made);
    }
}

TEST(VtlHierarchies, ServeTheirSixModes) {
    const auto data = dataset_of("DS_1", {{"Id_1:I:Integer", "Id_2:I:String", "Me_1:M:Integer"},
                                          {"1", "T", "10"},
                                          {"1", "A", "6"},
                                          {"1", "B", "4"},
                                          {"1", "C", "7"},
                                          {"1", "D", "2"},
                                          {"2", "T", "6"},
                                          {"2", "A", "6"},
                                          {"3", "T", "6"},
                                          {"3", "A", "6"},
                                          {"3", "B", ""},
                                          {"4", "T", "0"},
                                          {"4", "A", "0"},
                                          {"4", "B", "0"},
                                          {"4", "C", "0"},
                                          {"4", "D", "0"},
                                          {"5", "Z", "8"}});
    for (const auto& it : cases_in("hierarchies.case")) {
        const auto result = run_vtl(
            "define hierarchical ruleset H (valuedomain rule v) is r1: T = A + B;"
            "r2: A = C - D end hierarchical ruleset; R := " +
                it.at("call") + ";",
            std::vector{data});
        ASSERT_TRUE(result.has_value()) << it.title << ": " << result.error().text();
        const auto& made = *result->find("R");
        std::multiset<std::string> found, expected;
        for (std::size_t row = 0; row < made.rows; ++row) {
            std::string text;
            for (const auto& component : made.components)
                if (!component.name.starts_with("error")) text += component.column.at(row).shown() + "|";
            found.insert(text);
        }
        for (const auto& row : it.rows("expect")) {
            std::string text;
            for (const auto& cell : row) text += cell + "|";
            expected.insert(text);
        }
        EXPECT_EQ(found, expected) << it.title << "\n" << write_csv(made);
    }
}

std::string refusal(std::string_view script) {
    const auto data =
        dataset_of("DS_1", {{"Id_1:I:Integer", "Me_1:M:Number", "Me_2:M:String"}, {"1", "2", "x"}});
    const auto result = run_vtl(script, std::vector{data});
    return result ? "" : result.error().text();
}

TEST(VtlRefusals, NameThePlaceWhatWasExpectedAndTheNearestName) {
    for (const auto& it : cases_in("refusals.case"))
        for (const auto& row : it.rows("scripts")) EXPECT_EQ(refusal(row.at(0)), row.at(1)) << row.at(0);
}

}  // namespace
}  // namespace yj::edit::vtl
