#!/usr/bin/env bash
# Feeds a reader with hostile bytes (libFuzzer): scripts/fuzz.sh [TARGET [SECONDS]]. A target is a case below: the folder
# of the sources, the harness in Tests/Fuzzing, and how files to begin with are made. What makes a reader trap is left in
# .build-fuzz/TARGET and named. Linux only: Apple's toolchains come without libFuzzer.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

target=${1:-events}
seconds=${2:-60}
megabytes=1024
[[ $seconds =~ ^[1-9][0-9]*$ ]] || fail "the second argument is how many seconds to run, not '$seconds'."

case $target in
    events)
        sources=Sources/EventFiles
        harness=Tests/Fuzzing/EventReaderFuzz.swift
        ;;
    *) fail "there is no fuzzing target '$target'; there is: events." ;;
esac

build=.build-fuzz/$target
corpus=$(mktemp -d)
trap 'rm -rf "$corpus"' EXIT
mkdir -p "$build"

# The first byte says how the harness takes the rest: 0 a file, 1 an event, 2 events in frames.
seed_events() {
    python3 scripts/fuzz-seeds.py "$corpus"
}

say "compiling the $target target"
mapfile -t files < <(find "$sources" -name '*.swift' | sort)
swiftc -sanitize=fuzzer,address -parse-as-library -O -g -swift-version 6 -module-name Fuzzed \
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault \
    -enable-upcoming-feature MemberImportVisibility \
    "${files[@]}" "$harness" -o "$build/fuzz"

"seed_$target"
say "fuzzing $target for $seconds seconds with $megabytes MB"
exec_status=0
SWIFT_BACKTRACE=enable=no "$build/fuzz" "$corpus" -max_total_time="$seconds" -rss_limit_mb="$megabytes" \
    -malloc_limit_mb=256 -timeout=10 -max_len=65536 -print_final_stats=1 -verbosity=0 \
    -artifact_prefix="$build/" || exec_status=$?
[[ $exec_status -eq 0 ]] || fail "a fault was found; the bytes that show it are in $build."
say "nothing was found"
