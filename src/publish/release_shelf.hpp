// release_shelf: releases and their figures in the store, their documents as files by hash.
#pragma once
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "publish/release.hpp"
#include "store/tx.hpp"

namespace yj::publish {

/// Freezes a release. REQUIRES: every `since` is the entry of this act. A second release by one entry is a
/// Conflict.
void put_release(store::Tx& tx, const Release& release, const ReleaseContent& content);

[[nodiscard]] std::optional<Release> release_at(store::Tx& tx, EntryIndex release);
/// Releases of a product for a period known at `as_of`, latest first. An empty product means any.
[[nodiscard]] std::vector<Release> releases_of(store::Tx& tx, std::string_view product, Period period,
                                               EntryIndex as_of);
/// All releases known at `as_of`, latest first.
[[nodiscard]] std::vector<Release> all_releases(store::Tx& tx, EntryIndex as_of);

[[nodiscard]] std::optional<ReleasedFigure> figure_by_id(store::Tx& tx, FigureId id);
/// Figures of a release by table, then by cell; of one table when `table` is not empty.
[[nodiscard]] std::vector<ReleasedFigure> figures_of(store::Tx& tx, EntryIndex release,
                                                     std::string_view table = {});
/// Every release of one cell known at `as_of`, earliest first: its revisions.
[[nodiscard]] std::vector<ReleasedFigure> figures_at(store::Tx& tx, std::string_view table,
                                                     std::string_view cell, Period period, EntryIndex as_of);

/// The way back: which tables of which releases draw on reports of a form for a period.
struct ReleaseUse {
    EntryIndex release;
    ReleasedTable table;
};
[[nodiscard]] std::vector<ReleaseUse> uses_of_form(store::Tx& tx, std::string_view form, Period period,
                                                   EntryIndex as_of);
[[nodiscard]] std::vector<ReleaseUse> uses_of_table(store::Tx& tx, std::string_view table, Period period,
                                                    EntryIndex as_of);

/// Writes the document under `folder`/releases by its hash; the same bytes again change nothing.
[[nodiscard]] Result<Digest> keep_document(const std::filesystem::path& folder, std::string_view bytes,
                                           std::string_view extension);
/// Fails: NotFound; Conflict when the file is no longer what was released.
[[nodiscard]] Result<std::string> read_document(const std::filesystem::path& folder, const Digest& digest,
                                                std::string_view extension);
/// Where a document lies.
[[nodiscard]] std::filesystem::path document_path(const std::filesystem::path& folder, const Digest& digest,
                                                  std::string_view extension);

}  // namespace yj::publish
