// The log's key in another process: a checkpoint goes to it through a socket of this machine, signature lines
// come back.
#pragma once
#include <filesystem>
#include <functional>
#include <stop_token>

#include "journal/checkpoint_shelf.hpp"

namespace yj::journal {

/// Asks the process that listens there. Fails (when called): Storage when none does or it does not answer
/// within ten seconds.
[[nodiscard]] SignFn sign_at_socket(const std::filesystem::path& socket);

/// Answers one request after the other until told to stop. Who may connect is told by the socket's mode,
/// 0660: its owner and its group. Fails: Storage; Malformed (path too long).
[[nodiscard]] Done listen_for_signing(const std::filesystem::path& socket, const std::stop_token& stop,
                                      const std::function<SignAnswer(std::string_view)>& answer);

}  // namespace yj::journal
