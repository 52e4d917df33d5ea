// Published vectors of others: RFC 6962 and C2SP logs, signed notes, SM3. Their licences keep them out of
// this repository; they lie beside it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "journal/base64.hpp"
#include "journal/checkpoint.hpp"
#include "journal/subtree.hpp"
#include "journal/tile.hpp"
#include "journal/vectors_fixture.hpp"

namespace yj::journal {
namespace {

nlohmann::json vector_json(const std::string& name) {
    return nlohmann::json::parse(file_text(vectors_folder() / name));
}

/// Empty when it is not 32 bytes in base64: then no verifier of ours can even be asked.
std::optional<Digest> digest_in(const nlohmann::json& text) {
    if (text.is_null()) return std::nullopt;
    const auto bytes = from_base64(text.get<std::string>());
    return bytes ? Digest::from_view(*bytes) : std::nullopt;
}

std::optional<Proof> proof_in(const nlohmann::json& list) {
    Proof proof;
    for (const auto& one : list) {
        const auto digest = digest_in(one);
        if (!digest) return std::nullopt;
        proof.push_back(*digest);
    }
    return proof;
}

HashFn hash_named(const std::string& name) { return name == "sm3" ? &sm3 : &sha256; }

/// The entries of the tlog vectors: "entry_rule" in roots_sha256.json.
std::string vector_entry(std::uint64_t index) {
    constexpr std::uint64_t kSeed = 20260101;
    std::string both;
    for (const auto number : {kSeed, index})
        for (int shift = 56; shift >= 0; shift -= 8) both += static_cast<char>(number >> shift & 0xFFU);
    std::string entry = "有据-" + std::to_string(kSeed) + "-" + std::to_string(index) + ":";
    for (std::uint64_t i = 0; i < index % 7; ++i) entry += sha256(both).view();
    return entry;
}

bool inclusion_holds(HashFn hash, const nlohmann::json& one) {
    const auto root = digest_in(one["root"]), leaf = digest_in(one["leafHash"]);
    const auto proof = proof_in(one["proof"]);
    return root && leaf && proof &&
           verify_inclusion(hash, one["leafIdx"].get<std::int64_t>(), one["treeSize"].get<std::int64_t>(),
                            *leaf, *proof, *root);
}

bool consistency_holds(HashFn hash, const nlohmann::json& one) {
    const auto older = digest_in(one["root1"]), newer = digest_in(one["root2"]);
    const auto proof = proof_in(one["proof"]);
    return older && newer && proof &&
           verify_consistency(hash, one["size1"].get<std::int64_t>(), one["size2"].get<std::int64_t>(),
                              *older, *newer, *proof);
}

using Holds = bool (*)(HashFn, const nlohmann::json&);

struct Count {
    int valid = 0, invalid = 0;
};

Count check_rfc6962(const std::string& folder, Holds holds) {
    Count count;
    for (const auto& file :
         std::filesystem::recursive_directory_iterator(vectors_folder() / "rfc6962" / folder)) {
        if (file.path().extension() != ".json") continue;
        const auto one = nlohmann::json::parse(file_text(file.path()));
        // One valid case has roots of twelve bytes; a root of ours has 32 or is none.
        const bool wanted =
            !one["wantErr"].get<bool>() && one["desc"] != "sizes are equal (one) and proof is empty";
        EXPECT_EQ(holds(sha256, one), wanted) << file.path() << " " << one["desc"];
        ++(wanted ? count.valid : count.invalid);
    }
    return count;
}

Count check_tlog(const std::string& file, Holds holds) {
    Count count;
    const auto all = vector_json(file);
    for (const auto& one : all["cases"]) {
        const bool wanted = one["want"] == "valid";
        EXPECT_EQ(holds(hash_named(all["hash"]), one), wanted) << file << " " << one.dump();
        ++(wanted ? count.valid : count.invalid);
    }
    return count;
}

TEST(PublishedVectors, OfRfc6962AreAllJudgedAsTheirAuthorsDo) {
    YJ_NEEDS_VECTORS();
    const auto inclusion = check_rfc6962("inclusion", inclusion_holds);
    const auto consistency = check_rfc6962("consistency", consistency_holds);
    EXPECT_EQ(inclusion.valid, 3);
    EXPECT_GT(inclusion.invalid, 40);
    EXPECT_EQ(consistency.valid, 3);
    EXPECT_GT(consistency.invalid, 40);
}

TEST(PublishedVectors, OfLargeTreesInBothHashesAreAllJudgedRight) {
    YJ_NEEDS_VECTORS();
    for (const std::string hash : {"sha256", "sm3"}) {
        const auto inclusion = check_tlog("tlog/inclusion_" + hash + ".json", inclusion_holds);
        const auto consistency = check_tlog("tlog/consistency_" + hash + ".json", consistency_holds);
        EXPECT_GT(inclusion.valid, 100);
        EXPECT_GT(inclusion.invalid, 200);
        EXPECT_GT(consistency.valid, 100);
        EXPECT_GT(consistency.invalid, 200);
    }
}

TEST(PublishedVectors, GiveTheRootsOfSeventyThousandEntriesInBothHashes) {
    YJ_NEEDS_VECTORS();
    for (const std::string name : {"sha256", "sm3"}) {
        const auto all = vector_json("tlog/roots_" + name + ".json");
        const HashFn hash = hash_named(name);
        Frontier frontier(hash);
        std::size_t seen = 0;
        for (std::int64_t size = 0; size <= 70'000; ++size) {
            if (const auto root = all["roots"].find(std::to_string(size)); root != all["roots"].end()) {
                EXPECT_EQ(frontier.root(), digest_in(*root)) << name << " " << size;
                ++seen;
            }
            frontier.add(leaf_hash(hash, vector_entry(static_cast<std::uint64_t>(size))));
        }
        EXPECT_EQ(seen, all["roots"].size());
    }
}

Tree vector_tree(HashFn hash, std::int64_t size) {
    Tree tree(hash);
    for (std::int64_t i = 0; i < size; ++i)
        tree.add(leaf_hash(hash, vector_entry(static_cast<std::uint64_t>(i))));
    return tree;
}

TEST(PublishedVectors, NameEveryTileOfSeventyThousandEntriesInBothHashes) {
    YJ_NEEDS_VECTORS();
    for (const std::string name : {"sha256", "sm3"}) {
        const auto all = vector_json("tlog/tiles_" + name + ".json");
        const auto tree = vector_tree(hash_named(name), all["size"].get<std::int64_t>());
        std::set<std::string> ours;
        for (const auto& tile : new_tiles(0, tree.size())) {
            if (tile.level == kBundleLevel) continue;
            const auto path = tile_path(tile);
            ours.insert(path);
            ASSERT_TRUE(all["tiles"].contains(path)) << path;
            EXPECT_EQ(sha256(tile_bytes(tree.nodes(), tile)).hex(), all["tiles"][path]) << path;
        }
        EXPECT_EQ(ours.size(), all["tiles"].size());
    }
}

std::string vector_bundle(const TileId& tile) {
    std::string bundle;
    for (int at = 0; at < tile.width; ++at)
        add_to_bundle(bundle, vector_entry(static_cast<std::uint64_t>(tile.index * kTileWidth + at)));
    return bundle;
}

TEST(PublishedVectors, NameEveryBundleOfSeventyThousandEntries) {
    YJ_NEEDS_VECTORS();
    const auto all = vector_json("tlog/entry_bundles.json");
    std::size_t ours = 0;
    for (const auto& tile : new_tiles(0, all["size"].get<std::int64_t>())) {
        if (tile.level != kBundleLevel) continue;
        ++ours;
        EXPECT_EQ(sha256(vector_bundle(tile)).hex(), all["bundles"][tile_path(tile)]) << tile_path(tile);
    }
    EXPECT_EQ(ours, all["bundles"].size());
}

TEST(PublishedVectors, OfARealTesseraLogAreReadAndRebuiltToTheByte) {
    YJ_NEEDS_VECTORS();
    const auto folder = vectors_folder() / "c2sp/tessera_log_15";
    const auto bundle = file_text(folder / "tile/entries/000.p/15");
    const auto entries = parse_bundle(bundle, 15);
    ASSERT_TRUE(entries);
    Tree tree(sha256);
    for (const auto& entry : *entries) {
        tree.add(leaf_hash(sha256, entry));
        const TileId tile{0, 0, static_cast<int>(tree.size())};
        EXPECT_EQ(tile_bytes(tree.nodes(), tile), file_text(folder / tile_path(tile))) << tile_path(tile);
    }
}

std::vector<VerifierKey> keys_in(const nlohmann::json& list) {
    std::vector<VerifierKey> keys;
    for (const auto& text : list) {
        const auto key = parse_verifier_key(text.get<std::string>());
        EXPECT_TRUE(key) << text;
        if (key) keys.push_back(*key);
    }
    return keys;
}

TEST(PublishedVectors, OfSignedNotesAreAllJudgedRight) {
    YJ_NEEDS_VECTORS();
    const auto all = vector_json("tlog/signed_notes.json");
    int valid = 0;
    for (const auto& one : all["notes"]) {
        const auto keys = keys_in(one["vkeys"]);
        const auto opened = open_note(*from_base64(one["note_b64"].get<std::string>()), keys);
        // A note is asked for with the keys that must all have signed it.
        const bool holds = opened.has_value() && opened->signed_by.size() == keys.size();
        EXPECT_EQ(holds, one["want"] == "valid") << one["desc"];
        valid += holds;
    }
    EXPECT_EQ(all["notes"].size(), 53U);
    EXPECT_EQ(valid, 19);
}

TEST(PublishedVectors, TheExampleOfTheSpecificationOpens) {
    YJ_NEEDS_VECTORS();
    const auto one = vector_json("c2sp/signed_note_spec_example.json");
    const auto keys = keys_in(nlohmann::json::array({one["vkey"]}));
    const auto opened = open_note(one["note"].get<std::string>(), keys);
    ASSERT_TRUE(opened.has_value());
    EXPECT_EQ(opened->text, "This is an example message.\n");
}

/// The roots at sizes 0 to `width`.
std::vector<Digest> roots_of_bundle(const std::string& bundle, int width) {
    Frontier frontier(sha256);
    std::vector<Digest> roots{frontier.root()};
    for (const auto& entry : parse_bundle(bundle, width).value_or(std::vector<std::string_view>{})) {
        frontier.add(leaf_hash(sha256, entry));
        roots.push_back(frontier.root());
    }
    return roots;
}

TEST(PublishedVectors, CheckpointsOfARealTesseraLogAreSignedByItsKeyAndFitItsEntries) {
    YJ_NEEDS_VECTORS();
    const auto folder = vectors_folder() / "c2sp/tessera_log_15";
    const auto key = parse_verifier_key(trimmed(file_text(folder / "vkey.txt")));
    ASSERT_TRUE(key);
    const auto roots = roots_of_bundle(file_text(folder / "tile/entries/000.p/15"), 15);
    int read = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        if (!file.path().filename().string().starts_with("checkpoint")) continue;
        const auto opened = open_checkpoint(file_text(file.path()), *key);
        ASSERT_TRUE(opened.has_value()) << file.path();
        if (file.path().has_extension()) {
            EXPECT_EQ(file.path().extension(), "." + std::to_string(opened->size));
        }
        EXPECT_EQ(opened->root, roots.at(static_cast<std::size_t>(opened->size)));
        ++read;
    }
    EXPECT_EQ(read, 17);
}

bool subtree_inclusion_holds(HashFn hash, const nlohmann::json& one) {
    const auto root = digest_in(one["root"]), leaf = digest_in(one["leafHash"]);
    const auto proof = proof_in(one["proof"]);
    return root && leaf && proof &&
           verify_subtree_inclusion(hash, one["leafIdx"].get<std::int64_t>(),
                                    {one["start"].get<std::int64_t>(), one["end"].get<std::int64_t>()}, *leaf,
                                    *proof, *root);
}

bool subtree_consistency_holds(HashFn hash, const nlohmann::json& one) {
    const auto part = digest_in(one["root1"]), whole = digest_in(one["root2"]);
    const auto proof = proof_in(one["proof"]);
    return part && whole && proof &&
           verify_subtree_consistency(hash,
                                      {one["start"].get<std::int64_t>(), one["end"].get<std::int64_t>()},
                                      one["size"].get<std::int64_t>(), *part, *whole, *proof);
}

TEST(PublishedVectors, OfSubtreesAreAllJudgedAsTheirAuthorsDo) {
    YJ_NEEDS_VECTORS();
    const auto inclusion = check_rfc6962("subtreeinclusion", subtree_inclusion_holds);
    const auto consistency = check_rfc6962("subtreeconsistency", subtree_consistency_holds);
    EXPECT_EQ(inclusion.valid, 6);
    EXPECT_GT(inclusion.invalid, 60);
    EXPECT_EQ(consistency.valid, 3);
    EXPECT_GT(consistency.invalid, 30);
}

}  // namespace
}  // namespace yj::journal
