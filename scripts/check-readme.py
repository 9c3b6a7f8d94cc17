#!/usr/bin/env python3
"""README.md's first Swift program is Snippets/FirstRun.swift, byte for byte, and shorter than 15 lines.

    check-readme.py [PACKAGE-FOLDER]

The snippet is compiled with the package, so the program a reader copies is known to build. Comment and blank lines at
the snippet's start, which say what it is, are not part of the program.
"""

import difflib
import pathlib
import re
import sys

LINE_LIMIT = 15
FIRST_SWIFT_BLOCK = re.compile(r"^```swift\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def program_of(snippet):
    lines = snippet.splitlines(keepends=True)
    while lines and (not lines[0].strip() or lines[0].startswith("//")):
        lines.pop(0)
    return "".join(lines)


def main(arguments):
    root = pathlib.Path(arguments[0] if arguments else pathlib.Path(__file__).parent.parent).resolve()
    snippet = root / "Snippets/FirstRun.swift"
    if not snippet.exists():
        return "error: Snippets/FirstRun.swift is missing."
    block = FIRST_SWIFT_BLOCK.search((root / "README.md").read_text(encoding="utf-8"))
    if not block:
        return "error: README.md has no ```swift block."
    shown = block.group(1)
    program = program_of(snippet.read_text(encoding="utf-8"))
    if shown != program:
        sys.stderr.writelines(
            difflib.unified_diff(
                program.splitlines(keepends=True), shown.splitlines(keepends=True), "Snippets/FirstRun.swift", "README.md"
            )
        )
        return "error: README.md's first program is not Snippets/FirstRun.swift."
    length = len(shown.splitlines())
    if length >= LINE_LIMIT:
        return f"error: README.md's first program has {length} lines; fewer than {LINE_LIMIT} is the promise."
    print(f"README.md's first program is Snippets/FirstRun.swift, {length} lines.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
