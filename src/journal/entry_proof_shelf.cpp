#include "journal/entry_proof_shelf.hpp"

#include "journal/journal_shelf.hpp"

namespace yj::journal {

namespace {

std::string number(EntryIndex entry) { return std::to_string(entry.value); }

}  // namespace

Result<ProvenEntry> open_entry(store::Tx& tx, EntryIndex entry, std::span<const RowName> rows) {
    const auto leaf = leaf_at(tx, entry);
    if (!leaf) return refuse(Refused::NotFound, "没有第 " + number(entry) + " 号存证记录");
    const auto seal = seal_at(tx, entry);
    ProvenEntry proven{leaf->bytes, {}};
    if (!seal || rows.empty()) return proven;
    if (!parse_payload(seal->payload))
        return refuse(Refused::Conflict, "第 " + number(entry) + " 号存证记录的封存内容被改动");
    const SealTree tree(*seal);
    for (const auto& row : rows) {
        const auto bytes = row_bytes_at(tx, row);
        const auto place = std::string(row.table->name) + " " + row.key_text();
        if (!bytes) return refuse(Refused::NotFound, "第 " + number(entry) + " 号存证记录没有这一行", place);
        auto opened = tree.open(row.table->name, row.key_text(), *bytes);
        if (!opened)
            return refuse(Refused::Conflict, "这一行与它的存证不一致", place, "请运行 youju log verify");
        proven.rows.push_back(*std::move(opened));
    }
    return proven;
}

Result<ProofFile> prove(store::Tx& tx, const LogTree& tree, const ProvenEntry& entry) {
    const auto last = latest_checkpoint(tx);
    const auto read = parse_leaf(entry.leaf);
    if (!read) return refuse(Refused::Conflict, "存证原文读不出来", {}, "请运行 youju log verify");
    if (!last || read->index.value >= last->size)
        return refuse(Refused::NotReady, "还没有检查点覆盖第 " + number(read->index) + " 号存证记录", {},
                      "请在下一个检查点之后再取证明");
    if (tree.tree.size() < last->size || root_of(sha256, tree.tree.nodes(), last->size) != last->root)
        return refuse(Refused::Conflict, "存证日志与检查点不一致", {}, "请运行 youju log verify");
    return ProofFile{proven_bytes(entry), read->index.value,
                     inclusion_proof(sha256, tree.tree.nodes(), read->index.value, last->size),
                     last->note + cosignatures_of(tx, last->size)};
}

}  // namespace yj::journal
