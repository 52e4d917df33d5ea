#include "tabulate/disclosure.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "tabulate/table_fixture.hpp"

namespace yj::tabulate {
namespace {

/// What a reader can do with a printed table, worked out here by exact elimination over fractions: which of
/// the unknowns have one value only. Independent of the code under test.
class Reader {
public:
    explicit Reader(std::size_t unknowns) : unknowns_(unknowns) {}

    /// Σ coefficient × unknown = something known.
    void knows(std::vector<std::int64_t> coefficients) {
        rows_.push_back({coefficients.begin(), coefficients.end()});
    }

    [[nodiscard]] std::vector<std::size_t> determined() {
        std::vector<std::size_t> found;
        std::size_t top = 0;
        for (std::size_t column = 0; column < unknowns_ && top < rows_.size(); ++column)
            top += eliminate(column, top);
        for (std::size_t r = 0; r < top; ++r) {
            std::vector<std::size_t> in;
            for (std::size_t c = 0; c < unknowns_; ++c)
                if (rows_[r][c].up != 0) in.push_back(c);
            if (in.size() == 1) found.push_back(in.front());
        }
        return found;
    }

private:
    struct Fraction {
        std::int64_t up = 0;
        std::int64_t down = 1;
        Fraction(std::int64_t number = 0, std::int64_t below = 1) : up(number), down(below) {
            const auto common = std::gcd(up, down);
            up /= common;
            down /= common;
            if (down < 0) {
                up = -up;
                down = -down;
            }
        }
        Fraction operator*(const Fraction& o) const { return {up * o.up, down * o.down}; }
        Fraction operator/(const Fraction& o) const { return {up * o.down, down * o.up}; }
        Fraction operator-(const Fraction& o) const { return {up * o.down - o.up * down, down * o.down}; }
    };

    std::size_t eliminate(std::size_t column, std::size_t top) {
        std::size_t pivot = top;
        while (pivot < rows_.size() && rows_[pivot][column].up == 0) ++pivot;
        if (pivot == rows_.size()) return 0;
        std::swap(rows_[pivot], rows_[top]);
        const Fraction lead = rows_[top][column];
        for (auto& cell : rows_[top]) cell = cell / lead;
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            if (r == top || rows_[r][column].up == 0) continue;
            const Fraction factor = rows_[r][column];
            for (std::size_t c = 0; c < unknowns_; ++c) rows_[r][c] = rows_[r][c] - factor * rows_[top][c];
        }
        return 1;
    }

    std::size_t unknowns_;
    std::vector<std::vector<Fraction>> rows_;
};

constexpr std::string_view kTable = R"T(code = "C"
title = "C"
form = "T"
dims = [
  { by = "region", levels = ["county", "township"] },
  { by = "industry", levels = ["whole", "section", "division"] },
]
measures = [ { id = "v", title = "v", cell = "01.2" } ]
suppress = { min = 3 }
)T";

constexpr std::array kIndustries{"*", "B", "B06", "B08", "C", "C13", "C14", "C15"};
constexpr std::array<int, 8> kParent{-1, 0, 1, 1, 0, 4, 4, 4};

struct Grid {
    int towns = 0;
    Table table;
    [[nodiscard]] Figure at(int town, std::size_t industry) const {
        const std::string region = town == 0 ? "990101000000" : "990101" + std::to_string(100 + town) + "000";
        const auto figure = table.find(region + "/" + kIndustries[industry] + ":v");
        return figure.value_or(Figure{});
    }
};

Grid random_grid(unsigned seed) {
    std::mt19937 random(seed);
    const int towns = 2 + static_cast<int>(random() % 4);
    Contributors contributors(1);
    std::int64_t unit = 0;
    for (int town = 1; town <= towns; ++town)
        for (const std::size_t leaf : {2U, 3U, 5U, 6U, 7U}) {
            const auto count = random() % 4 == 0 ? 0 : random() % 7;
            for (unsigned i = 0; i < count; ++i)
                contributors.add(
                    contributor(++unit, "990101" + std::to_string(100 + town), kIndustries[leaf],
                                {Value(Amount(static_cast<std::int64_t>(random() % 50) - 5, 0))}));
        }
    return {towns, tabulate(made(kTable), contributors)};
}

/// Additions as the test knows them from the shape of the table, not as the code builds them.
std::vector<std::size_t> what_a_reader_finds(const Grid& grid, std::vector<Figure>& withheld) {
    std::map<std::string, std::size_t> unknown;
    const auto each = [&](auto fn) {
        for (int town = 0; town <= grid.towns; ++town)
            for (std::size_t industry = 0; industry < kIndustries.size(); ++industry) fn(town, industry);
    };
    each([&](int town, std::size_t industry) {
        const auto figure = grid.at(town, industry);
        if (figure.status != FigureStatus::Withheld) return;
        unknown.emplace(figure.address, withheld.size());
        withheld.push_back(figure);
    });
    Reader reader(withheld.size());
    const auto add_row = [&](const std::vector<std::pair<Figure, int>>& members) {
        std::vector<std::int64_t> row(withheld.size());
        for (const auto& [figure, sign] : members)
            if (const auto found = unknown.find(figure.address); found != unknown.end())
                row[found->second] += sign;
        reader.knows(std::move(row));
    };
    each([&](int town, std::size_t industry) {
        std::vector<std::pair<Figure, int>> members{{grid.at(town, industry), -1}};
        for (std::size_t part = 0; part < kIndustries.size(); ++part)
            if (kParent[part] == static_cast<int>(industry)) members.emplace_back(grid.at(town, part), 1);
        if (members.size() > 1) add_row(members);
        if (town != 0) return;
        members.resize(1);
        for (int part = 1; part <= grid.towns; ++part) members.emplace_back(grid.at(part, industry), 1);
        add_row(members);
    });
    return reader.determined();
}

