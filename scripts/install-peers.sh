#!/usr/bin/env bash
# Installs the programs that the benchmarks are measured beside into .venv-peers, one by one should they not fit together.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

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
