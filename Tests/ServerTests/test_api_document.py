"""The API does what its document says: schemathesis asks every operation for hundreds of things, sensible and not."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request

from server import PROGRAM, ROOT, Server, fill

# Their answers do not end; what they owe to the document is looked at below.
STREAMS = ["watchRun", "watchRuns"]
CHECKS = ["not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance"]
# Of each operation in each phase. The seed makes them the same ones each time.
EXAMPLES = int(os.environ.get("API_EXAMPLES", "20"))


class DocumentTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = cls.enterClassContext(tempfile.TemporaryDirectory(prefix="api-"))
        tokens = pathlib.Path(cls.folder) / "tokens.json"
        token = subprocess.run(
            [PROGRAM, "token", "create", "--role", "admin", "--tokens", tokens],
            capture_output=True, text=True, check=True).stdout.strip()
        cls.server = cls.enterClassContext(Server("--tokens", tokens, token=token))
        cls.runs = fill(cls.server) + [cls.server.begin_run(f"spare {number}") for number in range(20)]
        cls.known = {
            "/runs/": cls.runs,
            "/artifacts/": [record["_id"]["$oid"] for record in cls.server.get("/artifacts")["artifacts"]],
            "/files/": [cls.add_file(number) for number in range(8)],
            "/uploads/": [f"upload-{number}" for number in range(4)],
        }

    @classmethod
    def add_file(cls, number):
        stored = cls.server.post("/files", {"file": f"model-{number}.bin", "location": f"s3://bucket/{number}"})
        return stored["_id"]["$oid"]

    def test_streams_answer_as_the_document_says(self):
        document = self.server.get("/openapi.json")
        # A run of its own: whatever is asked in the other test also deletes runs.
        run = self.server.begin_run("streamed")
        self.server.log(run, "loss", [1], [0.5], 1)
        for path, address in (
                ("/api/v1/runs/{id}/events", f"/api/v1/runs/{run}/events?metric=loss"), ("/api/v1/runs/events",) * 2):
            told = document["paths"][path]["get"]
            self.assertIn(told["operationId"], STREAMS)
            request = urllib.request.Request(
                self.server.address + address, headers={"Authorization": f"Bearer {self.server.token}"})
            with urllib.request.urlopen(request, timeout=30) as answer:
                self.assertIn(answer.headers.get_content_type(), told["responses"][str(answer.status)]["content"])
                self.assertNotEqual(answer.readline(), b"")
            bad = urllib.request.Request(request.full_url.split("?")[0] + "?what=1", headers=dict(request.header_items()))
            with self.assertRaises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(bad, timeout=30)
            with refused.exception as answer:
                self.assertIn(str(answer.code), told["responses"])
                self.assertEqual(answer.headers.get_content_type(), "application/problem+json")

    def test_every_operation_answers_as_the_document_says(self):
        command = [
            sys.executable, "-m", "schemathesis.cli", "run", f"{self.server.address}/api/v1/openapi.json",
            "--header", f"Authorization: Bearer {self.server.token}", "--checks", ",".join(CHECKS),
            "--phases", "examples,coverage,fuzzing", "--max-examples", str(EXAMPLES), "--seed", "1",
            "--generation-deterministic", "--suppress-health-check", "all",
            "--request-timeout", "30", "--warnings", "off", "--no-color", "--continue-on-failure",
            *(part for name in STREAMS for part in ("--exclude-operation-id", name))]
        environment = os.environ | {
            "SCHEMATHESIS_HOOKS": "api_hooks", "PYTHONPATH": str(pathlib.Path(__file__).parent),
            "KNOWN_IDS": json.dumps(self.known)}
        done = subprocess.run(
            command, env=environment, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.assertEqual(done.returncode, 0, done.stdout[-20_000:])
        self.assertIn("No issues found", done.stdout)


if __name__ == "__main__":
    unittest.main()
