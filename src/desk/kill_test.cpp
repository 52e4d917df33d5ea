// kill -9 at any moment: what was acknowledged is there afterwards, whole, once, and the log verifies.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "collect/collect_shelf.hpp"
#include "desk/collect/neighbours.hpp"
#include "desk/county_fixture.hpp"
#include "desk/journal/keep_log.hpp"

namespace yj::desk {
namespace {

class Kill : public CountyFixture {
protected:
    /// Sends reports one after another and writes the id of each to `out` once it is acknowledged. Never
    /// returns.
    [[noreturn]] void send_reports(int out, int round) {
        const SystemClock clock;
        SystemRandom random;
        const auto opened = County::open(folder(), clock, random);
        if (!opened) _exit(2);
        const auto officer = actor_named(**opened, "profession_officer");
        for (int i = 0;; ++i) {
            std::array<int, 6> output{};
            output.fill(1013 + round * 1000 + i % 997);
            const auto csv = reports_csv("2026-10", output);
            const auto taken = import_reports(
                **opened, *officer, {kForm, {}, collect::Channel::NationalExport, "killed.csv", csv, {}});
            if (!taken) _exit(3);
            for (const auto id : taken->submissions)
                if (write(out, &id.value, sizeof id.value) != sizeof id.value) _exit(4);
        }
    }

    /// The ids that a child acknowledged before it was killed after `milliseconds`.
    std::vector<std::int64_t> kill_after(int milliseconds, int round) {
        int ends[2];
        EXPECT_EQ(pipe(ends), 0);
        const pid_t child = fork();
        if (child == 0) {
            close(ends[0]);
            send_reports(ends[1], round);
        }
        close(ends[1]);
        usleep(static_cast<useconds_t>(milliseconds) * 1000);
        kill(child, SIGKILL);
        std::vector<std::int64_t> acknowledged;
        for (std::int64_t id = 0; read(ends[0], &id, sizeof id) == sizeof id;) acknowledged.push_back(id);
        close(ends[0]);
        int status = 0;
        waitpid(child, &status, 0);
        EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself: " << WEXITSTATUS(status);
        return acknowledged;
    }
};

TEST_F(Kill, LosesNoAcknowledgedReport) {
    const char* asked = std::getenv("YJ_KILL_ROUNDS");
    const int rounds = static_cast<int>(asked == nullptr ? 30 : parse_id(asked).value_or(30));
    std::size_t acknowledged = 0;
    for (int round = 0; round < rounds; ++round) {
        close_county();
        const auto ids = kill_after(60 + round * 37 % 180, round);
        acknowledged += ids.size();
        open();
        std::size_t found = 0;
        ASSERT_TRUE(county().store().read([&](store::Tx& tx) -> Done {
            for (const auto id : ids) found += collect::submission_by_id(tx, SubmissionId{id}, kNow) ? 1 : 0;
            return {};
        }));
        EXPECT_EQ(found, ids.size()) << "round " << round;
        const auto report = must(verify_log(county(), as("audit_admin"), {}));
        ASSERT_TRUE(report.good()) << journal::problem_sentence(report.problems.front());
    }
    EXPECT_GT(acknowledged, static_cast<std::size_t>(rounds))
        << "the kills came before anything was acknowledged";
}

}  // namespace
}  // namespace yj::desk
