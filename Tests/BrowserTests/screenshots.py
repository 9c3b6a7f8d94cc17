"""Takes the README's pictures of the pages, of a server that shows the example: screenshots.py ADDRESS FOLDER"""

import json
import pathlib
import sys
import urllib.parse
import urllib.request

from browser import PHONE, Browser

WINDOW = {"width": 1280, "height": 800}


def main(address, folder):
    with urllib.request.urlopen(f"{address}/api/v1/runs?sort=name", timeout=30) as answer:
        runs = [run["_id"] for run in json.load(answer)["runs"]]
    compared = urllib.parse.urlencode({"runs": ",".join(runs[-3:])}, safe=",")
    pictures = [
        ("runs", "/runs", {"viewport": WINDOW}),
        ("run", f"/runs/{runs[-1]}", {"viewport": WINDOW, "dark": True}),
        # Not so high that it shows the path of the program.
        ("compare", f"/compare?{compared}", {"viewport": WINDOW | {"height": 768}}),
        ("artifacts", "/", {"viewport": WINDOW}),
        ("phone", f"/runs/{runs[-1]}", {"viewport": PHONE}),
    ]
    browser = Browser()
    try:
        for name, path, look in pictures:
            with browser.page(**look) as page:
                page.goto(address + path)
                page.wait_for_timeout(1_500)
                page.screenshot(path=pathlib.Path(folder) / f"{name}.png")
    finally:
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
