#!/usr/bin/env bash
# Installs the programs that the benchmarks are measured beside into .venv-peers, where they are not.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh
source scripts/python-packages.sh

install_python_packages .venv-peers Benchmarks/peer-requirements.txt peers "it is left out"
