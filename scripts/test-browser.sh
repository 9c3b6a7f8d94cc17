#!/usr/bin/env bash
# Looks at every page with a real browser: Chromium without a window, moved by playwright. Needs the build of scripts/test.sh.
# Where there is no Chromium and none can be installed, that is said, and no failure. CHROMIUM names another program.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

if ! .venv/bin/python -c 'import sys; sys.path.insert(0, "Tests/BrowserTests"); import browser; sys.exit(browser.chromium() is None)'; then
    say "chromium is missing: the pages are NOT tested with a browser (install chromium)"
    exit 0
fi
say "looking at the pages with a browser"
# The server that they look at is that of the other tests of it.
export PYTHONPATH=Tests/ServerTests${PYTHONPATH:+:$PYTHONPATH}
.venv/bin/python -m unittest discover --start-directory Tests/BrowserTests "$@"
