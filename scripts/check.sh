#!/usr/bin/env bash
# Everything a change must pass: the checks of the sources, a build in which a warning is an error, all tests.
# Package.swift reads WARNINGS_AS_ERRORS. The build has a folder of its own, so that it does not undo the usual one.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/check-sources.sh
SCRATCH_PATH=.build-check WARNINGS_AS_ERRORS=1 exec scripts/test.sh "$@"
