#!/usr/bin/env bash
# Long runs that no test run has time for: kill -9 over and over, until the hours are over.
# Usage: cases/soak.sh FOLDER-OF-PROGRAMS HOURS
set -euo pipefail

programs=$1
hours=$2
end=$(($(date +%s) + hours * 3600))
# Every bit of every byte of a package, and ten thousand tampers of a log, once.
YJ_SOAK=1 "$programs/verify_test"
YJ_SOAK=1 "$programs/journal_test" --gtest_filter='LogCheck.*'
while [ "$(date +%s)" -lt "$end" ]; do
  YJ_KILL_ROUNDS=${YJ_KILL_ROUNDS:-500} "$programs/desk_test" --gtest_filter='Kill.*'
done
