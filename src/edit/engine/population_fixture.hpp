// PopulationFixture: forms, rules and reports out of a seed, for the tests that hold two engines against each
// other.
#pragma once
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "edit/check.hpp"

namespace yj::edit {

/// A form of a few rows and columns with open and text rows, rules over it, and reports with blanks, zeros,
/// numbers of odd decimals and of odd sizes; other reports that have come for some only.
class RandomPopulation {
public:
    RandomPopulation(unsigned seed, std::size_t reports);
    RandomPopulation(const RandomPopulation&) = delete;
    RandomPopulation& operator=(const RandomPopulation&) = delete;

    [[nodiscard]] const RuleSet& set() const { return *set_; }
    [[nodiscard]] const instrument::Form& form() const { return forms_.front(); }
    [[nodiscard]] Period period() const { return Period::month(2026, 10); }
    [[nodiscard]] const std::vector<Context>& contexts() const { return contexts_; }
    [[nodiscard]] const std::string& rules() const { return text_; }
    [[nodiscard]] Value value();
    [[nodiscard]] int pick(int choices);

private:
    [[nodiscard]] std::string cell_only();
    [[nodiscard]] std::string cell();
    [[nodiscard]] std::string number(int depth);
    [[nodiscard]] std::string condition(int depth);
    [[nodiscard]] std::string rule(int at);
    [[nodiscard]] instrument::CellSheet sheet();
    void make_form();

    std::mt19937 random_;
    int wildness_ = 0;  ///< how far the numbers of this population go
    std::vector<instrument::Form> forms_;
    std::string text_;
    std::unique_ptr<RuleSet> set_;
    std::vector<registry::UnitAttributes> units_;
    std::vector<std::unique_ptr<instrument::CellSheet>> sheets_;
    std::vector<Context> contexts_;
};

}  // namespace yj::edit
