#!/usr/bin/env bash
# Builds the logger's benchmark for speed and runs it beside a fresh MongoDB and the Python programs that do the same.
# Arguments go to it. Peers are installed into .venv-peers, one by one should they not fit together.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

scripts/install-build-needs.sh
scripts/install-test-needs.sh
[[ $(uname -s) != Darwin ]] || source scripts/macos-libraries.sh

requirements=Benchmarks/peer-requirements.txt
stamp=.venv-peers/requirements.txt
if ! cmp -s "$requirements" "$stamp"; then
    say "installing the peers into .venv-peers (about 2 GB on disk)"
    python3 -m venv --clear .venv-peers
    install=(.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check)
    if ! "${install[@]}" --requirement "$requirements"; then
        while read -r package; do
            "${install[@]}" "$package" || say "left out: $package does not install here"
        done < <(grep -v '^#' "$requirements")
    fi
    cp "$requirements" "$stamp"
fi

say "building the logger's benchmark (the first time takes several minutes)"
swift build -c release --product LoggerBenchmarks
program=$(swift build -c release --show-bin-path)/LoggerBenchmarks

export BENCHMARK_PYTHON=$PWD/.venv-peers/bin/python
exec scripts/with-mongod.sh "$program" "$@"
