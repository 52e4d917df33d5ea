#include <benchmark/benchmark.h>

#include "access/actor.hpp"
#include "access/password.hpp"

namespace yj::access {
namespace {

/// One sign-in: what a guess costs an attacker too.
void BM_access_verify_password(benchmark::State& state) {
    SeededRandom random(1);
    const auto password = make_password(random);
    const auto hash = hash_password(password, random);
    for (auto _ : state) benchmark::DoNotOptimize(verify_password(hash, password));
}
BENCHMARK(BM_access_verify_password)->Unit(benchmark::kMillisecond);

std::string form_code(std::int64_t number) { return std::string(1, 'B') += std::to_string(number); }

/// One question of a request, for an officer of many forms.
void BM_access_may(benchmark::State& state) {
    Actor officer{AccountId{1}, "industry01", {}};
    for (std::int64_t form = 0; form < state.range(0); ++form)
        officer.grants.push_back(
            {Role::ProfessionOfficer, "工业", *RegionCode::parse("990101"), form_code(form), {}});
    const Scope scope{"工业", form_code(state.range(0) - 1), *RegionCode::parse("990101002"), {}};
    for (auto _ : state) benchmark::DoNotOptimize(may(officer, Act::ReportAccept, scope));
}
BENCHMARK(BM_access_may)->Arg(10);

}  // namespace
}  // namespace yj::access
