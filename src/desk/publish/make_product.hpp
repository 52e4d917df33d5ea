// build_product, release_product: an issue of a product drafted, and released with its figures frozen.
#pragma once
#include <string>
#include <vector>

#include "desk/act.hpp"
#include "publish/bulletin.hpp"
#include "publish/printed_table.hpp"
#include "publish/release.hpp"

namespace yj::desk {

/// An issue made whole: the document, the workbook of its tables, and what is missing.
struct ProductIssue {
    std::string title;
    std::string docx;
    std::string xlsx;
    std::vector<publish::Gap> gaps;
    EntryIndex as_of;  ///< the state of the data that it shows
    std::size_t figures = 0;
};

/// A draft as of now. Nothing is kept. Fails: NotFound (product); NotReady (another frequency, no table at
/// hand).
[[nodiscard]] Result<ProductIssue> build_product(const County& county, const access::Actor& actor,
                                                 const std::string& product, Period period);

struct ReleasedIssue {
    ProductIssue issue;
    EntryIndex release;
    std::filesystem::path docx_path;
    std::filesystem::path xlsx_path;
};
/// Computes the issue from the state just before this act's entry, freezes every figure it shows, keeps the
/// documents by their hash. A later release of the same product and period is a revision beside it. Fails: as
/// build_product; NotReady while a number is missing.
[[nodiscard]] Result<ReleasedIssue> release_product(County& county, const access::Actor& actor,
                                                    const std::string& product, Period period,
                                                    const std::string& key);

/// Releases known now, latest first. What is released may be seen by everybody who is signed in.
[[nodiscard]] Result<std::vector<publish::Release>> releases(const County& county);
[[nodiscard]] Result<std::vector<publish::ReleasedFigure>> released_figures(const County& county,
                                                                            EntryIndex release);
/// The document of a release: "docx" or "xlsx". Fails: NotFound; Conflict when the file was altered.
[[nodiscard]] Result<std::string> release_document(const County& county, EntryIndex release,
                                                   const std::string& extension);

}  // namespace yj::desk
