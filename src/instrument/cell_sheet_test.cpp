#include "instrument/cell_sheet.hpp"

#include <gtest/gtest.h>

namespace yj::instrument {
namespace {

Form small_form() {
    Form form;
    form.code = "T1";
    form.columns = {{"1", "本月", Span::Current, ""}, {"2", "1—本月", Span::YearToDate, ""}};
    form.rows.resize(3);
    form.rows[0].code = "01";
    form.rows[0].name = "产值";
    form.rows[1].code = "02";
    form.rows[2].code = "hhhh";
    form.rows[2].open_list = "industry";
    return form;
}

CellSheet some_report(const Form& form) {
    CellSheet sheet(form);
    sheet.set(*form.cell("01.1"), *Amount::parse("-107.770"));
    sheet.set(*form.cell("02.2"), Missing::Confidential);
    sheet.set(*form.cell("hhhh[1310].2"), *Amount::parse("5"));
    sheet.set_note(*form.cell("01.1"), "=100+7.77");
    return sheet;
}

TEST(CellAddress, ReadsWhatItWrites) {
    const auto form = small_form();
    for (const char* text : {"01.1", "02.2", "hhhh[1310].2"}) EXPECT_EQ(form.address(*form.cell(text)), text);
}

TEST(CellAddress, RefusesWhatTheFormDoesNotHave) {
    const auto form = small_form();
    for (const char* text :
         {"", "01", "01.3", "09.1", "hhhh.1", "01[1310].1", "hhhh[].1", "hhhh[1310", "hhhh[1]x.1"})
        EXPECT_FALSE(form.cell(text).has_value()) << text;
}

TEST(CellSheet, UnpacksToItself) {
    const auto form = small_form();
    const auto sheet = some_report(form);
    const auto again = CellSheet::unpack(form, sheet.pack());
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(*again, sheet);
    EXPECT_EQ(again->at(*form.cell("01.1")).text(), "-107.770");
    EXPECT_EQ(again->note(*form.cell("01.1")), "=100+7.77");
    EXPECT_EQ(again->filled().size(), 3U);
}

TEST(CellSheet, PacksEqualReportsToEqualBytesWhateverTheOrder) {
    const auto form = small_form();
    CellSheet other(form);
    other.set(*form.cell("hhhh[1310].2"), *Amount::parse("5"));
    other.set(*form.cell("hhhh[0610].2"), *Amount::parse("9"));
    other.set(*form.cell("hhhh[0610].2"), Value());  // taken out again
    other.set(*form.cell("02.2"), Missing::Confidential);
    other.set_note(*form.cell("01.1"), "=100+7.77");
    other.set(*form.cell("01.1"), *Amount::parse("-107.770"));
    EXPECT_EQ(other.pack(), some_report(form).pack());
}

TEST(CellSheet, RefusesDamagedBytes) {
    const auto form = small_form();
    const auto bytes = some_report(form).pack();
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(CellSheet::unpack(form, bytes.substr(0, size)).has_value()) << size;
    EXPECT_FALSE(CellSheet::unpack(form, bytes + "x").has_value());
    auto other = form;
    other.rows.pop_back();
    EXPECT_FALSE(CellSheet::unpack(other, bytes).has_value());
}

TEST(CellSheet, HasOneFormForEachReport) {
    // Whatever still unpacks after one byte is changed must be the canonical form of what it unpacks to.
    const auto form = small_form();
    const auto bytes = some_report(form).pack();
    for (std::size_t at = 0; at < bytes.size(); ++at)
        for (int change = 1; change < 256; ++change) {
            auto broken = bytes;
            broken[at] = static_cast<char>(static_cast<unsigned char>(broken[at]) ^ change);
            const auto read = CellSheet::unpack(form, broken);
            EXPECT_TRUE(!read || read->pack() == broken) << at << ' ' << change;
        }
}

}  // namespace
}  // namespace yj::instrument
