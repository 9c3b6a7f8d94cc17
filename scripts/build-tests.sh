#!/usr/bin/env bash
# Builds the tests. Whatever builds them does it here: with other options everything would be compiled anew.
# Environment: SCRATCH_PATH (.build), WARNINGS_AS_ERRORS (1 makes a warning in our targets an error), SWIFT_BUILD_OPTIONS.
set -euo pipefail
cd "$(dirname "$0")/.."
read -ra options <<<"${SWIFT_BUILD_OPTIONS:-}"
exec swift build --build-tests --scratch-path "${SCRATCH_PATH:-.build}" ${options[@]+"${options[@]}"}
