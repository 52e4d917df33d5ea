#include "verify/check.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "journal/proof_file.hpp"
#include "verify/recompute.hpp"

namespace yj::verify {

namespace {

using journal::PackagedEntry;

constexpr std::string_view kTables = "tables/";
constexpr std::string_view kForms = "forms/";
constexpr std::string_view kToml = ".toml";
constexpr std::size_t kMostFaultsShown = 200;

class PackageCheck {
public:
    PackageCheck(const std::optional<journal::Policy>& keys, const std::vector<std::string>& documents)
        : keys_(keys), documents_(documents) {}

    Verdict run(std::string_view text) {
        package_ = journal::open_package(text);
        for (const auto& what : package_.faults) fault(Heading::Complete, what);
        take_about();
        take_checkpoint();
        take_definitions();
        join_tables();
        take_entries();
        check_figures();
        check_documents();
        say_safety();
        return std::move(verdict_);
    }

private:
    void fault(Heading heading, std::string words) {
        verdict_.remarks.push_back({heading, true, std::move(words)});
    }
    void say(Heading heading, std::string words) {
        verdict_.remarks.push_back({heading, false, std::move(words)});
    }

    /// Null after a fault.
    const std::string* part(std::string_view name) {
        known_.insert(std::string(name));
        const auto* found = package_.part(name);
        if (found == nullptr && package_.faults.empty())
            fault(Heading::Complete, "证据包缺少“" + std::string(name) + "”");
        return found == nullptr ? nullptr : &found->bytes;
    }

    void take_about() {
        const auto* text = part(journal::kPartAbout);
        const auto about = text == nullptr ? std::nullopt : journal::parse_about(*text);
        if (text != nullptr && !about) fault(Heading::Usable, "“about”读不懂");
        if (about) about_ = *about;
    }

    void take_checkpoint() {
        const auto* note = part(journal::kPartCheckpoint);
        const auto* own = part(journal::kPartKeys);
        if (note == nullptr) return;
        auto policy = keys_;
        if (!policy) {
            const auto own_keys = own == nullptr ? Result<journal::Policy>(refuse(Refused::NotFound, ""))
                                                 : journal::parse_keys(*own);
            if (!own_keys) return fault(Heading::Authentic, "证据包里的公钥读不出来，也没有另给公钥");
            policy = *own_keys;
            say(Heading::Authentic, "公钥取自证据包自身，没有与公布的公钥核对（请用 --keys 给出）");
        } else if (own != nullptr) {
            check_own_keys(*own);
        }
        const auto believed = journal::believe(*note, *policy);
        if (!believed) return fault(Heading::Authentic, "检查点不可信：" + believed.error().text());
        believed_ = *believed;
        std::string words = "日志“" + believed->checkpoint.origin + "”记到 " +
                            std::to_string(believed->checkpoint.size) + " 条的检查点签名成立";
        for (const auto& key : believed->signed_by)
            if (key.kind == journal::KeyKind::Sm2) words += "，SM2 签名与 SM3 根同在";
        for (const auto& name : believed->witnesses) words += "，见证人“" + name + "”已签";
        say(Heading::Authentic, words);
    }

    /// Keys of the same log that differ from the reader's own are a forgery or another year's.
    void check_own_keys(const std::string& own) {
        const auto claimed = journal::parse_keys(own);
        if (!claimed) return fault(Heading::Usable, "证据包里的“key.pub”读不出来");
        for (const auto& log : claimed->logs)
            if (std::ranges::none_of(keys_->logs, [&](const auto& one) { return one.key == log.key; }))
                fault(Heading::Authentic, "证据包里的公钥与给出的公钥不同");
    }

    void take_definitions() {
        for (const auto& one : package_.parts) {
            const bool table = one.name.starts_with(kTables), form = one.name.starts_with(kForms);
            if (!table && !form) continue;
            known_.insert(one.name);
            ++texts_;
            const auto hash = sha256(one.bytes).hex();
            if (one.name != std::string(table ? kTables : kForms) + hash + std::string(kToml)) {
                fault(Heading::Complete, "定义“" + one.name + "”与它的散列不符");
                continue;
            }
            if (const auto read = table ? read_table_text(one.bytes) : std::nullopt)
                contents_.tables.emplace(hash, *read);
            else if (const auto read_form = form ? read_form_text(one.bytes) : std::nullopt)
                contents_.forms.emplace(hash, *read_form);
            else
                fault(Heading::Usable, "定义“" + one.name + "”读不懂");
        }
    }

    /// A table that follows a finer one in its suppression is known by both texts together.
    void join_tables() {
        const auto alone = contents_.tables;
        for (const auto& [hash, table] : alone)
            for (const auto& [finer_hash, finer] : alone)
                if (!table.like.empty() && finer.code == table.like)
                    contents_.tables.emplace(sha256(hash + finer_hash).hex(), table);
    }

