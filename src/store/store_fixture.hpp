// StoreFixture: every shelf test runs on both engines. For tests only.
#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "store/conn.hpp"
#include "store/store.hpp"

namespace yj::store {

/// TEST_P(MyShelf, DoesThis) with `YJ_ON_BOTH_ENGINES(MyShelf);` after `class MyShelf : public StoreFixture
/// {};`. A fresh SQLite file or a fresh PostgreSQL schema for each test. PostgreSQL is the private one that
/// ./do test starts and names in YJ_TEST_POSTGRES; without it these tests fail rather than pass unseen.
class StoreFixture : public ::testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        static std::atomic<int> count{0};
        name_ = "t" + std::to_string(getpid()) + "_" + std::to_string(count++);
        auto opened = Store::open(std::string(GetParam()) == "sqlite" ? sqlite_url() : postgres_url());
        ASSERT_TRUE(opened.has_value()) << opened.error().text();
        store_ = std::move(*opened);
    }
    void TearDown() override {
        store_.reset();
        if (!folder_.empty()) std::filesystem::remove_all(folder_);
        if (!schema_of_.empty()) open_conn(schema_of_)->script("DROP SCHEMA " + name_ + " CASCADE");
    }

    Store& store() { return *store_; }
    /// Runs the job durably and fails the test when it is refused.
    void write(const Store::Job& job) {
        const auto done = store_->write(job);
        ASSERT_TRUE(done.has_value()) << done.error().text();
    }
    void read(const Store::Job& job) {
        const auto done = store_->read(job);
        ASSERT_TRUE(done.has_value()) << done.error().text();
    }

private:
    std::string sqlite_url() {
        folder_ = std::filesystem::temp_directory_path() / ("yj_" + name_);
        std::filesystem::create_directories(folder_);
        return "sqlite:" + (folder_ / "county.db").string();
    }
    std::string postgres_url() {
        const char* base = std::getenv("YJ_TEST_POSTGRES");
        if (base == nullptr) {
            ADD_FAILURE() << "YJ_TEST_POSTGRES names no PostgreSQL; run through ./do test";
            return "postgresql:///none";
        }
        schema_of_ = base;
        open_conn(schema_of_)->script("CREATE SCHEMA " + name_);
        return schema_of_ + (schema_of_.find('?') == std::string::npos ? "?" : "&") +
               "options=-csearch_path%3D" + name_;
    }

    std::string name_;
    std::filesystem::path folder_;
    std::string schema_of_;
    std::unique_ptr<Store> store_;
};

}  // namespace yj::store

#define YJ_ON_BOTH_ENGINES(Suite)                                                     \
    INSTANTIATE_TEST_SUITE_P(Engines, Suite, ::testing::Values("sqlite", "postgres"), \
                             [](const auto& engine) { return std::string(engine.param); })
