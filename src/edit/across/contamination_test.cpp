// The contamination model against SeleMix 1.0.4 (its example data are under EUPL and stay outside), and
// against a population whose wrong values are known.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/case_file.hpp"
#include "edit/across/contamination.hpp"
#include "edit/across/population_file.hpp"

namespace yj::edit::across {
namespace {

using Columns = std::vector<std::vector<double>>;

void expect_close(double got, double want, double share, const std::string& what) {
    EXPECT_NEAR(got, want, share * std::max(1.0, std::abs(want))) << what;
}

nlohmann::json answers(const std::filesystem::path& folder) {
    const auto text = read_text_file((folder / "expected.json").string());
    // The file writes NA and names as R does, but is JSON throughout.
    return nlohmann::json::parse(text.value());
}

void expect_parameters(const ContaminationModel& model, const nlohmann::json& want) {
    for (std::size_t i = 0; i < model.coefficients.size(); ++i)
        expect_close(model.coefficients[i], want["B"][i][0].get<double>(), 1e-7, "B");
    expect_close(model.variance, want["sigma"][0][0].get<double>(), 1e-7, "sigma");
    expect_close(model.inflation, want["lambda"].get<double>(), 1e-7, "lambda");
    expect_close(model.wrong_share, want["w"].get<double>(), 1e-7, "w");
    EXPECT_EQ(model.rounds, want["n.iter"].get<int>());
    EXPECT_EQ(model.converged, want["is.conv"].get<bool>());
    const auto& criteria = want["bic_aic"];
    expect_close(model.bic(), criteria["BIC.mix"].get<double>(), 1e-9, "BIC.mix");
    expect_close(model.plain_bic(), criteria["BIC.norm"].get<double>(), 1e-9, "BIC.norm");
    // What SeleMix calls AIC is 2k − L where Akaike has 2k − 2L; ours is not offered, its number is checked.
    const double k = static_cast<double>(model.coefficients.size()) + 1;
    expect_close(2 * k - model.plain_log_likelihood, criteria["AIC.norm"].get<double>(), 1e-9, "AIC.norm");
    expect_close(2 * (k + 2) - model.log_likelihood, criteria["AIC.mix"].get<double>(), 1e-9, "AIC.mix");
}

void expect_units(const ContaminationModel& model, const PopulationFile& want, const std::vector<double>& y,
                  const Columns& x, double threshold) {
    const auto said = anticipate(model, y, x);
    const auto made = select_influential(y, said.value, std::vector<double>(y.size(), 1.0), threshold);
    for (std::size_t at = 0; at < y.size(); ++at) {
        const auto unit = "单位" + std::to_string(at + 1);
        expect_close(said.value[at], want.at("ypred")[at], 1e-7, unit);
        expect_close(said.probability[at], want.at("tau")[at], 1e-7, unit);
        EXPECT_EQ(said.probability[at] > 0.5, want.at("outlier")[at] == 1) << unit;
        expect_close(made.score[at], want.at("global.score")[at], 1e-7, unit);
        expect_close(made.residual[at], want.at("y1.reserr")[at], 1e-7, unit);
        EXPECT_EQ(made.rank[at], static_cast<int>(want.at("rank")[at])) << unit;
        EXPECT_EQ(made.selected[at] == 1, want.at("sel")[at] == 1) << unit;
    }
}

void expect_case(const std::string& name) {
    const auto folder = outlier_oracles() / name;
    if (!std::filesystem::exists(folder))
        GTEST_SKIP() << "SeleMix's example data are not here (EUPL-1.1 of its package keeps them out)";
    const auto input = read_population(folder / "input.csv");
    const auto want = answers(folder);
    FitTerms terms;
    terms.distribution = want["model"] == "LN" ? Distribution::LogNormal : Distribution::Normal;
    Columns x;
    if (input.columns.contains("x")) x.push_back(input.at("x"));
    const auto model = fit_contamination(input.at("y"), x, terms);
    ASSERT_TRUE(model) << model.error().text();
    expect_parameters(*model, want);
    expect_units(*model, read_population(folder / "expected.csv"), input.at("y"), x,
                 want["t.sel"].get<double>());
}

TEST(Contamination, WithACovariateAgreesWithSeleMix) { expect_case("selemix_ex1"); }
TEST(Contamination, OfLogarithmsAgreesWithSeleMix) { expect_case("selemix_ex2_univ"); }

/// 1,000 values 2·x·noise, of which every 25th was written in another unit of account (a thousandfold).
struct MadeUp {
    std::vector<double> values;
    Columns covariates{{}};
};

MadeUp with_wrong_units() {
    MadeUp made;
    for (int i = 0; i < 1000; ++i) {
        const double size = std::exp(std::sin(i * 0.7) * 2);
        // A low-discrepancy sum of three terms is near enough to normal noise.
        const auto wave = [i](double step) { return std::fmod(i * step, 1.0) - 0.5; };
        const double noise = 0.2 * (wave(0.618034) + wave(0.414214) + wave(0.732051));
        made.covariates[0].push_back(size);
        made.values.push_back(2 * size * std::exp(noise) * (i % 25 == 0 ? 1000 : 1));
    }
    return made;
}

TEST(Contamination, FindsExactlyTheValuesThatWereSpoilt) {
    const auto made = with_wrong_units();
    const auto model = fit_contamination(made.values, made.covariates, {}).value();
    EXPECT_TRUE(model.converged);
    EXPECT_NEAR(model.wrong_share, 0.04, 0.002);
    EXPECT_NEAR(model.coefficients[0], std::log(2.0), 0.02);
    EXPECT_NEAR(model.coefficients[1], 1, 0.02);
    EXPECT_LT(model.bic(), model.plain_bic());
    const auto said = anticipate(model, made.values, made.covariates);
    for (std::size_t at = 0; at < made.values.size(); ++at)
        EXPECT_EQ(said.probability[at] > 0.5, at % 25 == 0) << at;
}

TEST(Contamination, ExpectsTheRegressionWhereNothingWasReported) {
    auto made = with_wrong_units();
    made.values[1] = std::nan("");
    const auto model = fit_contamination(made.values, made.covariates, {}).value();
    const auto said = anticipate(model, made.values, made.covariates);
    EXPECT_EQ(model.used, 999u);
    EXPECT_TRUE(std::isnan(said.probability[1]));
    EXPECT_NEAR(said.value[1], 2 * made.covariates[0][1], 0.1 * made.covariates[0][1]);
}

TEST(Contamination, IsRefusedWhereItCannotBeFitted) {
    const std::vector<double> flat(50, 7.0), few{1, 2, 3};
    EXPECT_FALSE(fit_contamination(flat, {}, {}));
    EXPECT_FALSE(fit_contamination(few, {}, {}));
    const auto made = with_wrong_units();
    EXPECT_FALSE(fit_contamination(made.values, Columns{made.covariates[0], made.covariates[0]}, {}));
}

TEST(Selection, OfNothingAndOfATotalOfZeroSelectsNobody) {
    EXPECT_TRUE(select_influential({}, {}, {}, 0.01).rank.empty());
    const std::vector<double> y{1, -1}, expected{2, -2}, weights{1, 1};
    const auto made = select_influential(y, expected, weights, 0.01);
    EXPECT_EQ(made.selected, (std::vector<std::uint8_t>{0, 0}));
    EXPECT_EQ(made.rank, (std::vector<int>{1, 2}));
}

}  // namespace
}  // namespace yj::edit::across
