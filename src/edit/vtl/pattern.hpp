// Pattern: an extended regular expression (POSIX), matched in time linear in the text.
#pragma once
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace yj::edit::vtl {

/// Alternation, groups, * + ? {m,n}, ., [a-z], [^…], [:alpha:] inside and outside of brackets, \d \w \s and
/// their opposites, \ before any other mark, ^ and $. Source: POSIX extended regular expressions; matched by
/// walking all states at once (Thompson).
class Pattern {
public:
    /// Fails: the sentence that says what is wrong; also for more than 20,000 states.
    [[nodiscard]] static std::expected<Pattern, std::string> compile(std::string_view pattern);
    /// The whole text matches. Cost: O(text × pattern).
    [[nodiscard]] bool matches(std::string_view text) const;

private:
    friend class PatternMaker;
    enum class Kind : std::uint8_t { Set, Split, Begin, End, Accept };
    struct Span {
        char32_t low;
        char32_t high;
    };
    struct State {
        Kind kind = Kind::Accept;
        std::vector<Span> spans;  ///< of a set
        bool negated = false;
        int next = -1;
        int other = -1;  ///< of a split
    };
    void follow(int state, std::size_t at, std::size_t length, std::vector<int>& list,
                std::vector<std::size_t>& seen, std::size_t turn) const;

    std::vector<State> states_;
    int start_ = 0;
};

}  // namespace yj::edit::vtl
