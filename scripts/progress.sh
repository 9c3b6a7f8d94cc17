# Sourced by the other scripts: one way to say what is going on, one way to give up.
# shellcheck shell=bash

say() {
    printf '==> %s\n' "$*" >&2
}

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}
