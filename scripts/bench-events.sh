#!/usr/bin/env bash
# Builds the event files' benchmark for speed and runs it beside tensorboard and tensorboardX. Arguments go to it.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

scripts/install-build-needs.sh
scripts/install-test-needs.sh
[[ $(uname -s) != Darwin ]] || source scripts/macos-libraries.sh

say "building the event files' benchmark"
swift build -c release --product EventFileBenchmarks
program=$(swift build -c release --show-bin-path)/EventFileBenchmarks
BENCHMARK_PYTHON=$PWD/.venv/bin/python exec "$program" "$@"
