// Unknowns: the cells of a report as the unknowns of a system, and words as numbers.
#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "edit/blame/formula.hpp"
#include "edit/rule_set.hpp"
#include "instrument/form.hpp"

namespace yj::edit {

/// What an unknown stands for: a cell of the report (source 0) or of another one, or, by name, something of
/// the register.
struct Unknown {
    int source = 0;
    instrument::CellAddress cell;
    std::string name;
    bool words = false;
    auto operator<=>(const Unknown&) const = default;
};

/// Numbered in the order in which they are first met; a number never changes.
class Unknowns {
public:
    [[nodiscard]] int number_of(const Unknown& unknown);
    [[nodiscard]] const Unknown& at(int number) const { return *all_[static_cast<std::size_t>(number)]; }
    [[nodiscard]] int count() const { return static_cast<int>(all_.size()); }

private:
    std::map<Unknown, int> numbers_;
    std::vector<const Unknown*> all_;
};

/// Which cells of the report some rule of the form asks 空值 or 补缺 of: fixed cells only.
[[nodiscard]] std::set<std::pair<int, int>> cells_asked_for_blanks(const RuleSet& set,
                                                                   const instrument::Form& form);

/// Words as real numbers, so that one solver serves words and amounts. Each text or beginning that a rule of
/// the form names has a class: text k is the number k; what begins with beginning k, and with no longer one
/// that is named, and is itself not named, lies in [k, k+1); everything else lies behind all classes. Two
/// words are equal when their numbers are.
/// Source: the categorical edits of Fellegi & Holt (1976), with domains left open.
class WordClasses {
public:
    WordClasses(const RuleSet& set, const instrument::Form& form);

    [[nodiscard]] Formula equals(int unknown, std::string_view text) const;
    [[nodiscard]] Formula begins(int unknown, std::string_view beginning) const;
    /// The number of words that stand in a report. `met` holds the words that have no number of their own,
    /// and grows; one of these serves one report.
    [[nodiscard]] Fraction number_of(std::string_view text, std::vector<std::string>& met) const;

private:
    struct Class {
        std::string text;
        bool beginning = false;
    };
    void add(std::string text, bool beginning);
    void add_texts_of(const Rule& rule);
    [[nodiscard]] int place_of(std::string_view text) const;

    std::vector<Class> classes_;
    std::set<std::pair<std::string, bool>, std::less<>> known_;
};

/// A pattern that is plain words, or words and a last '*': the words; `beginning` says which. Empty text for
/// any other pattern.
struct PlainPattern {
    std::string text;
    bool beginning = false;
    bool plain = false;
};
[[nodiscard]] PlainPattern plain_pattern(std::string_view pattern);

}  // namespace yj::edit
