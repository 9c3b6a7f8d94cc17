#!/usr/bin/env bash
# Builds the server and the example, trains the example once, and serves what it logged.
# Environment: PORT (8080), CONFIGURATION (release; debug takes what was built for the tests).
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

store=sqlite:registry.sqlite
logs=logs/digits
port=${PORT:-8080}

# The server says it as well, but only once everything is built and trained.
scripts/check-port.sh "$port"
scripts/install-build-needs.sh
[[ $(uname -s) != Darwin ]] || source scripts/macos-libraries.sh

say "building (the first time takes several minutes)"
options=(-c "${CONFIGURATION:-release}")
swift build "${options[@]}" --product visual-backend
swift build "${options[@]}" --product TrainDigits
programs=$(swift build "${options[@]}" --show-bin-path)

# The mark is written last, so an interrupted training is done again; so is one whose registry was deleted.
if [[ ! -f registry.sqlite || ! -f $logs/.complete ]]; then
    say "training the example on handwritten digits"
    "$programs/TrainDigits" --store "$store" --log-dir "$logs"
    touch "$logs/.complete"
fi

say "serving http://127.0.0.1:$port (Ctrl-C stops it)"
exec "$programs/visual-backend" serve --store "$store" --log-root logs --port "$port"
