// County: one bureau's folder, opened: the store, the clock, the packs in force.
#pragma once
#include <array>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/region_code.hpp"
#include "desk/loaded_pack.hpp"
#include "journal/tile_shelf.hpp"
#include "store/files.hpp"
#include "store/store.hpp"

namespace yj::desk {

/// What `county.toml` says.
struct CountySettings {
    std::string title;         ///< 示例县统计局
    RegionCode region;         ///< the root of its region tree
    std::string store_url;     ///< empty: SQLite in the folder; else postgresql://…
    std::string log_origin;    ///< the name that its checkpoints carry
    std::string log_signer{};  ///< the socket of the process that holds the log's key; empty: log/key
};

/// Everything below one folder. One process holds it at a time. Members may be called by any thread.
class County {
public:
    /// Makes an empty county: its settings and the log's keys. Where another process signs, `signer_keys` are
    /// its public keys and no private one is made here. Fails: Conflict when there is one; Malformed (keys
    /// that are none, or another log's); Storage.
    [[nodiscard]] static Done create(const std::filesystem::path& folder, const CountySettings& settings,
                                     std::string_view signer_keys = {});
    /// Opens it. REQUIRES: clock and random outlive the county.
    [[nodiscard]] static Result<std::unique_ptr<County>> open(const std::filesystem::path& folder,
                                                              const Clock& clock, RandomSource& random);

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] const CountySettings& settings() const { return settings_; }
    [[nodiscard]] store::Store& store() { return *store_; }
    [[nodiscard]] const store::Store& store() const { return *store_; }
    [[nodiscard]] const Clock& clock() const { return clock_; }

    [[nodiscard]] std::int64_t next_id();
    template <class Id>
    [[nodiscard]] Id make_id() {
        return Id{next_id()};
    }
    [[nodiscard]] std::array<std::uint8_t, 16> salt();
    [[nodiscard]] std::string make_token();
    /// REQUIRES: the source may be shared (SystemRandom may), or one thread alone uses the county.
    [[nodiscard]] RandomSource& random() { return random_; }

    /// The entry known last; -1 in an empty log.
    [[nodiscard]] Result<EntryIndex> last_entry() const;

    /// The pack in force for a period, or by its hash; nullptr when there is none. Valid as long as the
    /// county.
    [[nodiscard]] const LoadedPack* pack_for(Period period) const;
    /// The pack in force that has this form.
    [[nodiscard]] const LoadedPack* pack_of(std::string_view form, Period period) const;
    [[nodiscard]] const LoadedPack* pack_by_hash(std::string_view hash) const;
    [[nodiscard]] std::vector<const LoadedPack*> packs() const;
    void add_pack(std::unique_ptr<const LoadedPack> pack);

    /// The log's trees in memory, one user at a time: a checkpoint and a proof cost only what was added.
    template <class Fn>
    auto with_log_tree(Fn fn) -> decltype(fn(std::declval<journal::LogTree&>())) {
        const std::lock_guard lock(log_mutex_);
        return fn(log_tree_);
    }

    /// Writes down a broken promise and gives the number to ask about.
    [[nodiscard]] std::string incident(std::string_view why) const;

private:
    County(std::filesystem::path folder, CountySettings settings, const Clock& clock, RandomSource& random,
           store::FolderLock lock);

    std::filesystem::path folder_;
    CountySettings settings_;
    const Clock& clock_;
    RandomSource& random_;
    store::FolderLock lock_;
    std::unique_ptr<store::Store> store_;
    std::mutex ids_mutex_;
    IdMaker ids_;
    std::mutex log_mutex_;
    journal::LogTree log_tree_;
    mutable std::mutex packs_mutex_;
    std::vector<std::unique_ptr<const LoadedPack>> packs_;  ///< grows only; the last that fits is in force
};

}  // namespace yj::desk
