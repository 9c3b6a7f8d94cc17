"""Pages that stand open while runs go on."""

import unittest

from browser import Browser
from server import HOSTILE_NAME, Server

# Two seconds are promised; a busy machine may take longer to say so.
SOON = 20_000


class LiveTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.close)
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.page = self.enterContext(self.browser.page())
        self.run_id = self.server.begin_run("growing")
        self.server.log(self.run_id, "loss", range(30), [1 / (1 + step) for step in range(30)], 1)
        self.server.post(f"/runs/{self.run_id}/logs", {"sequence": 2, "lines": [{"text": "the first line"}]})

    def open_run(self):
        self.page.goto(f"{self.server.address}/runs/{self.run_id}")
        self.page.locator("#live", has_text="live").wait_for(timeout=SOON)
        self.page.locator(".plot-note", has_text="30 points").wait_for(timeout=SOON)

    def test_an_open_run_grows_and_ends(self):
        self.open_run()
        self.server.log(self.run_id, "loss", [30, 31], [0.03, 0.02], 3)
        self.page.locator(".plot-note", has_text="32 points").wait_for(timeout=SOON)
        self.server.log(self.run_id, "accuracy", [31], [0.5], 4)
        self.page.locator(".plot-title", has_text="accuracy").wait_for(timeout=SOON)
        self.server.post(f"/runs/{self.run_id}/end", {"status": "failed"})
        self.page.locator("[data-fresh=status]", has_text="failed").wait_for(timeout=SOON)
        self.assertEqual(self.page.problems, [])

    def test_lines_of_the_log_arrive_as_text(self):
        self.open_run()
        self.server.post(f"/runs/{self.run_id}/logs", {"sequence": 3, "lines": [
            {"text": f"\x1b[31m{HOSTILE_NAME}", "level": "error"}]})
        line = self.page.locator(".log-line").last
        self.page.locator(".log-line", has_text="onerror").wait_for(timeout=SOON)
        self.assertIn(HOSTILE_NAME, line.inner_text())
        self.assertEqual(self.page.locator(".log-line img").count(), 0)
        self.assertEqual(self.page.dialogs, [])
        self.assertEqual(self.page.problems, [])

    def test_a_new_run_comes_into_the_open_list(self):
        self.page.goto(f"{self.server.address}/runs")
        self.page.locator(".run-name", has_text="growing").first.wait_for()
        self.server.begin_run("a latecomer")
        self.page.locator(".run-name", has_text="a latecomer").wait_for(timeout=SOON)
        # What somebody does in the list is not taken from under their hands.
        box = self.page.get_by_label("Check a latecomer")
        box.check()
        self.server.begin_run("another one")
        self.page.locator("#runs-newer").wait_for(timeout=SOON)
        self.assertTrue(box.is_checked())
        self.assertEqual(self.page.problems, [])

    def test_a_page_says_when_the_server_is_gone_and_goes_on_when_it_is_back(self):
        with Server() as server, self.browser.page() as page:
            run = server.begin_run("interrupted")
            server.log(run, "loss", range(5), range(5), 1)
            page.goto(f"{server.address}/runs/{run}")
            page.locator("#live", has_text="live").wait_for(timeout=SOON)
            server.stop()
            page.locator("#live", has_text="reconnecting").wait_for(timeout=SOON)
            server.start()
            server.log(run, "loss", [5, 6], [5, 6], 2)
            page.locator(".plot-note", has_text="7 points").wait_for(timeout=30_000)
            self.assertIn("live", page.locator("#live").inner_text())


if __name__ == "__main__":
    unittest.main()
