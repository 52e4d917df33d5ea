// Context: one invocation of the command line: who, where, and where its answers go.
#pragma once
#include <deque>
#include <filesystem>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "access/actor.hpp"
#include "cli/output.hpp"
#include "desk/county.hpp"

namespace yj::cli {

/// What the caller's process knows and a server that runs the command for it does not.
struct Invocation {
    std::vector<std::string> args;  ///< without the program's name
    std::filesystem::path cwd;
    std::string password;   ///< YOUJU_PASSWORD, or the contents of YOUJU_PASSWORD_FILE
    bool terminal = false;  ///< stderr is one: progress may be shown
};

/// The county and the account of a command.
struct Opened {
    desk::County* county;
    access::Actor actor;
};

/// The state that every command shares. Not for several threads.
class Context {
public:
    Context(const Invocation& invocation, std::ostream& data, std::ostream& talk, desk::County* held);

    std::string dir;  ///< --dir
    std::string as;   ///< --as
    bool json = false;
    std::string key;  ///< --key, idempotency key

    [[nodiscard]] Output& out();
    /// The county of --dir, opened once (or the one that the server holds).
    [[nodiscard]] Result<desk::County*> county();
    /// The account of --as, its password checked once.
    [[nodiscard]] Result<access::Actor> actor();
    /// Both; empty after the refusal was shown.
    [[nodiscard]] std::optional<Opened> open();
    [[nodiscard]] std::filesystem::path path(const std::string& given) const;
    /// True when this process holds the county for others (a server runs the command).
    [[nodiscard]] bool held() const { return held_ != nullptr; }
    /// The whole file, or standard input for "-".
    [[nodiscard]] Result<std::string> file(const std::string& given) const;
    /// Fails: Malformed, saying how a period is written.
    [[nodiscard]] Result<Period> period(const std::string& text) const;
    [[nodiscard]] const Invocation& invocation() const { return invocation_; }

    /// Where an option's value lies for as long as the command lives.
    [[nodiscard]] std::string& text() { return texts_.emplace_back(); }
    [[nodiscard]] std::vector<std::string>& texts() { return lists_.emplace_back(); }
    [[nodiscard]] bool& flag() { return flags_.emplace_back(false); }
    [[nodiscard]] int& number(int otherwise) { return numbers_.emplace_back(otherwise); }

    /// Ends a command: shows the refusal and sets the exit code. True when there was one.
    template <class T>
    bool refused(const Result<T>& result) {
        if (result) return false;
        fail(result.error());
        return true;
    }
    void fail(const Refusal& refusal);
    void exit(Exit code) { exit_ = code; }
    [[nodiscard]] Exit exit() const { return exit_; }

private:
    const Invocation& invocation_;
    std::ostream& data_;
    std::ostream& talk_;
    std::unique_ptr<Output> out_;
    desk::County* held_;
    SystemClock clock_;
    SystemRandom random_;
    std::unique_ptr<desk::County> opened_;
    Exit exit_ = Exit::Ok;
    std::deque<std::string> texts_;
    std::deque<std::vector<std::string>> lists_;
    std::deque<bool> flags_;
    std::deque<int> numbers_;
};

/// The password of an account of a sample county (DIR/accounts.txt), or empty. Only sample counties have the
/// file.
[[nodiscard]] std::string sample_password(const std::filesystem::path& dir, std::string_view account);

}  // namespace yj::cli
