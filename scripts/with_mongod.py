"""Runs a command beside a real MongoDB: a replica set of one member on a free loopback port.

    with_mongod.py COMMAND [ARGUMENT ...]
    with_mongod.py --print-mongod

The command finds TEST_MONGODB_URL (the replica set) and TEST_MONGOD_PATH (the program, for tests that start
servers of their own) in its environment. Whatever ends this script, other than SIGKILL, also ends the command with
all its children, stops mongod and removes its data folder. After SIGKILL, on Linux, mongod and the command itself are
asked to end by the system; the folder stays.

The exit status is the command's, or 128 + the signal's number.
"""

import contextlib
import ctypes
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

from pymongo import MongoClient
from pymongo.errors import PyMongoError

START_ATTEMPTS = 3
START_SECONDS = 60
STOP_SECONDS = 20
REPLICA_SET = "rs0"
ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(Exception):
    """A signal asked this script to end."""

    def __init__(self, number):
        super().__init__(signal.Signals(number).name)
        self.number = number


class StartFailure(Exception):
    """mongod did not become a primary. The message says why."""


def say(message):
    print(f"==> {message}", file=sys.stderr, flush=True)


def accept_signals():
    def interrupt(number, _frame):
        raise Interrupted(number)

    for number in ENDING_SIGNALS:
        signal.signal(number, interrupt)


def ignore_signals():
    """Called when things are being stopped: a second Ctrl-C must not leave a server behind."""
    for number in ENDING_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def mongod_path():
    """The mongod to run: $MONGOD, else the one in the virtual environment, else the one on PATH."""
    chosen = os.environ.get("MONGOD")
    if chosen:
        return chosen
    library = pathlib.Path(sys.prefix) / "lib"
    for found in sorted(library.glob("python3*/site-packages/fiftyone/db/bin/mongod")):
        return str(found)
    on_path = shutil.which("mongod")
    if on_path:
        return on_path
    sys.exit("error: there is no mongod: set MONGOD to the path of one, version 6.0 or newer.")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_process(arguments, **options):
    """Starts a process in a session of its own: Ctrl-C reaches this script first, which then stops things in order."""

    def end_with_parent():
        parent_death_signal = 1
        ctypes.CDLL(None).prctl(parent_death_signal, signal.SIGTERM)

    return subprocess.Popen(
        arguments,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=end_with_parent if sys.platform == "linux" else None,
        **options,
    )


def start_server(mongod, folder, port):
    arguments = [
        mongod,
        "--bind_ip", "127.0.0.1",
        "--port", str(port),
        "--dbpath", str(folder),
        "--logpath", str(folder / "mongod.log"),
        "--replSet", REPLICA_SET,
        "--nounixsocket",
        "--wiredTigerCacheSizeGB", "1",
        # Without this a fresh member writes 300 MB of empty log files first.
        "--wiredTigerEngineConfigString", "log=(prealloc=false)",
        "--setParameter", "diagnosticDataCollectionEnabled=false",
    ]
    return start_process(arguments, stdout=subprocess.DEVNULL)


def wait_for_primary(server, port, *, initiated=False):
    """initiated: whether the data folder is that of a replica set already."""
    deadline = time.monotonic() + START_SECONDS
    reason = "it never answered"
    with MongoClient("127.0.0.1", port, directConnection=True, serverSelectionTimeoutMS=200) as client:
        while time.monotonic() < deadline:
            if server.poll() is not None:
                raise StartFailure(f"mongod ended with status {server.returncode}")
            try:
                if not initiated:
                    members = [{"_id": 0, "host": f"127.0.0.1:{port}"}]
                    client.admin.command("replSetInitiate", {"_id": REPLICA_SET, "members": members})
                    initiated = True
                if client.admin.command("hello").get("isWritablePrimary"):
                    return
                reason = "it did not become primary"
            except PyMongoError as error:
                reason = str(error)
            time.sleep(0.05)
    raise StartFailure(f"mongod was not ready after {START_SECONDS} s: {reason}")


def stop(process):
    """Stops one process by its id: asks first, insists after STOP_SECONDS."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextlib.contextmanager
def running_server(mongod):
    """Yields the port of a running primary. The chosen port may be taken in between, hence the attempts."""
    for attempt in range(1, START_ATTEMPTS + 1):
        accept_signals()
        folder = pathlib.Path(tempfile.mkdtemp(prefix="test-mongod-"))
        server = None
        try:
            port = free_port()
            server = start_server(mongod, folder, port)
            try:
                wait_for_primary(server, port)
            except StartFailure as failure:
                log = folder / "mongod.log"
                lines = log.read_text(errors="replace").splitlines()[-8:] if log.exists() else []
                print("\n".join([f"error: {failure}; the end of its log:", *lines]), file=sys.stderr)
                if attempt == START_ATTEMPTS:
                    raise
                continue
            yield port
            return
        finally:
            ignore_signals()
            if server is not None:
                stop(server)
            shutil.rmtree(folder, ignore_errors=True)


def process_ids():
    if sys.platform == "linux":
        return [int(name) for name in os.listdir("/proc") if name.isdigit()]
    listed = subprocess.run(["ps", "-A", "-o", "pid="], stdout=subprocess.PIPE, text=True, check=True)
    return [int(pid) for pid in listed.stdout.split()]


def signal_session(leader, number):
    """Signals the command and all its descendants: children may have process groups of their own, but one session."""
    for pid in process_ids():
        # A process may end between being listed and being looked at.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if os.getsid(pid) == leader.pid:
                os.kill(pid, number)


def run(arguments, environment):
    """The command's status. Nothing it started is left running."""
    command = start_process(arguments, env=environment)
    try:
        status = command.wait()
    except Interrupted as interruption:
        ignore_signals()
        signal_session(command, interruption.number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            command.wait(STOP_SECONDS)
        raise
    finally:
        signal_session(command, signal.SIGKILL)
        command.wait()
    return status if status >= 0 else 128 - status


def main(arguments):
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__.strip())
        return 0 if arguments else 2
    if arguments == ["--print-mongod"]:
        print(mongod_path())
        return 0
    mongod = mongod_path()
    try:
        began = time.monotonic()
        with running_server(mongod) as port:
            url = f"mongodb://127.0.0.1:{port}/?replicaSet={REPLICA_SET}"
            say(f"mongod is ready at {url} after {time.monotonic() - began:.1f} s")
            return run(arguments, os.environ | {"TEST_MONGODB_URL": url, "TEST_MONGOD_PATH": mongod})
    except FileNotFoundError as error:
        print(f"error: cannot run {error.filename}", file=sys.stderr)
        return 127
    except PermissionError as error:
        print(f"error: {error.filename} is not executable", file=sys.stderr)
        return 126
    except StartFailure:
        return 1
    except Interrupted as interruption:
        say(f"stopped by {interruption}")
        return 128 + interruption.number


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
