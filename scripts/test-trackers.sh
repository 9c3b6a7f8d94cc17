#!/usr/bin/env bash
# Imports what the real trackers leave, has W&B's, Neptune's and Comet's own packages read what is written for them, and logs to real
# servers of MLflow and Aim. Installs them first, where they are not; of a tracker that does not install the tests fail.
# Environment: SCRATCH_PATH (.build).
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

scripts/install-trackers.sh
scripts/install-build-needs.sh
say "building the tests"
swift build --build-tests --scratch-path "${SCRATCH_PATH:-.build}"
# Each import of a tracker's package takes seconds, and each makes its runs once.
# Sacred writes to a MongoDB, too.
TRACKER_TESTS=1 scripts/with-mongod.sh scripts/run-built-tests.sh --filter 'RealTrackers|RealWandB|RealMLflow|RealNeptune|RealComet|RealAim'
