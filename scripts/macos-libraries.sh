# Sourced on macOS: tells pkg-config where Homebrew keeps the MongoDB C driver.
# Version 1 of the driver is what Debian has and what the sources are written for; Homebrew keeps it out of its
# common folder because version 2 exists.
# shellcheck shell=bash

MONGO_C_FORMULA=mongo-c-driver@1

if command -v brew >/dev/null; then
    PKG_CONFIG_PATH="$(brew --prefix)/opt/$MONGO_C_FORMULA/lib/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}"
    export PKG_CONFIG_PATH
fi
