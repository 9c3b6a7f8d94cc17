#!/usr/bin/env python3
"""No bare closure belongs to a task.

    check-tasks.py [PACKAGE-FOLDER]

Swift 6.3.1 makes programs of a `@TaskLocal` closure that crash once they are optimized; in a struct a closure does no
harm. Found are variables whose type is a function, or a `typealias` of one, and those without a type that begin as a
closure or as an optional of a function. Names of types are looked up in all files of the package.
"""

import pathlib
import re
import sys

from swift_source import without_comments_and_strings

FOLDERS = ("Sources", "Tests", "Examples", "Snippets", "Benchmarks")
ALIAS = re.compile(r"\btypealias\s+(\w+)\s*(?:<[^=]*?>)?\s*=\s*")
TASK_LOCAL = re.compile(r"@TaskLocal\b(?:\s+(?:@?\w+)(?:\([^)]*\))?)*?\s+var\s+(\w+)\s*")
OPENING = {"(": ")", "[": "]", "{": "}"}
# A type that is a function, itself or as an optional, stands outside of brackets and angle brackets.
WRAPPED = re.compile(r"\bOptional\s*<(.*)>\s*$", re.DOTALL)
# In `Optional<Handler>.none` and `Handler?.none` the type is in the value.
TYPED_VALUE = re.compile(
    r"(Optional\s*<.*>|\(.*\)\s*[?!]*|\w+(?:\.\w+)*[?!]+)\s*(?:\.\s*(?:none|some|init)\b|\()", re.DOTALL
)
# A type goes on behind these, or before those, wherever the lines end.
GOES_ON_BEHIND = ("->", ":", "=", ".", "&", "throws", "async", "@Sendable")
GOES_ON_BEFORE = ("->", "throws", "async", "?", ".", "&")


def part(code, start, stops):
    """The text from `start` to the first of `stops`, or the end of a line that nothing continues, and where it ends.

    What is in brackets does not count.
    """
    closing = []
    index = start
    while index < len(code):
        letter = code[index]
        if closing and letter == closing[-1]:
            closing.pop()
        elif letter in OPENING and not (not closing and letter in stops):
            closing.append(OPENING[letter])
        elif not closing:
            if letter in stops or letter in ")]}":
                break
            before, behind = code[start:index].rstrip(), code[index:].lstrip()
            if letter == "\n" and before and not (
                before.endswith(GOES_ON_BEHIND) or behind.startswith(GOES_ON_BEFORE)
            ):
                break
        index += 1
    return code[start:index].strip(), index


def end_of_bracket(code, start):
    """Where the bracket ends that begins at `start`; the end of the text where it does not end."""
    closing = []
    for index in range(start, len(code)):
        if code[index] in OPENING:
            closing.append(OPENING[code[index]])
        elif code[index] == closing[-1]:
            closing.pop()
            if not closing:
                return index
    return len(code)


def is_function(type_text, aliases):
    """Whether a type is a function's: it has an arrow of its own, or is the name of one that has."""
    text = type_text.strip()
    while True:
        text = text.rstrip("?! \n\t")
        wrapped = WRAPPED.match(text)
        if wrapped:
            text = wrapped.group(1).strip()
            continue
        if text.startswith("(") and end_of_bracket(text, 0) == len(text) - 1:
            text = text[1:-1].strip()
            # A tuple is none, whatever is in it.
            if "," in outside_of_brackets(text):
                return False
            continue
        break
    if "->" in outside_of_brackets(text):
        return True
    name = re.sub(r"<.*>$", "", re.sub(r"@\w+\s+", "", text), flags=re.DOTALL).split(".")[-1].strip()
    return name in aliases


def outside_of_brackets(text):
    """The text without what is in brackets of any kind; arrows stay whole."""
    kept, depth = [], 0
    for piece in re.findall(r"->|.", text, re.DOTALL):
        if piece in ("(", "[", "{", "<"):
            depth += 1
        elif piece in (")", "]", "}", ">"):
            depth -= 1
        elif depth == 0:
            kept.append(piece)
    return "".join(kept)


def aliases_of(codes):
    """The names that stand for types of functions, also by way of each other."""
    types = [(match.group(1), part(code, match.end(), ";")[0]) for code in codes for match in ALIAS.finditer(code)]
    names = set()
    while True:
        found = {name for name, type_text in types if is_function(type_text, names)}
        if found <= names:
            return names
        names |= found


def closures_of_tasks(code, aliases):
    """The line and name of each variable of a task that is a bare closure."""
    found = []
    for match in TASK_LOCAL.finditer(code):
        index = match.end()
        type_text, value = "", ""
        if code[index:index + 1] == ":":
            type_text, index = part(code, index + 1, "={")
        if code[index:index + 1] == "=":
            value, _ = part(code, index + 1, ";")
        typed = TYPED_VALUE.match(value)
        if is_function(type_text, aliases) if type_text else (
            value.startswith("{") and not called(value) or typed and is_function(typed.group(1), aliases)
        ):
            found.append((code.count("\n", 0, match.start()) + 1, match.group(1)))
    return found


def called(value):
    """Whether a closure at the beginning is called at once: then the variable is what it gives."""
    return value[end_of_bracket(value, 0) + 1:].lstrip(" \t").startswith("(")


def main(arguments):
    root = pathlib.Path(arguments[0] if arguments else pathlib.Path(__file__).parent.parent).resolve()
    files = sorted(file for folder in FOLDERS for file in (root / folder).rglob("*.swift"))
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    # Most files have neither, and reading them takes its time.
    codes = {
        file: without_comments_and_strings(text) for file, text in texts.items()
        if "@TaskLocal" in text or "typealias" in text
    }
    aliases = aliases_of(codes.values())
    problems = [
        f"{file.relative_to(root)}:{line}: {name} is a bare closure that belongs to a task: put it into a struct"
        for file, code in codes.items() for line, name in closures_of_tasks(code, aliases)
    ]
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
