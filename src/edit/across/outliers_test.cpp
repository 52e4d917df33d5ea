#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/case_file.hpp"
#include "edit/across/fences.hpp"
#include "edit/across/population_file.hpp"
#include "edit/across/ratio_outliers.hpp"

namespace yj::edit::across {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Within 1e-9 of the expected number, relative.
void expect_near(double got, double want, const std::string& what) {
    EXPECT_NEAR(got, want, 1e-9 * std::max(1.0, std::abs(want))) << what;
}

/// A population that is the same on every machine: a multiplicative generator, squared to be skew.
std::vector<double> made_up(std::size_t count, std::uint64_t seed = 1) {
    std::vector<double> values;
    for (std::size_t i = 0; i < count; ++i) {
        seed = seed * 48271 % 2147483647;
        const double share = static_cast<double>(seed) / 2147483647.0;
        values.push_back(std::round(share * share * 500) / 4);
    }
    return values;
}

TEST(RatioOutliers, AgreeWithTheOtherProgramOnPublishedPopulations) {
    const auto cases = read_cases((population_cases() / "ratio_outliers.case").string()).value();
    for (const auto& it : cases) {
        const auto file = read_population(population_cases() / it.at("file"));
        const RatioTerms terms{numbers_in(it.at("U"))[0], numbers_in(it.at("A"))[0],
                               numbers_in(it.at("C"))[0]};
        const auto found = ratio_outliers(file.at("before"), file.at("now"), terms);
        std::vector<std::size_t> outliers;
        for (std::size_t at = 0; at < found.score.size(); ++at) {
            expect_near(found.ratio[at], file.at("ratio")[at], it.title + "，比值，" + file.ids[at]);
            expect_near(found.size[at], file.at("size")[at], it.title + "，规模，" + file.ids[at]);
            expect_near(found.score[at], file.at("score")[at], it.title + "，得分，" + file.ids[at]);
            EXPECT_EQ(found.outlier(at), file.at("outlier")[at] == 1) << file.ids[at];
            if (found.outlier(at)) outliers.push_back(at);
        }
        expect_near(found.median_ratio, numbers_in(it.at("median ratio"))[0], it.title);
        const auto quartiles = numbers_in(it.at("quartiles"));
        expect_near(found.score_quartiles.lower, quartiles[0], it.title);
        expect_near(found.score_quartiles.median, quartiles[1], it.title);
        expect_near(found.score_quartiles.upper, quartiles[2], it.title);
        expect_near(found.fences.lower, numbers_in(it.at("fences"))[0], it.title);
        expect_near(found.fences.upper, numbers_in(it.at("fences"))[1], it.title);
        EXPECT_EQ(ids_at(file, outliers), it.at("outliers"));
    }
}

TEST(RatioOutliers, LeaveOutWhatHasNoRatio) {
    const std::vector<double> before{10, 0, kNone, 10, 10, -1};
    const std::vector<double> now{11, 5, 5, 0, kNone, 3};
    const auto found = ratio_outliers(before, now, {});
    EXPECT_EQ(found.used, 1u);
    EXPECT_EQ(found.median_ratio, 1.1);
    for (std::size_t at = 1; at < now.size(); ++at) {
        EXPECT_TRUE(std::isnan(found.score[at]));
        EXPECT_FALSE(found.outlier(at));
    }
    EXPECT_EQ(ratio_outliers({}, {}, {}).used, 0u);
}

const std::map<std::string, Boxplot> kBoxplots{
    {"Resistant", Boxplot::Resistant}, {"Asymmetric", Boxplot::Asymmetric}, {"Adjusted", Boxplot::Adjusted}};
const std::map<std::string, Scale> kScales{{"Iqr", Scale::Iqr},   {"Mad", Scale::Mad},
                                           {"Sn", Scale::Sn},     {"Qn", Scale::Qn},
                                           {"Tau2", Scale::Tau2}, {"TwoQuartiles", Scale::TwoQuartiles}};

TEST(Fences, AgreeWithTheOtherProgramOnPublishedIncomes) {
    const auto file = read_population(population_cases() / "belgian_municipalities.csv");
    const auto cases = read_cases((population_cases() / "fences.case").string()).value();
    for (const auto& it : cases) {
        auto values = file.at("income");
        Fences fences;
        if (const auto kind = it.get("boxplot"); !kind.empty()) {
            fences = boxplot_fences(values, kBoxplots.at(kind), numbers_in(it.at("k"))[0]);
        } else {
            const auto found =
                location_scale_fences(values, kScales.at(it.at("scale")), numbers_in(it.at("k"))[0]);
            expect_near(found.median, numbers_in(it.at("median"))[0], it.title);
            expect_near(found.scale_below, numbers_in(it.at("scales"))[0], it.title);
            expect_near(found.scale_above, numbers_in(it.at("scales"))[1], it.title);
            fences = found.fences;
        }
        expect_near(fences.lower, numbers_in(it.at("fences"))[0], it.title);
        expect_near(fences.upper, numbers_in(it.at("fences"))[1], it.title);
        EXPECT_EQ(ids_at(file, outside(file.at("income"), fences)), it.at("outliers")) << it.title;
    }
}

TEST(OrderStatistics, SelectWhatSortingWouldFind) {
    for (const std::size_t count : {1u, 2u, 3u, 4u, 5u, 6u, 7u, 8u, 9u, 97u, 100u, 1003u}) {
        auto ordered = made_up(count, count);
        std::ranges::sort(ordered);
        for (const double p : {0.0, 0.05, 0.25, 0.5, 0.75, 0.9, 1.0}) {
            auto values = made_up(count, count);
            const double at = static_cast<double>(count - 1) * p;
            const auto below = static_cast<std::size_t>(at + 1e-12);
            const double share = at - static_cast<double>(below);
            const double above = ordered[std::min(below + 1, count - 1)];
            EXPECT_NEAR(quantile(values, p), ordered[below] + share * (above - ordered[below]), 1e-9)
                << count;
        }
        auto one = made_up(count, count), each = one;
        EXPECT_EQ(quartiles(one),
                  (Quartiles{quantile(each, 0.25), quantile(each, 0.5), quantile(each, 0.75)}));
    }
}

/// The definition, by all pairs.
double sn_by_definition(const std::vector<double>& x) {
    std::vector<double> typical;
    for (const double a : x) {
        std::vector<double> away;
        for (const double b : x) away.push_back(std::abs(a - b));
        typical.push_back(order_statistic(away, x.size() / 2));
    }
    return order_statistic(typical, (x.size() + 1) / 2 - 1);
}

double qn_by_definition(const std::vector<double>& x) {
    std::vector<double> away;
    for (std::size_t i = 0; i < x.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) away.push_back(std::abs(x[i] - x[j]));
    const auto half = x.size() / 2 + 1;
    return order_statistic(away, half * (half - 1) / 2 - 1);
}

double medcouple_by_definition(std::vector<double> x) {
    std::ranges::sort(x, std::ranges::greater{});
    auto work = x;
    const double m = median(work);
    std::vector<double> above, below, kernels;
    for (const double it : x) {
        if (it >= m) above.push_back(it);
        if (it <= m) below.push_back(it);
    }
    for (std::size_t i = 0; i < above.size(); ++i)
        for (std::size_t j = 0; j < below.size(); ++j) {
            // Counted from the end of `above` and the start of `below`, where the values equal to m lie.
            const auto tied =
                static_cast<std::ptrdiff_t>(above.size() - 1 - i) - static_cast<std::ptrdiff_t>(j);
            if (above[i] == below[j])
                kernels.push_back(tied > 0 ? 1 : tied < 0 ? -1 : 0);
            else
                kernels.push_back((above[i] - m - (m - below[j])) / (above[i] - below[j]));
        }
    std::ranges::sort(kernels, std::ranges::greater{});
    return kernels[kernels.size() / 2];
}

TEST(Scales, AgreeWithTheirDefinitionsByAllPairs) {
    for (std::size_t count = 13; count < 80; ++count) {
        const auto x = made_up(count, count * 7 + 1);
        const double odd =
            count % 2 == 1 ? static_cast<double>(count) / (static_cast<double>(count) - 0.9) : 1;
        EXPECT_NEAR(sn_scale(x), 1.1926 * odd * sn_by_definition(x), 1e-12) << count;
        const auto n = static_cast<double>(count);
        const double excess = count % 2 == 1 ? 1.60188 + (-2.1284 - 5.172 / n) / n
                                             : 3.67561 + (1.9654 + (6.987 - 77 / n) / n) / n;
        EXPECT_NEAR(qn_scale(x), 2.21914 * qn_by_definition(x) / (1 + excess / n), 1e-12) << count;
        EXPECT_NEAR(medcouple(x), medcouple_by_definition(x), 1e-12) << count;
    }
}

TEST(Scales, OfAlmostEqualValuesAreZeroAndNotAnError) {
    const std::vector<double> flat(9, 3.0), one{3.0}, lone{3, 3, 3, 3, 3, 3, 3, 9};
    for (const auto& x : {flat, one, lone}) {
        EXPECT_EQ(mad(x), 0);
        EXPECT_EQ(sn_scale(x), 0);
        EXPECT_EQ(qn_scale(x), 0);
        EXPECT_EQ(tau2_scale(x), 0);
    }
    EXPECT_EQ(medcouple(flat), 0);
    EXPECT_EQ(medcouple(std::vector<double>{1, 2, 3}), 0);
}

TEST(Fences, DoNotMoveWithTheOrderOfThePopulation) {
    auto values = made_up(501);
    auto turned = values;
    std::ranges::reverse(turned);
    for (const auto kind : {Boxplot::Resistant, Boxplot::Asymmetric, Boxplot::Adjusted})
        EXPECT_EQ(boxplot_fences(values, kind, 1.5), boxplot_fences(turned, kind, 1.5));
}

}  // namespace
}  // namespace yj::edit::across
