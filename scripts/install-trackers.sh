#!/usr/bin/env bash
# Installs the other trackers' packages into .venv-trackers (about 2 GB on disk), one by one should they not fit together. Does nothing when
# they are there.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

requirements=scripts/tracker-requirements.txt
stamp=.venv-trackers/requirements.txt
if ! cmp -s "$requirements" "$stamp"; then
    say "installing the trackers into .venv-trackers (about 2 GB on disk)"
    python3 -m venv --clear .venv-trackers
    install=(.venv-trackers/bin/python -m pip install --quiet --disable-pip-version-check)
    if ! "${install[@]}" --requirement "$requirements"; then
        while read -r package; do
            "${install[@]}" "$package" || say "$package does not install here: its tests fail"
        done < <(grep -v '^#' "$requirements")
    fi
    cp "$requirements" "$stamp"
fi
