#include "trace/walk_shelf.hpp"

#include <algorithm>

#include "journal/journal_shelf.hpp"

namespace yj::trace {

namespace {

bool seal_matches(store::Tx& tx, const journal::Entry& entry, Node& node) {
    const auto seal = journal::seal_at(tx, entry.index);
    if (!seal) {
        node.details.emplace_back("封存内容已不在，无从核对；依法销毁的另有销毁记录");
        return true;
    }
    return journal::commitment(seal->salt, seal->payload) == entry.commitment;
}

void check_proof(const Walk& walk, const Digest& leaf, Node& node) {
    const std::string at = "第 " + node.address.substr(6) + " 叶";
    const auto proof =
        walk.defs.proof ? walk.defs.proof(EntryIndex{std::stoll(node.address.substr(6))}) : std::nullopt;
    if (!proof) {
        node.details.push_back(at + "，尚未纳入存证点");
        return;
    }
    const bool good = proof->leaf == leaf && holds(*proof);
    node.check = good ? Check::Held : Check::Broken;
    node.why = at + (good ? "在存证点（" : "不在存证点（") + std::to_string(proof->size) +
               " 条）中，包含证明 " + std::to_string(proof->path.size()) + " 步，" +
               (good ? "验证通过" : "验证不通过");
}

}  // namespace

std::string Walk::account(AccountId id) const {
    const std::string code = "account/" + std::to_string(id.value);
    if (!defs.account_name) return code;
    const std::string name = defs.account_name(id);
    return name.empty() ? code : name;
}

std::string Walk::region(const RegionCode& code, Period period) const {
    return defs.region_name ? defs.region_name(code, period) : code.text();
}

std::string Walk::industry(const std::string& code, Period period) const {
    return defs.industry_name ? defs.industry_name(code, period) : code;
}

Node entry_node(const Walk& walk, EntryIndex index) {
    Node node{.kind = Kind::Entry, .address = "entry/" + std::to_string(index.value)};
    const auto entry = journal::entry_at(walk.tx, index);
    const auto leaf = journal::leaf_at(walk.tx, index);
    if (!entry || !leaf) {
        node.check = Check::Broken;
        node.why = "存证中没有这一条，或其内容已损坏";
        return node;
    }
    node.title = walk.defs.act_name ? walk.defs.act_name(entry->act) : entry->act;
    node.details.push_back(instant_text(entry->at) + "，" + walk.account(entry->actor) + "，" +
                           entry->subject);
    const Digest hash = journal::leaf_hash(sha256, leaf->bytes);
    node.details.push_back("叶哈希 " + hash.hex());
    check_proof(walk, hash, node);
    if (!seal_matches(walk.tx, *entry, node)) {
        node.check = Check::Broken;
        node.why = "封存内容与条目的承诺不一致";
    }
    return node;
}

Sealed sealed_row(const Walk& walk, EntryIndex since, const store::Table& table,
                  std::span<const store::Field> fields) {
    const auto seal = journal::seal_at(walk.tx, since);
    if (!seal) return Sealed::Unknown;
    const auto lines = journal::parse_payload(seal->payload);
    if (!lines) return Sealed::Changed;
    const Digest hash = store::sealed_hash(table, fields);
    const bool same = std::ranges::any_of(*lines, [&](const journal::SealedLine& line) {
        return line.table == table.name && line.hash == hash;
    });
    return same ? Sealed::Same : Sealed::Changed;
}

std::string unit_title(const std::optional<registry::UnitVersion>& version, StatUnitId unit) {
    if (!version) return "单位 " + std::to_string(unit.value);
    return version->attributes.name + "（" + version->attributes.code + "）";
}

}  // namespace yj::trace
