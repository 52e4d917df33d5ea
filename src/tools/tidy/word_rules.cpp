#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "tools/tidy/rules.hpp"

namespace yj::tidy {
namespace {

bool nowhere(const Source&) { return false; }
bool in_bytes(const Source& source) { return source.path.starts_with("src/base/bytes."); }
bool in_clock(const Source& source) {
    return source.path == "src/base/clock.cpp" || source.room() == "server" ||
           source.stem().ends_with("_bench");
}
bool in_chance(const Source& source) { return source.path == "src/base/clock.cpp" || source.is_for_tests(); }
bool makes_clocks(const Source& source) {
    return source.path.starts_with("src/base/clock.") || source.room() == "server" ||
           source.room() == "cli" || source.is_for_tests();
}
bool runs_threads(const Source& source) {
    return source.room() == "server" || source.room() == "cli" || source.is_for_tests();
}
bool prints(const Source& source) {
    return source.room() == "cli" || source.room() == "tools" || source.is_for_tests();
}
bool in_tests(const Source& source) { return source.is_for_tests(); }
bool in_cpp(const Source& source) { return !source.is_header(); }

struct WordRule {
    std::array<std::string_view, 4> tokens;  ///< one after the other; empty ones end the list
    bool (*allowed)(const Source&);
    std::string_view instead;
};

constexpr std::array kWords{
    WordRule{{"float"}, nowhere, "no float: Amount for a figure, double for a statistic"},
    WordRule{{"reinterpret_cast"}, in_bytes, "no reinterpret_cast: as_bytes and as_text of base/bytes.hpp"},
    WordRule{{"catch", "(", "...", ")"}, nowhere, "no catch (...): name the library's exception"},
    WordRule{{"using", "namespace"}, in_cpp, "no using namespace in a header: write the names out"},
    WordRule{{"std", "::", "thread"}, nowhere, "no std::thread: std::jthread with a stop_token"},
    WordRule{{"std", "::", "jthread"}, runs_threads, "rooms start no threads: an executor is handed in"},
    WordRule{{"std", "::", "async"}, runs_threads, "rooms start no threads: an executor is handed in"},
    WordRule{{"system_clock", "::", "now"}, in_clock, "no clock of your own: take a Clock (base/clock.hpp)"},
    WordRule{{"steady_clock"}, in_clock, "no clock of your own: take a Clock (base/clock.hpp)"},
    WordRule{{"high_resolution_clock"}, in_clock, "no clock of your own: take a Clock (base/clock.hpp)"},
    WordRule{{"SystemClock"}, makes_clocks, "the machine's clock is made in server and cli: take a Clock"},
    WordRule{{"SystemRandom"}, makes_clocks, "chance is made in server and cli: take a RandomSource"},
    WordRule{{"random_device"}, nowhere, "no dice of your own: take a RandomSource (base/clock.hpp)"},
    WordRule{{"mt19937"}, in_chance, "no dice of your own: take a RandomSource (base/clock.hpp)"},
    WordRule{{"mt19937_64"}, in_chance, "no dice of your own: take a RandomSource (base/clock.hpp)"},
    WordRule{{"std", "::", "cout"}, prints, "no std::cout: return a value; cli prints it"},
    WordRule{{"std", "::", "regex"}, nowhere, "no std::regex: write a small reader (see base/text.hpp)"},
};

struct CallRule {
    std::string_view name;
    bool (*allowed)(const Source&);
    std::string_view instead;
};

constexpr std::array kCalls{
    CallRule{"time", in_clock, "no clock of your own: take a Clock (base/clock.hpp)"},
    CallRule{"gettimeofday", in_clock, "no clock of your own: take a Clock (base/clock.hpp)"},
    CallRule{"clock_gettime", in_clock, "no clock of your own: take a Clock (base/clock.hpp)"},
    CallRule{"rand", nowhere, "no rand(): take a RandomSource (base/clock.hpp)"},
    CallRule{"srand", nowhere, "no srand(): take a RandomSource (base/clock.hpp)"},
    CallRule{"strcpy", nowhere, "no strcpy: std::string"},
    CallRule{"strcat", nowhere, "no strcat: std::string"},
    CallRule{"sprintf", nowhere, "no sprintf: fmt::format"},
    CallRule{"vsprintf", nowhere, "no vsprintf: fmt::format"},
    CallRule{"atoi", nowhere, "no atoi: std::from_chars, which can fail"},
    CallRule{"atol", nowhere, "no atol: std::from_chars, which can fail"},
    CallRule{"atof", nowhere, "no atof: Amount::parse, which is exact"},
    CallRule{"system", in_tests, "no system(): call a library, or a program without a shell"},
    CallRule{"printf", prints, "no printf: return a value; cli prints it"},
};

bool stands_at(std::span<const Token> tokens, const WordRule& rule) {
    for (std::size_t i = 0; i < rule.tokens.size() && !rule.tokens[i].empty(); ++i)
        if (i >= tokens.size() || tokens[i].text != rule.tokens[i]) return false;
    return true;
}

/// A call of a function of the C library: bare or std::name(, not a member, not a declaration.
bool is_call(std::span<const Token> tokens, std::size_t at) {
    if (at + 1 >= tokens.size() || tokens[at + 1].text != "(") return false;
    if (at == 0) return true;
    const std::string& before = tokens[at - 1].text;
    if (before == "::") return at >= 2 && tokens[at - 2].text == "std";
    const char last = before.back();
    const bool word = (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z') || last == '_' ||
                      last == '>' || last == '&' || last == '*';
    return before == "return" || (before != "." && !word);
}

/// std::unique_ptr<T>(new T), std::unique_ptr<T> t(new T): owned on the spot, for a class that its maker
/// alone constructs.
bool is_owned(std::span<const Token> tokens, std::size_t at) {
    if (at < 3 || tokens[at - 1].text != "(") return false;
    return tokens[at - 2].text == ">" || tokens[at - 3].text == ">";
}

void check_token(const Source& source, std::size_t at, Faults& faults) {
    const std::span<const Token> tokens(source.tokens);
    for (const WordRule& rule : kWords)
        if (stands_at(tokens.subspan(at), rule) && !rule.allowed(source))
            faults.push_back({source.path, tokens[at].line, std::string(rule.instead)});
    for (const CallRule& rule : kCalls)
        if (tokens[at].text == rule.name && is_call(tokens, at) && !rule.allowed(source))
            faults.push_back({source.path, tokens[at].line, std::string(rule.instead)});
    if (tokens[at].text == "new" && !is_owned(tokens, at))
        faults.push_back({source.path, tokens[at].line, "no naked new: a value, or std::make_unique"});
    if (tokens[at].text == "delete" && at > 0 && tokens[at - 1].text != "=")
        faults.push_back({source.path, tokens[at].line, "no naked delete: std::unique_ptr owns"});
}

/// Words of unfinished work, which has no place in the house.
void check_comment(const Source& source, const Comment& comment, Faults& faults) {
    for (const std::string_view word : {"TODO", "FIXME", "XXX"})
        if (comment.text.find(word) != std::string::npos)
            faults.push_back(
                {source.path, comment.line, "finish it or write an issue; no " + std::string(word)});
}

}  // namespace

void check_words(const Source& source, Faults& faults) {
    for (std::size_t at = 0; at < source.tokens.size(); ++at) check_token(source, at, faults);
    for (const Comment& comment : source.comments) check_comment(source, comment, faults);
}

}  // namespace yj::tidy
