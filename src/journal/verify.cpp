#include "journal/verify.hpp"

#include <algorithm>

namespace yj::journal {

namespace {

bool same_header(const StoredLeaf& leaf, const Entry& entry) {
    return leaf.index == entry.index && leaf.act == entry.act && leaf.actor == entry.actor &&
           leaf.at == entry.at && leaf.subject == entry.subject;
}

std::string entry_sentence(ProblemKind kind, const std::string& number) {
    const std::string entry = "第 " + number + " 号存证记录";
    switch (kind) {
        case ProblemKind::EntryMissing: return "缺少" + entry;
        case ProblemKind::LeafUnreadable: return entry + "的存证原文读不出来";
        case ProblemKind::LeafChanged: return entry + "的栏目与存证原文不一致";
        case ProblemKind::LeafReplaced: return entry + "与已公布的存证文件不一致";
        case ProblemKind::TimeBackwards: return entry + "的时间早于它前面的记录";
        case ProblemKind::SaltReused: return entry + "重复使用了别的记录的盐";
        case ProblemKind::ReceiptBroken: return "回执所记的" + entry + "不在日志里，或已不是当时那一条";
        case ProblemKind::SealChanged: return entry + "的封存内容被改动";
        default: return "封存内容没有对应的" + entry;
    }
}

std::string checkpoint_sentence(ProblemKind kind, const std::string& size) {
    if (size == "-1") return "另存的检查点签名不成立";
    const std::string checkpoint = "记到 " + size + " 条的检查点";
    if (kind == ProblemKind::SignatureBad) return checkpoint + "签名不成立或与其栏目不一致";
    if (kind == ProblemKind::RolledBack) return "日志条数少于" + checkpoint + "，日志被回退";
    return "前 " + size + " 条存证记录与检查点不一致";
}

std::string row_sentence(const Problem& problem, const std::string& number) {
    const std::string row = "表 " + problem.table + " 的行 " + problem.key;
    if (problem.kind == ProblemKind::RowChanged) return row + " 被改动（第 " + number + " 号存证记录）";
    if (problem.kind == ProblemKind::RowMissing) return row + " 缺失（第 " + number + " 号存证记录）";
    return row + " 没有存证（自称出自第 " + number + " 号存证记录）";
}

}  // namespace

std::string problem_sentence(const Problem& problem) {
    const auto number = std::to_string(problem.entry.value);
    if (problem.kind == ProblemKind::FileDamaged) return "文件 " + problem.key + " 缺失或被改动";
    if (problem.kind == ProblemKind::TileDamaged) return "已公布的存证文件 " + problem.key + " 缺失或被改动";
    if (!problem.table.empty()) return row_sentence(problem, number);
    return problem.kind >= ProblemKind::SignatureBad ? checkpoint_sentence(problem.kind, number)
                                                     : entry_sentence(problem.kind, number);
}

std::optional<std::pair<std::int64_t, std::string>> LogCheck::receipt_number(std::string_view text) {
    const auto dash = text.find('-');
    const auto entry = parse_id(text.substr(0, dash));
    if (!entry || dash == std::string_view::npos || text.size() < dash + 9) return std::nullopt;
    const auto hash = text.substr(dash + 1);
    if (hash.find_first_not_of("0123456789abcdef") != std::string_view::npos) return std::nullopt;
    return std::pair(*entry, std::string(hash));
}

void LogCheck::add(ProblemKind kind, EntryIndex entry, std::string_view table, std::string_view key) {
    report_.problems.push_back({kind, entry, std::string(table), std::string(key)});
}

void LogCheck::take(const Checkpoint& checkpoint) {
    // The store's last checkpoint is usually the published one too: one finding is enough.
    if (std::ranges::find(waiting_, checkpoint) != waiting_.end()) return;
    ++report_.checkpoints;
    wants_sm3_ = wants_sm3_ || checkpoint.sm3_root.has_value();
    waiting_.push_back(checkpoint);
}

void LogCheck::checkpoint(std::string_view note) {
    if (keys_.empty()) return;
    const auto opened = open_checkpoint(note, keys_);
    if (!opened) return add(ProblemKind::SignatureBad, EntryIndex{-1});
    take(*opened);
}

void LogCheck::checkpoint(const StoredCheckpoint& stored) {
    if (keys_.empty()) return;
    const auto opened = open_checkpoint(stored.note, keys_);
    if (!opened || opened->size != stored.size || opened->root != stored.root)
        return add(ProblemKind::SignatureBad, EntryIndex{stored.size});
    take(*opened);
}

void LogCheck::check_roots() {
    if (!sorted_) {
        std::ranges::sort(waiting_, std::greater{}, &Checkpoint::size);
        sorted_ = true;
    }
    while (!waiting_.empty() && waiting_.back().size == tree_.size()) {
        const auto& checkpoint = waiting_.back();
        const bool same = checkpoint.root == tree_.root() &&
                          (!checkpoint.sm3_root || *checkpoint.sm3_root == sm3_tree_.root());
        if (same)
            report_.signed_entries = checkpoint.size;
        else
            add(ProblemKind::RootMismatch, EntryIndex{checkpoint.size});
        waiting_.pop_back();
    }
}

void LogCheck::check_seal(EntryIndex index, const std::optional<Entry>& entry,
                          const std::optional<Seal>& seal) {
    if (!seal) {
        report_.erased.push_back(index);
        return;
    }
    if (!salts_.insert(seal->salt).second) add(ProblemKind::SaltReused, index);
    const auto lines = parse_payload(seal->payload);
    // The lines are kept even when the commitment does not hold or the leaf is lost: they tell which rows to
    // look at.
    if (lines) rows_.expect(index, *lines);
    if (!lines || (entry && commitment(seal->salt, seal->payload) != entry->commitment))
        add(ProblemKind::SealChanged, index);
}

void LogCheck::leaf(const StoredLeaf& leaf, const std::optional<Seal>& seal,
                    const std::optional<Digest>& published) {
    check_roots();
    for (; next_ < leaf.index.value; ++next_) add(ProblemKind::EntryMissing, EntryIndex{next_});
    next_ = leaf.index.value + 1;
    ++report_.entries;
    const auto hash = leaf_hash(sha256, leaf.bytes);
    tree_.add(hash);
    if (wants_sm3_) sm3_tree_.add(leaf_hash(sm3, leaf.bytes));
    if (published && *published != hash) add(ProblemKind::LeafReplaced, leaf.index);
    for (auto [it, end] = receipts_.equal_range(leaf.index.value); it != end; it = receipts_.erase(it))
        if (!hash.hex().starts_with(it->second)) add(ProblemKind::ReceiptBroken, leaf.index);
    const auto entry = parse_leaf(leaf.bytes);
    if (!entry) add(ProblemKind::LeafUnreadable, leaf.index);
    if (entry && !same_header(leaf, *entry)) add(ProblemKind::LeafChanged, leaf.index);
    if (entry && entry->at < std::exchange(last_, entry->at)) add(ProblemKind::TimeBackwards, leaf.index);
    check_seal(leaf.index, entry, seal);
}

void LogCheck::row(EntryIndex since, std::string_view table, std::string_view key, const Digest& hash) {
    ++report_.rows;
    const auto found = rows_.cross_off(since, table, key, hash);
    if (found == RowLedger::Found::Changed) add(ProblemKind::RowChanged, since, table, key);
    if (found == RowLedger::Found::Unknown) add(ProblemKind::RowUnsealed, since, table, key);
}

LogReport LogCheck::finish(const LinesFn& lines_of) {
    check_roots();
    for (const auto& [entry, hash] : receipts_) add(ProblemKind::ReceiptBroken, EntryIndex{entry});
    for (const auto& checkpoint : waiting_) add(ProblemKind::RolledBack, EntryIndex{checkpoint.size});
    for (const auto entry : rows_.open_entries())
        for (const auto& line : lines_of(entry))
            if (rows_.open(entry, line)) add(ProblemKind::RowMissing, entry, line.table, line.key);
    return std::move(report_);
}

}  // namespace yj::journal
