"""A server of the build in .build/debug with a store of its own, for the tests that ask it and that look at its pages."""

import hashlib
import json
import math
import os
import pathlib
import re
import subprocess
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("SCRATCH_PATH", ROOT / ".build")).absolute() / "debug" / "visual-backend"
# A body has at most 1 MB.
CHUNK = 900_000
HOSTILE_NAME = '"><img src=x onerror="alert(1)"><script>alert(2)</script>'


class Server:
    """`visual-backend serve` on any free port, over a folder that goes with it."""

    def __init__(self, *options, store=None, token=None):
        """store: its URL; a SQLite file of its own unless said. token: what it is asked with."""
        self.folder = tempfile.TemporaryDirectory(prefix="server-")
        self.store = store or f"sqlite:{self.folder.name}/registry.sqlite"
        self.token = token
        self.logs = pathlib.Path(self.folder.name) / "logs"
        self.logs.mkdir()
        self.options = options
        self.port = 0
        self.start()

    def start(self):
        """Starts it; again at the same port. What it writes goes into a file: nobody empties a pipe, and a full one stops it."""
        self.output = pathlib.Path(self.folder.name) / "output"
        with open(self.output, "w", encoding="utf-8") as output:
            self.process = subprocess.Popen(
                [PROGRAM, "serve", "--store", self.store, "--port", str(self.port), "--log-root", self.logs, *self.options],
                stdout=output, stderr=subprocess.STDOUT, cwd=ROOT)
        while not (address := re.search(r"on (https?://\S+:(\d+)) ", self.output.read_text())):
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended before it served anything: {self.output.read_text()}")
            time.sleep(0.02)
        self.address, self.port = address[1], int(address[2])

    def stop(self):
        self.process.terminate()
        self.process.wait(30)

    def close(self):
        self.stop()
        self.folder.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def ask(self, path, content=None, *, method=None, timeout=30):
        """The JSON that a path of the API answers, to a POST when there is content and no other method is named."""
        headers = {"Content-Type": "application/json", **self.authorization()}
        body = None if content is None else json.dumps(content).encode()
        request = urllib.request.Request(f"{self.address}/api/v1{path}", body, headers, method=method)
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return json.load(answer)

    def authorization(self):
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def get(self, path):
        return self.ask(path)

    def post(self, path, content):
        return self.ask(path, content)

    def change(self, run, content):
        return self.ask(f"/runs/{run}", content, method="PATCH")

    def figures(self):
        """What the server tells of itself, by name; of those with labels each by its name with them."""
        with urllib.request.urlopen(f"{self.address}/metrics", timeout=30) as answer:
            lines = answer.read().decode().splitlines()
        return {name: float(value) for name, value in
                (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))}

    def upload(self, name, content, **fields):
        """Keeps bytes as a file, with further fields of its record; its identifier."""
        digest = hashlib.sha256(content).hexdigest()
        for start in range(0, len(content), CHUNK):
            part = content[start:start + CHUNK]
            request = urllib.request.Request(
                f"{self.address}/api/v1/uploads/{digest[:24]}", part, method="PUT",
                headers={"Content-Range": f"bytes {start}-{start + len(part) - 1}/{len(content)}", **self.authorization()})
            urllib.request.urlopen(request, timeout=30).close()
        answer = self.post("/files", {"file": name, "upload": digest[:24], "sha256": digest, **fields})
        return answer["_id"]["$oid"]

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
