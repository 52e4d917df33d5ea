// Pack: a 报表制度 year as data: forms, code lists, calendar, frames, and the texts that other rooms read.
#pragma once
#include <expected>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "instrument/calendar.hpp"
#include "instrument/code_list.hpp"
#include "instrument/fault.hpp"
#include "instrument/form.hpp"
#include "instrument/frame_rule.hpp"
#include "instrument/import_profile.hpp"

namespace yj::instrument {

/// One file of a pack: its path within the pack, with '/', and its bytes.
struct PackFile {
    std::string path;
    std::string bytes;
    bool operator==(const PackFile&) const = default;
};

/// A value. Two packs with the same files have the same hash; a submission, a finding and a figure name the
/// versions they were made under, so a past month is read with that month's 制度.
class Pack {
public:
    [[nodiscard]] const std::string& code() const { return code_; }
    [[nodiscard]] const std::string& title() const { return title_; }
    [[nodiscard]] Period from() const { return from_; }
    [[nodiscard]] Period to() const { return to_; }
    [[nodiscard]] bool covers(Period period) const;
    [[nodiscard]] const std::string& hash() const { return hash_; }

    [[nodiscard]] const std::vector<Form>& forms() const { return forms_; }
    [[nodiscard]] const Form* form(std::string_view code) const;
    [[nodiscard]] const CodeList* list(std::string_view name) const;
    [[nodiscard]] const FrameRule* frame(std::string_view name) const;
    [[nodiscard]] const Calendar& calendar() const { return calendar_; }
    /// The profile of a form's foreign files, or the default one.
    [[nodiscard]] const ImportProfile& import_profile(std::string_view form) const;

    /// The code that a key of an open row stands for ("1310" → C1310), or nullptr: then the key is unknown.
    [[nodiscard]] const Code* key_of(const Form& form, int row, std::string_view key, Period period) const;

    /// Files that other rooms read, by folder: "rules" (edit), "tables" (tabulate), "products" (publish),
    /// "derivations.toml".
    [[nodiscard]] std::vector<const PackFile*> texts(std::string_view folder) const;
    [[nodiscard]] const std::vector<PackFile>& files() const { return files_; }

    /// Whether the form is owed for the period: of its frequency, not exempt, inside the pack's range.
    [[nodiscard]] bool owes(const Form& form, Period period) const;
    [[nodiscard]] Instant due_at(const Form& form, Period period) const;
    /// Periods of the form between two months, in order, exempt ones left out.
    [[nodiscard]] std::vector<Period> periods(const Form& form, Period first, Period last) const;

private:
    friend class PackReader;
    std::string code_;
    std::string title_;
    Period from_;
    Period to_;
    std::string hash_;
    std::vector<Form> forms_;
    std::map<std::string, CodeList, std::less<>> lists_;
    std::map<std::string, FrameRule, std::less<>> frames_;
    std::map<std::string, ImportProfile, std::less<>> profiles_;
    Calendar calendar_;
    std::vector<PackFile> files_;
};

/// Reads and checks a whole pack. All faults are named at once, with file, line and what was expected.
/// What other rooms read (rules, tables, products) is kept and checked there.
[[nodiscard]] std::expected<Pack, Faults> load_pack(std::vector<PackFile> files);

/// The canonical bytes of a pack's files, as the shelf keeps them.
[[nodiscard]] std::string pack_files(const std::vector<PackFile>& files);
[[nodiscard]] std::expected<std::vector<PackFile>, std::string> unpack_files(std::string_view bytes);

}  // namespace yj::instrument
