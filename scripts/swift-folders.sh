# Sourced: the folders that hold Swift sources, as far as they exist.
# shellcheck shell=bash disable=SC2034

swift_folders=()
for folder in Sources Tests Examples Snippets Benchmarks; do
    [[ ! -d $folder ]] || swift_folders+=("$folder")
done
