"""with_mongod.py leaves nothing behind, however it ends."""

import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parent.parent / "with_mongod.py"

# Says where the server is, starts a child in a process group of its own, as Swift's test runner does, and waits.
REPORT_AND_WAIT = """
import os, subprocess, sys
child = subprocess.Popen(["sleep", "600"], process_group=0)
print(os.environ["TEST_MONGODB_URL"], child.pid, flush=True)
child.wait()
"""


def is_running(pid):
    """Whether the process exists and has not ended; one that has ended stays listed until its parent asks."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", pid], stdout=subprocess.PIPE, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")


class WithMongod(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def start(self, *command):
        return subprocess.Popen(
            [sys.executable, SCRIPT, *command],
            env={"PATH": "/usr/bin:/bin", "TMPDIR": self.folder.name},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def assert_nothing_is_left(self):
        self.assertEqual(list(pathlib.Path(self.folder.name).iterdir()), [])

    def test_a_command_finds_a_primary_and_its_status_is_passed_on(self):
        script = (
            "import os, sys, pymongo\n"
            "assert os.access(os.environ['TEST_MONGOD_PATH'], os.X_OK)\n"
            "client = pymongo.MongoClient(os.environ['TEST_MONGODB_URL'])\n"
            "with client.start_session() as session, session.start_transaction():\n"
            "    client.test.things.insert_one({}, session=session)\n"
            "sys.exit(7)\n"
        )
        process = self.start(sys.executable, "-c", script)
        _, errors = process.communicate()
        self.assertEqual(process.returncode, 7, errors)
        self.assert_nothing_is_left()

    def test_a_command_that_does_not_exist_is_named(self):
        process = self.start("/no/such/command")
        _, errors = process.communicate()
        self.assertEqual(process.returncode, 127)
        self.assertIn("/no/such/command", errors)
        self.assert_nothing_is_left()

    def test_a_signal_ends_the_command_its_children_and_the_server(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(signal=number.name):
                process = self.start(sys.executable, "-c", REPORT_AND_WAIT)
                url, child = process.stdout.readline().split()
                port = re.fullmatch(r"mongodb://127\.0\.0\.1:(\d+)/\?replicaSet=rs0", url).group(1)
                process.send_signal(number)
                process.communicate()
                self.assertEqual(process.returncode, 128 + number)
                self.assert_nothing_is_left()
                self.assertFalse(is_running(child))
                with self.assertRaises(ConnectionRefusedError):
                    socket.create_connection(("127.0.0.1", int(port)))


if __name__ == "__main__":
    unittest.main()
