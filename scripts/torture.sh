#!/usr/bin/env bash
# Kills a program that logs at random moments, and looks whether anything it acknowledged is lost. Arguments: --kills 200, --seed N.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

scripts/install-build-needs.sh
[[ $(uname -s) != Darwin ]] || source scripts/macos-libraries.sh

say "building the torture (the first time takes several minutes)"
swift build -c release --product LoggerTorture
exec "$(swift build -c release --show-bin-path)/LoggerTorture" "$@"
