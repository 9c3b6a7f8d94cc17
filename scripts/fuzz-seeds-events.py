#!/usr/bin/env python3
"""Writes small event files into a folder, for the fuzzer to begin with: fuzz-seeds-events.py FOLDER.

Each plugin has an event; each event comes as such (first byte 1), in a frame that the harness makes (2), and in a file
with real checksums (0).
"""

import pathlib
import struct
import sys

from masked_crc32c import masked

PLUGINS = {
    "scalars": (b"", 1), "images": (b"", 3), "histograms": (b"", 2), "text": (b"", 2), "audio": (b"\x10\x0b", 3),
    "pr_curves": (b"\x10\x02", 2), "mesh": (b"\x12\x01m\x18\x01\x2a\x02{}", 2), "custom_scalars": (b"", 2),
    "hparams": (b"\x12\x00", 2), "unknown": (b"", 0),
}


def record(data):
    length = struct.pack("<Q", len(data))
    return length + masked(length) + data + masked(data)


def varint(number):
    encoded = b""
    while number >= 0x80:
        encoded += bytes([number & 0x7F | 0x80])
        number >>= 7
    return encoded + bytes([number])


def field(number, content):
    """A field of a nested message, bytes or text."""
    content = content.encode() if isinstance(content, str) else content
    return varint(number << 3 | 2) + varint(len(content)) + content


def whole(number, value):
    return varint(number << 3) + varint(value)


def double(number, value):
    return varint(number << 3 | 1) + struct.pack("<d", value)


def event(value, step=1):
    return double(1, 1.0) + whole(2, step) + field(5, field(1, value))


def shape(*sizes):
    return field(2, b"".join(field(2, whole(1, size)) for size in sizes))


def tensor(kind, content):
    strings = {
        "images": b"".join(field(8, each) for each in (b"1", b"1", b"png")),
        "text": field(8, "words"), "audio": field(8, "RIFF"),
        "custom_scalars": field(8, field(2, field(1, "t") + field(2, field(1, "c") + field(2, field(1, "loss"))))),
    }
    if kind in strings:
        return field(8, whole(1, 7) + shape(strings[kind].count(b"\x42")) + strings[kind])
    floats = {"histograms": (1, 3), "pr_curves": (6, 2), "mesh": (1, 1, 3), "hparams": (0,)}.get(kind, ())
    count = 1
    for size in floats:
        count *= size
    return field(8, whole(1, 1) + shape(*floats) + field(4, struct.pack(f"<{count}f", *([0.5] * count))))


def events():
    yield event(field(1, "loss") + b"\x15" + struct.pack("<f", 0.5))
    yield event(field(1, "i") + field(4, whole(1, 1) + whole(2, 1) + whole(3, 3) + field(4, "png")))
    yield event(field(1, "a") + field(6, b"\x0d" + struct.pack("<f", 8000) + whole(2, 1) + field(4, "wav")))
    edges = field(6, struct.pack("<2d", 1, 2)) + field(7, struct.pack("<2d", 3, 4))
    yield event(field(1, "h") + field(5, double(1, 0.0) + double(2, 2.0) + double(3, 7.0) + edges))
    for kind, (content, data_class) in PLUGINS.items():
        plugin = field(1, kind) + (field(2, content) if content else b"")
        metadata = field(9, field(1, plugin) + field(2, "name") + field(3, "why") + whole(4, data_class))
        yield event(field(1, kind) + tensor(kind, content) + metadata)
    start = field(3, field(1, field(1, "lr") + field(2, double(2, 0.1))) + field(4, "g") + double(5, 1.0))
    yield event(field(1, "_hparams_/session_start_info") + field(9, field(1, field(1, "hparams") + field(2, start))))
    info = field(1, "lr") + whole(4, 3) + field(5, field(1, field(3, "x"))) + field(6, double(1, 0.0) + double(2, 1.0))
    experiment = field(2, field(4, info) + field(5, field(1, field(2, "loss"))))
    yield event(field(1, "_hparams_/experiment") + field(9, field(1, field(1, "hparams") + field(2, experiment))))


def main():
    folder = pathlib.Path(sys.argv[1])
    all_events = list(events())
    for index, data in enumerate(all_events):
        (folder / f"event-{index}").write_bytes(b"\x01" + data)
        (folder / f"framed-{index}").write_bytes(b"\x02" + 2 * (bytes([min(255, len(data))]) + data[:255]))
        (folder / f"file-{index}").write_bytes(b"\x00" + 2 * record(data))
    (folder / "file-all").write_bytes(b"\x00" + b"".join(map(record, all_events)))


main()
