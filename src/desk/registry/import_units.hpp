// import_units: a register file becomes versions of units; every refused row is reported.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "desk/act.hpp"

namespace yj::desk {

struct UnitImportReport {
    int added = 0;
    int changed = 0;
    int unchanged = 0;
    int refused_rows = 0;
    std::vector<Refusal> refused;
    EntryIndex entry;  ///< -1 when nothing was new: then nothing was logged
};

/// `bytes` is a CSV (UTF-8 or GB18030) or an .xlsx file. What it says holds from `valid_from` on, by the
/// lists of the pack in force then. Rows that are wrong are refused one by one; the others are taken in
/// together. Fails: NotReady without a pack for that period; Malformed when the file has no heading or cannot
/// be read.
[[nodiscard]] Result<UnitImportReport> import_units(County& county, const access::Actor& actor,
                                                    std::string_view bytes, const std::string& file_name,
                                                    Period valid_from, const std::string& key);

}  // namespace yj::desk
