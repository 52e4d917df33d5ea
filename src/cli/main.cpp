// youju: the program. Here only what the process itself knows; the commands are in run.cpp.
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "cli/run.hpp"

namespace {

std::string password_of_environment() {
    if (const char* password = std::getenv("YOUJU_PASSWORD")) return password;
    const char* path = std::getenv("YOUJU_PASSWORD_FILE");
    if (path == nullptr) return {};
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    return line;
}

}  // namespace

int main(int argc, char** argv) {
    yj::cli::Invocation invocation;
    for (int i = 1; i < argc; ++i) invocation.args.emplace_back(argv[i]);
    invocation.cwd = std::filesystem::current_path();
    invocation.password = password_of_environment();
    invocation.terminal = isatty(STDERR_FILENO) == 1 && std::getenv("CI") == nullptr;
    return yj::cli::run(invocation, std::cout, std::cerr, nullptr);
}
