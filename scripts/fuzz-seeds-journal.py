#!/usr/bin/env python3
"""Writes small journals into a folder, for the fuzzer to begin with: fuzz-seeds-journal.py FOLDER.

The first byte says how the harness takes the rest: 0 the records of a segment, 1 a segment, 2 payloads with length and
distance in front of each, 3 payloads with the length alone, 4 a header, 5 a checkpoint. Documentation/Journal.md has the
format.
"""

import json
import pathlib
import struct
import sys

from masked_crc32c import masked


def varint(number):
    encoded = b""
    while number >= 0x80:
        encoded += bytes([number & 0x7F | 0x80])
        number >>= 7
    return encoded + bytes([number])


def signed(number):
    return varint((number << 1 ^ number >> 63) & 0xFFFFFFFFFFFFFFFF)


def text(content):
    return struct.pack("<i", len(content.encode()) + 1) + content.encode() + b"\0"


def bson(fields):
    content = b""
    for key, value in fields.items():
        kind, encoded = {
            str: lambda: (b"\x02", text(value)),
            int: lambda: (b"\x12", struct.pack("<q", value)),
            float: lambda: (b"\x01", struct.pack("<d", value)),
            bytes: lambda: (b"\x05", struct.pack("<iB", len(value), 0) + value),
            dict: lambda: (b"\x03", bson(value)),
        }[type(value)]()
        content += kind + key.encode() + b"\0" + encoded
    return struct.pack("<i", len(content) + 5) + content + b"\0"


def payloads():
    time = signed(5)
    yield b"\x01" + varint(0) + b"loss"
    yield b"\x02" + varint(0) + signed(1) + time + struct.pack("<d", 0.5)
    yield b"\x01" + varint(1) + b"accuracy"
    yield b"\x03" + signed(-2) + time + varint(2) + varint(0) + struct.pack("<d", 1) + varint(1) + struct.pack("<d", 2)
    yield b"\x04" + time + varint(0) + bson({"ModelName": "m", "loss": 0.5, "iteration": 3, "a": {"b": "c"}})
    image = {"tag": "t", "fileName": "t_1.png", "width": 2, "height": 1, "channels": 1, "bytes": b"\x00\xff"}
    yield b"\x05" + time + signed(1) + bson(image)
    yield b"\x06" + time + b"\x09" + struct.pack("<d", 1) + b"\x10\x01"
    yield b"\x07" + time + bson({"experiment": "default", "status": "running"})
    yield b"\x08" + time + bson({"status": "running"})
    yield b"\x0a" + time + bson({"host": "h", "git": {"commit": "c", "diff": "+"}})
    yield b"\x09" + time + bson({"status": "finished", "message": "all right"})


def frame(sequence, payload):
    head = struct.pack("<Iq", len(payload), sequence)
    return head + masked(head) + masked(payload) + payload


def header():
    content = b"LAVJRNL\x01" + bytes(16) + struct.pack("<QQqq", 0, 0, 0, 1_700_000_000_000)
    return content + masked(content)


def main():
    folder = pathlib.Path(sys.argv[1])
    contents = list(payloads())
    records = b"".join(frame(*each) for each in enumerate(contents))
    (folder / "records").write_bytes(b"\x00" + records)
    (folder / "torn").write_bytes(b"\x00" + records[:-3])
    (folder / "segment").write_bytes(b"\x01" + header() + records)
    (folder / "header").write_bytes(b"\x04" + header())
    for distance in (0, 1, 4, 128):
        (folder / f"framed-{distance}").write_bytes(
            b"\x02" + b"".join(bytes([len(each), distance]) + each for each in contents))
    (folder / "payloads").write_bytes(b"\x03" + b"".join(bytes([len(each)]) + each for each in contents))
    for index, content in enumerate(contents):
        (folder / f"payload-{index}").write_bytes(b"\x03" + bytes([len(contents[0])]) + contents[0] + bytes([len(content)]) + content)
    checkpoint = {
        "segment": 0, "offset": 60, "sequence": 0, "isFinished": False, "rejected": 0, "lost": 0,
        "state": {"file": "events.out.tfevents.1", "offset": 88, "rows": {"a.csv": 1}},
    }
    (folder / "checkpoint").write_bytes(b"\x05" + json.dumps(checkpoint).encode())
    far = checkpoint | {"sequence": 2**63 - 1, "offset": 2**62, "lost": 2**62}
    (folder / "checkpoint-far").write_bytes(b"\x05" + json.dumps(far).encode())


main()
