// Every hostile .xlsx, .zip and .csv of the shared corpus, each in a process of its own with 2 s and 256 MB.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "base/text.hpp"
#include "sheet/csv.hpp"
#include "sheet/xlsx_reader.hpp"

namespace yj::sheet {
namespace {

std::filesystem::path corpus() {
    const char* shared = std::getenv("YJ_SHARED");
    const std::filesystem::path root = shared != nullptr ? shared : YJ_SOURCE_DIR "/../shared";
    return root / "oracles/trust/hostile/own";
}

std::string whole(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string reason_to_refuse(const std::filesystem::path& path) {
    const std::string bytes = whole(path);
    const std::string name = path.filename().string();
    if (path.extension() == ".csv") {
        const auto grid = read_csv(bytes, name);
        return grid ? "" : grid.error().text();
    }
    const auto grids = read_xlsx(bytes, name);
    return grids ? "" : grids.error().text();
}

struct Outcome {
    bool lived = false;
    bool refused = false;
    std::string reason;
};

Outcome try_alone(const std::filesystem::path& path) {
    std::array<int, 2> pipe_ends{};
    EXPECT_EQ(pipe(pipe_ends.data()), 0);
    const pid_t child = fork();
    if (child == 0) {
        const rlimit seconds{2, 2};
        const rlimit memory{256u << 20, 256u << 20};
        setrlimit(RLIMIT_CPU, &seconds);
        if (std::getenv("ASAN_OPTIONS") == nullptr) setrlimit(RLIMIT_AS, &memory);
        const std::string reason = reason_to_refuse(path);
        const auto wrote = write(pipe_ends[1], reason.data(), reason.size());
        _exit(wrote < 0 ? 3 : reason.empty() ? 0 : 1);
    }
    close(pipe_ends[1]);
    Outcome outcome;
    std::array<char, 4096> piece{};
    for (ssize_t came = 0; (came = read(pipe_ends[0], piece.data(), piece.size())) > 0;)
        outcome.reason.append(piece.data(), static_cast<std::size_t>(came));
    close(pipe_ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    outcome.lived = WIFEXITED(status) && WEXITSTATUS(status) <= 1;
    outcome.refused = outcome.lived && WEXITSTATUS(status) == 1;
    return outcome;
}

/// Marks: accept, reject; nocrash and neutral only ask that the process lives within its means.
TEST(HostileFiles, MeetEveryMarkOfTheCorpus) {
    std::ifstream manifest(corpus() / "MANIFEST.tsv");
    if (!manifest) GTEST_SKIP() << "the shared corpus is not here (its licence forbids to ship it)";
    int tried = 0;
    std::string line;
    while (std::getline(manifest, line)) {
        const auto fields = split(line, '\t');
        const auto room = fields[0].substr(0, fields[0].find('/'));
        if (room != "xlsx" && room != "csv" && room != "zip") continue;
        ++tried;
        const auto outcome = try_alone(corpus() / fields[0]);
        if (std::getenv("YJ_SHOW") != nullptr) std::cout << line << " -> " << outcome.reason << "\n";
        EXPECT_TRUE(outcome.lived) << line;
        const bool marked = fields[4] == "accept" || fields[4] == "reject";
        EXPECT_TRUE(!marked || outcome.refused == (fields[4] == "reject"))
            << line << " -> " << outcome.reason;
    }
    EXPECT_GE(tried, 140);
}

}  // namespace
}  // namespace yj::sheet
