#!/usr/bin/env python3
"""Every test that Documentation/ThreatModel.md names exists.

    check-threats.py [PACKAGE-FOLDER]

The last column of the table names tests by their sentences, in backticks. An attack without a test is a fault, too.
"""

import pathlib
import re
import sys

NAME = re.compile(r"`([^`]+)`")
TEST = re.compile(r"\bfunc\s+`([^`]+)`")


def rows_of(text):
    """The attacks and their tests, as [(attack, [test])]."""
    rows = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if line.startswith("|") and len(cells) == 3 and cells[0] != "attack":
            rows.append((cells[0], NAME.findall(cells[2])))
    return rows


def problems_of(text, tests):
    rows = rows_of(text)
    if not rows:
        return ["it has no table of attacks"]
    problems = [f"{attack}: no test is named" for attack, names in rows if not names]
    problems += [f"{attack}: no test is called `{name}`" for attack, names in rows for name in names if name not in tests]
    return problems


def main(arguments):
    root = pathlib.Path(arguments[0] if arguments else pathlib.Path(__file__).parent.parent).resolve()
    page = root / "Documentation/ThreatModel.md"
    tests = set()
    for file in (root / "Tests").rglob("*.swift"):
        tests.update(TEST.findall(file.read_text(encoding="utf-8")))
    problems = problems_of(page.read_text(encoding="utf-8"), tests)
    for problem in problems:
        print(f"error: {page.relative_to(root)}: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
