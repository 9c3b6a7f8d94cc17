#!/usr/bin/env bash
# Imports what the real trackers leave, has W&B's, Neptune's and Comet's own packages read what is written for them, and logs to real
# servers of MLflow and Aim. Installs them into .venv-trackers (about 2 GB on disk), one by one should they not fit together; of a
# tracker that does not install the tests fail.
# Environment: SCRATCH_PATH (.build).
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

scripts/install-build-needs.sh
say "building the tests"
swift build --build-tests --scratch-path "${SCRATCH_PATH:-.build}"
# Each import of a tracker's package takes seconds, and each makes its runs once.
TRACKER_TESTS=1 scripts/run-built-tests.sh --filter 'RealTrackers|RealWandB|RealMLflow|RealNeptune|RealComet|RealAim'
