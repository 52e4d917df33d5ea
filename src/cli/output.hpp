// Output: data on stdout, as a table for people or as JSON for programs; talk on stderr.
#pragma once
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace yj::cli {

/// A column of an answer: its JSON key, its heading, and whether it is set right-aligned.
struct OutColumn {
    std::string key;
    std::string title;
    bool right = false;
};

/// An answer of many rows. Every cell is a text; amounts travel as text in JSON too.
struct Listing {
    std::vector<OutColumn> columns;
    std::vector<std::vector<std::string>> rows;
};

/// An answer of one thing: key, label, value.
struct Card {
    struct Line {
        std::string key;
        std::string title;
        std::string value;
    };
    std::vector<Line> lines;
    void add(std::string key, std::string title, std::string value) {
        lines.push_back({std::move(key), std::move(title), std::move(value)});
    }
};

/// Where a command speaks. Not for several threads.
class Output {
public:
    Output(std::ostream& data, std::ostream& talk, bool json, bool terminal)
        : data_(data), talk_(talk), json_(json), terminal_(terminal) {}

    void show(const Listing& listing);
    void show(const Card& card);
    /// A text that is itself the data (a rendered table, a tree): as it stands, or {"text": …}.
    void show_text(std::string_view text);
    /// Bytes that are the answer as they stand: a file for another program.
    void write(std::string_view bytes);
    /// A listing as JSON, whatever was asked for.
    void show_json(const Listing& listing);
    /// One line to the person; never data.
    void say(std::string_view line);
    /// A refusal: a sentence on stderr, or a problem object on stderr in JSON.
    void refuse(const Refusal& refusal);
    /// A progress line on a terminal: "已导入 1200/5000  24%  4800/秒  剩余 1 秒". Silent elsewhere.
    void progress(std::string_view what, std::size_t done, std::size_t total);
    void progress_end();

    [[nodiscard]] bool json() const { return json_; }

private:
    std::ostream& data_;
    std::ostream& talk_;
    bool json_;
    bool terminal_;
    bool progress_open_ = false;
    std::int64_t progress_start_us_ = 0;
};

/// Exit codes: 0 ok, 1 failure, 2 usage, 3 validation found errors, 4 not found, 5 conflict or not ready, 6
/// no right, 130 interrupted. Source: users.md §10.
enum class Exit : int {
    Ok = 0,
    Failure = 1,
    Usage = 2,
    Findings = 3,
    NotFound = 4,
    Conflict = 5,
    Forbidden = 6
};
[[nodiscard]] Exit exit_of(Refused kind);

}  // namespace yj::cli
