"""What an empty store says works as it stands."""

import os
import subprocess
import sys
import unittest

from browser import PHONE, Browser, barriers, is_wider_than_its_window, settle
from server import Server


class FirstUseTests(unittest.TestCase):
    def test_the_commands_of_the_empty_page_log_a_run(self):
        browser = Browser()
        self.addCleanup(browser.close)
        for snippet, name, command in (("curl", "from curl", ["bash", "-ec"]), ("python", "from Python", [sys.executable, "-c"])):
            with self.subTest(snippet=snippet), Server() as server, browser.page() as page, browser.page() as artifacts:
                artifacts.goto(f"{server.address}/")
                page.goto(f"{server.address}/runs")
                text = page.locator(f'[data-snippet="{snippet}"]').inner_text()
                subprocess.run([*command, text], check=True, timeout=60, stdout=subprocess.DEVNULL, env={**os.environ, "no_proxy": "*"})
                page.locator(".run-name", has_text=name).wait_for()
                run, = server.get("/runs")["runs"]
                self.assertEqual((run["name"], run["status"]), (name, "finished"))
                self.assertGreater(run["metrics"]["loss"]["count"], 0)
                # Both pages show it by themselves.
                artifacts.locator(".group-name", has_text="MyModel").wait_for()
                self.assertEqual(page.problems + artifacts.problems, [])

    def test_the_empty_pages_keep_nobody_out(self):
        browser = Browser()
        self.addCleanup(browser.close)
        with Server() as server:
            for path in ("/", "/runs", "/files", "/trash"):
                for look in ({}, {"viewport": PHONE, "dark": True}):
                    with self.subTest(path=path, **look), browser.page(**look) as page:
                        page.goto(server.address + path)
                        settle(page)
                        self.assertEqual(barriers(page), [])
                        self.assertFalse(is_wider_than_its_window(page))
                        self.assertEqual(page.problems, [])


if __name__ == "__main__":
    unittest.main()
