#!/usr/bin/env bash
# Builds the gallery's program for speed; it draws every kind of chart and writes Documentation/Gallery.md.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

scripts/install-build-needs.sh
[[ $(uname -s) != Darwin ]] || source scripts/macos-libraries.sh

say "building the gallery (the first time takes several minutes)"
swift build -c release --product ChartGallery
exec "$(swift build -c release --show-bin-path)/ChartGallery" "$PWD"
