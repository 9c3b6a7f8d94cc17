"""Chromium without a window, and what its pages say of themselves."""

import contextlib
import os
import shutil

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

# Width and height of a screen, and of a phone's.
SCREEN = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


def chromium():
    """The program, or None where there is none."""
    named = os.environ.get("CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Browser:
    def __init__(self):
        self.playwright = sync_playwright().start()
        # Containers have no sandbox, and these pages are our own.
        self.browser = self.playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])

    def close(self):
        self.browser.close()
        self.playwright.stop()

    @contextlib.contextmanager
    def page(self, *, viewport=SCREEN, dark=False, scripts=True):
        """A page of its own. Errors that it reports and boxes that it opens are in its lists `problems` and `dialogs`."""
        context = self.browser.new_context(
            viewport=viewport, color_scheme="dark" if dark else "light", java_script_enabled=scripts,
            accept_downloads=True)
        page = context.new_page()
        page.problems, page.dialogs = [], []
        page.on("console", lambda message: page.problems.append(f"{message.text} {message.location.get('url', '')}")
                if message.type == "error" else None)
        page.on("pageerror", lambda error: page.problems.append(str(error)))

        def dismiss(dialog):
            page.dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", dismiss)
        try:
            yield page
        finally:
            context.close()


def barriers(page):
    """What keeps people out by axe's rules: the serious and critical findings, in a line each."""
    found = Axe().run(page).response["violations"]
    return [
        f"{finding['id']}: {finding['help']}: {node['html'][:200]}"
        for finding in found if finding["impact"] in ("serious", "critical") for node in finding["nodes"]]


def is_wider_than_its_window(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def settle(page):
    """Waits until a page has what it begins with. The network of a live page is never idle: its stream stays open."""
    page.wait_for_load_state("load")
    page.wait_for_timeout(500)


def watch_shifts(page):
    """Has a page, before it is opened, note how far its parts move while nobody does anything."""
    page.add_init_script("""
        window.layoutShifts = [];
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            if (entry.hadRecentInput) continue;
            layoutShifts.push([entry.value, entry.sources.map(({ node }) => node?.className || node?.nodeName || "")]);
          }
        }).observe({ type: "layout-shift", buffered: true });
    """)


def layout_shifts(page):
    """Each move as its score and what moved."""
    return page.evaluate("() => layoutShifts")
