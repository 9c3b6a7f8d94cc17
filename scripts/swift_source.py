"""Reads Swift source just far enough to tell code from comments and string literals."""

import re

STRING_START = re.compile(r'(#*)("""|")')


def without_comments_and_strings(text):
    """The same text with comments and the contents of string literals blanked; line breaks and offsets are kept.

    Code inside an interpolation counts as code.
    """
    blanked = list(text)

    def blank(start, end):
        for index in range(start, min(end, len(blanked))):
            if blanked[index] != "\n":
                blanked[index] = " "

    def skip_comment(index):
        if text.startswith("//", index):
            end = text.find("\n", index)
            return len(text) if end < 0 else end
        depth = 0
        while index < len(text):
            if text.startswith("/*", index):
                depth, index = depth + 1, index + 2
            elif text.startswith("*/", index):
                depth, index = depth - 1, index + 2
                if depth == 0:
                    break
            else:
                index += 1
        return index

    def skip_string(index, start):
        hashes, quotes = start.groups()
        index = start.end()
        while index < len(text):
            if text.startswith(quotes + hashes, index):
                return index + len(quotes) + len(hashes)
            if quotes == '"' and text[index] == "\n":
                return index
            if text.startswith("\\" + hashes, index):
                after = index + 1 + len(hashes)
                if text.startswith("(", after):
                    blank(index, after + 1)
                    index = skip_code(after + 1, nested=True)
                    continue
                blank(index, after + 1)
                index = after + 1
                continue
            blank(index, index + 1)
            index += 1
        return index

    def skip_code(index, nested):
        depth = 1
        while index < len(text):
            if text.startswith(("//", "/*"), index):
                end = skip_comment(index)
                blank(index, end)
                index = end
                continue
            start = STRING_START.match(text, index)
            if start:
                index = skip_string(index, start)
                continue
            if nested:
                depth += {"(": 1, ")": -1}.get(text[index], 0)
                if depth == 0:
                    return index + 1
            index += 1
        return index

    skip_code(0, nested=False)
    return "".join(blanked)
