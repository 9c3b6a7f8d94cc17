"""The server while its MongoDB hangs, dies and comes back, with clients that go on asking and logging."""

import collections
import contextlib
import json
import os
import pathlib
import signal
import sys
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.request

from server import ROOT, Server

sys.path.insert(0, str(ROOT / "scripts"))
import with_mongod as mongo

# In seconds: what a request may take by RequestLimits.timeLimit, and what a busy machine may take beyond it.
LIMIT = 30 + 5
# For what has to be known soon: that the store is away, and that it is back.
SOON = 15
AWAY = 6
# It is not there, or it does not answer.
AWAY_STATUSES = (503, 504)
PAGES = ["/runs", "/", "/api/v1/runs?limit=5", "/api/v1/experiments"]
LOGGERS = 4


class MongoServer:
    """A replica set of one member that can be stopped and started again."""

    def __init__(self, folder):
        self.folder, self.port = pathlib.Path(folder), mongo.free_port()
        self.start(initiated=False)

    def start(self, *, initiated=True):
        self.process = mongo.start_server(mongo.mongod_path(), self.folder, self.port)
        mongo.wait_for_primary(self.process, self.port, initiated=initiated)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def close(self):
        # Also one that was stopped in the middle of a test.
        self.kill()

    @property
    def url(self):
        return f"mongodb://127.0.0.1:{self.port}/outage?replicaSet={mongo.REPLICA_SET}"


class MongodRestartTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory(prefix="outage-"))
        cls.mongod = MongoServer(folder)
        cls.addClassCleanup(cls.mongod.close)
        cls.server = cls.enterClassContext(Server(store=cls.mongod.url))

    def setUp(self):
        self.isOver = threading.Event()
        self.answers = collections.Counter()
        self.strange, self.slowest, self.kinds = [], 0, collections.Counter()

    def ask(self, path, content=None, headers=None):
        """The status of an answer and what it holds. What is neither a good answer nor a refusal as promised is noted."""
        began = time.monotonic()
        body = None if content is None else json.dumps(content).encode()
        request = urllib.request.Request(
            self.server.address + path, body, {"Content-Type": "application/json"} | (headers or {}))
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                status, type, text = answer.status, answer.headers.get_content_type(), answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                status, type, text = error.code, error.headers.get_content_type(), error.read().decode()
        took = time.monotonic() - began
        self.slowest = max(self.slowest, took)
        self.answers[status] += 1
        if status not in (200, 201):
            wantsPage = headers and "html" in headers.get("Accept", "")
            isTyped = ("role=\"alert\"" in text or "<h1" in text) if wantsPage else \
                type == "application/problem+json" and json.loads(text)["code"] in ("unavailable", "timedOut")
            if status not in AWAY_STATUSES or not isTyped:
                self.strange.append((path, status, type, text[:500]))
        if took > LIMIT:
            self.strange.append((path, status, f"after {took:.1f} s"))
        return status, text

    def look(self, path):
        headers = {} if path.startswith("/api/") else {"Accept": "text/html"}
        while not self.isOver.is_set():
            self.ask(path, headers=headers)
            time.sleep(0.1)

    def log(self, run, metric, acknowledged):
        """Logs a point after the other, each until it is acknowledged."""
        step = 0
        while not self.isOver.is_set():
            point = {"metric": metric, "step": step, "value": step / 7}
            status, _ = self.ask(f"/api/v1/runs/{run}/metrics", {"sequence": step + 1, "points": [point]})
            if status == 200:
                acknowledged[metric] = step + 1
                step += 1
            time.sleep(0.05)

    def watch(self, run, metric, steps):
        """Follows a stream of events as browsers do: when it ends, it is asked for behind the last event."""
        last = None
        while not self.isOver.is_set():
            headers = {"Accept": "text/event-stream"} | ({"Last-Event-ID": last} if last else {})
            request = urllib.request.Request(
                f"{self.server.address}/api/v1/runs/{run}/events?metric={metric}", headers=headers)
            with contextlib.suppress(OSError, urllib.error.HTTPError, ValueError):
                with urllib.request.urlopen(request, timeout=LIMIT) as answer:
                    fields = {}
                    for line in answer:
                        name, _, value = line.decode().rstrip("\n").partition(": ")
                        fields[name] = value
                        if name or self.isOver.is_set():
                            if self.isOver.is_set() and not name:
                                return
                            continue
                        last = fields.get("id", last)
                        self.kinds[fields.get("event")] += 1
                        if fields.get("event") == "points":
                            for series in json.loads(fields["data"])["series"]:
                                steps += series["steps"]
                        fields = {}
            time.sleep(0.3)

    def wait_for(self, path, status):
        deadline = time.monotonic() + SOON
        while (got := self.ask(path)[0]) != status:
            self.assertLess(time.monotonic(), deadline, f"{path} still answers {got}")
            time.sleep(0.1)

    def be_away(self, acknowledged):
        """What is promised of the time without a store."""
        self.wait_for("/ready", 503)
        before, stale = dict(acknowledged), self.kinds["stale"]
        time.sleep(AWAY)
        began = time.monotonic()
        self.assertEqual(self.ask("/health")[0], 200)
        self.assertLess(time.monotonic() - began, 2)
        self.assertEqual(self.ask("/ready")[0], 503)
        self.assertLess(time.monotonic() - began, SOON)
        deadline = time.monotonic() + SOON
        while self.kinds["stale"] <= stale:
            self.assertLess(time.monotonic(), deadline, "the stream does not say that it is stale")
            time.sleep(0.1)
        return before

    def be_back(self, before, acknowledged):
        self.wait_for("/ready", 200)
        self.wait_for("/api/v1/runs?limit=5", 200)
        deadline = time.monotonic() + SOON
        while any(acknowledged[metric] <= count for metric, count in before.items()):
            self.assertLess(time.monotonic(), deadline, "points are not taken again")
            time.sleep(0.1)

    def test_the_server_says_that_its_store_is_away_and_goes_on_when_it_is_back(self):
        run = self.server.begin_run("outage")
        acknowledged, steps = {}, []
        metrics = [f"metric-{number}" for number in range(LOGGERS)]
        threads = [threading.Thread(target=self.look, args=[path]) for path in PAGES]
        threads += [threading.Thread(target=self.log, args=[run, metric, acknowledged]) for metric in metrics]
        threads += [threading.Thread(target=self.watch, args=[run, metrics[0], steps])]
        for thread in threads:
            thread.start()
        try:
            time.sleep(3)
            self.assertEqual(set(self.answers), {200})
            self.assertEqual(len(acknowledged), LOGGERS)

            # One that hangs: its connections stay, and nothing comes over them.
            os.kill(self.mongod.process.pid, signal.SIGSTOP)
            before = self.be_away(acknowledged)
            os.kill(self.mongod.process.pid, signal.SIGCONT)
            self.be_back(before, acknowledged)

            # One that dies.
            self.mongod.kill()
            before = self.be_away(acknowledged)
            self.mongod.start()
            self.be_back(before, acknowledged)
            deadline = time.monotonic() + SOON
            while acknowledged[metrics[0]] - len(steps) > 100:
                self.assertLess(time.monotonic(), deadline, "the stream does not go on")
                time.sleep(0.1)
            time.sleep(2)
        finally:
            self.isOver.set()
            for thread in threads:
                thread.join(LIMIT + 10)
        self.assertEqual(self.strange, [])
        self.assertGreater(self.answers[503] + self.answers[504], 0)
        # The stream said that it is stale and that it is fresh again, and went on where it was.
        self.assertGreaterEqual(self.kinds["fresh"], 2)
        self.assertGreater(len(steps), 0)
        self.assertEqual(steps, list(range(steps[0], steps[-1] + 1)))
        for metric in metrics:
            series = self.server.get(f"/runs/{run}/series?metric={metric}&buckets=100000")
            # One more may be stored, whose acknowledgement nobody waited for.
            self.assertIn(series["count"], [acknowledged[metric], acknowledged[metric] + 1])
            self.assertEqual(series["steps"], list(range(series["count"])))


if __name__ == "__main__":
    unittest.main()
