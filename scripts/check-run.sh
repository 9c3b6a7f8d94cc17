#!/usr/bin/env bash
# Does what a newcomer does: `make run`, and a look at the pages. It is the only check of the optimized build, whose compiler
# passes are others than those of the tests' build.
# Environment: CONFIGURATION (release; debug takes what was built for the tests).
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

export CONFIGURATION=${CONFIGURATION:-release}
options=(-c "$CONFIGURATION")

log=$(mktemp)
PORT=0 scripts/run.sh >"$log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -f "$log"' EXIT

say "make run, on any free port ($CONFIGURATION)"
address=
until [[ -n $address ]]; do
    if ! kill -0 "$server" 2>/dev/null; then
        cat "$log" >&2
        fail "make run ended before it served anything; what it said is above."
    fi
    sleep 1
    address=$(sed -n 's|^Serving .* on \(http://127\.0\.0\.1:[0-9]*\) .*|\1|p' "$log")
done
for page in /health / /runs /api/v1/runs; do
    .venv/bin/python - "$address$page" <<'PYTHON'
import sys
import urllib.request

address = sys.argv[1]
content = urllib.request.urlopen(address, timeout=30).read().decode()
# The example has logged: a page without it shows nothing.
if not address.endswith("/health") and "classifier" not in content:
    sys.exit(f"{address} does not show the example's runs")
PYTHON
done
kill "$server"
wait "$server" || true
say "make run serves the example"

# The examples of other loggers' words run to their end, and their runs are in a registry.
words=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$log" "$words"' EXIT
programs=$(swift build "${options[@]}" --show-bin-path)
for example in MLLoggerWords AutoTimmWords PipelineWords LavdWords; do
    say "$example"
    swift build "${options[@]}" --product "$example"
    mkdir "$words/$example"
    if [[ $example == LavdWords ]]; then
        # lavd knows no registry: its folder is imported into one.
        "$programs/$example" line --log-dir "$words/$example/logs"
        "$programs/visual-backend" import lavd "$words/$example/logs" --store "sqlite:$words/$example/registry.sqlite"
    else
        "$programs/$example" "$words/$example"
        # A folder that nothing can be written into is said in a sentence, and is no crash.
        code=0
        "$programs/$example" /dev/null >/dev/null 2>"$words/errors" || code=$?
        [[ $code == 1 && $(head -1 "$words/errors") == "Error: "* ]] || fail "$example crashes where it cannot write"
    fi
    [[ -s $words/$example/registry.sqlite ]] || fail "$example made no registry"
    # Not through `grep -q`: it leaves a `find` that still writes with a broken pipe.
    [[ -n $(find "$words/$example/logs" -name "*.png" -print -quit) ]] || fail "$example made no picture"
done

say "FiveVocabularies"
swift build "${options[@]}" --product FiveVocabularies
mkdir "$words/five"
losses=$(cd "$words/five" && "$programs/FiveVocabularies" | sed -n 's/.*: 20 points, last //p')
[[ $(wc -l <<<"$losses") == 5 && $(sort -u <<<"$losses" | wc -l) == 1 ]] || fail "five vocabularies have not logged the same"
