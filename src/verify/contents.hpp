// Contents: what lies in a package, by what it is: rows of record, definitions, the checkpoint.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "journal/package.hpp"
#include "verify/definition.hpp"

namespace yj::verify {

/// 发布的数, as it was frozen.
struct FigureRow {
    std::int64_t id = 0, since = 0;
    std::string table, table_hash, cell, period, printed, status;
    bool has_exact = false, has_base = false;
    std::int64_t exact_units = 0, base_units = 0;
    int exact_decimals = 0, base_decimals = 0;
    std::int64_t contributors = 0;
};
struct ReleaseRow {
    std::int64_t since = 0, as_of = 0, released_at = 0;
    std::string title, docx_hash, xlsx_hash;
};
struct SheetRow {
    std::string form, period;
    std::int64_t unit = 0, since = 0, submission = 0;
};
struct SubmissionRow {
    std::int64_t task = 0, sequence = 0, id = 0, since = 0;
    std::string form_hash, payload, payload_hash;
};
struct TaskRow {
    std::string form, period;
    std::int64_t unit = 0, id = 0;
};
struct BaseRow {
    std::string form, period, cell;
    std::int64_t unit = 0, since = 0, units = 0;
    int decimals = 0;
    bool missing = false;
};
struct UnitRow {
    std::int64_t unit = 0, since = 0, valid_day = 0;
    Attributes attributes;
    bool counts = true;  ///< false for a 调整项
};

/// All that a package holds. Rows are those of entries that were found to be in the log.
struct Contents {
    std::map<std::int64_t, FigureRow> figures;    ///< by id
    std::map<std::int64_t, ReleaseRow> releases;  ///< by entry
    std::vector<SheetRow> sheets;
    std::map<std::int64_t, SubmissionRow> submissions;  ///< by id
    std::map<std::int64_t, TaskRow> tasks;              ///< by id
    std::vector<BaseRow> bases;
    std::map<std::int64_t, UnitRow> units;
    std::map<std::string, TableText, std::less<>> tables;  ///< by hash
    std::map<std::string, FormText, std::less<>> forms;    ///< by hash
    std::map<std::string, int> others;                     ///< rows that are only proven, by table

    /// Takes a row of the entry `since`. False when it says that another entry made it, twice the same, or
    /// has other columns than its table.
    [[nodiscard]] bool take(const journal::RowText& row, std::int64_t since);
};

/// The report's value at a place, as it was sent; empty where there is none.
struct CellValue {
    std::int64_t units = 0;
    int decimals = 0;
};
/// Reads the payload of a report. Empty when it is damaged or of another form.
[[nodiscard]] std::optional<std::map<std::size_t, CellValue>> read_cells(const FormText& form,
                                                                         std::string_view payload);

}  // namespace yj::verify
