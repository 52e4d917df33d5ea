#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>

#include "journal/journal_shelf.hpp"
#include "journal/tree.hpp"
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

/// One entry with the seal of two rows, inside a transaction that holds a thousand of them.
void BM_journal_append_leaf(benchmark::State& state) {
    const auto folder = std::filesystem::temp_directory_path() / ("yj_bench_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    auto store = *store::Store::open("sqlite:" + (folder / "county.db").string());
    const std::vector<SealedLine> lines{{"facts_sheet", "B204-1/2026-10/7", {}},
                                        {"review_acceptance", "7/1", {}}};
    const auto payload = seal_payload(lines);
    std::int64_t next = 0;
    for (auto _ : state) {
        const auto done = store->write([&](store::Tx& tx) {
            for (int i = 0; i < 1000; ++i, ++next) {
                const Salt salt{static_cast<std::uint8_t>(next), static_cast<std::uint8_t>(next >> 8)};
                append(tx, entry_of(next, salt, payload), {}, {}, salt, payload);
            }
            return tx.state();
        });
        if (!done) state.SkipWithError("the store refused");
    }
    state.SetItemsProcessed(next);
    store.reset();
    std::filesystem::remove_all(folder);
}
BENCHMARK(BM_journal_append_leaf)->Unit(benchmark::kMillisecond);

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
