// The worked examples of the VTL 2.2 reference manual, read where they lie (they carry no licence to copy
// them).
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.hpp"
#include "edit/vtl/run.hpp"

namespace yj::edit::vtl {
namespace {

using nlohmann::json;

std::filesystem::path examples_file() {
    const char* shared = std::getenv("YJ_SHARED");
    const std::filesystem::path root = shared != nullptr ? shared : YJ_SOURCE_DIR "/../shared";
    return root / "oracles/dissemination/vtl/vtl-2.2-examples-open.jsonl";
}

Dataset structure_of(const json& from) {
    Dataset made{from["name"].get<std::string>(), {}, 0};
    for (const auto& it : from["components"])
        made.components.push_back(
            {it["name"].get<std::string>(),
             parse_role(it["role"].get<std::string>()).value_or(Role::Attribute),
             {parse_type(it["data_type"].get<std::string>()).value_or(Type::String), {}, false}});
    return made;
}

/// Six significant digits where it is a number.
std::string comparable_text(const Value& value) {
    if (!value.is_number()) return value.shown();
    std::array<char, 40> text{};
    (void)std::snprintf(text.data(), text.size(), "%.6g", approximate(value.number()) + 0.0);
    return text.data();
}

std::multiset<std::string> rows_of(const Dataset& data, const Dataset& order) {
    std::multiset<std::string> rows;
    for (std::size_t row = 0; row < data.rows; ++row) {
        std::string text;
        for (const auto& it : order.components)
            text += comparable_text(data.find(it.name)->column.at(row)) + "|";
        rows.insert(text);
    }
    return rows;
}

/// Empty when the example is reproduced, else how it is not.
std::string missed(const json& example) {
    std::vector<Dataset> inputs;
    for (const auto& [name, input] : example["inputs"].items()) {
        auto structure = structure_of(input["structure"]);
        structure.name = name;
        auto data = read_csv(std::move(structure), input["csv"].get<std::string>());
        if (!data) return data.error().text();
        inputs.push_back(std::move(*data));
    }
    const auto result = run_vtl(example["script"].get<std::string>(), inputs);
    if (!result) return result.error().text();
    const auto expected_shape = structure_of(example["expected_structure"]);
    const auto* made = result->find(expected_shape.name);
    if (made == nullptr) return "没有结果 " + expected_shape.name;
    for (const auto& it : expected_shape.components) {
        const auto* own = made->find(it.name);
        if (own == nullptr) return "少了组件 " + it.name;
        if (own->role != it.role) return it.name + " 的角色不同";
    }
    if (made->components.size() != expected_shape.components.size()) return "组件多了";
    const auto expected = read_csv(expected_shape, example["expected_csv"].get<std::string>());
    if (!expected) return expected.error().text();
    return rows_of(*made, *expected) == rows_of(*expected, *expected) ? ""
                                                                      : "数据不同：\n" + write_csv(*made);
}

std::map<std::string, std::string> excused() {
    std::ifstream file(YJ_SOURCE_DIR "/src/edit/vtl/cases/manual-excused.txt");
    std::map<std::string, std::string> found;
    for (std::string line; std::getline(file, line);) {
        const auto parts = split(line, '|');
        if (line.starts_with('#') || parts.size() < 3) continue;
        found[std::string(trimmed(parts[0])) + " " + std::string(trimmed(parts[1]))] = trimmed(parts[2]);
    }
    return found;
}

TEST(VtlManual, EveryExampleThatAnEngineReproducesIsReproduced) {
    std::ifstream file(examples_file());
    if (!file) GTEST_SKIP() << "the manual's examples are not here (they carry no licence to copy them)";
    const auto reasons = excused();
    int required = 0, reproduced = 0;
    for (std::string line; std::getline(file, line);) {
        const auto example = json::parse(line);
        const auto name = example["operator"].get<std::string>() + " " + example["case"].get<std::string>();
        const auto how = missed(example);
        ++required;
        if (how.empty()) {
            ++reproduced;
            EXPECT_FALSE(reasons.contains(name)) << name << " is reproduced and needs no excuse";
        } else {
            EXPECT_TRUE(reasons.contains(name)) << name << ": " << how << "\n"
                                                << example["script"].get<std::string>();
        }
    }
    EXPECT_GT(required, 0);
    RecordProperty("reproduced", reproduced);
}

}  // namespace
}  // namespace yj::edit::vtl
