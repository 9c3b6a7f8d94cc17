#!/usr/bin/env python3
"""Writes small files of W&B's and SwanLab's framing into a folder, for the fuzzer to begin with: fuzz-seeds-trackers.py FOLDER."""

import pathlib
import struct
import sys
import zlib

BLOCK = 32_768
FORMATS = {"wandb": b":W&B" + struct.pack("<HB", 0xBEE1, 0), "swanlab": b":SWL" + struct.pack("<HB", 0xE1D6, 2)}


def varint(number):
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def field(number, content):
    return varint(number << 3 | 2) + varint(len(content)) + content


def whole(number, value):
    return varint(number << 3) + varint(value)


def blocks(header, records):
    out = header
    for record in records:
        rest, first = record, True
        while True:
            left = BLOCK - len(out) % BLOCK
            if left < 7:
                out += bytes(left)
                left = BLOCK
            part, rest = rest[: left - 7], rest[left - 7 :]
            kind = bytes([{(1, 1): 1, (1, 0): 2, (0, 0): 3, (0, 1): 4}[first, not rest]])
            out += struct.pack("<IH", zlib.crc32(kind + part), len(part)) + kind + part
            first = False
            if not rest:
                break
    return out


def item(name, text):
    return field(1, name) + field(16, text)


def main():
    folder = pathlib.Path(sys.argv[1])
    time = field(2, whole(1, 1_700_000_000) + whole(2, 5))
    wandb = [
        field(21, field(1, field(1, b"x") + field(2, b"0.70.0"))),
        field(17, field(1, b"id") + field(3, b"p") + field(4, field(1, item(b"lr", b"0.1"))) + field(10, b"t")),
        field(2, field(1, item(b"loss", b"NaN")) + field(1, field(2, b"a") + field(2, b"b") + field(16, b"{}")) + field(2, whole(1, 3))),
        field(13, whole(1, 1) + time + field(3, b"line\n")), field(7, time + field(3, item(b"cpu", b"1.5"))),
        field(12, field(1, b"loss") + field(6, whole(3, 1)) + field(7, whole(1, 1))), field(6, field(1, field(1, b"a.txt"))),
        field(3, field(1, item(b"loss", b"1")) + field(2, field(1, b"old"))), field(18, whole(1, 0) + whole(2, 5)),
    ]
    swanlab = [
        field(10, field(1, b"p") + field(4, b"run") + field(6, b"t") + field(10, b"id")),
        field(13, field(1, b"loss") + whole(2, 1) + field(4, whole(1, 1)) + field(5, b"\x09" + struct.pack("<d", 0.5))),
        field(14, field(1, b"img") + whole(3, 2) + field(5, field(1, field(1, b"a.png")))),
        field(16, field(1, b"line")), field(11, whole(1, 1)),
    ]
    for name, records in (("wandb", wandb), ("swanlab", swanlab)):
        (folder / name).write_bytes(blocks(FORMATS[name], records))
        (folder / f"{name}-long").write_bytes(blocks(FORMATS[name], records + [field(99, bytes(40_000))]))
        for index, record in enumerate(records):
            (folder / f"{name}-{index}").write_bytes(blocks(FORMATS[name], [record]))
    (folder / "rows").write_bytes(b'step,"a,b"\n1,"x\ny"\n2,3\n')


main()
