#!/usr/bin/env python3
"""The programs that are shown are those that are compiled: snippets are built with the package.

    check-readme.py [PACKAGE-FOLDER]

1. README.md's first Swift program is Snippets/FirstRun.swift, byte for byte, and shorter than 15 lines. Comment and blank
   lines at the snippet's start, which say what it is, are not part of the program.
2. Documentation/FiveVocabularies.md shows the named parts of Snippets/FiveVocabularies.swift (from `// snippet.NAME` to
   `// snippet.end`), all of them, in their order.
"""

import difflib
import pathlib
import re
import sys

LINE_LIMIT = 15
SWIFT_BLOCK = re.compile(r"^```swift\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SNIPPET_PART = re.compile(r"^// snippet\.(?!end$)\w+\n(.*?)^// snippet\.end$", re.MULTILINE | re.DOTALL)
PARTS = ("Documentation/FiveVocabularies.md", "Snippets/FiveVocabularies.swift")


def program_of(snippet):
    lines = snippet.splitlines(keepends=True)
    while lines and (not lines[0].strip() or lines[0].startswith("//")):
        lines.pop(0)
    return "".join(lines)


def difference(snippet, snippet_name, shown, page):
    """Prints where a page differs from what is compiled."""
    sys.stderr.writelines(
        difflib.unified_diff(snippet.splitlines(keepends=True), shown.splitlines(keepends=True), snippet_name, page)
    )


def check_parts(root):
    """An error, or nothing."""
    page, snippet = (root / name for name in PARTS)
    for file, name in zip((page, snippet), PARTS):
        if not file.exists():
            return f"error: {name} is missing."
    parts = SNIPPET_PART.findall(snippet.read_text(encoding="utf-8"))
    if not parts:
        return f"error: {PARTS[1]} has no part from // snippet.NAME to // snippet.end."
    shown = SWIFT_BLOCK.findall(page.read_text(encoding="utf-8"))
    if shown != parts:
        difference("\n".join(parts), PARTS[1], "\n".join(shown), PARTS[0])
        return f"error: the programs of {PARTS[0]} are not the parts of {PARTS[1]}."
    print(f"{PARTS[0]} shows the {len(parts)} parts of {PARTS[1]}.")
    return None


def check_first_program(root):
    """An error, or nothing."""
    snippet = root / "Snippets/FirstRun.swift"
    if not snippet.exists():
        return "error: Snippets/FirstRun.swift is missing."
    block = SWIFT_BLOCK.search((root / "README.md").read_text(encoding="utf-8"))
    if not block:
        return "error: README.md has no ```swift block."
    shown = block.group(1)
    program = program_of(snippet.read_text(encoding="utf-8"))
    if shown != program:
        difference(program, "Snippets/FirstRun.swift", shown, "README.md")
        return "error: README.md's first program is not Snippets/FirstRun.swift."
    length = len(shown.splitlines())
    if length >= LINE_LIMIT:
        return f"error: README.md's first program has {length} lines; fewer than {LINE_LIMIT} is the promise."
    print(f"README.md's first program is Snippets/FirstRun.swift, {length} lines.")
    return None


def main(arguments):
    root = pathlib.Path(arguments[0] if arguments else pathlib.Path(__file__).parent.parent).resolve()
    return check_first_program(root) or check_parts(root) or 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
