// The three layouts of import_table.hpp, one reader each over a shared result.
#pragma once
#include <string>
#include <unordered_map>

#include "collect/import_table.hpp"

namespace yj::collect {

/// What the readers of one import share.
struct Import {
    const instrument::Form& form;
    const ImportProfile& profile;
    ImportedTable& out;
    instrument::CellSheet blank;
    std::unordered_map<std::string, std::string> seen;  ///< unit and period → where they stood

    /// Takes the report in, or refuses it when the file already had one of this unit and period.
    void take(ReportDraft draft);
    void refused(Refused kind, std::string what, std::string place, std::string remedy) {
        out.refused.push_back({kind, std::move(what), std::move(place), std::move(remedy)});
    }
    /// The report being read has that many refusals more than `before`: count it as refused, and say so.
    [[nodiscard]] bool spoilt(std::size_t before) {
        if (out.refused.size() == before) return false;
        ++out.refused_reports;
        return true;
    }
};

/// Rows at the top of a sheet among which the header must stand.
inline constexpr std::size_t kHeaderRows = 30;

/// Each answers false when the sheet has another layout, and then has changed nothing.
[[nodiscard]] bool read_wide(Import& import, const sheet::Grid& grid);
[[nodiscard]] bool read_long(Import& import, const sheet::Grid& grid);
/// `hidden` is the sheet of a template that names unit, period and form, if the file has it.
[[nodiscard]] bool read_form(Import& import, const sheet::Grid& grid, const sheet::Grid* hidden);

}  // namespace yj::collect
