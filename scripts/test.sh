#!/usr/bin/env bash
# Tests the pages' scripts, then builds and runs all other tests beside a real MongoDB and real storage servers, and at last asks a running server from
# outside and looks at its pages with a browser. Arguments go to `swift test` (--filter NAME, for one), and leave the last two out.
# Environment: SCRATCH_PATH (.build), WARNINGS_AS_ERRORS (1 makes a warning in our targets an error).
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

scripts/install-build-needs.sh
scripts/install-test-needs.sh
[[ $(uname -s) != Darwin ]] || source scripts/macos-libraries.sh

export SCRATCH_PATH=${SCRATCH_PATH:-.build}

scripts/test-pages.sh

say "building the tests in $SCRATCH_PATH (the first time takes several minutes)"
swift build --build-tests --scratch-path "$SCRATCH_PATH"

scripts/with-mongod.sh scripts/with-storage.sh scripts/run-built-tests.sh "$@"
if [[ $# -eq 0 ]]; then
    scripts/test-server.sh
    scripts/test-browser.sh
fi
