"""run.sh notices at once, before it installs or builds anything, that the server could not listen."""

import pathlib
import socket
import subprocess
import unittest

SCRIPTS = pathlib.Path(__file__).resolve().parent.parent


def run(script, *arguments, port="8080"):
    return subprocess.run(
        [SCRIPTS / script, *arguments], env={"PATH": "/usr/bin:/bin", "PORT": port}, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, check=False)


class Port(unittest.TestCase):
    def setUp(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(self.listener.close)
        self.port = str(self.listener.getsockname()[1])

    def test_a_used_port_is_said_in_one_sentence_and_nothing_is_built(self):
        result = run("run.sh", port=self.port)
        self.assertNotEqual(result.returncode, 0)
        self.assertEqual(result.stdout, "")
        self.assertRegex(result.stderr, rf"\Aerror: port {self.port} is used by another program: [^\n]+\n\Z")

    def test_a_free_port_and_any_port_are_taken(self):
        self.listener.close()
        for port in (self.port, "0"):
            result = run("check-port.sh", port)
            self.assertEqual((result.returncode, result.stderr), (0, ""), port)

    def test_what_is_no_port_is_said(self):
        for port in ("", "http", "-1", "65536", "8080x", "$(id)"):
            result = run("check-port.sh", port)
            self.assertNotEqual(result.returncode, 0, port)
            self.assertIn("PORT is a number", result.stderr)


if __name__ == "__main__":
    unittest.main()
