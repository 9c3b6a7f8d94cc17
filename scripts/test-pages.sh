#!/usr/bin/env bash
# Tests what the pages' scripts compute, with Node.js 18 or newer and nothing else. Without it that is said, and no failure.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

if ! command -v node >/dev/null; then
    say "node is missing: the scripts of the pages are NOT tested (install Node.js 18 or newer)"
    exit 0
fi
say "testing the scripts of the pages with node $(node --version)"
node --test Tests/PublicTests/*.test.mjs
