#!/usr/bin/env bash
# Trains the example, serves it, and takes the README's pictures of its pages with Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

scripts/install-build-needs.sh
scripts/install-test-needs.sh
[[ $(uname -s) != Darwin ]] || source scripts/macos-libraries.sh

say "building (the first time takes several minutes)"
swift build -c release --product visual-backend
swift build -c release --product TrainDigits
programs=$(swift build -c release --show-bin-path)

# The pages name the registry's path.
folder=$(mktemp -d /tmp/digits-XXX)
server=
trap '[[ -z $server ]] || kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
mkdir "$folder/logs"
(cd "$folder" && "$programs/TrainDigits" --store sqlite:registry.sqlite --log-dir logs/digits)
(cd "$folder" && exec "$programs/visual-backend" serve --store sqlite:registry.sqlite --log-root logs --port 0) \
    >"$folder/serve.log" 2>&1 &
server=$!
address=
until [[ -n $address ]]; do
    kill -0 "$server" 2>/dev/null || fail "the server ended before it served anything: $(cat "$folder/serve.log")"
    sleep 0.2
    address=$(sed -n 's|^Serving .* on \(http://127\.0\.0\.1:[0-9]*\) .*|\1|p' "$folder/serve.log")
done
mkdir -p Documentation/Pictures/pages
.venv/bin/python Tests/BrowserTests/screenshots.py "$address" Documentation/Pictures/pages
say "the pictures are in Documentation/Pictures/pages"
