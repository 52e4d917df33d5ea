// SamplePackage: a figure of three reports, made by hand down to the bytes, for the tests of this room only.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "journal/checkpoint.hpp"
#include "journal/package.hpp"
#include "journal/policy.hpp"

namespace yj::verify {

/// A row of record as store::row_bytes writes it: numbers, texts, bytes ("\x01…") or nothing.
class RowMaker {
public:
    explicit RowMaker(std::string_view table) { out_.text(table); }
    RowMaker& number(std::int64_t value) {
        out_.raw("i");
        out_.signed_number(value);
        return *this;
    }
    RowMaker& text(std::string_view value) {
        out_.raw("t");
        out_.text(value);
        return *this;
    }
    RowMaker& blob(std::string_view value) {
        out_.raw("b");
        out_.text(value);
        return *this;
    }
    RowMaker& nothing() {
        out_.raw("n");
        return *this;
    }
    [[nodiscard]] std::string bytes() { return out_.take(); }

private:
    ByteWriter out_;
};

/// What the sample's log and package are made of; a test changes a part and makes the package again, as a
/// forger would who cannot sign.
struct SamplePackage {
    struct Row {
        std::string table, key, bytes;
    };
    std::string form =
        "code = \"T\"\nname = \"样表\"\ncolumns = [ { id = \"1\", name = \"本月\" }, { id = \"2\", name = "
        "\"上年同期\", "
        "base_of = \"1\" } ]\nrows = [ { code = \"01\", name = \"产值\", measure = \"千元\" } ]\n";
    std::string table =
        "code = \"T-1\"\ntitle = \"产值\"\nform = \"T\"\ndims = [ { by = \"region\", levels = [\"county\"] } "
        "]\n"
        "measures = [ { id = \"m\", title = \"本月（万元）\", cell = \"01.1\", measure = \"万元\", decimals "
        "= 1 },\n"
        "  { id = \"g\", title = \"增长（%）\", growth = { current = \"01.1\", base = \"01.2\" }, decimals = "
        "1 },\n"
        "  { id = \"n\", title = \"户数\", count = true } ]\n";
    std::vector<std::vector<Row>> entries;  ///< by index
    journal::SigningKey key{"tongji.example/log", journal::Seed{1}};
    journal::SigningKey sm2{"tongji.example/log", journal::Seed{2}, journal::KeyKind::Sm2};

    static std::string payload(std::int64_t now, std::int64_t before) {
        ByteWriter out;
        for (const std::uint64_t number : {1, 2, 2, 0}) out.number(number);
        out.number(0);
        out.signed_number(now);
        out.number(1);
        out.number(0);
        out.signed_number(before);
        out.number(0);
        out.number(0);
        return out.take();
    }

