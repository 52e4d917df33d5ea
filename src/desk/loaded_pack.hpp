// LoadedPack: a pack with everything that the rooms make of its texts: rules compiled, tables and products
// read.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "edit/rule_set.hpp"
#include "instrument/pack.hpp"
#include "publish/product.hpp"
#include "tabulate/table_def.hpp"

namespace yj::desk {

struct LoadedProduct {
    publish::Product product;
    std::string template_docx;
};

/// Immutable; lives as long as its county.
struct LoadedPack {
    instrument::Pack pack;
    edit::RuleSet rules;
    std::vector<tabulate::TableDef> tables;
    std::vector<LoadedProduct> products;

    [[nodiscard]] bool covers(Period period) const { return pack.covers(period); }
    [[nodiscard]] const instrument::Form* form(std::string_view code) const { return pack.form(code); }
    [[nodiscard]] const instrument::Form* form_by_hash(std::string_view hash) const;
    [[nodiscard]] const tabulate::TableDef* table(std::string_view code) const;
    [[nodiscard]] const LoadedProduct* product(std::string_view code) const;
    /// Name of a region or an industry in the period; the code itself when the lists do not have it.
    [[nodiscard]] std::string region_name(const RegionCode& region, Period period) const;
    [[nodiscard]] std::string industry_name(const std::string& code, Period period) const;
};

/// The rule files of a pack.
[[nodiscard]] std::vector<edit::RuleText> rule_texts(const instrument::Pack& pack);

/// All faults of all rooms at once, for `pack check`. With none there is the pack.
[[nodiscard]] std::expected<std::unique_ptr<const LoadedPack>, instrument::Faults> read_whole_pack(
    std::vector<instrument::PackFile> files);

/// The same for a pack that was installed: a fault is then Malformed.
[[nodiscard]] Result<std::unique_ptr<const LoadedPack>> load(std::vector<instrument::PackFile> files);

}  // namespace yj::desk
