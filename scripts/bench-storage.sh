#!/usr/bin/env bash
# Builds the benchmark of file storage for speed and runs it beside a fresh SeaweedFS and boto3. Arguments go to it.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

scripts/install-build-needs.sh
scripts/install-test-needs.sh
[[ $(uname -s) != Darwin ]] || source scripts/macos-libraries.sh

say "building the benchmark of file storage (the first time takes several minutes)"
swift build -c release --product StorageBenchmarks
program=$(swift build -c release --show-bin-path)/StorageBenchmarks

export BENCHMARK_PYTHON=$PWD/.venv/bin/python
exec scripts/with-storage.sh "$program" "$@"
