// CodeList: a 代码表 of the pack, its codes valid for a range of periods, a tree where parents are named.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/period.hpp"
#include "instrument/fault.hpp"

namespace yj::instrument {

struct Code {
    std::string code;
    std::string name;
    std::string parent;                ///< empty at the root
    std::optional<Period> valid_from;  ///< empty: since ever
    std::optional<Period> valid_to;    ///< the last period; empty: still
    int line = 0;                      ///< line in the pack's file, for messages
    std::vector<std::pair<std::string, std::string>>
        facts{};  ///< the list's further columns, by their header
    [[nodiscard]] bool valid(Period period) const;
    /// A further column ("measure" of a product); empty when the list does not have it.
    [[nodiscard]] std::string_view fact(std::string_view column) const;
};

/// Codes in the order of the file. Codes drift: one code may stand twice with ranges that do not meet.
class CodeList {
public:
    CodeList() = default;
    CodeList(std::string name, std::vector<Code> codes);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const std::vector<Code>& codes() const { return codes_; }
    /// The code as it stands in that period, or nullptr.
    [[nodiscard]] const Code* find(std::string_view code, Period period) const;
    /// The code as a form writes it in an open row: as it stands, or without the letter of its section
    /// ("1310" for C1310). nullptr when there is none, or when two letters would do.
    [[nodiscard]] const Code* find_key(std::string_view key, Period period) const;
    /// Its name in that period; the code itself when it has none.
    [[nodiscard]] std::string name_of(std::string_view code, Period period) const;
    /// Codes below this one (one step), in the file's order; "" gives the roots.
    [[nodiscard]] std::vector<const Code*> children(std::string_view parent, Period period) const;
    /// From the root down to the code itself; empty when it is not there in that period.
    [[nodiscard]] std::vector<const Code*> path_to(std::string_view code, Period period) const;

private:
    std::string name_;
    std::vector<Code> codes_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_code_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_parent_;
};

/// Reads lists/NAME.csv: header code,name[,parent][,valid_from][,valid_to]; further columns are kept as
/// facts, a column `measure` is checked. Lines that begin with '#' are remarks (source, licence). Faults: a
/// missing column, a code twice in one period, a parent that is not there or lies below its child, an
/// unreadable or reversed period, an unknown measure; in `region` and `industry` a code that is none of its
/// kind or does not lie in its parent.
[[nodiscard]] CodeList read_code_list(std::string_view path, std::string_view text, Faults& faults);

}  // namespace yj::instrument
