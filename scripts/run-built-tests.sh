#!/usr/bin/env bash
# Runs the tests that scripts/test.sh built. A run that tests nothing is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

log=${SCRATCH_PATH:-.build}/tests.log
say "running the tests (all output is also in $log)"
swift test --skip-build --disable-xctest --scratch-path "${SCRATCH_PATH:-.build}" "$@" 2>&1 | tee "$log"

# The closing line reads "Test run with 12 tests in 3 suites passed after 0.1 seconds."
count=$(sed -n 's/.*Test run with \([0-9]*\) tests\{0,1\} .*passed.*/\1/p' "$log" | paste -sd+ -)
count=$((${count:-0}))
[[ $count -gt 0 ]] || fail "no test ran; the last lines above say why."
say "$count tests passed"
