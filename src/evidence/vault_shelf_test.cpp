#include "evidence/vault_shelf.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <thread>

namespace yj::evidence {
namespace {

namespace fs = std::filesystem;

class VaultTest : public ::testing::Test {
protected:
    VaultTest()
        : folder_(fs::temp_directory_path() / ("yj_vault" + std::to_string(getpid()))), vault_(folder_) {
        fs::remove_all(folder_);
    }
    ~VaultTest() override { fs::remove_all(folder_); }

    /// How many files lie in the vault.
    [[nodiscard]] int files() const {
        int count = 0;
        for (const auto& each : fs::recursive_directory_iterator(folder_)) count += each.is_regular_file();
        return count;
    }

    fs::path folder_;
    Vault vault_;
};

TEST_F(VaultTest, GivesBackTheBytesByTheirHash) {
    const std::string bytes("%PDF-\0 发票", 14);
    const auto hash = vault_.put(bytes);
    ASSERT_TRUE(hash.has_value()) << hash.error().text();
    EXPECT_EQ(*hash, sha256(bytes));
    EXPECT_EQ(vault_.get(*hash).value(), bytes);
    EXPECT_EQ(vault_.path_of(*hash), folder_ / hash->hex().substr(0, 2) / hash->hex());
}

TEST_F(VaultTest, KeepsEqualFilesOnce) {
    ASSERT_TRUE(vault_.put("one").has_value());
    ASSERT_TRUE(vault_.put("one").has_value());
    ASSERT_TRUE(vault_.put("two").has_value());
    EXPECT_EQ(files(), 2);
}

TEST_F(VaultTest, NamesAFileThatSomebodyChanged) {
    const auto hash = vault_.put("amount 100");
    ASSERT_TRUE(hash.has_value());
    std::ofstream(vault_.path_of(*hash)) << "amount 900";
    const auto read = vault_.get(*hash);
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().kind, Refused::Conflict);
    EXPECT_EQ(read.error().place, hash->hex());
    EXPECT_EQ(vault_.put("amount 100").error().kind, Refused::Conflict)
        << "the change must not be papered over";
}

TEST_F(VaultTest, NamesAFileThatIsGone) {
    const auto hash = vault_.put("one");
    ASSERT_TRUE(hash.has_value());
    fs::remove(vault_.path_of(*hash));
    EXPECT_EQ(vault_.get(*hash).error().kind, Refused::NotFound);
    fs::create_directories(vault_.path_of(*hash));
    EXPECT_EQ(vault_.get(*hash).error().kind, Refused::Conflict);
}

TEST_F(VaultTest, TakesTheSameFileFromManyAtOnce) {
    const std::string bytes(3 << 20, 'x');
    std::vector<std::jthread> senders;
    for (int i = 0; i < 8; ++i) senders.emplace_back([&] { EXPECT_TRUE(vault_.put(bytes).has_value()); });
    senders.clear();
    EXPECT_EQ(vault_.get(sha256(bytes)).value(), bytes);
    EXPECT_EQ(files(), 1);
}

TEST(Vault, SaysThatItsFolderCannotBeWritten) {
    const auto put = Vault("/proc/nowhere").put("one");
    ASSERT_FALSE(put.has_value());
    EXPECT_FALSE(put.error().text().empty());
}

}  // namespace
}  // namespace yj::evidence