    void take_entries() {
        const auto* bytes = part(journal::kPartEntries);
        const auto entries = bytes == nullptr ? std::nullopt : journal::parse_entries(*bytes);
        if (bytes != nullptr && !entries) fault(Heading::Usable, "“entries”读不出来");
        for (const auto& one : package_.parts)
            if (!known_.contains(one.name)) fault(Heading::Complete, "证据包里有不认识的“" + one.name + "”");
        if (!entries) return;
        int proven = 0, rows = 0;
        for (const auto& one : *entries) {
            if (!check_entry(one)) continue;
            ++proven;
            rows += static_cast<int>(one.entry.rows.size());
        }
        say(Heading::Authentic, std::to_string(proven) + " 条存证记录在检查点之下，其中 " +
                                    std::to_string(rows) + " 行与存证一致");
    }

    bool check_entry(const PackagedEntry& one) {
        const auto leaf = journal::parse_leaf(one.entry.leaf);
        const auto name = "第 " + std::to_string(one.index) + " 号存证记录";
        if (!leaf || leaf->index.value != one.index || !entries_seen_.insert(one.index).second) {
            fault(Heading::Authentic, name + "的存证原文不对");
            return false;
        }
        if (!believed_) return false;
        if (!journal::verify_inclusion(sha256, one.index, believed_->checkpoint.size,
                                       journal::leaf_hash(sha256, one.entry.leaf), one.path,
                                       believed_->checkpoint.root)) {
            fault(Heading::Authentic, name + "（" + leaf->act + " " + leaf->subject + "）不在检查点之下");
            return false;
        }
        for (const auto& row : one.entry.rows) take_row(row, *leaf, name);
        return true;
    }

    void take_row(const journal::OpenedRow& row, const journal::Entry& leaf, const std::string& name) {
        const auto read = journal::parse_row(row.bytes);
        const auto what =
            "表 " + (read ? read->table : std::string("？")) + " 的行 " + row.key + "（" + name + "）";
        if (!journal::holds(row, leaf)) return fault(Heading::Authentic, what + "与存证不一致，被改动");
        if (!contents_.take(*read, leaf.index.value)) fault(Heading::Complete, what + "不是它应有的样子");
    }

    void check_figures() {
        if (!believed_) return;
        for (const auto id : about_.figures) {
            ++verdict_.figures;
            const auto figure = contents_.figures.find(id);
            if (figure == contents_.figures.end()) {
                fault(Heading::Complete, "发布的数 " + std::to_string(id) + " 不在证据包里");
                continue;
            }
            if (!contents_.releases.contains(figure->second.since)) {
                fault(Heading::Complete, "发布的数 " + std::to_string(id) + " 没有它的发布记录");
                continue;
            }
            judge(recompute(contents_, figure->second, about_.withheld == 0));
        }
        if (about_.withheld != 0 && !contents_.sheets.empty())
            fault(Heading::Complete, "证据包说读者无权查看报表，却含有报表");
        if (contents_.figures.size() != about_.figures.size())
            fault(Heading::Complete, "证据包里发布的数多于它所说明的");
        if (about_.figures.empty() && package_.faults.empty())
            fault(Heading::Complete, "证据包没有说明任何数");
    }

    void judge(const Outcome& outcome) {
        for (const auto& what : outcome.faults) fault(Heading::Usable, what);
        for (const auto& what : outcome.not_recomputed) verdict_.not_recomputed.push_back(what);
        if (!outcome.derived) return;
        ++verdict_.derived;
        if (verdict_.figures <= 20)
            say(Heading::Usable,
                outcome.words + "，由 " + std::to_string(outcome.contributors) + " 户的报表复算一致");
    }

    void check_documents() {
        for (const auto& document : documents_) {
            const auto hash = sha256(document).hex();
            const bool known = std::ranges::any_of(contents_.releases, [&](const auto& one) {
                return one.second.docx_hash == hash || one.second.xlsx_hash == hash;
            });
            if (known)
                say(Heading::Complete, "给出的文件就是当时发布的那一份");
            else
                fault(Heading::Complete,
                      "给出的文件不是当时发布的那一份（散列 " + hash.substr(0, 16) + "…）");
        }
    }

    void say_safety() {
        for (const auto& [since, release] : contents_.releases)
            say(Heading::Complete, "发布“" + release.title + "”，存证 " + std::to_string(since) + "，" +
                                       instant_text(Instant{release.released_at}) + "，依据截至存证 " +
                                       std::to_string(release.as_of));
        say(Heading::Complete, "报表 " + std::to_string(contents_.submissions.size()) + " 份，定义 " +
                                   std::to_string(texts_) + " 份");
        if (about_.withheld == 0)
            say(Heading::Safe,
                "含 " + std::to_string(contents_.units.size()) + " 个单位的个体数据，只限内部使用（统计法）");
        else
            say(Heading::Safe, "不含个体数据；读者无权查看的单位" +
                                   (about_.withheld < 0 ? std::string("若干户")
                                                        : " " + std::to_string(about_.withheld) + " 户"));
        for (const auto& [table, count] : contents_.others)
            verdict_.not_recomputed.push_back("表 " + table + " 的 " + std::to_string(count) +
                                              " 行只核对了存证，内容未复算");
        verdict_.not_recomputed.emplace_back(
            "审核规则、保密处理、凭证的原文；名录和报表是否为当时最新的一份");
    }

