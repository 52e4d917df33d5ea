#include "evidence/voucher_file.hpp"

#include <gtest/gtest.h>

namespace yj::evidence {
namespace {

using namespace std::string_view_literals;

std::string type_of(std::string_view name, std::string_view bytes) {
    const auto taken = accept_file(name, bytes);
    return taken ? taken->media_type : "refused: " + taken.error().what;
}

TEST(VoucherFile, IsToldByItsBytesAndNotByItsName) {
    EXPECT_EQ(type_of("发票.png", "%PDF-1.7 …"), "application/pdf");
    EXPECT_EQ(type_of("a", "\x89PNG\r\n\x1A\nrest"), "image/png");
    EXPECT_EQ(type_of("a", "\xFF\xD8\xFF\xE0"), "image/jpeg");
    EXPECT_EQ(type_of("a", "PK\x03\x04 OFD.xml"sv), "application/ofd");
    EXPECT_EQ(type_of("a", "PK\x03\x04 xl/workbook.xml"sv),
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    EXPECT_EQ(type_of("a", "PK\x03\x04 anything"sv), "application/zip");
    EXPECT_EQ(type_of("a", "\xEF\xBB\xBF<?xml version=\"1.0\"?>"), "application/xml");
    EXPECT_EQ(type_of("台账.csv", "日期,金额\n2026-10-01,3\n"), "text/csv");
    EXPECT_EQ(type_of("a.txt", "\xc8\xd5\xc6\xda GBK"), "text/plain");
}

TEST(VoucherFile, OfAnotherKindIsRefusedWithASentence) {
    for (const auto bytes : {"MZ\x90\x00\x03"sv,
                             "\x7F"
                             "ELF\x02"sv,
                             "#!/bin/sh\x00"sv, "<html><script>"sv, "\x00"sv}) {
        const auto taken = accept_file("合同.pdf", bytes);
        ASSERT_FALSE(taken.has_value());
        EXPECT_EQ(taken.error().kind, Refused::Malformed);
        EXPECT_EQ(taken.error().place, "合同.pdf");
        EXPECT_FALSE(taken.error().remedy.empty());
    }
}

TEST(VoucherFile, MayBeNeitherEmptyNorBeyondTheLimit) {
    EXPECT_EQ(type_of("a.pdf", ""), "refused: 文件是空的");
    std::string large = "%PDF-";
    large.resize(kLargestVoucher, ' ');
    EXPECT_EQ(type_of("a.pdf", large), "application/pdf");
    large += ' ';
    EXPECT_EQ(type_of("a.pdf", large), "refused: 文件超过50 MB");
}

TEST(VoucherFile, KeepsOnlyTheVisibleLastPartOfItsName) {
    const auto name = [](std::string_view typed) { return accept_file(typed, "%PDF-").value().file_name; };
    EXPECT_EQ(name("C:\\文档\\十月发票.pdf"), "十月发票.pdf");
    EXPECT_EQ(name("../../etc/passwd"), "passwd");
    EXPECT_EQ(name("发票\xE2\x80\xAE"
                   "fdp.exe"),
              "发票fdp.exe");
    EXPECT_EQ(name("a\r\nb.pdf"), "ab.pdf");
    EXPECT_EQ(name(""), "未命名");
    EXPECT_EQ(name(".."), "未命名");
    EXPECT_EQ(name("\xFF\xFE"), "未命名");
    EXPECT_LE(name(std::string(5000, 'a')).size(), 200U);
}

}  // namespace
}  // namespace yj::evidence
