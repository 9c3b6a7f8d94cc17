#!/usr/bin/env python3
"""Reads one of Neptune's offline folders with Neptune's own package, and writes what it found as JSON.

    neptune_read_check.py FOLDER

The queue's files are changed by reading: give it a copy.
"""

import json
import sys
import threading
from pathlib import Path

from neptune.core.components.queue.disk_queue import DiskQueue
from neptune.internal.operation import Operation, UploadFile

folder = Path(sys.argv[1])
queue = DiskQueue(
    data_path=folder, to_dict=lambda operation: operation.to_dict(), from_dict=Operation.from_dict, lock=threading.RLock())
kinds = {}
missing = 0
last = 0
while (element := queue.get()) is not None:
    kind = type(element.obj).__name__
    kinds[kind] = kinds.get(kind, 0) + 1
    last = element.ver
    if isinstance(element.obj, UploadFile) and not (folder / "upload_path" / element.obj.tmp_file_name).is_file():
        missing += 1
metadata = json.loads((folder / "metadata.json").read_text())
print(json.dumps({"kinds": kinds, "last": last, "missing": missing, "mode": metadata["mode"]}))
