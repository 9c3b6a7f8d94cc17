#!/usr/bin/env bash
# Everything a change must pass: the checks of the sources, a build in which a warning is an error, all tests.
# The build has a folder of its own, because other flags would make the usual one start over.
# SwiftPM silences warnings of remote packages, so the flag meets our own targets only.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/check-sources.sh
SCRATCH_PATH=.build-check SWIFT_BUILD_FLAGS="-Xswiftc -warnings-as-errors" exec scripts/test.sh
