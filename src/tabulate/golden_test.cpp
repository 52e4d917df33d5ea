#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text.hpp"
#include "tabulate/table_fixture.hpp"

namespace yj::tabulate {
namespace {

/// A published table: parts with their exact values, and what was printed.
struct Published {
    std::string rounding;
    std::string additivity;
    std::string decimals;
    std::string total;
    struct Part {
        std::string name, exact, printed;
    };
    std::vector<Part> parts;
};

Published read_case(const std::filesystem::path& path) {
    Published found;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.starts_with('#')) continue;
        const auto colon = line.find(": ");
        const std::string key = line.substr(0, colon);
        const std::string rest = line.substr(colon + 2);
        if (key == "rounding") found.rounding = rest;
        if (key == "additivity") found.additivity = rest;
        if (key == "decimals") found.decimals = rest;
        if (key == "total") found.total = rest;
        if (key != "part") continue;
        Published::Part part;
        std::string arrow;
        std::istringstream(rest) >> part.name >> part.exact >> arrow >> part.printed;
        found.parts.push_back(part);
    }
    return found;
}

std::vector<std::filesystem::path> all_cases() {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(YJ_SOURCE_DIR "/src/tabulate/golden"))
        if (entry.path().extension() == ".case") paths.push_back(entry.path());
    std::ranges::sort(paths);
    return paths;
}

class PublishedTable : public ::testing::TestWithParam<std::filesystem::path> {};

/// Each part is one unit in a township of its own; the county is the total.
TEST_P(PublishedTable, IsReproducedToTheDigit) {
    const auto published = read_case(GetParam());
    ASSERT_FALSE(published.parts.empty());
    const auto def = made(fmt::format(R"(code = "G"
title = "G"
form = "T"
dims = [ {{ by = "region", levels = ["county", "township"] }} ]
measures = [ {{ id = "v", title = "v", cell = "01.1", decimals = {} }} ]
rounding = "{}"
additivity = "{}"
suppress = {{ min = 0 }}
)",
                                      published.decimals, published.rounding, published.additivity));
    Contributors contributors(1);
    for (std::size_t i = 0; i < published.parts.size(); ++i)
        contributors.add(contributor(static_cast<std::int64_t>(i) + 1, fmt::format("990101{:03}", i + 1), "",
                                     {amount(published.parts[i].exact)}));
    const auto table = tabulate(def, contributors);
    const auto shown = [&](const std::string& code) { return table.find(code + ":v")->shown->text(); };
    EXPECT_EQ(shown("990101000000"), published.total);
    for (std::size_t i = 0; i < published.parts.size(); ++i)
        EXPECT_EQ(shown(fmt::format("990101{:03}000", i + 1)), published.parts[i].printed)
            << published.parts[i].name;
}

INSTANTIATE_TEST_SUITE_P(All, PublishedTable, ::testing::ValuesIn(all_cases()),
                         [](const auto& one) { return one.param.stem().string(); });

}  // namespace
}  // namespace yj::tabulate
