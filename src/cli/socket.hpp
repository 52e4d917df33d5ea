// Socket: where a server holds a county, the command line hands its command to that server.
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>

#include "cli/context.hpp"

namespace yj::cli {

/// What a command run elsewhere said.
struct Spoken {
    int exit = 0;
    std::string data;
    std::string talk;
};

/// Hands the invocation to the server of this folder. Empty when none listens there.
[[nodiscard]] std::optional<Spoken> call_server(const std::filesystem::path& dir,
                                                const Invocation& invocation);

/// Listens on DIR/youju.sock (only the folder's owner may connect) and answers one command after another
/// until told to stop.
[[nodiscard]] Done listen_for_commands(const std::filesystem::path& dir, const std::stop_token& stop,
                                       const std::function<Spoken(const Invocation&)>& run);

}  // namespace yj::cli
