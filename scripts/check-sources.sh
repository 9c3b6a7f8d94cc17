#!/usr/bin/env bash
# The checks that need no build of ours: formatting, layers, README, scripts, container files.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh
source scripts/swift-folders.sh

command -v swift >/dev/null || fail "Swift 6.2 or newer is missing: install it from https://www.swift.org/install."
scripts/install-test-needs.sh

say "formatting"
swift format lint --strict --parallel --recursive Package.swift "${swift_folders[@]}"
say "layers"
python3 scripts/check-layers.py
say "what belongs to a task"
python3 scripts/check-tasks.py
say "README"
python3 scripts/check-readme.py
say "threats"
python3 scripts/check-threats.py
say "scripts and container files"
.venv/bin/python -m unittest discover --buffer --start-directory scripts/tests
.venv/bin/shellcheck --external-sources scripts/*.sh .ci/run
.venv/bin/hadolint Dockerfile
.venv/bin/check-jsonschema --quiet --builtin-schema vendor.compose-spec docker-compose.yml
