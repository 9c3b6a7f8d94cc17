"""Two hundred clients that watch a run grow: each sees all of it, and the server's memory does not grow with it."""

import asyncio
import json
import os
import time
import unittest

from server import Server

CLIENTS = 200
# In seconds. STREAM_SECONDS=60 watches for a minute.
WATCHED = float(os.environ.get("STREAM_SECONDS", "20"))
# What the server has to read and to hold in the first seconds does not count.
WARM_UP = WATCHED / 4
# In bytes. What clients would pile up is far more: each is sent some hundred kilobytes.
MARGIN = 30_000_000
PAUSE = 0.25
POINTS = 20


async def watch(port, path, last):
    """Reads a stream of events until a step was told; the steps of all points that it told."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 "), head
    steps, rest = [], b""
    while last not in steps[-POINTS:]:
        size = int(await reader.readline(), 16)
        rest += (await reader.readexactly(size + 2))[:-2]
        *events, rest = rest.split(b"\n\n")
        for event in events:
            fields = dict(line.split(b": ", 1) for line in event.split(b"\n") if b": " in line)
            if fields.get(b"event") == b"points":
                for series in json.loads(fields[b"data"])["series"]:
                    assert "askAgain" not in series, series
                    steps += series["steps"]
    writer.close()
    return steps


class StreamTests(unittest.TestCase):
    async def grow(self, server, run):
        """Logs points until the time is over; the server's memory after the warm-up, and at the end."""
        began, step, early = time.monotonic(), 1, None
        while (now := time.monotonic() - began) < WATCHED:
            await asyncio.to_thread(
                server.log, run, "loss", range(step, step + POINTS), [0.5] * POINTS, step)
            step += POINTS
            if early is None and now > WARM_UP:
                early = await self.memory(server)
            await asyncio.sleep(PAUSE)
        late = await self.memory(server)
        await asyncio.to_thread(server.log, run, "loss", [self.last], [0.5], step)
        return step, early, late

    async def memory(self, server):
        figures = await asyncio.to_thread(server.figures)
        self.assertGreaterEqual(figures["loggerandviewer_http_connections_open"], CLIENTS)
        return figures["process_resident_memory_bytes"]

    async def watched(self, server, run):
        path = f"/api/v1/runs/{run}/events?metric=loss&lines=info"
        async with asyncio.timeout(WATCHED + 60):
            clients = asyncio.gather(*(watch(server.port, path, self.last) for _ in range(CLIENTS)))
            while (await asyncio.to_thread(server.figures))["loggerandviewer_http_connections_open"] < CLIENTS:
                await asyncio.sleep(0.1)
            # The streams have looked at the run once: what comes from now on is told.
            await asyncio.sleep(3)
            growth = await self.grow(server, run)
            return await clients, *growth

    def test_many_clients_of_a_growing_run_see_all_of_it_and_memory_stays(self):
        self.last = 10**9
        with Server() as server:
            run = server.begin_run("watched")
            server.log(run, "loss", [0], [1], 0)
            seen, step, early, late = asyncio.run(self.watched(server, run))
        for steps in seen:
            self.assertEqual(steps, [*range(1, step), self.last])
        self.assertGreater(step, WATCHED)
        self.assertLess(late - early, MARGIN, f"{early:.0f} bytes after the warm-up, {late:.0f} at the end")


if __name__ == "__main__":
    unittest.main()
