"""A thousand clients that send slowly and a thousand that read slowly, beside some that are in a hurry."""

import asyncio
import contextlib
import resource
import socket
import time
import unittest
import urllib.request

from server import Server, fill

COUNT = 1_000
# Two sockets of this process belong to each pair, and there are some more.
FILES = 2 * COUNT + 200
# The documented limits, in seconds: RequestLimits.headLimit and answerSilenceLimit.
HEAD_LIMIT, ANSWER_LIMIT = 10, 20
# Within which they come.
RAMP = 6
# What a busy machine may take beyond them.
PATIENCE = 15
# For one of the others. They are few and ask for small things; the point is that they are answered at all.
PROMPT = 8
MOST_MEMORY = 400_000_000


def raised_limit():
    """The number of files that this process may have open, raised as far as needed and allowed."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < FILES:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (FILES if hard == resource.RLIM_INFINITY else min(FILES, hard), hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


async def connect(port, *, buffer=None):
    """A connection, with as small a buffer for what it gets as the system allows, if wanted."""
    connection = socket.socket()
    if buffer:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    connection.setblocking(False)
    await asyncio.get_running_loop().sock_connect(connection, ("127.0.0.1", port))
    return connection


async def send_slowly(port):
    """Sends a head byte by byte; what it was answered, and after how many seconds."""
    loop, began = asyncio.get_running_loop(), time.monotonic()
    with await connect(port) as connection:
        answer = asyncio.ensure_future(loop.sock_recv(connection, 4_096))
        with contextlib.suppress(ConnectionError):
            await loop.sock_sendall(connection, b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
            while not answer.done():
                await loop.sock_sendall(connection, b"a")
                await asyncio.wait([answer], timeout=1)
        try:
            return await answer, time.monotonic() - began
        except ConnectionError:
            return b"", time.monotonic() - began


async def read_slowly(port, path):
    """Asks for something large and takes a byte a second, for as long as it is let. What it got of the answer's head."""
    loop, taken = asyncio.get_running_loop(), b""
    with await connect(port, buffer=2_048) as connection:
        await loop.sock_sendall(connection, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            while part := await loop.sock_recv(connection, 1):
                taken += part
                await asyncio.sleep(1)
    return taken


class SlowClientTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # Before this process raises its limit, which it would inherit: the server has to see to its own.
        cls.server = cls.enterClassContext(Server())
        fill(cls.server)
        # More than the system's buffers hold: an answer that the server holds until it is taken, and one that it reads from a
        # file as it goes.
        for _ in range(10):
            cls.server.post("/artifacts", {"artifacts": [{"large": True, "text": "much to tell " * 60_000}]})
        file = cls.server.upload("large", b"0123456789" * 800_000)
        cls.large = ["/api/v1/artifacts?filter=large%20%3D%20true", *[f"/api/v1/files/{file}/content"] * 199]

    def setUp(self):
        if raised_limit() < FILES:
            self.skipTest(f"this process may not have {FILES} files open: raise the hard limit (ulimit -Hn)")

    def ask(self, path):
        began = time.monotonic()
        with urllib.request.urlopen(self.server.address + path, timeout=30) as answer:
            text = answer.read().decode()
        self.slowest = max(self.slowest, time.monotonic() - began)
        return text

    async def hurry(self):
        """Asks for small things until the server has ended all the others; after how many seconds that was."""
        began = time.monotonic()
        most = 0
        while True:
            for path in ("/health", "/runs", "/api/v1/runs?limit=3", "/api/v1/experiments"):
                await asyncio.to_thread(self.ask, path)
            figures = self.server.figures()
            self.peak = max(self.peak, figures["process_resident_memory_bytes"])
            now = figures["loggerandviewer_http_connections_open"]
            most = max(most, now)
            if now < 10:
                return most, time.monotonic() - began
            await asyncio.sleep(0.2)

    async def everybody(self):
        async def after(seconds, work):
            await asyncio.sleep(seconds)
            return await work

        async with asyncio.timeout(120):
            # They come within some seconds, so that a slow machine is not busy with greeting them alone.
            readers = [
                asyncio.ensure_future(after(RAMP * number / COUNT, read_slowly(self.server.port, self.large[number % len(self.large)])))
                for number in range(COUNT)]
            senders = [
                asyncio.ensure_future(after(RAMP * number / COUNT, send_slowly(self.server.port)))
                for number in range(COUNT)]
            await asyncio.sleep(1)
            most, seconds = await self.hurry()
            for reader in readers:
                reader.cancel()
            return await asyncio.gather(*senders), await asyncio.gather(*readers), most, seconds

    def test_slow_clients_are_ended_and_others_are_answered_meanwhile(self):
        self.slowest = self.peak = 0
        before = self.server.figures()
        senders, readers, most, seconds = asyncio.run(self.everybody())
        after = self.server.figures()
        self.assertGreater(most, 1.2 * COUNT)
        for answer, took in senders:
            self.assertTrue(answer == b"" or answer.startswith(b"HTTP/1.1 408 "), answer)
            self.assertLess(took, HEAD_LIMIT + PATIENCE)
        self.assertEqual({answer[:12] for answer in readers}, {b"HTTP/1.1 200"})
        unread = {reason: after[f'loggerandviewer_http_unread_total{{reason="{reason}"}}']
                  for reason in ("head_timeout", "answer_not_taken")}
        self.assertEqual(unread["head_timeout"], COUNT)
        self.assertGreater(unread["answer_not_taken"], 0.9 * COUNT)
        self.assertLess(seconds, RAMP + ANSWER_LIMIT * 1.25 + PATIENCE)
        self.assertLess(self.slowest, PROMPT)
        self.assertLess(self.peak - before["process_resident_memory_bytes"], MOST_MEMORY)
        self.assertLess(after["process_open_fds"], before["process_open_fds"] + 10)


if __name__ == "__main__":
    unittest.main()
