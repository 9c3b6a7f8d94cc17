#!/usr/bin/env bash
# with-mongod.sh COMMAND…: runs COMMAND beside a fresh single-member replica set and stops it afterwards.
# COMMAND finds TEST_MONGODB_URL and TEST_MONGOD_PATH in its environment. Details are in with_mongod.py.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/scripts/install-test-needs.sh"
exec "$root/.venv/bin/python" "$root/scripts/with_mongod.py" "$@"
