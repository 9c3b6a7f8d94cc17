#!/usr/bin/env bash
# Installs what the build needs and is not there: the C libraries, by apt-get or Homebrew. Says nothing when all is there.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh
source scripts/debian-packages.sh

has_library() {
    command -v pkg-config >/dev/null && pkg-config --exists "$1"
}

install_on_debian() {
    local missing=()
    command -v pkg-config >/dev/null || missing+=(pkg-config)
    has_library libbson-1.0 || missing+=(libbson-dev)
    has_library freetype2 || missing+=(libfreetype-dev)
    has_library libmongoc-1.0 || missing+=(libmongoc-dev)
    has_library libpng || missing+=(libpng-dev)
    has_library sqlite3 || missing+=(libsqlite3-dev)
    has_library zlib || missing+=(zlib1g-dev)
    [[ ${#missing[@]} -eq 0 ]] || install_packages "${missing[@]}"
}

# SQLite and zlib are part of macOS.
install_on_macos() {
    local missing=()
    command -v pkg-config >/dev/null || missing+=(pkg-config)
    has_library libmongoc-1.0 || missing+=("$MONGO_C_FORMULA")
    has_library freetype2 || missing+=(freetype)
    has_library libpng || missing+=(libpng)
    [[ ${#missing[@]} -gt 0 ]] || return 0
    command -v brew >/dev/null \
        || fail "these libraries are missing: ${missing[*]}; install Homebrew from https://brew.sh, then run make again."
    say "installing ${missing[*]}"
    brew install "${missing[@]}"
}

command -v swift >/dev/null \
    || fail "Swift 6.2 or newer is missing: install it from https://www.swift.org/install, then run make again."

if [[ $(uname -s) == Darwin ]]; then
    source scripts/macos-libraries.sh
    install_on_macos
else
    install_on_debian
fi
