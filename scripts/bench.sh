#!/usr/bin/env bash
# Builds the benchmarks for speed and runs them beside a fresh MongoDB, with pymongo on the same server as the peer.
# Arguments go to the benchmark program.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

scripts/install-build-needs.sh
scripts/install-test-needs.sh
[[ $(uname -s) != Darwin ]] || source scripts/macos-libraries.sh

say "building the benchmarks (the first time takes several minutes)"
swift build -c release --product RegistryBenchmarks
program=$(swift build -c release --show-bin-path)/RegistryBenchmarks

export BENCHMARK_PYTHON=$PWD/.venv/bin/python
exec scripts/with-mongod.sh "$program" "$@"
