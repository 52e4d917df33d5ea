// ConditionParser: a condition out of words, its cells resolved against the form at hand.
#pragma once
#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "edit/engine/expression.hpp"
#include "edit/notation/rule_words.hpp"
#include "instrument/fault.hpp"
#include "instrument/form.hpp"

namespace yj::edit {

/// The words of a file, read one by one; faults carry the place of the word at hand.
class WordStream {
public:
    WordStream(std::string_view path, const std::vector<Word>& words, instrument::Faults& faults)
        : path_(path), words_(words), faults_(faults) {}

    [[nodiscard]] const Word& now() const { return words_[at_]; }
    [[nodiscard]] const Word& ahead(std::size_t steps) const {
        return words_[std::min(at_ + steps, words_.size() - 1)];
    }
    [[nodiscard]] bool at_end() const { return now().kind == WordKind::End; }
    [[nodiscard]] std::size_t at() const { return at_; }
    void go_to(std::size_t at) { at_ = at; }
    void next() {
        if (!at_end()) ++at_;
    }
    /// Goes on when the word is this one (texts in quotes never are).
    bool take(std::string_view text);
    void expect(WordKind kind, const char* expected);
    [[nodiscard]] int whole_number(int low, int high, const char* expected);
    void skip_to_rule();

    void fault(std::string what, std::string expected = {}, std::string nearest = {});
    void fault_at(int line, std::string what, std::string expected);
    /// A fault was told since the last call.
    [[nodiscard]] bool failed() { return std::exchange(failed_, false); }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
    const std::vector<Word>& words_;
    instrument::Faults& faults_;
    std::size_t at_ = 0;
    bool failed_ = false;
};

/// Reads one condition. Empty after a fault (told).
[[nodiscard]] std::optional<Expression> read_condition(WordStream& words, const instrument::Form& form,
                                                       std::span<const instrument::Form> forms);

}  // namespace yj::edit
