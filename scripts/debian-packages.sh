# Sourced after progress.sh: installs Debian packages, with sudo when not root.
# shellcheck shell=bash

install_packages() {
    local as_root=()
    command -v apt-get >/dev/null \
        || fail "these packages are missing and there is no apt-get to install them: $* (Debian's names)."
    if [[ $(id -u) -ne 0 ]]; then
        command -v sudo >/dev/null \
            || fail "installing packages needs root: run 'apt-get install $*' as root, then make again."
        as_root=(sudo)
    fi
    say "installing $*"
    ${as_root[@]+"${as_root[@]}"} apt-get update -qq
    ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@"
}
