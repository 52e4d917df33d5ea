#include "journal/opening.hpp"

#include <gtest/gtest.h>

namespace yj::journal {
namespace {

std::string row_of(const std::string& table, std::int64_t id, const std::string& words) {
    ByteWriter out;
    out.text(table);
    out.raw("i");
    out.signed_number(id);
    out.raw("t");
    out.text(words);
    out.raw("b");
    out.text(std::string("\0\1", 2));
    out.raw("n");
    return out.take();
}

/// An entry of 300 rows; the tenth is opened.
struct Sample {
    Seal seal;
    Entry entry{EntryIndex{3}, "unit.import", AccountId{1}, Instant{5}, "batch/1", {}};
    std::string bytes = row_of("registry_version", 10, "示例一厂");
    OpenedRow row;

    Sample() {
        std::vector<SealedLine> lines;
        for (int i = 0; i < 300; ++i)
            lines.push_back(
                {"registry_version", std::to_string(i), i == 10 ? sha256(bytes) : sha256(std::to_string(i))});
        seal = {std::string(16, 's'), seal_payload(lines)};
        entry.commitment = commitment(seal.salt, seal.payload);
        row = SealTree(seal).open("registry_version", "10", bytes).value_or(OpenedRow{});
    }
};

TEST(Opening, ShowsOneRowOfAnEntryAndNoOther) {
    const Sample sample;
    EXPECT_TRUE(holds(sample.row, sample.entry));
    EXPECT_EQ(sample.row.path.size(), 9U);
    ByteWriter out;
    write_opened(out, sample.row);
    EXPECT_LT(out.bytes().size(), 450U);
    EXPECT_EQ(out.bytes().find(sample.seal.salt), std::string::npos);
    ByteReader in(out.bytes());
    EXPECT_EQ(read_opened(in), sample.row);
    EXPECT_TRUE(in.at_end());
}

TEST(Opening, OfAnythingElseDoesNotHold) {
    const Sample sample;
    const auto changed = [&](auto change) {
        auto row = sample.row;
        change(row);
        return holds(row, sample.entry);
    };
    EXPECT_FALSE(changed([](OpenedRow& row) { row.key = "11"; }));
    EXPECT_FALSE(changed([](OpenedRow& row) { row.bytes = row_of("registry_version", 10, "示例二厂"); }));
    EXPECT_FALSE(changed([](OpenedRow& row) { row.bytes = row_of("registry_unit", 10, "示例一厂"); }));
    EXPECT_FALSE(changed([](OpenedRow& row) { row.line = 11; }));
    EXPECT_FALSE(changed([](OpenedRow& row) { row.lines = 299; }));
    EXPECT_FALSE(changed([](OpenedRow& row) { row.salt[0] ^= 1; }));
    EXPECT_FALSE(changed([](OpenedRow& row) { row.path.pop_back(); }));
    EXPECT_FALSE(SealTree(sample.seal).open("registry_version", "10", "other bytes"));
    EXPECT_FALSE(SealTree(sample.seal).open("registry_version", "999", sample.bytes));
}

TEST(Opening, EveryChangedByteOfItIsNoticed) {
    const Sample sample;
    ByteWriter out;
    write_opened(out, sample.row);
    for (std::size_t at = 0; at < out.bytes().size(); ++at) {
        auto changed = out.bytes();
        changed[at] = static_cast<char>(changed[at] ^ 1);
        ByteReader in(changed);
        const auto row = read_opened(in);
        EXPECT_FALSE(in.at_end() && holds(row, sample.entry)) << at;
    }
}

TEST(RowText, ReadsWhatTheStoreHashesAndNothingElse) {
    const auto bytes = row_of("table", -7, "有据");
    const auto row = parse_row(bytes);
    ASSERT_TRUE(row);
    EXPECT_EQ(row->table, "table");
    EXPECT_EQ(row->number(0), -7);
    EXPECT_EQ(row->text(1), "有据");
    EXPECT_EQ(row->blob(2).size(), 2U);
    EXPECT_TRUE(row->null(3));
    EXPECT_FALSE(parse_row(bytes.substr(0, bytes.size() - 2)));
    EXPECT_FALSE(parse_row(bytes + "x"));
}

TEST(LineSalt, IsAnotherForEveryLineAndSeal) {
    EXPECT_NE(line_salt("a", 0), line_salt("a", 1));
    EXPECT_NE(line_salt("a", 0), line_salt("b", 0));
}

}  // namespace
}  // namespace yj::journal
