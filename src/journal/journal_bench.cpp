#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

#include "journal/checkpoint_shelf.hpp"
#include "journal/journal_shelf.hpp"
#include "journal/tree.hpp"
#include "journal/verify_shelf.hpp"
#include "store/store.hpp"

namespace yj::journal {
namespace {

Entry entry_of(std::int64_t index, const Salt& salt, std::string_view payload) {
    return {EntryIndex{index},
            "report.accept",
            AccountId{42},
            Instant{1'760'000'000'000'000 + index},
            "submission/" + std::to_string(index),
            commitment(salt, payload)};
}

/// A store in a folder of its own, gone with it.
struct TemporaryStore {
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("yj_bench_" + std::to_string(getpid()));
    std::unique_ptr<store::Store> store;

    TemporaryStore() {
        std::filesystem::create_directories(folder);
        store = *store::Store::open("sqlite:" + (folder / "county.db").string());
    }
    ~TemporaryStore() {
        store.reset();
        std::filesystem::remove_all(folder);
    }
    TemporaryStore(const TemporaryStore&) = delete;
    TemporaryStore& operator=(const TemporaryStore&) = delete;
};

Salt salt_of(std::int64_t index) {
    return {static_cast<std::uint8_t>(index), static_cast<std::uint8_t>(index >> 8)};
}

/// One entry with the seal of two rows, inside a transaction that holds a thousand of them.
void BM_journal_append_leaf(benchmark::State& state) {
    const TemporaryStore temporary;
    const std::vector<SealedLine> lines{{"facts_sheet", "B204-1/2026-10/7", {}},
                                        {"review_acceptance", "7/1", {}}};
    const auto payload = seal_payload(lines);
    std::int64_t next = 0;
    for (auto _ : state) {
        const auto done = temporary.store->write([&](store::Tx& tx) {
            for (int i = 0; i < 1000; ++i, ++next)
                append(tx, entry_of(next, salt_of(next), payload), {}, {}, salt_of(next), payload);
            return tx.state();
        });
        if (!done) state.SkipWithError("the store refused");
    }
    state.SetItemsProcessed(next);
}
BENCHMARK(BM_journal_append_leaf)->Unit(benchmark::kMillisecond);

constexpr std::array kColumns{store::Column{"id", store::ColumnKind::Number},
                              store::Column{"since", store::ColumnKind::Number},
                              store::Column{"payload", store::ColumnKind::Bytes}};
constexpr store::Table kTable{"bench_row", kColumns, 1};
constexpr const store::Table* kTables[]{&kTable};

/// `entries` acts, each with one row of 400 bytes: a submission's size.
Done fill(store::Tx& tx, std::int64_t entries) {
    tx.run("CREATE TABLE bench_row (id BIGINT PRIMARY KEY, since BIGINT, payload BYTEA)");
    for (std::int64_t index = 0; index < entries; ++index) {
        tx.put(kTable, {index, index, store::Blob{std::string(400, static_cast<char>(index))}});
        const auto payload = seal_payload(tx.take_sealed());
        append(tx, entry_of(index, salt_of(index), payload), {}, {}, salt_of(index), payload);
    }
    return tx.state();
}

/// `log verify` of a county's year, without checkpoints.
void BM_journal_verify(benchmark::State& state) {
    const TemporaryStore temporary;
    if (!temporary.store->write([&](store::Tx& tx) { return fill(tx, state.range(0)); }))
        return state.SkipWithError("the store refused");
    for (auto _ : state) {
        const auto done = temporary.store->read([&](store::Tx& tx) -> Done {
            YJ_ASSIGN(const auto report, verify_log(tx, {kTables, {}, {}, {}}));
            if (!report.good() || report.rows != state.range(0))
                state.SkipWithError("an honest log was accused");
            return {};
        });
        if (!done) state.SkipWithError("the store refused");
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_journal_verify)->Arg(100'000)->Unit(benchmark::kMillisecond);

/// From one acknowledged entry to a signed, published checkpoint over it, in a log of a county's year: both
/// roots, an Ed25519 and an SM2 signature, tiles, checkpoint, each on disk.
void BM_journal_checkpoint(benchmark::State& state) {
    const TemporaryStore temporary;
    if (!temporary.store->write([&](store::Tx& tx) { return fill(tx, state.range(0)); }))
        return state.SkipWithError("the store refused");
    std::vector<SigningKey> keys;
    keys.emplace_back("tongji.example/log", Seed{1});
    keys.emplace_back("tongji.example/log", Seed{2}, KeyKind::Sm2);
    const std::vector<VerifierKey> verifiers{keys[0].verifier(), keys[1].verifier()};
    const auto log = temporary.folder / "log";
    LogTree tree;
    std::int64_t next = state.range(0);
    if (!make_checkpoint(*temporary.store, tree, sign_with(keys), verifiers, log, Instant{1}))
        return state.SkipWithError("the first checkpoint was refused");
    for (auto _ : state) {
        const auto put = temporary.store->write([&](store::Tx& tx) {
            append(tx, entry_of(next, salt_of(next), "rows"), {}, {}, salt_of(next), "rows");
            return tx.state();
        });
        ++next;
        if (!put || !make_checkpoint(*temporary.store, tree, sign_with(keys), verifiers, log, Instant{1}))
            state.SkipWithError("a checkpoint was refused");
    }
}
BENCHMARK(BM_journal_checkpoint)->Arg(100'000)->Unit(benchmark::kMillisecond);

/// What sealing costs an act: the commitment to its rows.
void BM_journal_commitment(benchmark::State& state) {
    std::vector<SealedLine> lines;
    for (std::int64_t i = 0; i < state.range(0); ++i)
        lines.push_back({"facts_sheet", "B204-1/2026-10/" + std::to_string(i), sha256(std::to_string(i))});
    const auto payload = seal_payload(lines);
    for (auto _ : state) benchmark::DoNotOptimize(commitment(salt_of(1), payload));
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_journal_commitment)->Arg(2)->Arg(20'000)->Unit(benchmark::kMicrosecond);

/// The root of a log from its leaves: what `log verify` and the start of a server do.
void journal_root(benchmark::State& state, HashFn hash) {
    std::vector<std::string> leaves;
    for (std::int64_t i = 0; i < state.range(0); ++i) leaves.push_back(leaf_bytes(entry_of(i, {}, "rows")));
    for (auto _ : state) {
        Frontier tree(hash);
        for (const auto& leaf : leaves) tree.add(leaf_hash(hash, leaf));
        benchmark::DoNotOptimize(tree.root());
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
void BM_journal_root(benchmark::State& state) { journal_root(state, sha256); }
void BM_journal_root_sm3(benchmark::State& state) { journal_root(state, sm3); }
BENCHMARK(BM_journal_root)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_journal_root_sm3)->Arg(100'000)->Unit(benchmark::kMillisecond);

/// One proof that a leaf is in a log of a county's year, made and checked.
void BM_journal_inclusion_proof(benchmark::State& state) {
    Tree tree(sha256);
    for (std::int64_t i = 0; i < state.range(0); ++i) tree.add(leaf_hash(sha256, std::to_string(i)));
    const auto root = root_of(sha256, tree.nodes(), tree.size());
    std::int64_t index = 0;
    for (auto _ : state) {
        index = (index + 7919) % tree.size();
        const auto proof = inclusion_proof(sha256, tree.nodes(), index, tree.size());
        if (!verify_inclusion(sha256, index, tree.size(), tree.node(0, index), proof, root))
            state.SkipWithError("a proof does not hold");
    }
}
BENCHMARK(BM_journal_inclusion_proof)->Arg(100'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace yj::journal
