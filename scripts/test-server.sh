#!/usr/bin/env bash
# Asks a running server from outside: by its OpenAPI document, with slow clients, with many streams, while MongoDB goes away,
# and for pages that are valid HTML. Needs the build of scripts/test.sh. Arguments go to unittest (-k NAME, for one).
# Environment: STREAM_SECONDS (20), API_EXAMPLES (20) of each operation.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

say "asking a running server from outside"
.venv/bin/python -m unittest discover --start-directory Tests/ServerTests "$@"
