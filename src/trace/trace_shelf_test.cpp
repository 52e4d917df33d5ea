#include "trace/trace_shelf.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "base/golden.hpp"
#include "edit/edit_shelf.hpp"
#include "evidence/evidence_shelf.hpp"
#include "facts/base_shelf.hpp"
#include "review/review_shelf.hpp"
#include "store/store_fixture.hpp"
#include "trace/sample_world_shelf.hpp"

namespace yj::trace {
namespace {

constexpr std::string_view kCounty = "990101000000";
constexpr std::string_view kTown = "990101001000";
constexpr EntryIndex kAnyTime{1'000'000};
const Rights kAll{.microdata = true, .may_see_unit = {}};
const Rights kPublic;

/// Four units; this year 100000 + 50000 + 30000 + 20000 千元, last year 80000 + 40000 (adjusted to 45000) +
/// 30000 + 25000, so the county has 20000.0 万元 and grew by 11.1 %. The fourth lies in another township.
class TraceShelf : public store::StoreFixture {
protected:
    void SetUp() override {
        StoreFixture::SetUp();
        world_ = std::make_unique<SampleWorld>(store());
        const std::array names{"甲厂", "乙厂", "丙厂", "丁厂"};
        for (std::int64_t unit = 1; unit <= 4; ++unit)
            world_->add_unit(unit, names.at(static_cast<std::size_t>(unit - 1)),
                             unit == 4 ? "990101002" : "990101001");
        const std::array last{"80000", "40000", "30000", "25000"};
        const std::array now{"100000", "50000", "30000", "20000"};
        for (std::size_t at = 0; at < 4; ++at) {
            const auto unit = static_cast<std::int64_t>(at + 1);
            world_->report(unit, kLastOctober, last.at(at));
            const auto id = world_->report(unit, kOctober, now.at(at));
            if (at == 0) first_report_ = id;
        }
        adjust_second();
        talk_about_first();
        add_papers();
        world_->report(1, kOctober, "4321", 1);
        world_->report(2, kOctober, "1234", 1);
        release_ = world_->release();
        narrow_release_ = world_->release(1);
    }

