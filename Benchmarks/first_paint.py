"""How soon a page is there in a browser: first_paint.py ADDRESS TIMES

Opens it in Chromium so many times, each with nothing kept from before, and prints a line each: the milliseconds from the
question to the first contentful paint, and until the plots that are in view are drawn. It needs playwright; CHROMIUM names
another program than the one on the PATH.
"""

import os
import shutil
import sys

from playwright.sync_api import sync_playwright

PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
DRAWN = """() => {
    const plots = [...document.querySelectorAll("canvas.plot-canvas")].filter((canvas) => {
        const box = canvas.getBoundingClientRect();
        return box.top < innerHeight && box.bottom > 0;
    });
    const areDrawn = plots.every((canvas) => (canvas.getAttribute("aria-label") ?? "").includes("points"));
    return plots.length > 0 && areDrawn ? performance.now() : 0;
}"""


def main(address, times):
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for _ in range(times):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = context.new_page()
            page.goto(address, wait_until="commit")
            drawn = page.wait_for_function(DRAWN, timeout=60_000).json_value()
            painted = page.wait_for_function(PAINTED, timeout=60_000).json_value()
            print(f"{painted:.1f} {drawn:.1f}", flush=True)
            context.close()
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]))
