// Vocabulary: what the names in a rule may stand for: forms, and the 范围 that a pack defines.
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edit/notation/rule_words.hpp"
#include "instrument/fault.hpp"
#include "instrument/form.hpp"

namespace yj::edit {

/// 范围 规上工业 行业属于("B", "C", "D"): a named condition over the register.
struct ScopeText {
    std::string path;
    std::vector<Word> words;  ///< of the condition, with an End behind them
    std::string text;         ///< the same evenly, for the hash of the rules that name it
    int line = 0;
    int column = 0;
    bool sound = true;
    std::string written{};  ///< the words to be read again
};
using Scopes = std::map<std::string, ScopeText, std::less<>>;

struct Vocabulary {
    std::span<const instrument::Form> forms;
    const Scopes* scopes = nullptr;
    WordSort sort = WordSort::Form;  ///< Table: `forms` is one table, and every rule is its rule

    [[nodiscard]] bool table() const { return sort == WordSort::Table; }
    [[nodiscard]] const instrument::Form* form(std::string_view code) const;
    [[nodiscard]] const ScopeText* scope(std::string_view name) const;
};

/// Words joined by one space: layout does not change a rule's hash.
[[nodiscard]] std::string even_text(std::span<const Word> words);
/// Words as they were written, without remarks and on one line: cut again they are the same words.
[[nodiscard]] std::string written_text(std::span<const Word> words);

/// Takes the 范围 of one text into `scopes`. Faults: one without name or condition, a name twice or that
/// means something else already.
void gather_scopes(std::string_view path, std::string_view text, WordSort sort, Scopes& scopes,
                   instrument::Faults& faults);

/// Faults: a 范围 that names none, that asks for cells, or that leads back to itself.
void check_scopes(const Vocabulary& known, Scopes& scopes, instrument::Faults& faults);

}  // namespace yj::edit