    const std::optional<journal::Policy>& keys_;
    const std::vector<std::string>& documents_;
    journal::OpenedPackage package_;
    journal::PackageAbout about_;
    std::optional<journal::Believed> believed_;
    Contents contents_;
    int texts_ = 0;
    std::set<std::string, std::less<>> known_;
    std::set<std::int64_t> entries_seen_;
    Verdict verdict_;
};

constexpr std::array<std::pair<Heading, const char*>, 4> kHeadings{{{Heading::Authentic, "真实"},
                                                                    {Heading::Complete, "完整"},
                                                                    {Heading::Usable, "可用"},
                                                                    {Heading::Safe, "安全"}}};

/// Words out of a damaged file may hold anything: a terminal gets text and nothing else.
std::string for_terminal(const std::string& words) {
    std::string plain;
    const bool text = is_utf8(words);
    for (const char c : words) {
        const auto byte = static_cast<unsigned char>(c);
        plain += byte < ' ' || byte == 0x7f || (!text && byte >= 0x80) ? '?' : c;
    }
    return plain;
}

}  // namespace

bool Verdict::good() const { return std::ranges::none_of(remarks, &Remark::fault); }

std::vector<std::string> Verdict::faults() const {
    std::vector<std::string> all;
    for (const auto& remark : remarks)
        if (remark.fault) all.push_back(remark.words);
    return all;
}

Verdict check_package(std::string_view text, const std::optional<journal::Policy>& keys,
                      const std::vector<std::string>& documents) {
    return PackageCheck(keys, documents).run(text);
}

Verdict check_proof_file(std::string_view text, const std::optional<journal::Policy>& keys) {
    Verdict verdict;
    const auto fault = [&](Heading heading, const std::string& words) {
        verdict.remarks.push_back({heading, true, words});
        return verdict;
    };
    const auto proof = journal::parse_proof_file(text);
    if (!proof) return fault(Heading::Complete, "不是完整的证明文件");
    if (!keys) return fault(Heading::Authentic, "请用 --keys 给出日志的公钥");
    const auto entry = journal::parse_proven(proof->extra);
    if (!entry) return fault(Heading::Usable, "证明文件里没有可读的存证原文");
    const auto leaf = journal::parse_leaf(entry->leaf);
    const auto believed = journal::check_proof(*proof, journal::leaf_hash(sha256, entry->leaf), *keys);
    if (!believed) return fault(Heading::Authentic, believed.error().text());
    if (leaf->index.value != proof->index) return fault(Heading::Authentic, "存证原文属于另一条记录");
    verdict.remarks.push_back({Heading::Authentic, false,
                               "第 " + std::to_string(proof->index) + " 号存证记录“" + leaf->act + " " +
                                   leaf->subject + "”，" + instant_text(leaf->at) + "，在日志“" +
                                   believed->checkpoint.origin + "”记到 " +
                                   std::to_string(believed->checkpoint.size) + " 条的检查点之下，见证 " +
                                   std::to_string(believed->witnesses.size()) + " 个"});
    for (const auto& row : entry->rows) {
        if (!journal::holds(row, *leaf)) return fault(Heading::Authentic, "行 " + row.key + " 与存证不一致");
        const auto read = journal::parse_row(row.bytes);
        verdict.remarks.push_back(
            {Heading::Complete, false, "表 " + read->table + " 的行 " + row.key + " 与存证一致"});
        if (read->table == "collect_submission")
            verdict.remarks.push_back({Heading::Usable, false,
                                       "报表 " + std::to_string(read->number(2)) + " 第 " +
                                           std::to_string(read->number(1)) + " 版，数据指纹 " +
                                           to_hex(read->blob(8))});
    }
    return verdict;
}

std::string verdict_text(const Verdict& verdict) {
    std::string text;
    for (const auto& [heading, name] : kHeadings) {
        text += std::string(name) + "\n";
        std::size_t shown = 0, hidden = 0;
        for (const auto& remark : verdict.remarks) {
            if (remark.heading != heading) continue;
            if (++shown > kMostFaultsShown)
                ++hidden;
            else
                text += std::string(remark.fault ? "  ✗ " : "  ✓ ") + for_terminal(remark.words) + "\n";
        }
        if (hidden > 0) text += "  另有 " + std::to_string(hidden) + " 条\n";
    }
    if (!verdict.not_recomputed.empty()) {
        text += "未复算\n";
        for (std::size_t at = 0; at < std::min(verdict.not_recomputed.size(), kMostFaultsShown); ++at)
            text += "  · " + for_terminal(verdict.not_recomputed[at]) + "\n";
    }
    if (verdict.figures > 0)
        text += "发布的数 " + std::to_string(verdict.figures) + " 个，复算一致 " +
                std::to_string(verdict.derived) + " 个\n";
    if (!verdict.good()) return text + "结论：核对不通过\n";
    const int left = verdict.figures - verdict.derived;
    return text + "结论：核对通过" +
           (left > 0 ? "，但有 " + std::to_string(left) + " 个数没有复算" : std::string()) + "\n";
}

}  // namespace yj::verify
