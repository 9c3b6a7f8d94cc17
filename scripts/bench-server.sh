#!/usr/bin/env bash
# Builds the server and its benchmark for speed and runs it beside a fresh MongoDB, Flask and MLflow. Arguments go to it.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

scripts/install-build-needs.sh
scripts/install-test-needs.sh
[[ $(uname -s) != Darwin ]] || source scripts/macos-libraries.sh

scripts/install-peers.sh

say "building the server and its benchmark (the first time takes several minutes)"
swift build -c release --product visual-backend
swift build -c release --product ServerBenchmarks
program=$(swift build -c release --show-bin-path)/ServerBenchmarks

export BENCHMARK_PYTHON=$PWD/.venv-peers/bin/python
if command -v chromium >/dev/null || command -v google-chrome >/dev/null || [[ -n ${CHROMIUM:-} ]]; then
    export BENCHMARK_BROWSER_PYTHON=$PWD/.venv/bin/python
else
    say "chromium is missing: no page is looked at"
fi
exec scripts/with-mongod.sh "$program" "$@"
