#include "verify/check.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "base/clock.hpp"
#include "journal/proof_file.hpp"
#include "verify/sample_package.hpp"

namespace yj::verify {
namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& one : words) all += one + "\n";
    return all;
}

TEST(CheckPackage, FindsAnHonestPackageDerivableAndUnchanged) {
    const auto sample = SamplePackage::honest();
    const auto verdict = check_package(sample.text(), sample.policy(), {"docx"});
    EXPECT_TRUE(verdict.good()) << joined(verdict.faults());
    EXPECT_EQ(verdict.figures, 3);
    EXPECT_EQ(verdict.derived, 3);
    const auto text = verdict_text(verdict);
    for (const char* words : {"真实", "完整", "可用", "安全", "未复算", "结论：核对通过", "SM2", "统计月报"})
        EXPECT_NE(text.find(words), std::string::npos) << words << text;
}

TEST(CheckPackage, AfterAnySingleByteIsChangedSaysWhatIsWrong) {
    const auto sample = SamplePackage::honest();
    const auto honest = sample.text();
    const auto policy = sample.policy();
    // All of them in a long run; every third byte, each by another bit, in the tests of every day.
    const bool all = std::getenv("YJ_SOAK") != nullptr;
    for (std::size_t at = 0; at < honest.size(); at += all ? 1 : 3)
        for (unsigned bit = all ? 0 : static_cast<unsigned>(at % 8); bit < 8; bit += all ? 1 : 8) {
            auto changed = honest;
            changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ (1U << bit));
            const auto verdict = check_package(changed, policy, {});
            ASSERT_FALSE(verdict.good()) << at << " " << bit;
            ASSERT_FALSE(verdict.faults().front().empty());
        }
}

TEST(CheckPackage, SaysNothingToATerminalThatIsNoText) {
    Verdict verdict;
    verdict.remarks.push_back({Heading::Complete, true, "\x1b[2J\xff有"});
    verdict.not_recomputed.emplace_back("a\nb");
    const auto text = verdict_text(verdict);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find('\xff'), std::string::npos);
    EXPECT_NE(text.find("a?b"), std::string::npos);
}

TEST(CheckPackage, CutOffOrLengthenedAnywhereSaysSo) {
    const auto sample = SamplePackage::honest();
    const auto honest = sample.text();
    for (std::size_t size = 0; size < honest.size(); size += 97)
        EXPECT_FALSE(check_package(honest.substr(0, size), sample.policy(), {}).good()) << size;
    EXPECT_FALSE(check_package(honest + "\n", sample.policy(), {}).good());
}

/// A forger who repairs the table of contents after changing one part: only the log can tell.
TEST(CheckPackage, AChangedPartWithItsContentsRepairedIsStillFound) {
    const auto sample = SamplePackage::honest();
    const auto honest = sample.parts();
    const auto policy = sample.policy();
    const bool all = std::getenv("YJ_SOAK") != nullptr;
    for (std::size_t part = 0; part < honest.size(); ++part)
        for (std::size_t at = 0; at < honest[part].bytes.size(); at += all ? 1 : 5) {
            auto changed = honest;
            auto& byte = changed[part].bytes[at];
            byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << at % 7));
            EXPECT_FALSE(check_package(journal::package_text(changed), policy, {}).good())
                << honest[part].name << " " << at;
        }
}

TEST(CheckPackage, AFigureThatItsReportsDoNotGiveIsNamedThoughEverythingIsSealed) {
    auto forged = SamplePackage::honest();
    auto rows = forged.entries.back();
    forged.entries.pop_back();
    rows[0].bytes = forged.figure_row(1, "990101000000:m", "1700.1", 17'001, 1, 0);
    forged.entries.push_back(rows);
    const auto verdict = check_package(forged.text(), forged.policy(), {});
    EXPECT_FALSE(verdict.good());
    EXPECT_NE(joined(verdict.faults()).find("1600.1"), std::string::npos) << joined(verdict.faults());
    EXPECT_EQ(verdict.derived, 2);
}

TEST(CheckPackage, ALeftOutReportIsMissed) {
    auto sample = SamplePackage::honest();
    auto parts = sample.parts();
    auto entries = *journal::parse_entries(parts.back().bytes);
    entries.erase(entries.begin() + 3);
    parts.back().bytes = journal::entries_bytes(entries);
    const auto verdict = check_package(journal::package_text(parts), sample.policy(), {});
    EXPECT_NE(joined(verdict.faults()).find("由 3 户汇总"), std::string::npos) << joined(verdict.faults());
}

TEST(CheckPackage, AnotherLogsKeyIsNotEnough) {
    const auto sample = SamplePackage::honest();
    const journal::SigningKey other("tongji.example/log", journal::Seed{9});
    const auto verdict =
        check_package(sample.text(), *journal::parse_keys(other.verifier().text()), {"another document"});
    EXPECT_NE(joined(verdict.faults()).find("公钥"), std::string::npos);
    EXPECT_NE(joined(verdict.faults()).find("不是当时发布的那一份"), std::string::npos);
}

TEST(CheckPackage, WithoutKeysSaysThatTheyAreThePackagesOwn) {
    const auto verdict = check_package(SamplePackage::honest().text(), std::nullopt, {});
    EXPECT_TRUE(verdict.good());
    EXPECT_NE(verdict_text(verdict).find("公钥取自证据包自身"), std::string::npos);
}

struct ProofSample {
    SamplePackage sample = SamplePackage::honest();
    std::string text;
    ProofSample() {
        const auto parts = sample.parts();
        const auto entries = *journal::parse_entries(parts.back().bytes);
        text = journal::proof_file_text(
            {journal::proven_bytes(entries[2].entry), 2, entries[2].path, parts[1].bytes});
    }
};

TEST(CheckProofFile, AReceiptsProofStandsByItselfInFourKilobytes) {
    const ProofSample proof;
    EXPECT_LT(proof.text.size(), 4096U);
    const auto verdict = check_proof_file(proof.text, proof.sample.policy());
    EXPECT_TRUE(verdict.good()) << joined(verdict.faults());
    EXPECT_NE(verdict_text(verdict).find("报表 200 第 1 版"), std::string::npos) << verdict_text(verdict);
}

TEST(CheckProofFile, AfterAnySingleByteIsChangedIsRefused) {
    const ProofSample proof;
    for (std::size_t at = 0; at < proof.text.size(); ++at) {
        auto changed = proof.text;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        EXPECT_FALSE(check_proof_file(changed, proof.sample.policy()).good()) << at;
    }
}

}  // namespace
}  // namespace yj::verify
