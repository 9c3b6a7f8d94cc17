#!/usr/bin/env bash
# Starts a server on a free port, with a store in memory and a token, and attacks it.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

scripts/install-build-needs.sh
[[ $(uname -s) != Darwin ]] || source scripts/macos-libraries.sh

say "building (the first time takes several minutes)"
swift build -c release --product visual-backend
program=$(swift build -c release --show-bin-path)/visual-backend

folder=$(mktemp -d)
server=
cleanup() {
    [[ -z $server ]] || kill "$server" 2>/dev/null || true
    rm -rf "$folder"
}
trap cleanup EXIT
export LOGGERANDVIEWER_TOKENS=$folder/tokens.json
LOGGERANDVIEWER_TOKEN=$("$program" token create --role admin 2>/dev/null)
export LOGGERANDVIEWER_TOKEN

mkdir "$folder/logs"
"$program" serve --store memory: --port 0 --log-root "$folder/logs" >"$folder/output" &
server=$!
for _ in {1..100}; do
    url=$(grep -o 'http://[^ ]*' "$folder/output" || true)
    [[ -z $url ]] || break
    kill -0 "$server" 2>/dev/null || fail "the server ended before it answered."
    sleep 0.1
done
[[ -n $url ]] || fail "the server did not start within ten seconds."

say "attacking $url"
"$program" selftest --attack "$url"
