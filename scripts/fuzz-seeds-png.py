#!/usr/bin/env python3
"""Writes small PNG files into a folder, for the fuzzer to begin with: fuzz-seeds-png.py FOLDER.

Every colour type with every depth, interlaced or not, with each row filter, and with the chunks that say more of a picture.
"""

import pathlib
import struct
import sys
import zlib

DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
WIDTH, HEIGHT = 9, 7
# Adam7: where each pass begins, and its steps.
PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def chunk(kind, content=b""):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def rows(width, height, bits, row_filter):
    """Rows of a pattern; a filter only says how it is meant, any bytes are right."""
    length = (width * bits + 7) // 8
    return b"".join(
        bytes([row_filter % 5]) + bytes((x * 37 + y * 91) & 255 for x in range(length)) for y in range(height)
    )


def picture(color, depth, interlaced=0, row_filter=0, extra=b""):
    bits = CHANNELS[color] * depth
    if interlaced:
        data = b""
        for x, y, step_x, step_y in PASSES:
            width, height = (WIDTH - x + step_x - 1) // step_x, (HEIGHT - y + step_y - 1) // step_y
            if width > 0 and height > 0:
                data += rows(width, height, bits, row_filter)
    else:
        data = rows(WIDTH, HEIGHT, bits, row_filter)
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, depth, color, 0, 0, interlaced))
    palette = chunk(b"PLTE", bytes(range(3 * 2**depth % 768 or 255))) if color == 3 else b""
    return b"\x89PNG\r\n\x1a\n" + header + palette + extra + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND")


def main():
    folder = pathlib.Path(sys.argv[1])
    for color, depths in DEPTHS.items():
        for depth in depths:
            for interlaced in (0, 1):
                (folder / f"type-{color}-{depth}-{interlaced}").write_bytes(picture(color, depth, interlaced))
        for row_filter in range(1, 5):
            (folder / f"filter-{color}-{row_filter}").write_bytes(picture(color, 8, 0, row_filter))
    extras = {
        "text": chunk(b"tEXt", b"Title\0words"), "ztext": chunk(b"zTXt", b"Title\0\0" + zlib.compress(b"words" * 9)),
        "itext": chunk(b"iTXt", "Title\0\0\0de\0Titel\0Größe".encode()), "gamma": chunk(b"gAMA", b"\0\0\xb1\x8f"),
        "srgb": chunk(b"sRGB", b"\0"), "physical": chunk(b"pHYs", struct.pack(">IIB", 2835, 2835, 1)),
        "profile": chunk(b"iCCP", b"name\0\0" + zlib.compress(bytes(200))), "time": chunk(b"tIME", b"\x07\xe9\1\1\0\0\0"),
        "unknown": chunk(b"abCd", b"?"),
    }
    for name, extra in extras.items():
        (folder / f"extra-{name}").write_bytes(picture(2, 8, extra=extra))
    for color, transparent in ((0, b"\0\5"), (2, b"\0\5\0\5\0\5"), (3, b"\0\x80\xff")):
        (folder / f"transparent-{color}").write_bytes(picture(color, 8, extra=chunk(b"tRNS", transparent)))


main()
