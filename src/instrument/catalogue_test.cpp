// The pack against the catalogue of forms that it was made from: nothing is lost, provenance is kept.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "instrument/pack.hpp"
#include "instrument/pack_folder_shelf.hpp"

namespace yj::instrument {
namespace {

using Json = nlohmann::json;
const std::string kSource = YJ_SOURCE_DIR;

Json catalogue() {
    const char* shared = std::getenv("YJ_SHARED");
    std::ifstream file(std::string(shared != nullptr ? shared : kSource + "/../shared") +
                       "/data/fixtures/forms_catalogue.json");
    return file ? Json::parse(file) : Json();
}

/// Codes that the pack writes in another way, with the reason.
const std::map<std::string, std::vector<std::string>> kWritten{
    {"E204-1/11—37", {"gs", "gr"}},           // open rows: sales and retail sales by class of goods
    {"101-1/193", {"1931", "1932", "1933"}},  // three figures that the catalogue holds in one row
    {"101-1/E02/S01", {"E02", "S01"}},        // two codes in one row
};

/// "76—80" → 76 77 78 79 80.
std::vector<std::string> codes_of(const std::string& form, const std::string& code) {
    if (const auto other = kWritten.find(form + "/" + code); other != kWritten.end()) return other->second;
    const auto dash = code.find("—");
    if (dash == std::string::npos) return {code};
    std::vector<std::string> codes;
    for (int at = std::stoi(code); at <= std::stoi(code.substr(dash + 3)); ++at)
        codes.push_back(std::to_string(at));
    return codes;
}

std::string measure_of(const std::string& text) {
    if (text == "按目录") return "—";  // each product has its own (lists/products.csv)
    return std::string(trimmed(text.substr(0, text.find('('))));
}

void expect_row(const Form& form, const std::string& code, const Json& said) {
    const auto at = form.row_at(code);
    ASSERT_TRUE(at.has_value()) << form.code << ' ' << code << " is lost";
    const auto& row = form.rows[static_cast<std::size_t>(*at)];
    EXPECT_EQ(static_cast<char>(row.provenance), said.at("p").get<std::string>().front())
        << form.code << ' ' << code;
    const auto name = said.at("name").get<std::string>();
    if (code == said.at("code").get<std::string>()) {
        EXPECT_EQ(row.depth, static_cast<int>(name.find_first_not_of(' ')) / 2) << form.code << ' ' << code;
    }
    const auto measure = measure_of(said.at("unit").get<std::string>());
    EXPECT_EQ(row.text ? "—" : std::string(row.measure.name()), measure) << form.code << ' ' << code;
}

TEST(ShippedPack, HoldsEveryIndicatorOfTheCatalogue) {
    const auto said = catalogue();
    if (said.is_null()) GTEST_SKIP() << "the catalogue of forms is not shipped with the repository";
    const auto pack = load_pack(*read_pack_folder(kSource + "/packs/unified-2025"));
    ASSERT_TRUE(pack.has_value());
    int indicators = 0;
    for (const auto& form : said.at("forms")) {
        const auto all = form.at("id").get<std::string>();
        const auto code = all.substr(0, all.find('/'));
        ASSERT_NE(pack->form(code), nullptr) << code;
        EXPECT_EQ(pack->form(code)->columns.size(), form.at("columns").size()) << code;
        for (const auto& row : form.at("indicators")) {
            ++indicators;
            for (const auto& each : codes_of(code, row.at("code").get<std::string>()))
                expect_row(*pack->form(code), each, row);
        }
    }
    EXPECT_EQ(indicators, 229);
    EXPECT_EQ(pack->form("202-1")->rows.size(), pack->form("102-1")->rows.size());
    EXPECT_EQ(pack->form("206-2")->rows.size(), pack->form("206-1")->rows.size());
    EXPECT_EQ(pack->list("goods")->children("", Period::month(2026, 1)).size(), 27U);  // 11 to 37
}

}  // namespace
}  // namespace yj::instrument
