// The shelf of packs: what was installed, when, and its files.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "instrument/pack.hpp"
#include "store/tx.hpp"

namespace yj::instrument {

struct StoredPack {
    std::string hash;
    EntryIndex since;
    std::vector<PackFile> files;
};

/// Puts the pack. A pack of that hash that is there already is a Conflict.
void put_pack(store::Tx& tx, const Pack& pack, EntryIndex since);
[[nodiscard]] bool has_pack(store::Tx& tx, std::string_view hash);
/// In the order of installation. A pack whose bytes are damaged comes without files (log verify names it).
[[nodiscard]] std::vector<StoredPack> stored_packs(store::Tx& tx);
/// Those that were installed by then.
[[nodiscard]] std::vector<StoredPack> stored_packs(store::Tx& tx, EntryIndex as_of);
/// The pack in force for the form and the period as it was known then: the last installed one that covers the
/// period and has the form. Fails: NotFound.  Cost: loads a pack, some milliseconds; `desk` keeps loaded
/// packs.
[[nodiscard]] Result<Pack> pack_in_force(store::Tx& tx, std::string_view form, Period period,
                                         EntryIndex as_of);

}  // namespace yj::instrument
