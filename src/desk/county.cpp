#include "desk/county.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <fstream>
#include <sstream>

#include "access/session_shelf.hpp"
#include "instrument/instrument_shelf.hpp"
#include "journal/journal_shelf.hpp"
#include "journal/key_shelf.hpp"
#include "journal/policy.hpp"

namespace yj::desk {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kSettingsLimit = 1 << 20;

Result<CountySettings> parse_settings(std::string_view text, const fs::path& place) {
    const auto malformed = [&](const std::string& what) {
        return refuse(Refused::Malformed, what, place.string(), "请对照 README 修正 county.toml");
    };
    toml::table table;
    try {
        table = toml::parse(text);
    } catch (const toml::parse_error& error) {
        return malformed(fmt::format("第 {} 行读不懂", error.source().begin.line));
    }
    CountySettings settings;
    settings.title = table["title"].value_or(std::string{});
    settings.store_url = table["store"].value_or(std::string{});
    settings.log_origin = table["log_origin"].value_or(std::string{});
    settings.log_signer = table["log_signer"].value_or(std::string{});
    const auto region = RegionCode::parse(table["region"].value_or(std::string{}));
    if (settings.title.empty()) return malformed("缺少 title（单位名称）");
    if (!region) return malformed("region 不是区划代码");
    settings.region = *region;
    return settings;
}

std::string settings_text(const CountySettings& settings) {
    toml::table table;
    table.insert("title", settings.title);
    table.insert("region", settings.region.text());
    table.insert("log_origin", settings.log_origin);
    if (!settings.log_signer.empty()) table.insert("log_signer", settings.log_signer);
    if (!settings.store_url.empty()) table.insert("store", settings.store_url);
    std::ostringstream out;
    out << table << '\n';
    return out.str();
}

Done make_keys(const fs::path& log_folder, const CountySettings& settings, std::string_view signer_keys) {
    if (settings.log_signer.empty()) {
        constexpr std::array kKinds{journal::KeyKind::Ed25519, journal::KeyKind::Sm2};
        YJ_TRY(journal::create_keys(log_folder, settings.log_origin, kKinds));
        return {};
    }
    YJ_ASSIGN(const auto keys, journal::parse_keys(signer_keys));
    for (const auto& log : keys.logs)
        if (log.name != settings.log_origin)
            return refuse(Refused::Malformed, "签名进程的公钥属于另一本日志“" + log.name + "”");
    return store::write_durably(log_folder / journal::kPublicKeyFile, signer_keys);
}

}  // namespace

Done County::create(const fs::path& folder, const CountySettings& settings, std::string_view signer_keys) {
    std::error_code error;
    if (fs::exists(folder / "county.toml"))
        return refuse(Refused::Conflict, "这里已经有一个县的数据", folder.string(),
                      "请换一个文件夹，或直接使用它");
    fs::create_directories(folder, error);
    if (error)
        return refuse(Refused::Storage, "不能建立文件夹：" + error.message(), folder.string(),
                      "请检查路径和权限");
    YJ_TRY(make_keys(folder / "log", settings, signer_keys));
    return store::write_durably(folder / "county.toml", settings_text(settings));
}

County::County(fs::path folder, CountySettings settings, const Clock& clock, RandomSource& random,
               store::FolderLock lock)
    : folder_(std::move(folder)),
      settings_(std::move(settings)),
      clock_(clock),
      random_(random),
      lock_(std::move(lock)),
      ids_(clock, random) {}

Result<std::unique_ptr<County>> County::open(const fs::path& folder, const Clock& clock,
                                             RandomSource& random) {
    auto text = store::read_whole(folder / "county.toml", kSettingsLimit);
    if (!text)
        return refuse(Refused::NotFound, "这里没有县的数据（缺少 county.toml）", folder.string(),
                      "请先运行 youju init --dir 文件夹，或用 youju demo 建立示例县");
    YJ_ASSIGN(auto settings, parse_settings(*text, folder / "county.toml"));
    YJ_ASSIGN(auto lock, store::FolderLock::take(folder));
    std::unique_ptr<County> county(new County(folder, std::move(settings), clock, random, std::move(lock)));
    const auto& url = county->settings_.store_url;
    YJ_ASSIGN(county->store_,
              store::Store::open(url.empty() ? "sqlite:" + (folder / "youju.db").string() : url));
    std::vector<instrument::StoredPack> stored;
    YJ_TRY(county->store_->read([&](store::Tx& tx) -> Done {
        stored = instrument::stored_packs(tx);
        return {};
    }));
    for (const auto& each : stored) {
        YJ_ASSIGN(auto loaded, load(each.files));
        county->add_pack(std::move(loaded));
    }
    return county;
}

std::int64_t County::next_id() {
    const std::lock_guard lock(ids_mutex_);
    return ids_.next();
}

std::array<std::uint8_t, 16> County::salt() {
    const std::lock_guard lock(ids_mutex_);
    return random_.salt();
}

std::string County::make_token() {
    const std::lock_guard lock(ids_mutex_);
    return access::make_token(random_);
}

Result<EntryIndex> County::last_entry() const {
    EntryIndex last;
    YJ_TRY(store_->read([&](store::Tx& tx) -> Done {
        last = EntryIndex{journal::next_index(tx).value - 1};
        return {};
    }));
    return last;
}

const LoadedPack* County::pack_for(Period period) const {
    const std::lock_guard lock(packs_mutex_);
    for (auto pack = packs_.rbegin(); pack != packs_.rend(); ++pack)
        if ((*pack)->covers(period)) return pack->get();
    return nullptr;
}

const LoadedPack* County::pack_of(std::string_view form, Period period) const {
    const std::lock_guard lock(packs_mutex_);
    for (auto pack = packs_.rbegin(); pack != packs_.rend(); ++pack)
        if ((*pack)->covers(period) && (*pack)->form(form) != nullptr) return pack->get();
    return nullptr;
}

const LoadedPack* County::pack_by_hash(std::string_view hash) const {
    const std::lock_guard lock(packs_mutex_);
    for (const auto& pack : packs_)
        if (pack->pack.hash() == hash) return pack.get();
    return nullptr;
}

std::vector<const LoadedPack*> County::packs() const {
    const std::lock_guard lock(packs_mutex_);
    std::vector<const LoadedPack*> all;
    for (const auto& pack : packs_) all.push_back(pack.get());
    return all;
}

void County::add_pack(std::unique_ptr<const LoadedPack> pack) {
    const std::lock_guard lock(packs_mutex_);
    packs_.push_back(std::move(pack));
}

std::string County::incident(std::string_view why) const {
    const auto at = clock_.now();
    const auto number = fmt::format("{:x}", at.us);
    std::ofstream file(folder_ / "incidents.log", std::ios::app);
    file << instant_text(at) << ' ' << number << ' ' << why << '\n';
    return number;
}

}  // namespace yj::desk
