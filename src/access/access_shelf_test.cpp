#include "access/access_shelf.hpp"

#include <gtest/gtest.h>

#include "access/session_shelf.hpp"
#include "access/tables_shelf.hpp"
#include "store/store_fixture.hpp"

namespace yj::access {
namespace {

const Account kAccount{AccountId{1}, EntryIndex{10}, "industry01", "王会计"};
const Grant kGrant{Role::ProfessionOfficer, "工业", *RegionCode::parse("990101"), "B204-1", {}};
constexpr Instant kNow{1'000'000'000'000};
constexpr std::int64_t kMinute = 60'000'000;

class AccessShelf : public store::StoreFixture {
protected:
    /// The refusal of one transaction; Incident stands for "it was done".
    Refused refused(const store::Store::Job& job) {
        const auto done = store().write(job);
        return done ? Refused::Incident : done.error().kind;
    }
    void create() {
        write([](store::Tx& tx) { return create_account(tx, kAccount); });
    }
    void give(const Grant& grant, std::int64_t since) {
        write([&](store::Tx& tx) { return give_grant(tx, AccountId{1}, grant, EntryIndex{since}); });
    }
};
YJ_ON_BOTH_ENGINES(AccessShelf);

TEST_P(AccessShelf, AnAccountIsFoundByNameFromItsEntryOn) {
    create();
    read([](store::Tx& tx) {
        EXPECT_EQ(find_account(tx, "industry01"), kAccount);
        EXPECT_EQ(account_by_id(tx, AccountId{1}), kAccount);
        EXPECT_FALSE(find_account(tx, "industry01", EntryIndex{9}));
        EXPECT_FALSE(find_account(tx, "industry02"));
        EXPECT_EQ(all_accounts(tx).size(), 1U);
        return tx.state();
    });
}

TEST_P(AccessShelf, ANameIsTakenOnceAndMustBeOne) {
    create();
    auto other = kAccount;
    other.id = AccountId{2};
    EXPECT_EQ(refused([&](store::Tx& tx) { return create_account(tx, other); }), Refused::Conflict);
    for (const std::string name :
         {"", "a", " padded", "two words", "a/b", "a:b", "全角　空格", "tab\tname", "\xff\xff"}) {
        other.name = name;
        EXPECT_EQ(refused([&](store::Tx& tx) { return create_account(tx, other); }), Refused::Malformed)
            << name;
    }
    other.name = "工业专业01";
    write([&](store::Tx& tx) { return create_account(tx, other); });
}

TEST_P(AccessShelf, TheLatestCredentialCountsAndAnEmptyOneLocks) {
    create();
    write([](store::Tx& tx) {
        put_credential(tx, AccountId{1}, {EntryIndex{10}, "first", true});
        put_credential(tx, AccountId{1}, {EntryIndex{20}, "second", false});
        put_credential(tx, AccountId{1}, {EntryIndex{30}, "", false});
        return tx.state();
    });
    read([](store::Tx& tx) {
        EXPECT_FALSE(credential_of(tx, AccountId{2}));
        EXPECT_TRUE(credential_of(tx, AccountId{1}, EntryIndex{19})->first_use);
        EXPECT_EQ(credential_of(tx, AccountId{1}, EntryIndex{29})->hash, "second");
        EXPECT_TRUE(credential_of(tx, AccountId{1})->locked());
        return tx.state();
    });
}

TEST_P(AccessShelf, AGrantStandsUntilItIsWithdrawnAndMayBeGivenAgain) {
    create();
    give(kGrant, 20);
    write([](store::Tx& tx) { return withdraw_grant(tx, AccountId{1}, kGrant, EntryIndex{30}); });
    give(kGrant, 40);
    read([](store::Tx& tx) {
        const auto grants_at = [&](std::int64_t entry) {
            return load_actor(tx, AccountId{1}, EntryIndex{entry})->grants;
        };
        EXPECT_TRUE(grants_at(19).empty());
        EXPECT_EQ(grants_at(20), std::vector{kGrant});
        EXPECT_TRUE(grants_at(30).empty());
        EXPECT_EQ(load_actor(tx, AccountId{1})->grants, std::vector{kGrant});
        EXPECT_FALSE(load_actor(tx, AccountId{2}));
        return tx.state();
    });
}

TEST_P(AccessShelf, AGrantComesBackWithEveryLimitItHad) {
    create();
    const Grant respondent{Role::Respondent,
                           {},
                           *RegionCode::parse("441900000000", RegionLevel::County),
                           "B203",
                           StatUnitId{1'234'567'890'123}};
    give(respondent, 20);
    read([&](store::Tx& tx) {
        EXPECT_EQ(load_actor(tx, AccountId{1})->grants, std::vector{respondent});
        return tx.state();
    });
}

TEST_P(AccessShelf, GrantsThatMayNotBeAreRefused) {
    create();
    give(kGrant, 20);
    const auto try_grant = [&](const Grant& grant) {
        return refused([&](store::Tx& tx) { return give_grant(tx, AccountId{1}, grant, EntryIndex{21}); });
    };
    EXPECT_EQ(try_grant(kGrant), Refused::Conflict);
    EXPECT_EQ(try_grant({Role::AuditAdmin, {}, {}, {}, {}}), Refused::Conflict);
    EXPECT_EQ(try_grant({Role::Respondent, {}, {}, {}, StatUnitId{7}}), Refused::Conflict);
    EXPECT_EQ(try_grant({Role::Respondent, {}, {}, {}, {}}), Refused::Malformed);
    EXPECT_EQ(try_grant({Role::SystemAdmin, "工业", {}, {}, {}}), Refused::Malformed);
    EXPECT_EQ(try_grant({Role::Editor, {}, {}, {}, {}}), Refused::Incident);
    const auto withdraw_other = [](store::Tx& tx) {
        return withdraw_grant(tx, AccountId{1}, {Role::Leader, {}, {}, {}, {}}, EntryIndex{22});
    };
    EXPECT_EQ(refused(withdraw_other), Refused::NotFound);
}

TEST_P(AccessShelf, WhatIsPutDownIsSealed) {
    write([](store::Tx& tx) -> Done {
        YJ_TRY(create_account(tx, kAccount));
        YJ_TRY(give_grant(tx, AccountId{1}, kGrant, EntryIndex{10}));
        put_credential(tx, AccountId{1}, {EntryIndex{10}, "hash", true});
        EXPECT_EQ(tx.take_sealed().size(), 3U);
        return tx.state();
    });
    EXPECT_EQ(access_tables().size(), 3U);
}

// ---- sessions -------------------------------------------------------------------------------------------

TEST_P(AccessShelf, ASessionEndsWhenIdleOrAtItsEndOrWhenClosed) {
    const SessionLimits limits{30 * kMinute, 60 * kMinute};
    const auto after = [](std::int64_t minutes) { return Instant{kNow.us + minutes * kMinute}; };
    write([&](store::Tx& tx) {
        open_session(tx, "token", AccountId{1}, kNow, limits);
        EXPECT_EQ(session_account(tx, "token", after(29)), AccountId{1});
        EXPECT_FALSE(session_account(tx, "token", after(30)));
        EXPECT_FALSE(session_account(tx, "tokem", after(1)));
        touch_session(tx, "token", after(29), limits);
        touch_session(tx, "token", after(58), limits);
        EXPECT_TRUE(session_account(tx, "token", after(59)));
        EXPECT_FALSE(session_account(tx, "token", after(60)));
        close_session(tx, "token");
        EXPECT_FALSE(session_account(tx, "token", after(1)));
        return tx.state();
    });
}

TEST_P(AccessShelf, AnEndedSessionIsNotWokenByARequest) {
    write([&](store::Tx& tx) {
        open_session(tx, "token", AccountId{1}, kNow, {kMinute, 60 * kMinute});
        const Instant later{kNow.us + 2 * kMinute};
        touch_session(tx, "token", later, {kMinute, 60 * kMinute});
        EXPECT_FALSE(session_account(tx, "token", later));
        return tx.state();
    });
}

TEST_P(AccessShelf, AllSessionsOfAnAccountEndAtOnceAndOthersGoOn) {
    write([&](store::Tx& tx) {
        for (const std::string_view token : {"one", "two"}) open_session(tx, token, AccountId{1}, kNow);
        open_session(tx, "other", AccountId{2}, kNow);
        close_sessions_of(tx, AccountId{1});
        EXPECT_FALSE(session_account(tx, "one", kNow) || session_account(tx, "two", kNow));
        EXPECT_TRUE(session_account(tx, "other", kNow));
        drop_ended_sessions(tx, Instant{kNow.us + 6'000 * kMinute});
        EXPECT_FALSE(session_account(tx, "other", kNow));
        return tx.state();
    });
}

TEST_P(AccessShelf, WrongPasswordsAreBorneFourTimesThenEverLonger) {
    write([&](store::Tx& tx) {
        std::vector<std::int64_t> waits;
        for (int i = 0; i < 14; ++i) {
            note_failure(tx, "industry01", kNow);
            waits.push_back(wait_before_try_us(tx, "industry01", kNow) / 1'000'000);
        }
        EXPECT_EQ(waits,
                  (std::vector<std::int64_t>{0, 0, 0, 0, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900}));
        EXPECT_EQ(wait_before_try_us(tx, "industry01", Instant{kNow.us + 15 * kMinute}), 0);
        EXPECT_EQ(wait_before_try_us(tx, "industry02", kNow), 0);
        forget_failures(tx, "industry01");
        EXPECT_EQ(wait_before_try_us(tx, "industry01", kNow), 0);
        return tx.state();
    });
}

TEST(Token, Has256BitsAndIsNewEachTime) {
    SeededRandom random(1);
    const auto token = make_token(random);
    EXPECT_EQ(token.size(), 64U);
    EXPECT_NE(make_token(random), token);
}

}  // namespace
}  // namespace yj::access
