#!/usr/bin/env bash
# Builds the logger's benchmark for speed and runs it beside a fresh MongoDB and the Python programs that do the same.
# Arguments go to it.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

scripts/install-build-needs.sh
scripts/install-test-needs.sh
[[ $(uname -s) != Darwin ]] || source scripts/macos-libraries.sh

scripts/install-peers.sh

say "building the logger's benchmark (the first time takes several minutes)"
swift build -c release --product LoggerBenchmarks
program=$(swift build -c release --show-bin-path)/LoggerBenchmarks

export BENCHMARK_PYTHON=$PWD/.venv-peers/bin/python
exec scripts/with-mongod.sh "$program" "$@"
