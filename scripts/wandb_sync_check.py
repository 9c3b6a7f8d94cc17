#!/usr/bin/env python3
"""Has `wandb sync` bring an offline run to a server on loopback, and prints as JSON what arrived: wandb_sync_check.py WANDB FOLDER.

The server knows just enough of W&B's to be told everything.
"""

import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading

arrived = {"history": 0, "runs": [], "output": 0, "summary": {}, "exit": None, "uploads": 0}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def answer(self, value):
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def body(self):
        if self.headers.get("Transfer-Encoding") == "chunked":
            parts = []
            while size := int(self.rfile.readline().strip() or b"0", 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def do_GET(self):
        self.answer({})

    def do_PUT(self):
        self.body()
        arrived["uploads"] += 1
        self.answer({})

    def do_POST(self):
        try:
            request = json.loads(self.body() or b"{}")
        except ValueError:
            # Telemetry of the client about itself.
            return self.answer({})
        if "file_stream" in self.path:
            self.take_stream(request)
            return self.answer({})
        variables = request.get("variables") or {}
        query = request.get("query", "")
        if "upsertBucket" in query:
            arrived["runs"].append({key: variables.get(key) for key in ("name", "project", "displayName", "config", "tags")})
            project = {"id": "p", "name": variables.get("project") or "uncategorized", "entity": {"id": "e", "name": "me"}}
            bucket = {
                "id": "b", "name": variables.get("name"), "displayName": variables.get("displayName"), "description": None,
                "config": "{}", "sweepName": None, "historyLineCount": 0, "project": project,
            }
            return self.answer({"data": {"upsertBucket": {"bucket": bucket, "inserted": True}}})
        if "createRunFiles" in query:
            port = self.server.server_address[1]
            files = [
                {"name": name, "uploadUrl": f"http://127.0.0.1:{port}/upload/{index}"}
                for index, name in enumerate(variables.get("files") or [])
            ]
            return self.answer({"data": {"createRunFiles": {"runID": "b", "uploadHeaders": [], "files": files}}})
        if "viewer" in query:
            return self.answer({"data": {"viewer": {"id": "u", "entity": "me", "username": "me", "flags": "{}", "teams": {"edges": []}}}})
        return self.answer({"data": {}})

    def take_stream(self, request):
        files = request.get("files") or {}
        arrived["history"] += len(files.get("wandb-history.jsonl", {}).get("content", []))
        for line in files.get("wandb-summary.json", {}).get("content", []):
            arrived["summary"] = json.loads(line)
        arrived["output"] += len(files.get("output.log", {}).get("content", []))
        if request.get("complete"):
            arrived["exit"] = request.get("exitcode")


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, address):
        """A client that goes away has ended."""


def main():
    program, folder = sys.argv[1:]
    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as home:
        environment = dict(
            os.environ, WANDB_BASE_URL=f"http://127.0.0.1:{server.server_address[1]}", WANDB_API_KEY="0" * 40, HOME=home
        )
        result = subprocess.run(
            [program, "sync", "--yes", folder], env=environment, cwd=home, timeout=120, capture_output=True, text=True
        )
    if result.returncode:
        sys.exit(result.stdout + result.stderr)
    print(json.dumps(arrived))


main()
