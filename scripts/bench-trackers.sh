#!/usr/bin/env bash
# Builds the trackers' benchmark for speed and runs it beside MLflow's and W&B's own clients, with an MLflow server that is started for it.
# Arguments go to it.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

scripts/install-build-needs.sh
[[ $(uname -s) != Darwin ]] || source scripts/macos-libraries.sh

scripts/install-peers.sh

say "building the trackers' benchmark (the first time takes several minutes)"
swift build -c release --product visual-backend
swift build -c release --product TrackerBenchmarks
program=$(swift build -c release --show-bin-path)/TrackerBenchmarks

export BENCHMARK_PYTHON=$PWD/.venv-peers/bin/python
exec "$program" "$@"
