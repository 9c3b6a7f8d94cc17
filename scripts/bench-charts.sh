#!/usr/bin/env bash
# Builds the charts' benchmark for speed and runs it beside matplotlib and Pillow.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

scripts/install-build-needs.sh
[[ $(uname -s) != Darwin ]] || source scripts/macos-libraries.sh
scripts/install-peers.sh

say "building the charts' benchmark (the first time takes several minutes)"
swift build -c release --product ChartBenchmarks
swift build -c release --product ChartDrawing
program=$(swift build -c release --show-bin-path)/ChartBenchmarks
BENCHMARK_PYTHON=$PWD/.venv-peers/bin/python exec "$program" "$@"
