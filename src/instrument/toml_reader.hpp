// TomlReader: a TOML table read key by key; every fault has its line, an unknown key its nearest known one.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "instrument/fault.hpp"

namespace yj::instrument {

/// Reads one table. Each question marks its key as known; `no_more_keys` then names the others as faults.
/// A reader of a text that cannot be parsed has one fault and no keys.
class TomlReader {
public:
    TomlReader(std::string_view path, std::string_view text, Faults& faults);
    ~TomlReader();
    TomlReader(TomlReader&&) noexcept;
    TomlReader& operator=(TomlReader&&) noexcept;

    [[nodiscard]] std::optional<std::string> text(std::string_view key);
    /// The text, and a fault when it is not there.
    [[nodiscard]] std::string required_text(std::string_view key);
    [[nodiscard]] std::optional<int> number(std::string_view key, int low, int high);
    [[nodiscard]] std::optional<bool> flag(std::string_view key);
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);
    [[nodiscard]] std::vector<int> numbers(std::string_view key, int low, int high);
    /// A table below this one; empty when it is not there.
    [[nodiscard]] std::optional<TomlReader> table(std::string_view key);
    /// The tables of an array of tables ([[rows]] or rows = [ {…}, … ]).
    [[nodiscard]] std::vector<TomlReader> list(std::string_view key);
    /// Every table of this one by its name, in the order of the names.
    [[nodiscard]] std::vector<std::pair<std::string, TomlReader>> tables();
    /// Every key with a text value: {key, value}.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> text_pairs();

    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] bool parsed() const;
    /// The line where this table begins, or where the key stands when it is there.
    [[nodiscard]] int line() const;
    [[nodiscard]] int line_of(std::string_view key) const;
    void fault(std::string what, std::string expected = {}, std::string nearest = {});
    void fault_at(std::string_view key, std::string what, std::string expected = {},
                  std::string nearest = {});
    void fault_on(int line, std::string what, std::string expected = {}, std::string nearest = {});
    void no_more_keys();

private:
    struct Inside;
    explicit TomlReader(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

/// The key `p`: S sourced, C confident, U to be confirmed. U when it is not there; a fault for anything else.
[[nodiscard]] char read_provenance(TomlReader& in);

}  // namespace yj::instrument
