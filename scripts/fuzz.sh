#!/usr/bin/env bash
# Feeds a reader with hostile bytes (libFuzzer): scripts/fuzz.sh [TARGET [SECONDS]]. A target is a case below: the modules and
# sources it is made of, and the harness in Tests/Fuzzing; scripts/fuzz-seeds-TARGET.py makes what it begins with. What makes a
# reader trap is left in .build-fuzz/TARGET and named. Linux only: Apple's toolchains come without libFuzzer.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

target=${1:-events}
seconds=${2:-60}
megabytes=1024
[[ $seconds =~ ^[1-9][0-9]*$ ]] || fail "the second argument is how many seconds to run, not '$seconds'."

case $target in
    events)
        modules=()
        sources=(Sources/EventFiles)
        harness=Tests/Fuzzing/EventReaderFuzz.swift
        ;;
    journal)
        modules=(BSONCoding FileFaults RegistryCore EventFiles)
        # What reads a journal, and what that needs; writing to sinks is not a part of it.
        sources=(Sources/TrainingLog/{Entries,Images,Naming,RunFolder.swift,CSV/CSVFormat.swift}
            Sources/TrainingLog/Environment/Redaction
            Sources/TrainingLog/Bridge/{ForkWatch,PosixFile,PosixFile+Paths}.swift
            Sources/TrainingLog/Journal/{ByteCoding,Checkpoint,EntryDecoder,EntryEncoder}.swift
            Sources/TrainingLog/Journal/{JournalDamage,JournalFault,JournalFolder,JournalFrame,JournalPosition,JournalReader,OpenSegment}.swift
            Sources/TrainingLog/Journal/{SegmentHeader,SystemError}.swift)
        harness=Tests/Fuzzing/JournalReaderFuzz.swift
        ;;
    png)
        modules=()
        sources=(Sources/RasterGraphics/{Images,Bridge/PNGCodec.swift,Color.swift,Pixmap.swift,RasterError.swift}
            Sources/RasterGraphics/Shading/PixelBlender.swift)
        harness=Tests/Fuzzing/PNGReaderFuzz.swift
        ;;
    trackers)
        modules=(EventFiles)
        sources=(Sources/TrackerFiles)
        harness=Tests/Fuzzing/TrackerFilesFuzz.swift
        ;;
    *) fail "there is no fuzzing target '$target'; there are: events, journal, png, trackers." ;;
esac

build=.build-fuzz/$target
work=$(mktemp -d)
# Beside the program, the compiler leaves what debuggers read in the folder that it runs in.
trap 'rm -rf "$work" Fuzzed-1.swiftdoc Fuzzed-1.swiftmodule Fuzzed-1.swiftsourceinfo' EXIT
corpus=$work/corpus
mkdir -p "$build" "$corpus"

# shellcheck disable=SC2054 # the comma is swiftc's
options=(-sanitize=fuzzer,address -parse-as-library -O -wmo -g -swift-version 6 -package-name fuzz -I "$build"
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault
    -enable-upcoming-feature MemberImportVisibility)

say "compiling the $target target"
objects=()
if [[ $target == png ]]; then
    # The C that libpng is called with is watched as the Swift is; libpng itself is the system's.
    read -ra flags < <(pkg-config --cflags libpng)
    for source in Sources/CPNG/*.c; do
        object=$build/$(basename "$source" .c).o
        clang -fsanitize=fuzzer-no-link,address -O1 -g -ISources/CPNG/include "${flags[@]}" -c "$source" -o "$object"
        objects+=("$object")
    done
    printf 'module CPNG { header "%s" export * }\n' "$PWD/Sources/CPNG/include/CPNG.h" >"$build/module.modulemap"
    read -ra flags < <(pkg-config --libs libpng)
    objects+=("${flags[@]}")
fi
if [[ $target == trackers ]]; then
    printf 'module CZlib [system] { header "%s" link "z" export * }\n' "$PWD/Sources/CZlib/shim.h" >"$build/module.modulemap"
fi
for module in "${modules[@]}"; do
    mapfile -t files < <(find "Sources/$module" -name '*.swift' | sort)
    objects+=("$build/$module.o")
    swiftc "${options[@]}" -module-name "$module" -c "${files[@]}" -o "$build/$module.o" \
        -emit-module -emit-module-path "$build/$module.swiftmodule"
done
# Pictures need libpng, and are drawn when a journal is delivered, not when it is read.
mapfile -t files < <(find "${sources[@]}" -name '*.swift' ! -name '*+PNG.swift' ! -name '*+GIF.swift' | sort)
swiftc "${options[@]}" -module-name Fuzzed "${files[@]}" "$harness" "${objects[@]}" -o "$build/fuzz"

python3 "scripts/fuzz-seeds-$target.py" "$corpus"
say "fuzzing $target for $seconds seconds with $megabytes MB"
exec_status=0
# What a harness writes to temporary files goes with the rest. Hundreds of lines of words that the fuzzer found useful would hide
# what it found.
TMPDIR=$work SWIFT_BACKTRACE=enable=no "$build/fuzz" "$corpus" -max_total_time="$seconds" -rss_limit_mb="$megabytes" \
    -malloc_limit_mb=256 -timeout=10 -max_len=65536 -print_final_stats=1 -verbosity=0 \
    -artifact_prefix="$build/" 2> >(grep -v '# Uses: \|[Rr]ecommended dictionary' >&2) || exec_status=$?
[[ $exec_status -eq 0 ]] || fail "a fault was found; the bytes that show it are in $build."
say "nothing was found"
