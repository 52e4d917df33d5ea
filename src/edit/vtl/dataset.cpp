#include "edit/vtl/dataset.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace yj::edit::vtl {

namespace {

constexpr std::array<std::string_view, 4> kRoles{"Identifier", "Measure", "Attribute", "Viral Attribute"};

std::string quoted(const std::string& cell) {
    if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
    std::string made = "\"";
    for (const char c : cell) made += c == '"' ? "\"\"" : std::string(1, c);
    return made + '"';
}

}  // namespace

std::string_view role_name(Role role) { return kRoles[static_cast<std::size_t>(role)]; }

std::optional<Role> parse_role(std::string_view name) {
    for (std::size_t i = 0; i < kRoles.size(); ++i)
        if (kRoles[i] == name) return static_cast<Role>(i);
    if (name == "ViralAttribute") return Role::ViralAttribute;
    return std::nullopt;
}

const Component* Dataset::find(std::string_view component) const {
    const auto found = std::ranges::find(components, component, &Component::name);
    return found == components.end() ? nullptr : &*found;
}

Component* Dataset::find(std::string_view component) {
    const auto found = std::ranges::find(components, component, &Component::name);
    return found == components.end() ? nullptr : &*found;
}

std::vector<const Component*> Dataset::all(Role role) const {
    std::vector<const Component*> found;
    for (const auto& it : components)
        if (it.role == role) found.push_back(&it);
    return found;
}

std::vector<std::string> Dataset::names() const {
    std::vector<std::string> found;
    for (const auto& it : components) found.push_back(it.name);
    return found;
}

Dataset Dataset::only(std::initializer_list<Role> roles) const {
    Dataset kept{name, {}, rows};
    for (const auto& it : components)
        if (std::ranges::find(roles, it.role) != roles.end()) kept.components.push_back(it);
    return kept;
}

Dataset Dataset::taken(std::span<const std::size_t> which) const {
    Dataset kept{name, {}, which.size()};
    for (const auto& it : components) {
        Component copy{it.name, it.role, {it.column.type, {}, false}};
        copy.column.values.reserve(which.size());
        for (const auto row : which) copy.column.values.push_back(it.column.at(row));
        kept.components.push_back(std::move(copy));
    }
    return kept;
}

std::string row_key(std::span<const Component* const> of, std::size_t row) {
    std::string key;
    for (const auto* it : of) {
        const auto& value = it->column.at(row);
        key += value.is_null() ? '\1' : '\2';
        key += value.shown();
        key += '\0';
    }
    return key;
}

std::vector<std::vector<std::string>> split_csv(std::string_view csv) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row;
    std::string cell;
    bool inside = false, any = false;
    const auto end_row = [&] {
        if (any) {
            row.push_back(std::move(cell));
            rows.push_back(std::move(row));
        }
        row.clear();
        cell.clear();
        any = false;
    };
    for (std::size_t i = 0; i < csv.size(); ++i) {
        const char c = csv[i];
        if (inside && c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') {
            cell += csv[++i];
        } else if (c == '"' && (inside || cell.empty())) {
            inside = !inside;
            any = true;
        } else if (c == ',' && !inside) {
            row.push_back(std::move(cell));
            cell.clear();
            any = true;
        } else if ((c == '\n' || c == '\r') && !inside) {
            end_row();
        } else {
            cell += c;
            any = true;
        }
    }
    end_row();
    return rows;
}

Outcome<Dataset> read_csv(Dataset structure, std::string_view csv) {
    const auto lines = split_csv(csv);
    if (lines.empty()) return structure;
    for (auto& it : structure.components) {
        const auto found = std::ranges::find(lines[0], it.name);
        if (found == lines[0].end())
            return std::unexpected(Fault{structure.name,
                                         1,
                                         0,
                                         "表头没有“" + it.name + "”这一列",
                                         {},
                                         nearest_name(it.name, lines[0]).value_or("")});
        const auto at = static_cast<std::size_t>(found - lines[0].begin());
        it.column.values.reserve(lines.size() - 1);
        for (std::size_t line = 1; line < lines.size(); ++line) {
            const std::string_view cell = at < lines[line].size() ? lines[line][at] : std::string_view();
            auto value = parse_value(cell, it.column.type);
            if (!value)
                return std::unexpected(Fault{
                    structure.name,
                    static_cast<int>(line + 1),
                    static_cast<int>(at + 1),
                    it.name + " 的“" + std::string(cell) + "”不是" + std::string(type_name(it.column.type)),
                    {},
                    {}});
            it.column.values.push_back(std::move(*value));
        }
    }
    structure.rows = lines.size() - 1;
    return structure;
}

std::string write_csv(const Dataset& data) {
    std::string made;
    for (const auto& it : data.components) made += (made.empty() ? "" : ",") + quoted(it.name);
    made += '\n';
    for (std::size_t row = 0; row < data.rows; ++row) {
        for (std::size_t i = 0; i < data.components.size(); ++i)
            made += (i == 0 ? "" : ",") + quoted(data.components[i].column.at(row).shown());
        made += '\n';
    }
    return made;
}

}  // namespace yj::edit::vtl