    /// Unit `id` reports `now` (千元) and `before` as last year's.
    void add_unit(std::int64_t id, std::int64_t now, std::int64_t before) {
        const auto number = std::to_string(id);
        const auto cells = payload(now, before);
        const auto since = static_cast<std::int64_t>(entries.size());
        const auto sheet = since + 1;
        entries.push_back({{"registry_version", number + "/" + std::to_string(since), unit_row(id, since)},
                           {"collect_task", "T/2026-10/" + number,
                            RowMaker("collect_task")
                                .text("T")
                                .text("2026-10")
                                .number(id)
                                .number(id * 10)
                                .number(99)
                                .number(since)
                                .bytes()},
                           {"collect_submission", number + "0/1",
                            RowMaker("collect_submission")
                                .number(id * 10)
                                .number(1)
                                .number(id * 100)
                                .text("网页")
                                .number(5)
                                .number(1000)
                                .text(sha256(form).hex())
                                .blob(cells)
                                .blob(sha256(cells).view())
                                .nothing()
                                .number(since)
                                .bytes()}});
        entries.push_back({{"facts_sheet", "T/2026-10/" + number + "/" + std::to_string(sheet),
                            RowMaker("facts_sheet")
                                .text("T")
                                .text("2026-10")
                                .number(id)
                                .number(sheet)
                                .number(id * 100)
                                .number(sheet)
                                .bytes()}});
    }
    static std::string unit_row(std::int64_t id, std::int64_t since) {
        return RowMaker("registry_version")
            .number(id)
            .number(since)
            .text("2026-01")
            .number(20'454)
            .text("code")
            .text("示例厂")
            .text("法人单位")
            .text("990101000000")
            .number(3)
            .text("C1310")
            .number(3)
            .text("B")
            .number(1)
            .number(1)
            .text("")
            .blob("")
            .text("")
            .text("")
            .bytes();
    }
    std::string figure_row(std::int64_t id, const std::string& cell, const std::string& printed,
                           std::int64_t exact, int decimals, std::int64_t base) const {
        RowMaker row("publish_figure");
        row.number(id).number(release()).text("T-1").text(sha256(table).hex()).text(cell).text("2026-10");
        row.text(printed).text("value").number(exact).number(decimals);
        base == 0 ? row.nothing().nothing() : row.number(base).number(0);
        return row.number(3).bytes();
    }
    [[nodiscard]] std::int64_t release() const { return static_cast<std::int64_t>(entries.size()); }

    /// Three units and a release of the sum, the growth and the count.
    static SamplePackage honest() {
        SamplePackage sample;
        sample.add_unit(1, 12'345, 10'000);
        sample.add_unit(2, 3'000, 3'000);
        sample.add_unit(3, 656, 1'000);
        std::vector<Row> rows{
            {"publish_figure", "1", sample.figure_row(1, "990101000000:m", "1600.1", 16'001, 1, 0)},
            {"publish_figure", "2", sample.figure_row(2, "990101000000:g", "14.3", 16'001, 0, 14'000)},
            {"publish_figure", "3", sample.figure_row(3, "990101000000:n", "3", 3, 0, 0)}};
        rows.push_back({"publish_release", std::to_string(sample.release()),
                        RowMaker("publish_release")
                            .number(sample.release())
                            .text("monthly")
                            .text("2026-10")
                            .number(sample.release() - 1)
                            .text("统计月报")
                            .text("hash")
                            .text(sha256("docx").hex())
                            .text(sha256("xlsx").hex())
                            .number(7)
                            .number(1'795'000'000'000'000)
                            .text("tabulate-1")
                            .bytes()});
        sample.entries.push_back(rows);
        return sample;
    }

    /// The package, signed by the sample's keys over the log that its entries make.
    [[nodiscard]] std::vector<journal::PackagePart> parts() const {
        journal::Tree tree(sha256);
        journal::Frontier sm3_tree(journal::sm3);
        std::vector<journal::PackagedEntry> packaged;
        for (std::size_t index = 0; index < entries.size(); ++index) {
            packaged.push_back({proven(index), static_cast<std::int64_t>(index), {}});
            tree.add(journal::leaf_hash(sha256, packaged.back().entry.leaf));
            sm3_tree.add(journal::leaf_hash(journal::sm3, packaged.back().entry.leaf));
        }
        for (auto& one : packaged)
            one.path = journal::inclusion_proof(sha256, tree.nodes(), one.index, tree.size());
        const auto text =
            journal::checkpoint_text({key.verifier().name, tree.size(),
                                      journal::root_of(sha256, tree.nodes(), tree.size()), sm3_tree.root()});
        return {{"about", journal::about_text({{1, 2, 3}, 0})},
                {"checkpoint", journal::sign_note(text, key) + journal::signature_line(text, sm2)},
                {"key.pub", keys()},
                {"tables/" + sha256(table).hex() + ".toml", table},
                {"forms/" + sha256(form).hex() + ".toml", form},
                {"entries", journal::entries_bytes(packaged)}};
    }
    [[nodiscard]] journal::ProvenEntry proven(std::size_t index) const {
        std::vector<journal::SealedLine> lines;
        for (const auto& row : entries[index]) lines.push_back({row.table, row.key, sha256(row.bytes)});
        const journal::Seal seal{std::string(16, static_cast<char>('a' + index)),
                                 journal::seal_payload(lines)};
        const journal::Entry entry{EntryIndex{static_cast<std::int64_t>(index)},
                                   "act",
                                   AccountId{5},
                                   Instant{static_cast<std::int64_t>(index)},
                                   "x/1",
                                   journal::commitment(seal.salt, seal.payload)};
        journal::ProvenEntry one{journal::leaf_bytes(entry), {}};
        const journal::SealTree tree(seal);
        for (const auto& row : entries[index])
            one.rows.push_back(tree.open(row.table, row.key, row.bytes).value_or(journal::OpenedRow{}));
        return one;
    }
    [[nodiscard]] std::string keys() const {
        return key.verifier().text() + "\n" + sm2.verifier().text() + "\n";
    }
    [[nodiscard]] std::string text() const { return journal::package_text(parts()); }
    [[nodiscard]] journal::Policy policy() const { return *journal::parse_keys(keys()); }
};

}  // namespace yj::verify
