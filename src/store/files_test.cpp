#include "store/files.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <thread>
#include <vector>

namespace yj::store {
namespace {

namespace fs = std::filesystem;

class Files : public ::testing::Test {
protected:
    Files() : folder_(fs::temp_directory_path() / ("yj_files" + std::to_string(getpid()))) {
        fs::remove_all(folder_);
    }
    ~Files() override { fs::remove_all(folder_); }
    fs::path folder_;
};

TEST_F(Files, AreWrittenWholeIntoFoldersThatAreMadeForThem) {
    const auto path = folder_ / "a" / "b" / "文件.bin";
    const std::string bytes("a\0b\xFF", 4);
    ASSERT_TRUE(write_durably(path, bytes).has_value());
    EXPECT_EQ(read_whole(path, 4).value(), bytes);
    ASSERT_TRUE(write_durably(path, "").has_value());
    EXPECT_EQ(read_whole(path, 0).value(), "");
    EXPECT_EQ(std::distance(fs::directory_iterator(path.parent_path()), fs::directory_iterator()), 1)
        << "no part is left";
}

TEST_F(Files, WrittenByManyAtOnceAreOneOfTheirs) {
    const auto path = folder_ / "one";
    {
        std::vector<std::jthread> writers;
        for (int i = 0; i < 8; ++i)
            writers.emplace_back([&, i] {
                EXPECT_TRUE(
                    write_durably(path, std::string(1 << 20, static_cast<char>('a' + i))).has_value());
            });
    }
    const auto read = read_whole(path, 2 << 20).value();
    EXPECT_EQ(read.size(), 1U << 20);
    EXPECT_EQ(read, std::string(1 << 20, read[0]));
}

TEST_F(Files, ThatAreNotThereOrTooLargeAreRefused) {
    EXPECT_EQ(read_whole(folder_ / "none", 10).error().kind, Refused::NotFound);
    ASSERT_TRUE(write_durably(folder_ / "eleven", "12345678901").has_value());
    EXPECT_EQ(read_whole(folder_ / "eleven", 10).error().kind, Refused::Malformed);
    EXPECT_EQ(read_whole(folder_, 10).error().kind, Refused::Malformed);
    EXPECT_EQ(read_whole("/dev/zero", 10).error().kind, Refused::Malformed);
}

TEST_F(Files, ThatCannotBeWrittenAreRefusedAndNothingIsLeft) {
    ASSERT_TRUE(write_durably(folder_ / "file", "x").has_value());
    EXPECT_FALSE(write_durably(folder_ / "file" / "below", "x").has_value());
    fs::create_directories(folder_ / "folder" / "full");
    const auto done = write_durably(folder_ / "folder", "x");
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().kind, Refused::Storage);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 2);
}

TEST_F(Files, AFolderIsHeldByOneOnly) {
    fs::create_directories(folder_);
    auto first = FolderLock::take(folder_);
    ASSERT_TRUE(first.has_value()) << first.error().text();
    EXPECT_EQ(FolderLock::take(folder_).error().kind, Refused::Conflict);
    {
        const auto moved = std::move(*first);
        EXPECT_EQ(FolderLock::take(folder_).error().kind, Refused::Conflict);
    }
    EXPECT_TRUE(FolderLock::take(folder_).has_value());
    EXPECT_FALSE(FolderLock::take(folder_ / "none").has_value());
}

}  // namespace
}  // namespace yj::store
