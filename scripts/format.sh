#!/usr/bin/env bash
# Formats the manifest and all Swift sources in place, by .swift-format.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/swift-folders.sh
swift format --in-place --parallel --recursive Package.swift "${swift_folders[@]}"
