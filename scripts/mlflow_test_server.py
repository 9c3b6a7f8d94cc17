#!/usr/bin/env python3
"""An MLflow tracking server for tests and benchmarks: on 127.0.0.1, in this one process, on SQLite in a folder of its own.

Prints the port when it answers. It ends, and its folder goes, when its standard input ends: with whoever started it.
"""

import os
import shutil
import socket
import sys
import tempfile
import threading


def main():
    folder = tempfile.mkdtemp(prefix="mlflow-server-")
    os.environ.update(
        _MLFLOW_SERVER_FILE_STORE=f"sqlite:///{folder}/mlflow.db",
        _MLFLOW_SERVER_ARTIFACT_ROOT="mlflow-artifacts:/",
        _MLFLOW_SERVER_ARTIFACT_DESTINATION=f"{folder}/artifacts",
        _MLFLOW_SERVER_SERVE_ARTIFACTS="true",
        MLFLOW_DISABLE_TELEMETRY="true",
        MLFLOW_SERVER_ENABLE_JOB_EXECUTION="false",
        DO_NOT_TRACK="true",
    )
    import uvicorn
    from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore

    # Makes the tables, which takes seconds: the first request should not wait for it.
    SqlAlchemyStore(f"sqlite:///{folder}/mlflow.db", "mlflow-artifacts:/")
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))

    def end_with_input():
        sys.stdin.read()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(0)

    threading.Thread(target=end_with_input, daemon=True).start()

    class Server(uvicorn.Server):
        async def startup(self, sockets=None):
            await super().startup(sockets)
            print(listener.getsockname()[1], flush=True)

    Server(uvicorn.Config("mlflow.server.fastapi_app:app", log_level="warning")).run(sockets=[listener])


if __name__ == "__main__":
    main()
