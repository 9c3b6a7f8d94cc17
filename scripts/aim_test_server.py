#!/usr/bin/env python3
"""An Aim server for tests: on 127.0.0.1, in this one process, on the folder that it is given.

    aim_test_server.py FOLDER [PORT]

Prints the port when it answers. It ends when its standard input ends: with whoever started it.
"""

import os
import socket
import sys
import threading


def main():
    folder = sys.argv[1]
    os.environ.update(__AIM_SERVER_MOUNT_REPO_PATH__=folder, AIM_DISABLE_TELEMETRY="1", DO_NOT_TRACK="1")
    import uvicorn
    from aim.sdk.repo import Repo

    Repo.from_path(folder, init=True)
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", int(sys.argv[2]) if len(sys.argv) > 2 else 0))

    def end_with_input():
        sys.stdin.read()
        os._exit(0)

    threading.Thread(target=end_with_input, daemon=True).start()

    class Server(uvicorn.Server):
        async def startup(self, sockets=None):
            await super().startup(sockets)
            print(listener.getsockname()[1], flush=True)

    Server(uvicorn.Config("aim.ext.transport.run:app", log_level="error")).run(sockets=[listener])


if __name__ == "__main__":
    main()
