#include "desk/loaded_pack.hpp"

#include <algorithm>

#include "publish/product_check.hpp"
#include "tabulate/pack_tables.hpp"

namespace yj::desk {

using instrument::Faults;
using instrument::PackFile;

namespace {

template <class Value, class Made>
void take(std::expected<Made, Faults>&& made, Value& value, Faults& faults) {
    if (made)
        value = std::move(*made);
    else
        faults.insert(faults.end(), made.error().begin(), made.error().end());
}

const PackFile* beside(const instrument::Pack& pack, const std::string& path, const std::string& name) {
    const auto wanted = path.substr(0, path.rfind('/') + 1) + name;
    const auto found = std::ranges::find(pack.files(), wanted, &PackFile::path);
    return found == pack.files().end() ? nullptr : &*found;
}

void read_products(LoadedPack& loaded, Faults& faults) {
    for (const auto* file : loaded.pack.texts("products")) {
        if (!file->path.ends_with("/product.toml")) continue;
        LoadedProduct product;
        const auto before = faults.size();
        take(publish::parse_product(file->path, file->bytes), product.product, faults);
        if (faults.size() > before) continue;
        const auto* form = beside(loaded.pack, file->path, product.product.template_file);
        if (form == nullptr) {
            faults.push_back({file->path,
                              0,
                              0,
                              "模板“" + product.product.template_file + "”不在同一文件夹中",
                              "模板文件名",
                              {}});
            continue;
        }
        product.template_docx = form->bytes;
        for (auto& fault : publish::check_product(file->path, product.product, loaded.tables, form->bytes))
            faults.push_back(std::move(fault));
        loaded.products.push_back(std::move(product));
    }
}

}  // namespace

std::vector<edit::RuleText> rule_texts(const instrument::Pack& pack) {
    std::vector<edit::RuleText> texts;
    for (const auto* file : pack.texts("rules"))
        if (file->path.ends_with(".rules")) texts.push_back({file->path, file->bytes});
    return texts;
}

const instrument::Form* LoadedPack::form_by_hash(std::string_view hash) const {
    const auto found = std::ranges::find(pack.forms(), hash, &instrument::Form::hash);
    return found == pack.forms().end() ? nullptr : &*found;
}

const tabulate::TableDef* LoadedPack::table(std::string_view code) const {
    const auto found = std::ranges::find(tables, code, &tabulate::TableDef::code);
    return found == tables.end() ? nullptr : &*found;
}

const LoadedProduct* LoadedPack::product(std::string_view code) const {
    const auto found =
        std::ranges::find_if(products, [&](const auto& it) { return it.product.code == code; });
    return found == products.end() ? nullptr : &*found;
}

std::string LoadedPack::region_name(const RegionCode& region, Period period) const {
    const auto* list = pack.list("region");
    return list == nullptr ? region.text() : list->name_of(region.text(), period);
}

std::string LoadedPack::industry_name(const std::string& code, Period period) const {
    const auto* list = pack.list("industry");
    return list == nullptr ? code : list->name_of(code, period);
}

std::expected<std::unique_ptr<const LoadedPack>, Faults> read_whole_pack(std::vector<PackFile> files) {
    auto pack = instrument::load_pack(std::move(files));
    if (!pack) return std::unexpected(std::move(pack.error()));
    auto loaded = std::make_unique<LoadedPack>();
    loaded->pack = std::move(*pack);
    Faults faults;
    take(edit::compile_rules(loaded->pack.forms(), rule_texts(loaded->pack)), loaded->rules, faults);
    take(tabulate::pack_tables(loaded->pack), loaded->tables, faults);
    if (faults.empty()) read_products(*loaded, faults);
    if (!faults.empty()) return std::unexpected(std::move(faults));
    return loaded;
}

Result<std::unique_ptr<const LoadedPack>> load(std::vector<PackFile> files) {
    auto loaded = read_whole_pack(std::move(files));
    if (!loaded)
        return refuse(Refused::Malformed, "已安装的制度包读不出来：" + loaded.error().front().text(), {},
                      "请运行 youju log verify 查看数据库是否被改动");
    return std::move(*loaded);
}

}  // namespace yj::desk
