#!/usr/bin/env bash
# Runs the tests that scripts/test.sh built. A run that tests nothing is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

log=${SCRATCH_PATH:-.build}/tests.log
say "running the tests (all output is also in $log)"

# Hundreds of tests that begin at once starve each other on a small machine: those that compute for seconds hold the few
# threads that all share, and those that wait for an answer run out of time.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=${SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH:-8}

# What tests leave behind goes with this folder; when one fails, it stays to be looked at.
TMPDIR=$(mktemp -d "${TMPDIR:-/tmp}/lav-tests-XXXXXX")
# Some tests are another user in a process of its own.
chmod 755 "$TMPDIR"
export TMPDIR

# Thousands of lines may follow the first failure: they are said once more where whoever reads the end sees them.
failed_tests() {
    say "what failed:"
    grep -E '^✘ Test .* recorded an issue|^↳' "$log" | grep -vE '^↳ (Testing Library|Target Platform)' | cut -c 1-600 | head -n 100 >&2 || true
    fail "all output is in $log, what the tests wrote in $TMPDIR"
}

# Into a pipe, a program writes in blocks; by lines, progress is seen, and a crash does not swallow the last ones.
by_lines=()
if command -v stdbuf >/dev/null; then
    by_lines=(stdbuf -oL)
fi
${by_lines[@]+"${by_lines[@]}"} swift test --skip-build --disable-xctest --scratch-path "${SCRATCH_PATH:-.build}" "$@" 2>&1 \
    | tee "$log" || failed_tests
rm -rf "$TMPDIR"

# The closing line reads "Test run with 12 tests in 3 suites passed after 0.1 seconds."
count=$(sed -n 's/.*Test run with \([0-9]*\) tests\{0,1\} .*passed.*/\1/p' "$log" | paste -sd+ -)
count=$((${count:-0}))
[[ $count -gt 0 ]] || fail "no test ran; the last lines above say why."
say "tests passed: $count"
