"""A server of the build in .build/debug with a store of its own, for the tests that look at its pages with a browser."""

import hashlib
import json
import math
import os
import pathlib
import re
import subprocess
import tempfile
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("SCRATCH_PATH", ROOT / ".build")).absolute() / "debug" / "visual-backend"
HOSTILE_NAME = '"><img src=x onerror="alert(1)"><script>alert(2)</script>'


class Server:
    """`visual-backend serve` on any free port, over a folder that goes with it."""

    def __init__(self, *options):
        self.folder = tempfile.TemporaryDirectory(prefix="browser-")
        self.logs = pathlib.Path(self.folder.name) / "logs"
        self.logs.mkdir()
        self.options = options
        self.port = 0
        self.start()

    def start(self):
        """Starts it; again at the same port."""
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--store", f"sqlite:{self.folder.name}/registry.sqlite", "--port", str(self.port),
             "--log-root", self.logs, *self.options],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT)
        said = ""
        for line in self.process.stdout:
            said += line
            address = re.search(r"on (https?://\S+:(\d+)) ", line)
            if address:
                self.address, self.port = address[1], int(address[2])
                return
        raise RuntimeError(f"the server ended before it served anything: {said}")

    def stop(self):
        self.process.terminate()
        self.process.wait(30)
        self.process.stdout.close()

    def close(self):
        self.stop()
        self.folder.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def post(self, path, content):
        request = urllib.request.Request(
            f"{self.address}/api/v1{path}", json.dumps(content).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def upload(self, name, content, **fields):
        """Keeps bytes as a file."""
        digest = hashlib.sha256(content).hexdigest()
        request = urllib.request.Request(
            f"{self.address}/api/v1/uploads/{digest[:24]}", content, {"Content-Type": "application/octet-stream"},
            method="PUT")
        urllib.request.urlopen(request, timeout=30).close()
        return self.post("/files", {"file": name, "upload": digest[:24], "sha256": digest, **fields})["_id"]

    def begin_run(self, name, **fields):
        return self.post("/runs", {"experiment": "browser", "name": name, **fields})["_id"]

    def log(self, run, metric, steps, values, sequence):
        self.post(f"/runs/{run}/metrics", {
            "sequence": sequence, "series": [{"metric": metric, "steps": list(steps), "values": list(values)}]})


def fill(server):
    """Logs three runs: an ordinary one, one with a spike and numbers that are none, and one with a hostile name.

    Their identifiers, in this order."""
    runs = []
    for number, name in enumerate(["calm", "spike", HOSTILE_NAME]):
        run = server.begin_run(
            name, parameters={"lr": 0.1 / (number + 1), "optimizer": "adam", name: name}, tags={"owner": name})
        values = [math.exp(-step / 900) + 0.05 * math.sin(step * (number + 1)) for step in range(3_000)]
        if name == "spike":
            values[1_234] = 40.0
            values[2_000] = "NaN"
        server.log(run, "loss", range(3_000), values, 1)
        server.log(run, "accuracy", range(0, 3_000, 100), [1 - values[step] / 41 for step in range(0, 2_000, 100)]
                   + [0.9] * 10, 2)
        server.log(run, HOSTILE_NAME, range(10), range(10), 3)
        server.post(f"/runs/{run}/logs", {"sequence": 4, "lines": [
            {"text": f"beginning {name}"}, {"text": HOSTILE_NAME, "level": "warning"}]})
        server.post(f"/runs/{run}/artifacts", {"artifacts": [
            {"_seq": 5, "ModelName": name, "ExperimentName": "browser", "MSE": 0.5}]})
        server.post(f"/runs/{run}/artifacts", {"artifacts": [
            {"_seq": 6, "label": name, "predicted": f"a cat and {name}", "expected": "a dog and more", "step": 1},
            {"_seq": 7, "val/confusion_matrix": [[5, len(runs)], [1, 7]], "class_names": ["cat", name], "step": 1}]})
        server.upload(f"notes/{name}", name.encode(), run=run, label=name, filetype="text", contentType="text/plain")
        server.post(f"/runs/{run}/end", {"status": "finished"})
        runs.append(run)
    return runs
