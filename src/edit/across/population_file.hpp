// PopulationFile: a population of numbers in a csv file, for the tests of this folder.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace yj::edit::across {

/// The columns of a plain csv file without commas in its fields, by name; an empty or NA field is NaN.
struct PopulationFile {
    std::vector<std::string> ids;  ///< the column id, where there is one
    std::map<std::string, std::vector<double>, std::less<>> columns;
    [[nodiscard]] const std::vector<double>& at(std::string_view name) const {
        return columns.find(name)->second;
    }
};

inline std::string bare(std::string_view field) {
    std::string text(trimmed(field));
    std::erase(text, '"');
    return text;
}

inline PopulationFile read_population(const std::filesystem::path& path) {
    PopulationFile read;
    std::ifstream in(path);
    std::string line;
    std::getline(in, line);
    std::vector<std::string> names;
    for (const auto field : split(line, ',')) names.push_back(bare(field));
    while (std::getline(in, line)) {
        const auto fields = split(line, ',');
        for (std::size_t at = 0; at < names.size(); ++at) {
            const auto text = bare(fields[at]);
            if (names[at] == "id") read.ids.push_back(text);
            read.columns[names[at]].push_back(text.empty() || text == "NA"
                                                  ? std::numeric_limits<double>::quiet_NaN()
                                                  : std::strtod(text.c_str(), nullptr));
        }
    }
    return read;
}

/// Where the answers of other programs lie, when they are here.
inline std::filesystem::path outlier_oracles() {
    const char* shared = std::getenv("YJ_SHARED");
    return std::filesystem::path(shared != nullptr ? shared : YJ_SOURCE_DIR "/../shared") /
           "oracles/methods/outliers";
}

inline std::filesystem::path population_cases() {
    return std::filesystem::path(YJ_SOURCE_DIR) / "src/edit/across/cases";
}

/// The numbers of a line, between spaces. Source: the case files of this folder.
inline std::vector<double> numbers_in(const std::string& text) {
    std::vector<double> all;
    for (const auto word : split(text, ' ')) all.push_back(std::strtod(std::string(word).c_str(), nullptr));
    return all;
}

/// "11002 21001 …": the ids at those places.
inline std::string ids_at(const PopulationFile& file, const std::vector<std::size_t>& places) {
    std::string text;
    for (const auto at : places) text += (text.empty() ? "" : " ") + file.ids[at];
    return text;
}

}  // namespace yj::edit::across
