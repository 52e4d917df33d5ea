// Speaker: says the sentences of a product about the figures of an issue.
#pragma once
#include <string>
#include <vector>

#include "publish/figure_book.hpp"
#include "publish/issue.hpp"
#include "publish/product.hpp"

namespace yj::publish {

class Speaker {
public:
    /// REQUIRES: the three outlive the speaker.
    Speaker(const Product& product, const Issue& issue, const FigureBook& book);

    /// The words, each number with its figure. What is missing becomes （待补） and a gap.
    [[nodiscard]] TextLine say(const Sentence& sentence, const std::string& place);
    /// Whether a part of the product can be said: the figure that it needs has a number.
    [[nodiscard]] bool has(const std::optional<FigureRef>& needed) const;
    /// Words alone, for titles.
    [[nodiscard]] std::string words(const Sentence& sentence);
    /// The spec of a chart; points that are missing are gaps in the line and no gaps of the product.
    [[nodiscard]] ChartSpec chart(const ProductChart& chart);

    std::vector<Gap> gaps;
    std::vector<UsedFigure> used;

private:
    [[nodiscard]] TextLine say_chip(const Chip& chip, const std::string& place);
    [[nodiscard]] TextLine say_one(const Chip& chip, const std::string& place);
    [[nodiscard]] TextLine say_top(const Chip& chip, const std::string& place);
    [[nodiscard]] TextLine say_count(const Chip& chip, const std::string& place);
    [[nodiscard]] TextLine gap(const FigureRef& ref, const std::string& place, std::string why);
    [[nodiscard]] TextPiece piece(const BookFigure& found, std::string words, const std::string& place);
    [[nodiscard]] BookFigure find(const FigureRef& ref) const;
    [[nodiscard]] ChartPoint point(const BookFigure& found, const std::string& place);
    void chart_over_rows(const ProductChart& from, ChartSpec& chart);
    void chart_over_periods(const ProductChart& from, ChartSpec& chart);

    const Product& product_;
    const Issue& issue_;
    const FigureBook& book_;
    std::map<std::string, std::string, std::less<>> facts_;
};

}  // namespace yj::publish
