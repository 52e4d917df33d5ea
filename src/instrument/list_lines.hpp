// ListLines: the CSV files of a pack, line by line with their numbers, columns by name.
#pragma once
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "instrument/fault.hpp"

namespace yj::instrument {

struct ListLine {
    int number = 0;
    std::map<std::string, std::string, std::less<>> values;
    /// Empty when the column is not there.
    [[nodiscard]] std::string_view value(std::string_view column) const {
        const auto found = values.find(column);
        return found == values.end() ? std::string_view{} : std::string_view(found->second);
    }
};

/// Reads a header line and the lines below it. A value with commas stands in double quotes. Remarks ('#') and
/// empty lines are passed over. Faults: a required column that is missing, a line with another number of
/// values, text that is not UTF-8.
[[nodiscard]] std::vector<ListLine> read_list_lines(std::string_view path, std::string_view text,
                                                    std::initializer_list<std::string_view> required,
                                                    Faults& faults);

}  // namespace yj::instrument
