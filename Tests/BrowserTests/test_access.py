"""Logging in, with a real browser."""

import pathlib
import subprocess
import tempfile
import unittest

from browser import Browser, barriers
from server import PROGRAM, Server


class LoginTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="browser-")
        cls.addClassCleanup(folder.cleanup)
        tokens = pathlib.Path(folder.name) / "tokens.json"
        cls.token = subprocess.run(
            [PROGRAM, "token", "create", "--role", "read", "--tokens", tokens],
            capture_output=True, text=True, check=True).stdout.strip()
        cls.server = Server("--tokens", tokens)
        cls.addClassCleanup(cls.server.close)
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def test_a_token_lets_in_and_leads_to_the_page_that_was_asked_for(self):
        with self.browser.page() as page:
            page.goto(f"{self.server.address}/runs")
            self.assertIn("/login", page.url)
            self.assertEqual(barriers(page), [])
            self.assertEqual(page.problems, [])
            page.keyboard.type("lav_wrong")
            page.keyboard.press("Enter")
            page.get_by_text("The token is not").wait_for()
            page.locator("input[name=token]").fill(self.token)
            page.keyboard.press("Enter")
            page.wait_for_url("**/runs")
            # A link from elsewhere finds the session.
            page.goto(f"data:text/html,<a id=link href='{self.server.address}/runs'>the runs</a>")
            page.locator("#link").click()
            page.wait_for_url("**/runs")
            page.get_by_role("button", name="Log out").click()
            page.wait_for_url("**/login")
            page.goto(f"{self.server.address}/runs")
            self.assertIn("/login", page.url)


if __name__ == "__main__":
    unittest.main()
