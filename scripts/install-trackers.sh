#!/usr/bin/env bash
# Installs the other trackers' packages into .venv-trackers, where they are not.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh
source scripts/python-packages.sh

install_python_packages .venv-trackers scripts/tracker-requirements.txt trackers "its tests fail"
