#include "store/reading_room.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "base/invariant.hpp"

namespace yj::store {
namespace {

namespace fs = std::filesystem;

constexpr Column kColumns[]{
    {"unit", ColumnKind::Number}, {"region", ColumnKind::Text}, {"units", ColumnKind::Number}};
constexpr std::int64_t kRows = 1'000'000;

class ReadingRoomTest : public ::testing::Test {
protected:
    ReadingRoomTest() : folder_(fs::temp_directory_path() / ("yj_reading" + std::to_string(getpid()))) {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    ~ReadingRoomTest() override { fs::remove_all(folder_); }

    [[nodiscard]] fs::path path() const { return folder_ / "reading.duckdb"; }

    [[nodiscard]] ReadingRoom room() const {
        auto opened = ReadingRoom::open(path());
        EXPECT_TRUE(opened.has_value()) << (opened ? "" : opened.error().text());
        return std::move(*opened);
    }

    static Done fill(ReadingRoom& room, std::int64_t rows) {
        return room.rebuild("cells", kColumns, [&](const ReadingRoom::RowSink& sink) -> Done {
            for (std::int64_t i = 0; i < rows; ++i) {
                const Field row[]{i, i % 2 == 0 ? "砚霁街道" : "苒禾镇", i % 10 == 9 ? Field{} : Field{i}};
                YJ_TRY(sink(row));
            }
            return {};
        });
    }

    static std::string told(const Result<ReadingAnswer>& answer) {
        if (!answer) return "refused: " + answer.error().text();
        std::string text;
        for (const auto& row : answer->rows) {
            for (const auto& cell : row) {
                if (const auto* number = std::get_if<std::int64_t>(&cell)) text += std::to_string(*number);
                if (const auto* words = std::get_if<std::string>(&cell)) text += "'" + *words + "'";
                text += ',';
            }
            text += ';';
        }
        return text;
    }

    fs::path folder_;
};

constexpr auto kQuestion =
    "SELECT region, COUNT(*), COUNT(units), SUM(units) FROM cells GROUP BY region ORDER BY region";

TEST_F(ReadingRoomTest, DeletedAndRebuiltGivesTheSameAnswers) {
    std::string before;
    {
        auto first = room();
        ASSERT_TRUE(fill(first, kRows).has_value());
        before = told(first.query(kQuestion));
    }
    EXPECT_EQ(before, "'砚霁街道',500000,500000,249999500000,;'苒禾镇',500000,400000,199999600000,;");
    EXPECT_EQ(told(room().query(kQuestion)), before) << "it is kept between openings";
    fs::remove(path());
    auto again = room();
    EXPECT_TRUE(told(again.query(kQuestion)).starts_with("refused"));
    ASSERT_TRUE(fill(again, kRows).has_value());
    EXPECT_EQ(told(again.query(kQuestion)), before);
}

TEST_F(ReadingRoomTest, RebuildingTakesThePlaceOfTheFormerTable) {
    auto it = room();
    ASSERT_TRUE(fill(it, 10).has_value());
    ASSERT_TRUE(fill(it, 3).has_value());
    EXPECT_EQ(told(it.query("SELECT COUNT(*) FROM cells WHERE unit < $1", {std::int64_t{100}})), "3,;");
}

TEST_F(ReadingRoomTest, ARefusedOrBrokenRebuildingLeavesTheFormerTable) {
    auto it = room();
    ASSERT_TRUE(fill(it, 10).has_value());
    const Field row[]{std::int64_t{1}, "x", std::int64_t{1}};
    const auto done = it.rebuild("cells", kColumns, [&](const ReadingRoom::RowSink& sink) -> Done {
        YJ_TRY(sink(row));
        return refuse(Refused::NotReady, "还不行");
    });
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().what, "还不行");
    EXPECT_THROW(
        (void)it.rebuild("cells", kColumns, [&](const ReadingRoom::RowSink& sink) { return sink({}); }),
        Broken);
    EXPECT_EQ(told(it.query("SELECT COUNT(*) FROM cells")), "10,;");
}

TEST_F(ReadingRoomTest, ShowsEveryKindOfCell) {
    constexpr Column kinds[]{{"n", ColumnKind::Number}, {"t", ColumnKind::Text}, {"b", ColumnKind::Bytes}};
    auto it = room();
    const Field row[]{std::int64_t{-7}, "中文 ' \"", Blob{"ab"}};
    ASSERT_TRUE(it.rebuild("odd \" name", kinds, [&](const ReadingRoom::RowSink& sink) {
                      return sink(row);
                  }).has_value());
    EXPECT_EQ(told(it.query("SELECT n, t, b, NULL, n * 1.5 FROM \"odd \"\" name\"")),
              "-7,'中文 ' \"','ab',,'-10.5',;");
    EXPECT_EQ(
        told(it.query("SELECT n FROM \"odd \"\" name\" WHERE t = $1 AND b = $2", {"中文 ' \"", Blob{"ab"}})),
        "-7,;");
    EXPECT_EQ(
        told(it.query(
            "SELECT SUM(x) FROM (SELECT 9223372036854775807 AS x UNION ALL SELECT 9223372036854775807)")),
        "'18446744073709551614',;");
}

TEST_F(ReadingRoomTest, AnswersQuestionsOnlyAndReachesNothingElse) {
    auto it = room();
    ASSERT_TRUE(fill(it, 10).has_value());
    std::ofstream(folder_ / "secret.csv") << "a\n1\n";
    for (const auto& sql : std::vector<std::string>{
             "DELETE FROM cells", "DROP TABLE cells", "SELECT 1; SELECT 2", "SELECT nothing FROM cells", "",
             "COPY cells TO '" + (folder_ / "out.csv").string() + "'", "SET enable_external_access = true",
             "ATTACH '" + (folder_ / "other.duckdb").string() + "'", "INSTALL httpfs",
             "SELECT * FROM '" + (folder_ / "secret.csv").string() + "'",
             "SELECT * FROM read_text('" + (folder_ / "secret.csv").string() + "')"}) {
        const auto answer = it.query(sql);
        ASSERT_FALSE(answer.has_value()) << sql;
        EXPECT_EQ(answer.error().kind, Refused::Malformed) << sql;
    }
    EXPECT_FALSE(it.query("SELECT $1::BIGINT").has_value()) << "a parameter that nobody gave";
    EXPECT_FALSE(it.query("SELECT 1", {std::int64_t{1}}).has_value());
    EXPECT_EQ(told(it.query("SELECT COUNT(*) FROM cells")), "10,;");
    EXPECT_FALSE(fs::exists(folder_ / "out.csv"));
}

TEST_F(ReadingRoomTest, SaysThatAFileIsNoneOfItsOwn) {
    std::ofstream(path()) << std::string(20'000, 'x');
    const auto opened = ReadingRoom::open(path());
    ASSERT_FALSE(opened.has_value());
    EXPECT_EQ(opened.error().kind, Refused::Storage);
    EXPECT_NE(opened.error().remedy.find("重建"), std::string::npos);
    EXPECT_FALSE(ReadingRoom::open("/proc/none/reading.duckdb").has_value());
}

}  // namespace
}  // namespace yj::store
