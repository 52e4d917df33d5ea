// Dataset: a VTL data set: components with a role and a type, held by columns.
#pragma once
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edit/vtl/value.hpp"
#include "instrument/fault.hpp"

namespace yj::edit::vtl {

/// What stops a script: place, what is wrong, what was expected, the nearest known name.
using instrument::Fault;
template <class T>
using Outcome = std::expected<T, Fault>;

enum class Role : std::uint8_t { Identifier, Measure, Attribute, ViralAttribute };

[[nodiscard]] std::string_view role_name(Role role);
[[nodiscard]] std::optional<Role> parse_role(std::string_view name);

struct Component {
    std::string name;
    Role role = Role::Measure;
    Column column;
};

struct Dataset {
    std::string name;
    std::vector<Component> components;
    std::size_t rows = 0;

    [[nodiscard]] const Component* find(std::string_view component) const;
    [[nodiscard]] Component* find(std::string_view component);
    [[nodiscard]] std::vector<const Component*> all(Role role) const;
    [[nodiscard]] std::vector<std::string> names() const;
    /// The components of these roles only.
    [[nodiscard]] Dataset only(std::initializer_list<Role> roles) const;
    /// These rows, in this order.
    [[nodiscard]] Dataset taken(std::span<const std::size_t> which) const;
};

/// The values of some components in one row as one text, equal for equal rows.
[[nodiscard]] std::string row_key(std::span<const Component* const> of, std::size_t row);

/// Reads a table with a header line into the structure (names, roles, types; no rows): columns are found by
/// name, an empty cell is null. Fails: a column that is missing, a value its type cannot hold (with its
/// line).
[[nodiscard]] Outcome<Dataset> read_csv(Dataset structure, std::string_view csv);
/// Header line and rows, in the order of components and rows.
[[nodiscard]] std::string write_csv(const Dataset& data);
/// The cells of a .csv text, quotes taken off.
[[nodiscard]] std::vector<std::vector<std::string>> split_csv(std::string_view csv);

}  // namespace yj::edit::vtl