    void adjust_second() {
        world_->act("report.submit", "unit/2", [](store::Tx& tx, EntryIndex since) {
            facts::put_base(
                tx, {StatUnitId{2}, "T", kOctober, "01.2", since, *Amount::parse("45000"), "02", "并购"});
        });
    }
    void talk_about_first() {
        world_->act("report.explain", "submission", [&](store::Tx& tx, EntryIndex since) {
            edit::Finding soft{"T/S1",   "abcd",    edit::Severity::Soft, edit::Verdict::Failed, "2", "",
                               {"01.2"}, "增长过快"};
            edit::Finding other{"T/S2",   "abcd",  edit::Severity::Soft, edit::Verdict::Failed, "", "",
                                {"02.1"}, "别的格"};
            edit::put_check(tx, {first_report_, since, "rules", {soft, other}});
            review::put_explanation(tx, {ExplanationId{11}, since, first_report_, "T/S1", "2", "", "01",
                                         "新产线投产", AccountId{5}});
            review::put_acceptance(tx, {first_report_, since, AccountId{5}});
        });
    }
    void add_papers() {
        world_->act("voucher.add", "voucher/9", [](store::Tx& tx, EntryIndex since) {
            evidence::add_voucher(tx, {VoucherId{9}, sha256("scan"), "十月发票.pdf", "application/pdf", 4,
                                       "03", AccountId{5}, Instant{1'795'000'000'000'000}, since});
            const evidence::CellPlace place{StatUnitId{1}, "T", kOctober, "01.2"};
            evidence::link_voucher(tx, {VoucherId{9}, place, *Amount::parse("60000"), since});
            evidence::add_ledger_line(tx, {3, "销售台账", 17, *parse_date("2026-10-09"), "一号合同",
                                           *Amount::parse("60000"), place, since});
        });
    }

    Node figure(std::string_view cell, const Rights& rights, const Depth& depth = {}) {
        return traced([&](store::Tx& tx) {
            return trace_figure(tx, defs(), world_->figure(cell, release_), rights, depth);
        });
    }
    template <class Fn>
    Node traced(Fn fn) {
        Node node;
        read([&](store::Tx& tx) -> Done {
            auto found = fn(tx);
            if (!found) return std::unexpected(found.error());
            node = *std::move(found);
            return tx.state();
        });
        return node;
    }
    template <class Fn>
    Refused refused(Fn fn) {
        Refused kind = Refused::Incident;
        const auto done = store().read([&](store::Tx& tx) -> Done {
            auto found = fn(tx);
            if (!found) kind = found.error().kind;
            return {};
        });
        EXPECT_TRUE(done.has_value());
        return kind;
    }
    Definitions defs() { return world_->proven(tree_); }
    void overwrite(const char* sql, std::initializer_list<store::Field> fields) {
        write([&](store::Tx& tx) { return tx.run(sql, fields), tx.state(); });
    }

    std::unique_ptr<SampleWorld> world_;
    journal::LogTree tree_;
    SubmissionId first_report_;
    EntryIndex release_;
    EntryIndex narrow_release_;
};
YJ_ON_BOTH_ENGINES(TraceShelf);

std::string county(std::string_view measure) { return std::string(kCounty) + ":" + std::string(measure); }

std::vector<std::string> addresses(const Node& node, Kind kind) {
    std::vector<std::string> found;
    if (node.kind == kind) found.push_back(node.address);
    for (const auto& child : node.children)
        std::ranges::copy(addresses(child, kind), std::back_inserter(found));
    return found;
}

TEST_P(TraceShelf, WalksFromAFigureDownToPapersAndProvenEntriesAndFindsNothingBroken) {
    const Node node = figure(county("ytd"), kAll, {.top = 2, .expand = StatUnitId{1}});
    EXPECT_EQ(node.value, "20000.0 万元");
    EXPECT_EQ(node.why, "可复算，一致");
    EXPECT_EQ(node.folded_children, 2);
    EXPECT_TRUE(broken_checks(node).empty());
    EXPECT_EQ(addresses(node, Kind::Voucher), (std::vector<std::string>{"voucher/9"}));
    EXPECT_EQ(addresses(node, Kind::Finding), (std::vector<std::string>{"T/S1"}))
        << "not the finding on another cell";
    EXPECT_TRUE(matches_golden(YJ_SOURCE_DIR "/src/trace/golden/figure.txt", render_tree(node)));
}

TEST_P(TraceShelf, AGrowthShowsItsAdjustedBasesWithReasons) {
    const Node node = figure(county("g"), kAll, {.top = 1, .expand = {}});
    EXPECT_EQ(node.value, "11.1 %");
    EXPECT_TRUE(matches_golden(YJ_SOURCE_DIR "/src/trace/golden/growth.txt", render_tree(node)));
}

TEST_P(TraceShelf, WithoutRightsNoRespondentsNameFigureReportOrPaperIsSaid) {
    for (const char* measure : {"ytd", "g", "n"}) {
        const Node node = figure(county(measure), kPublic, {.top = 9, .expand = StatUnitId{1}});
        EXPECT_EQ(node.check, Check::Held);
        EXPECT_EQ(withheld_text(node), "4 户（需权限）");
        EXPECT_TRUE(addresses(node, Kind::Fact).empty());
        const std::string text = render_tree(node);
        for (const char* secret : {"甲厂", "乙厂", "丙厂", "丁厂", "100,000", "50000", "50,000", "45000",
                                   "45,000", "submission/", "voucher/", "并购", "code1"})
            EXPECT_EQ(text.find(secret), std::string::npos) << measure << " shows " << secret << "\n" << text;
    }
    EXPECT_TRUE(matches_golden(YJ_SOURCE_DIR "/src/trace/golden/figure_public.txt",
                               render_tree(figure(county("ytd"), kPublic))));
}

TEST_P(TraceShelf, RightsForOneUnitShowThatUnitAlone) {
    const Rights own{.microdata = true,
                     .may_see_unit = [](StatUnitId unit, std::string_view form, const RegionCode&) {
                         return unit == StatUnitId{2} && form == "T";
                     }};
    const Node node = figure(county("ytd"), own, {.top = 9, .expand = StatUnitId{1}});
    EXPECT_EQ(addresses(node, Kind::Fact), (std::vector<std::string>{"f/T/2026-10/2/01.2"}));
    EXPECT_EQ(withheld_text(node), "3 户（需权限）");
    EXPECT_EQ(render_tree(node).find("甲厂"), std::string::npos);
    EXPECT_EQ(refused([&](store::Tx& tx) {
                  return trace_report(tx, defs(), first_report_, "01.2", kAnyTime, own);
              }),
              Refused::Forbidden);
    EXPECT_EQ(
        refused([&](store::Tx& tx) { return way_back_of_voucher(tx, defs(), VoucherId{9}, kAnyTime, own); }),
        Refused::Forbidden);
}

TEST_P(TraceShelf, AWithheldFigureTellsNeitherDigitsNorCountNorSharesToWhoSeesOnlySomeOfIt) {
    const auto id = world_->figure(county("ytd"), narrow_release_, 1);
    const auto ask = [&](const Rights& rights) {
        return traced([&](store::Tx& tx) { return trace_figure(tx, defs(), id, rights); });
    };
    const Node open = ask(kPublic);
    EXPECT_EQ(open.check, Check::Held);
    EXPECT_EQ(withheld_text(open), "若干户（需权限）");
    const Rights one{.microdata = true,
                     .may_see_unit = [](StatUnitId unit, std::string_view, const RegionCode&) {
                         return unit == StatUnitId{1};
                     }};
    const std::string partly = render_tree(ask(one));
    EXPECT_NE(partly.find("4,321"), std::string::npos) << "its own figure is shown";
    EXPECT_EQ(partly.find("占 "), std::string::npos) << "a share would give the total away\n" << partly;
    EXPECT_NE(partly.find("若干户"), std::string::npos);
    EXPECT_NE(render_tree(ask(kAll)).find("占 77.8%"), std::string::npos);
}

TEST_P(TraceShelf, AChangedReportIsSaidLoudlyByTheFigureAndByTheReport) {
    const auto changed = world_->payload("100001");
    overwrite("UPDATE collect_submission SET payload = $1 WHERE id = $2",
              {store::Blob{changed}, first_report_.value});
    const Node node = figure(county("ytd"), kAll, {.top = 5, .expand = StatUnitId{1}});
    const auto broken = broken_checks(node);
    ASSERT_EQ(broken.size(), 2U);
    EXPECT_EQ(broken[0]->why, "复算不一致：发布 20000.0，复算 20000.1");
    EXPECT_EQ(broken[1]->why, "报送内容与其哈希不一致：报送后被改动");
}

TEST_P(TraceShelf, AChangedReportWhoseHashWasChangedTooIsFoundBySeal) {
    const auto changed = world_->payload("100000.4");
    const auto hash = sha256(changed);
    overwrite("UPDATE collect_submission SET payload = $1, payload_hash = $2 WHERE id = $3",
              {store::Blob{changed}, store::Blob{hash.view()}, first_report_.value});
    const Node node = traced(
        [&](store::Tx& tx) { return trace_report(tx, defs(), first_report_, "01.2", kAnyTime, kAll); });
    EXPECT_EQ(node.check, Check::Broken);
    EXPECT_EQ(node.why, "报送与存证封存的不一致：报送后被改动");
    EXPECT_EQ(figure(county("ytd"), kPublic).why, "复算不一致：修约前的值不同") << "nothing printed differs";
}

TEST_P(TraceShelf, AChangedFrozenFigureIsFoundByComputingItAgain) {
    overwrite("UPDATE publish_figure SET printed = $1 WHERE id = $2",
              {std::string_view("29999.0"), world_->figure(county("ytd"), release_).value});
    EXPECT_EQ(figure(county("ytd"), kPublic).check, Check::Broken);
}

TEST_P(TraceShelf, AFigureWhoseDefinitionOrReportIsGoneSaysThatItCannotBeComputed) {
    auto bare = defs();
    bare.table = [](std::string_view, std::string_view, Period) { return nullptr; };
    const auto id = world_->figure(county("ytd"), release_);
    EXPECT_EQ(traced([&](store::Tx& tx) { return trace_figure(tx, bare, id, kAll); }).why,
              "不能复算：发布时的汇总表定义没有安装");
    overwrite("UPDATE collect_submission SET payload = $1 WHERE id = $2",
              {store::Blob{"rubbish"}, first_report_.value});
    const Node node = figure(county("ytd"), kPublic);
    EXPECT_EQ(node.check, Check::Broken);
    EXPECT_TRUE(node.why.starts_with("不能复算：")) << node.why;
}

TEST_P(TraceShelf, ALaterReportDoesNotMoveAReleasedFigureButIsMentioned) {
    world_->report(1, kOctober, "110000");
    const auto second = world_->release();
    const Node node = figure(county("ytd"), kAll, {.top = 1, .expand = {}});
    EXPECT_EQ(node.value, "20000.0 万元");
    EXPECT_EQ(node.check, Check::Held);
    const std::string text = render_tree(node);
    EXPECT_NE(text.find("此后已有新的报送"), std::string::npos) << text;
    EXPECT_NE(text.find("此后修订：21000.0"), std::string::npos) << text;
    const Node cell = traced([&](store::Tx& tx) {
        return trace_cell_of_table(tx, defs(), {"T-01", county("ytd"), kOctober}, second, kAll);
    });
    EXPECT_EQ(cell.value, "21000.0 万元");
    EXPECT_EQ(cell.check, Check::None) << "nothing was frozen, so nothing is compared";
}

TEST_P(TraceShelf, AReportShowsWhatItsEarlierSendingSaid) {
    const auto second = world_->report(1, kOctober, "110000");
    const Node node = traced([&](store::Tx& tx) {
        return trace_fact(tx, defs(), {"T", kOctober, StatUnitId{1}, "01.2"}, kAnyTime, kAll);
    });
    EXPECT_EQ(node.address, "submission/" + std::to_string(second.value));
    const auto earlier = std::ranges::find(node.children, Kind::Submission, &Node::kind);
    ASSERT_NE(earlier, node.children.end());
    EXPECT_EQ(earlier->value, "100,000 千元");
    EXPECT_EQ(refused([&](store::Tx& tx) {
                  return trace_fact(tx, defs(), {"T", kOctober, StatUnitId{1}, "01.2"}, EntryIndex{2}, kAll);
              }),
              Refused::NotFound);
}

TEST_P(TraceShelf, TheWayBackOfACellFindsEveryReleasedFigureThatReadsItAndNoOther) {
    const Node node = traced([&](store::Tx& tx) {
        return way_back_of_cell(tx, defs(), {StatUnitId{1}, "T", kOctober, "01.2"}, kAnyTime, kAll);
    });
    std::vector<std::string> expected;
    for (const auto place : {kCounty, kTown})
        for (const char* measure : {"ytd", "g"})
            expected.push_back(
                "figure/" +
                std::to_string(world_->figure(std::string(place) + ":" + measure, release_).value));
    EXPECT_THAT(addresses(node, Kind::Figure), ::testing::UnorderedElementsAreArray(expected));
    EXPECT_TRUE(traced([&](store::Tx& tx) {
                    return way_back_of_cell(tx, defs(), {StatUnitId{1}, "T", kOctober, "02.1"}, kAnyTime,
                                            kAll);
                }).children.empty());
}

TEST_P(TraceShelf, TheWayBackOfLastYearsCellFindsTheGrowthThatRestsOnItUnlessItsBaseWasAdjusted) {
    const auto growth_of = [&](std::int64_t unit) {
        return addresses(traced([&](store::Tx& tx) {
                             return way_back_of_cell(
                                 tx, defs(), {StatUnitId{unit}, "T", kLastOctober, "01.2"}, kAnyTime, kAll);
                         }),
                         Kind::Figure);
    };
    EXPECT_EQ(growth_of(1).size(), 2U) << "county and township";
    EXPECT_TRUE(growth_of(2).empty()) << "its base is a base figure, not last year's fact";
}

TEST_P(TraceShelf, TheWayBackOfAVoucherGoesThroughItsCells) {
    const Node node =
        traced([&](store::Tx& tx) { return way_back_of_voucher(tx, defs(), VoucherId{9}, kAnyTime, kAll); });
    EXPECT_EQ(addresses(node, Kind::Figure).size(), 4U);
    EXPECT_EQ(
        refused([&](store::Tx& tx) { return way_back_of_voucher(tx, defs(), VoucherId{8}, kAnyTime, kAll); }),
        Refused::NotFound);
    EXPECT_EQ(refused([&](store::Tx& tx) {
                  return way_back_of_cell(tx, defs(), {StatUnitId{1}, "T", kOctober, "01.2"}, kAnyTime,
                                          kPublic);
              }),
              Refused::Forbidden);
}

TEST_P(TraceShelf, APaperThatSupportsNothingTellsNothingOfItself) {
    world_->act("voucher.add", "voucher/10", [](store::Tx& tx, EntryIndex since) {
        evidence::add_voucher(tx, {VoucherId{10}, sha256("loose"), "甲厂合同.pdf", "application/pdf", 5, "03",
                                   AccountId{5}, Instant{1}, since});
    });
    EXPECT_EQ(refused([&](store::Tx& tx) {
                  return way_back_of_voucher(tx, defs(), VoucherId{10}, kAnyTime, kAll);
              }),
              Refused::NotFound);
}

TEST_P(TraceShelf, ASealThatIsGoneIsSaidAndLeavesTheEntrysProofStanding) {
    overwrite("DELETE FROM journal_seal WHERE idx = $1", {release_.value});
    const Node node = figure(county("ytd"), kPublic);
    EXPECT_TRUE(broken_checks(node).empty());
    EXPECT_NE(render_tree(node).find("封存内容已不在"), std::string::npos);
}

TEST_P(TraceShelf, AChangedSealIsNotWhatItsEntryCommittedTo) {
    overwrite("UPDATE journal_seal SET payload = $1 WHERE idx = $2", {store::Blob{"other"}, release_.value});
    const Node node = figure(county("ytd"), kPublic);
    const auto broken = broken_checks(node);
    ASSERT_EQ(broken.size(), 1U);
    EXPECT_EQ(broken[0]->why, "封存内容与条目的承诺不一致");
}

TEST_P(TraceShelf, TwoTablesOfOneFormReadEachReportOnce) {
    int asked = 0;
    const auto form_of = [&](std::string_view hash) {
        ++asked;
        return world_->definitions().form(hash);
    };
    read([&](store::Tx& tx) {
        series::FactCache cache(tx, kAnyTime, form_of);
        const auto* def = world_->definitions().table("T-01", {}, kOctober);
        const auto first = series::gather_contributors(cache, *def, kOctober);
        EXPECT_TRUE(first.has_value() && first->contributors.size() == 4);
        EXPECT_EQ(asked, 8) << "four of this year, four of last";
        EXPECT_TRUE(series::gather_contributors(cache, *def, kOctober).has_value());
        EXPECT_EQ(asked, 8);
        return tx.state();
    });
}

TEST_P(TraceShelf, AChangedLogEntryBreaksItsProof) {
    auto proven = defs();
    overwrite(
        "UPDATE journal_leaf SET leaf = $1 WHERE idx = $2",
        {store::Blob{journal::leaf_bytes({release_, "product.release", AccountId{6}, Instant{1}, "x", {}})},
         release_.value});
    const auto id = world_->figure(county("ytd"), release_);
    const Node node = traced([&](store::Tx& tx) { return trace_figure(tx, proven, id, kPublic); });
    const auto broken = broken_checks(node);
    ASSERT_EQ(broken.size(), 1U);
    EXPECT_EQ(broken[0]->address, "entry/" + std::to_string(release_.value));
}

}  // namespace
}  // namespace yj::trace
