#include "publish/release_shelf.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "publish/sample_issue.hpp"
#include "publish/tables_shelf.hpp"
#include "store/files.hpp"
#include "store/store_fixture.hpp"

namespace yj::publish {
namespace {

class ReleaseShelf : public store::StoreFixture {
protected:
    static Release release_by(std::int64_t entry) {
        Release release;
        release.since = EntryIndex{entry};
        release.product = "monthly";
        release.period = Period::month(2026, 10);
        release.as_of = EntryIndex{entry - 1};
        release.title = "示例县统计月报 2026年10月";
        release.product_hash = std::string(64, 'b');
        release.docx = sha256("docx");
        release.xlsx = sha256("xlsx");
        release.account = AccountId{77};
        release.released_at = Instant{1795000000000000};
        release.engine = "tabulate-1";
        return release;
    }
    static ReleaseContent content_by(std::int64_t entry, std::int64_t drift) {
        std::vector<PrintedTable> tables{sample_table(Period::month(2026, 10), drift)};
        number_figures(tables[0], EntryIndex{entry});
        return release_content(tables, tables, {}, EntryIndex{entry});
    }
};

TEST_P(ReleaseShelf, GivesBackTheReleaseAndEachFigureAsTheyWerePut) {
    const auto content = content_by(10, 0);
    write([&](store::Tx& tx) -> Done {
        put_release(tx, release_by(10), content);
        EXPECT_EQ(tx.take_sealed().size(), 1 + content.tables.size() + content.figures.size());
        return {};
    });
    read([&](store::Tx& tx) -> Done {
        EXPECT_EQ(release_at(tx, EntryIndex{10}), release_by(10));
        EXPECT_FALSE(release_at(tx, EntryIndex{11}).has_value());
        for (const auto& figure : content.figures)
            EXPECT_EQ(figure_by_id(tx, figure.id), figure) << figure.cell;
        EXPECT_EQ(figures_of(tx, EntryIndex{10}).size(), content.figures.size());
        EXPECT_TRUE(figures_of(tx, EntryIndex{10}, "E204-1-01").empty());
        return {};
    });
}

TEST_P(ReleaseShelf, KeepsTheEarlierReleaseOfARevisedFigure) {
    write([&](store::Tx& tx) -> Done { return put_release(tx, release_by(10), content_by(10, 0)), Done{}; });
    write([&](store::Tx& tx) -> Done { return put_release(tx, release_by(20), content_by(20, 5)), Done{}; });
    read([&](store::Tx& tx) -> Done {
        const auto october = Period::month(2026, 10);
        const auto both = figures_at(tx, "B204-1-01", "990101000000/*:m", october, EntryIndex{99});
        EXPECT_EQ(both.size(), 2U);
        if (both.size() == 2) {
            EXPECT_EQ(both[0].printed, "123456.7");
            EXPECT_EQ(both[1].printed, "123912.2");
            EXPECT_NE(both[0].id, both[1].id);
        }
        EXPECT_EQ(figures_at(tx, "B204-1-01", "990101000000/*:m", october, EntryIndex{15}).size(), 1U);
        const auto latest = releases_of(tx, "monthly", october, EntryIndex{99});
        EXPECT_EQ(latest.size(), 2U);
        if (!latest.empty()) {
            EXPECT_EQ(latest[0].since, EntryIndex{20});
        }
        EXPECT_EQ(releases_of(tx, "", october, EntryIndex{15}).size(), 1U);
        EXPECT_TRUE(releases_of(tx, "yearbook", october, EntryIndex{99}).empty());
        EXPECT_EQ(all_releases(tx, EntryIndex{99}).size(), 2U);
        return {};
    });
}

TEST_P(ReleaseShelf, FindsTheWayBackFromAFormAndAPeriod) {
    write([&](store::Tx& tx) -> Done { return put_release(tx, release_by(10), content_by(10, 0)), Done{}; });
    read([&](store::Tx& tx) -> Done {
        const auto october = Period::month(2026, 10);
        const auto uses = uses_of_form(tx, "B204-1", october, EntryIndex{99});
        EXPECT_EQ(uses.size(), 1U);
        if (!uses.empty()) {
            EXPECT_EQ(uses[0].table.table, "B204-1-01");
        }
        EXPECT_TRUE(uses_of_form(tx, "B204-1", october, EntryIndex{9}).empty());
        EXPECT_TRUE(uses_of_form(tx, "B204-1", Period::month(2026, 9), EntryIndex{99}).empty());
        EXPECT_EQ(uses_of_table(tx, "B204-1-01", october, EntryIndex{99}).size(), 1U);
        return {};
    });
}

TEST_P(ReleaseShelf, RefusesASecondReleaseByTheSameEntry) {
    write([&](store::Tx& tx) -> Done { return put_release(tx, release_by(10), content_by(10, 0)), Done{}; });
    const auto again = store().write([&](store::Tx& tx) -> Done {
        put_release(tx, release_by(10), {});
        return tx.flush();
    });
    ASSERT_FALSE(again.has_value());
    EXPECT_EQ(again.error().kind, Refused::Conflict);
}

YJ_ON_BOTH_ENGINES(ReleaseShelf);

TEST(ReleaseDocument, IsKeptByHashAndAChangedFileIsFound) {
    const auto folder = std::filesystem::temp_directory_path() / ("yj_release_" + std::to_string(getpid()));
    const auto kept = keep_document(folder, "the bulletin", "docx");
    ASSERT_TRUE(kept.has_value()) << kept.error().text();
    EXPECT_EQ(read_document(folder, *kept, "docx").value_or(""), "the bulletin");
    EXPECT_EQ(read_document(folder, sha256("another"), "docx").error().kind, Refused::NotFound);
    ASSERT_TRUE(store::write_durably(document_path(folder, *kept, "docx"), "the bulletin!").has_value());
    EXPECT_EQ(read_document(folder, *kept, "docx").error().kind, Refused::Conflict);
    std::filesystem::remove_all(folder);
}

TEST(ReleaseContent, HoldsEachFigureOnceAndOtherPeriodsOnlyAsFarAsTheyAreShown) {
    const auto tables = sample_tables();
    const std::vector<PrintedTable> shown{tables[0], tables[0]};
    UsedFigure used;
    used.id = tables[3].rows[0].cells[3].id;
    const auto content = release_content(shown, tables, std::vector{used}, EntryIndex{4821});
    EXPECT_EQ(content.figures.size(), tables[0].rows.size() * 4 + 1);
    EXPECT_EQ(content.tables.size(), 2U);
    EXPECT_EQ(content.figures.back().period, tables[3].period);
}

}  // namespace
}  // namespace yj::publish