TEST(Disclosure, NoReaderCanWorkOutAWithheldCell) {
    int withheld_cells = 0;
    for (unsigned seed = 0; seed < 400; ++seed) {
        const auto grid = random_grid(seed);
        std::vector<Figure> withheld;
        const auto found = what_a_reader_finds(grid, withheld);
        EXPECT_TRUE(found.empty()) << "seed " << seed << ": " << withheld[found.front()].address;
        withheld_cells += static_cast<int>(withheld.size());
    }
    EXPECT_GT(withheld_cells, 2000);
}

TEST(Disclosure, EveryCellOfOneOrTwoIsWithheldAndATableWithoutThemIsShownWhole) {
    for (unsigned seed = 0; seed < 400; ++seed) {
        const auto grid = random_grid(seed);
        bool few = false;
        bool hidden = false;
        for (const auto& figure : grid.table.figures()) {
            const bool primary = figure.contributors == 1 || figure.contributors == 2;
            if (primary) {
                EXPECT_EQ(figure.status, FigureStatus::Withheld) << figure.address;
            }
            few = few || primary;
            hidden = hidden || figure.status == FigureStatus::Withheld;
        }
        EXPECT_EQ(few, hidden) << "seed " << seed;
    }
}

/// Cells 0..n with equal costs.
DisclosureProblem problem(std::size_t cells, std::vector<int> primary, std::vector<Addition> additions) {
    DisclosureProblem made_here;
    for (std::size_t i = 0; i < cells; ++i) {
        WithholdCost cost;
        cost.contributors = static_cast<int>(i) + 1;
        made_here.costs.push_back(cost);
    }
    made_here.primary.assign(cells, 0);
    for (const int cell : primary) made_here.primary[static_cast<std::size_t>(cell)] = 1;
    made_here.additions = std::move(additions);
    return made_here;
}

TEST(Disclosure, ABridgeBetweenTwoClosedPatternsIsFoundThoughNoAdditionHasOneUnknownAlone) {
    // Rows a b c d e f (totals shown), columns likewise: two closed squares joined by one withheld cell (2).
    //   row 1: 0 1 . .     row 2: 3 4 2 .(2 is the bridge)     row 3: . . 5 6     row 4: . . 7 8
    const std::vector<Addition> additions{{20, {0, 1}}, {21, {3, 4, 2}}, {22, {5, 6}},    {23, {7, 8}},
                                          {24, {0, 3}}, {25, {1, 4}},    {26, {2, 5, 7}}, {27, {6, 8}}};
    auto table = problem(28, {0, 1, 2, 3, 4, 5, 6, 7, 8}, additions);
    EXPECT_EQ(derivable(table, table.primary), std::vector<int>{2});
    const auto withheld = withhold(table);
    EXPECT_TRUE(derivable(table, withheld).empty());
    EXPECT_LE(std::accumulate(withheld.begin(), withheld.end(), 0), 12);
}

TEST(Disclosure, TheCheapestNeighbourIsTaken) {
    auto table = problem(5, {0}, {{4, {0, 1, 2, 3}}});
    EXPECT_EQ(withhold(table), (std::vector<char>{1, 1, 0, 0, 0}));
    table.costs[1].nothing = true;
    EXPECT_EQ(withhold(table), (std::vector<char>{1, 0, 1, 0, 0}));
}

TEST(Disclosure, TwoFirmsAloneAreNotEachOthersCover) {
    auto table = problem(5, {0, 1}, {{4, {0, 1, 2, 3}}});
    table.costs[0].contributors = table.costs[1].contributors = 1;
    EXPECT_EQ(withhold(table), (std::vector<char>{1, 1, 1, 0, 0}));
    table.costs[1].contributors = 2;
    EXPECT_EQ(withhold(table), (std::vector<char>{1, 1, 0, 0, 0}));
}

TEST(Disclosure, WhatAShownTotalGivesAwayRestsOnThreeOrMore) {
    for (unsigned seed = 0; seed < 400; ++seed) {
        const auto grid = random_grid(seed);
        for (std::size_t industry = 0; industry < kIndustries.size(); ++industry) {
            if (grid.at(0, industry).status == FigureStatus::Withheld) continue;
            int hidden = 0;
            for (int town = 1; town <= grid.towns; ++town)
                if (const auto part = grid.at(town, industry); part.status == FigureStatus::Withheld)
                    hidden += part.contributors;
            EXPECT_TRUE(hidden == 0 || hidden >= 3) << "seed " << seed << " " << kIndustries[industry];
        }
    }
}

TEST(Disclosure, AnOnlyPartTakesItsTotalWithIt) {
    EXPECT_EQ(withhold(problem(2, {0}, {{1, {0}}})), (std::vector<char>{1, 1}));
}

}  // namespace
}  // namespace yj::tabulate
