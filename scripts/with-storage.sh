#!/usr/bin/env bash
# with-storage.sh COMMAND…: runs COMMAND beside storage servers (SeaweedFS, OpenStack Swift, fake-gcs-server) and stops them
# afterwards. COMMAND finds TEST_S3_URL and others in its environment; details are in with_storage.py.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/scripts/install-test-needs.sh"
exec "$root/.venv/bin/python" "$root/scripts/with_storage.py" "$@"
