#!/usr/bin/env python3
"""Checks one of Comet's offline zip files with the schemas of Comet's own package; writes how many messages of each kind it has as JSON.

    comet_read_check.py ZIP-FILE
"""

import json
import sys
import zipfile

from comet_ml import schemas

archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
schemas.get_experiment_file_validator().validate(json.loads(archive.read("experiment.json")))
validators = {
    "metric_msg": schemas.get_metric_msg_validator(),
    "parameter_msg": schemas.get_parameter_msg_validator(),
    "log_other": schemas.get_log_other_msg_validator(),
    "file_upload": schemas.get_upload_msg_validator(),
    "standard_output": schemas.get_standard_output_msg_validator(),
}
kinds = {}
for line in archive.read("messages.json").decode().split("\n")[:-1]:
    message = json.loads(line)
    validators[message["type"]].validate(message["payload"])
    kinds[message["type"]] = kinds.get(message["type"], 0) + 1
    if message["type"] == "file_upload":
        assert message["payload"]["file_path"] in archive.namelist()
print(json.dumps(kinds))
