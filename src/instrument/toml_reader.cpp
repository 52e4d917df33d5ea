#include "instrument/toml_reader.hpp"

#include <toml++/toml.h>

#include <set>

#include "base/text.hpp"

namespace yj::instrument {

struct TomlReader::Inside {
    std::string path;
    Faults* faults = nullptr;
    toml::table owned;                   ///< only at the root
    const toml::table* table = nullptr;  ///< null when the text could not be parsed
    std::set<std::string, std::less<>> known;

    const toml::node* node(std::string_view key) {
        known.emplace(key);
        return table == nullptr ? nullptr : table->get(key);
    }
    void fault(int line, int column, std::string what, std::string expected, std::string nearest = {}) const {
        faults->push_back({path, line, column, std::move(what), std::move(expected), std::move(nearest)});
    }
    void wrong_kind(const toml::node& at, std::string_view key, std::string expected) const {
        fault(static_cast<int>(at.source().begin.line), static_cast<int>(at.source().begin.column),
              "“" + std::string(key) + "”的值不合要求", std::move(expected));
    }
};

TomlReader::TomlReader(std::string_view path, std::string_view text, Faults& faults)
    : inside_(std::make_unique<Inside>()) {
    inside_->path = path;
    inside_->faults = &faults;
    try {
        inside_->owned = toml::parse(text);
        inside_->table = &inside_->owned;
    } catch (const toml::parse_error& error) {
        const auto& at = error.source().begin;
        inside_->fault(static_cast<int>(at.line), static_cast<int>(at.column),
                       "不是合格的 TOML（" + std::string(error.description()) + "）",
                       "如 name = \"…\"，括号和引号成对");
    }
}

TomlReader::TomlReader(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
TomlReader::~TomlReader() = default;
TomlReader::TomlReader(TomlReader&&) noexcept = default;
TomlReader& TomlReader::operator=(TomlReader&&) noexcept = default;

bool TomlReader::has(std::string_view key) const {
    return inside_->table != nullptr && inside_->table->contains(key);
}

bool TomlReader::parsed() const { return inside_->table != nullptr; }

int TomlReader::line() const {
    return inside_->table == nullptr ? 0 : static_cast<int>(inside_->table->source().begin.line);
}

int TomlReader::line_of(std::string_view key) const {
    const auto* node = inside_->table == nullptr ? nullptr : inside_->table->get(key);
    return node == nullptr ? line() : static_cast<int>(node->source().begin.line);
}

std::optional<std::string> TomlReader::text(std::string_view key) {
    const auto* node = inside_->node(key);
    if (node == nullptr) return std::nullopt;
    const auto value = node->value_exact<std::string>();
    if (!value) inside_->wrong_kind(*node, key, "加引号的文字");
    return value;
}

std::string TomlReader::required_text(std::string_view key) {
    const bool there = inside_->table == nullptr || inside_->table->contains(key);
    if (!there) fault("缺少“" + std::string(key) + "”", std::string(key) + " = \"…\"");
    return text(key).value_or(std::string{});
}

std::optional<int> TomlReader::number(std::string_view key, int low, int high) {
    const auto* node = inside_->node(key);
    if (node == nullptr) return std::nullopt;
    const auto value = node->value_exact<std::int64_t>();
    if (value && *value >= low && *value <= high) return static_cast<int>(*value);
    inside_->wrong_kind(*node, key, std::to_string(low) + " 到 " + std::to_string(high) + " 的整数");
    return std::nullopt;
}

std::optional<bool> TomlReader::flag(std::string_view key) {
    const auto* node = inside_->node(key);
    if (node == nullptr) return std::nullopt;
    const auto value = node->value_exact<bool>();
    if (!value) inside_->wrong_kind(*node, key, "true 或 false");
    return value;
}

std::vector<std::string> TomlReader::texts(std::string_view key) {
    std::vector<std::string> all;
    const auto* node = inside_->node(key);
    if (node == nullptr) return all;
    const auto* array = node->as_array();
    if (array == nullptr) {
        inside_->wrong_kind(*node, key, "文字的数组，如 [\"甲\", \"乙\"]");
        return all;
    }
    for (const auto& each : *array) {
        const auto value = each.value_exact<std::string>();
        if (value)
            all.push_back(*value);
        else
            inside_->wrong_kind(each, key, "加引号的文字");
    }
    return all;
}

std::vector<int> TomlReader::numbers(std::string_view key, int low, int high) {
    std::vector<int> all;
    const auto* node = inside_->node(key);
    if (node == nullptr) return all;
    const auto* array = node->as_array();
    if (array == nullptr) {
        inside_->wrong_kind(*node, key, "整数的数组，如 [8, 7, 10, 7]");
        return all;
    }
    for (const auto& each : *array) {
        const auto value = each.value_exact<std::int64_t>();
        if (value && *value >= low && *value <= high)
            all.push_back(static_cast<int>(*value));
        else
            inside_->wrong_kind(each, key, std::to_string(low) + " 到 " + std::to_string(high) + " 的整数");
    }
    return all;
}

std::optional<TomlReader> TomlReader::table(std::string_view key) {
    const auto* node = inside_->node(key);
    if (node == nullptr) return std::nullopt;
    const auto* table = node->as_table();
    if (table == nullptr) {
        inside_->wrong_kind(*node, key, "一个表 { … }");
        return std::nullopt;
    }
    auto below = std::make_unique<Inside>();
    below->path = inside_->path;
    below->faults = inside_->faults;
    below->table = table;
    return TomlReader(std::move(below));
}

std::vector<TomlReader> TomlReader::list(std::string_view key) {
    std::vector<TomlReader> all;
    const auto* node = inside_->node(key);
    if (node == nullptr) return all;
    const auto* array = node->as_array();
    if (array == nullptr) inside_->wrong_kind(*node, key, "表的数组");
    for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
        const auto* table = array->get(i)->as_table();
        if (table == nullptr) {
            inside_->wrong_kind(*array->get(i), key, "一个表 { … }");
            continue;
        }
        auto below = std::make_unique<Inside>();
        below->path = inside_->path;
        below->faults = inside_->faults;
        below->table = table;
        all.push_back(TomlReader(std::move(below)));
    }
    return all;
}

std::vector<std::pair<std::string, TomlReader>> TomlReader::tables() {
    std::vector<std::pair<std::string, TomlReader>> all;
    if (inside_->table == nullptr) return all;
    for (const auto& [key, node] : *inside_->table)
        if (auto below = table(key.str())) all.emplace_back(std::string(key.str()), std::move(*below));
    return all;
}

std::vector<std::pair<std::string, std::string>> TomlReader::text_pairs() {
    std::vector<std::pair<std::string, std::string>> all;
    if (inside_->table == nullptr) return all;
    for (const auto& [key, node] : *inside_->table)
        if (auto value = text(key.str())) all.emplace_back(std::string(key.str()), std::move(*value));
    return all;
}

void TomlReader::fault(std::string what, std::string expected, std::string nearest) {
    inside_->fault(line(), 0, std::move(what), std::move(expected), std::move(nearest));
}

void TomlReader::fault_at(std::string_view key, std::string what, std::string expected, std::string nearest) {
    inside_->fault(line_of(key), 0, std::move(what), std::move(expected), std::move(nearest));
}

void TomlReader::fault_on(int line, std::string what, std::string expected, std::string nearest) {
    inside_->fault(line, 0, std::move(what), std::move(expected), std::move(nearest));
}

void TomlReader::no_more_keys() {
    if (inside_->table == nullptr) return;
    const std::vector<std::string> known(inside_->known.begin(), inside_->known.end());
    for (const auto& [key, node] : *inside_->table) {
        if (inside_->known.contains(key.str())) continue;
        inside_->fault(static_cast<int>(key.source().begin.line), static_cast<int>(key.source().begin.column),
                       "不认识的键“" + std::string(key.str()) + "”", {},
                       nearest_name(key.str(), known).value_or(""));
    }
}

char read_provenance(TomlReader& in) {
    const auto text = in.text("p").value_or("U");
    if (text == "S" || text == "C" || text == "U") return text.front();
    in.fault_at("p", "不认识的出处标记“" + text + "”", "S、C 或 U");
    return 'U';
}

}  // namespace yj::instrument
