// WordStream: the words of a rule file, read one by one; faults carry the place of the word at hand.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "edit/notation/rule_words.hpp"
#include "instrument/fault.hpp"

namespace yj::edit {

/// The candidate that was probably meant; empty for words too long to be a name, so that no text is slow.
[[nodiscard]] std::string nearest_word(std::string_view word, const std::vector<std::string>& candidates);
/// A word as a fault shows it: long ones are cut.
[[nodiscard]] std::string shown_word(std::string_view word);

class WordStream {
public:
    WordStream(std::string_view path, const std::vector<Word>& words, instrument::Faults& faults)
        : path_(path), words_(words), faults_(faults) {}

    [[nodiscard]] const Word& now() const { return words_[at_]; }
    [[nodiscard]] const Word& ahead(std::size_t steps) const {
        return words_[std::min(at_ + steps, words_.size() - 1)];
    }
    [[nodiscard]] bool at_end() const { return now().kind == WordKind::End; }
    /// A new 规则 or 范围 begins here, or the text ends.
    [[nodiscard]] bool at_head() const { return at_end() || is("规则") || is("范围"); }
    [[nodiscard]] std::size_t at() const { return at_; }
    void go_to(std::size_t at) { at_ = at; }
    void next() {
        if (!at_end()) ++at_;
    }
    /// The word at hand is this one (texts in quotes never are).
    [[nodiscard]] bool is(std::string_view text) const {
        return now().kind != WordKind::Text && now().kind != WordKind::End && now().text == text;
    }
    /// Goes on when the word is this one.
    bool take(std::string_view text);
    void expect(WordKind kind, const char* expected);
    [[nodiscard]] int whole_number(int low, int high, const char* expected);
    void skip_to_head();

    void fault(std::string what, std::string expected = {}, std::string nearest = {});
    void fault_at(int line, int column, std::string what, std::string expected);
    /// A fault was told since the last call.
    [[nodiscard]] bool failed() { return std::exchange(failed_, false); }
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] instrument::Faults& faults() { return faults_; }

private:
    std::string path_;
    const std::vector<Word>& words_;
    instrument::Faults& faults_;
    std::size_t at_ = 0;
    bool failed_ = false;
};

}  // namespace yj::edit
