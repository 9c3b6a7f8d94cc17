"""The log of a run, and what a click on a value offers, with a real browser."""

import unittest

from browser import Browser
from server import HOSTILE_NAME, Server

SOON = 20_000


class LogTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.close)
        cls.run_id = cls.server.begin_run("dead", parameters={"lr": 0.25, "name": HOSTILE_NAME})
        cls.server.begin_run("other", parameters={"lr": 0.5})
        for part in range(6):
            cls.server.post(f"/runs/{cls.run_id}/logs", {"sequence": part, "lines": [
                {"text": "\x1b[31mOut of memory\x1b[0m here" if (part, line) in ((0, 7), (2, 500)) else f"step {part * 1_000 + line}"}
                for line in range(1_000)]})
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.page = self.enterContext(self.browser.page())

    def is_in_view(self, row):
        return row.evaluate("""(row) => {
            const [own, list] = [row.getBoundingClientRect(), row.parentElement.getBoundingClientRect()];
            return own.top >= list.top && own.bottom <= list.bottom;
        }""")

    def test_a_text_is_found_in_all_of_the_log_and_counted(self):
        page = self.page
        page.goto(f"{self.server.address}/runs/{self.run_id}")
        page.get_by_label("Find in the log").fill("OUT OF MEMORY")
        page.locator("[data-log=found]", has_text="2 of 2 matches").wait_for(timeout=SOON)
        current = page.locator(".log-line[data-current]")
        current.wait_for(timeout=SOON)
        self.assertEqual(current.get_attribute("data-position"), "2.500")
        self.assertTrue(self.is_in_view(current))
        # On the page as well as in its list.
        self.assertTrue(current.evaluate("(row) => row.getBoundingClientRect().top >= 0 && row.getBoundingClientRect().bottom <= innerHeight"))
        self.assertEqual(current.locator(".ansi-1").inner_text(), "Out of memory")
        page.get_by_label("Next match").click()
        page.locator("[data-position='0.7'][data-current]").wait_for(timeout=SOON)
        page.locator("[data-log=follow]").click()
        page.locator("[data-position='5.999']").wait_for(timeout=SOON)
        self.assertEqual(page.problems, [])

    def test_a_link_leads_to_its_line_wherever_in_the_log_it_is(self):
        page = self.page
        page.goto(f"{self.server.address}/runs/{self.run_id}#line-3.250")
        row = page.locator("[data-position='3.250']")
        row.wait_for(timeout=SOON)
        page.wait_for_timeout(500)
        self.assertTrue(self.is_in_view(row))
        self.assertIn("step 3250", row.inner_text())
        self.assertTrue(row.locator("a.log-time").get_attribute("href").endswith("#line-3.250"))
        # Newer lines follow where one scrolls.
        page.locator("[data-log=lines]").evaluate("(list) => { list.scrollTop = list.scrollHeight; }")
        page.locator("[data-position='4.100']").wait_for(timeout=SOON)
        self.assertEqual(page.problems, [])

    def test_a_value_leads_to_the_runs_that_have_it(self):
        page = self.page
        page.goto(f"{self.server.address}/runs/{self.run_id}")
        page.locator("a.same", has_text="0.25").click()
        page.wait_for_url("**/runs?filter=*")
        self.assertEqual(page.locator(".run-rows .run-name a").all_inner_texts(), ["dead"])
        page.goto(f"{self.server.address}/runs")
        page.locator(".run-rows td", has_text="0.5").first.click()
        page.get_by_role("menuitem", name="Leave this out").click()
        page.wait_for_url("**/runs?filter=*")
        self.assertEqual(page.locator(".run-rows .run-name a").all_inner_texts(), ["dead"])
        self.assertEqual(page.problems, [])

    def test_a_table_is_copied_as_comma_separated_values(self):
        page = self.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{self.server.address}/runs?col=params.lr&sort=name")
        page.locator(".run-rows td", has_text="0.5").first.click()
        page.get_by_role("menuitem", name="as CSV").click()
        page.get_by_text("Copied.").wait_for()
        text = page.evaluate("() => navigator.clipboard.readText()")
        self.assertEqual(text.splitlines(), ["name,params.lr", "dead,0.25", "other,0.5"])

    def test_a_view_is_saved_under_a_name(self):
        page = self.page
        page.goto(f"{self.server.address}/runs?filter=params.lr+%3D+0.25")
        page.locator("#saved > summary").click()
        page.get_by_label("Name of this view").fill(HOSTILE_NAME)
        page.keyboard.press("Enter")
        page.goto(f"{self.server.address}/runs")
        page.locator("#saved > summary").click()
        page.get_by_role("link", name=HOSTILE_NAME[:80]).click()
        page.wait_for_url("**/runs?filter=*")
        self.assertEqual(page.locator(".run-rows .run-name a").all_inner_texts(), ["dead"])
        self.assertEqual(page.dialogs, [])
        self.assertEqual(page.problems, [])

    def test_the_first_line_of_each_day_says_which_day_it_is(self):
        run = self.server.begin_run("over midnight")
        times = ["2026-03-01T23:59:58.000Z", "2026-03-01T23:59:59.000Z", "2026-03-02T00:00:01.000Z"]
        self.server.post(f"/runs/{run}/logs", {"sequence": 0, "lines": [{"text": text, "time": text} for text in times]})
        page = self.page
        days = lambda: page.locator(".log-line").evaluate_all("(rows) => rows.map((row) => row.dataset.day ?? '')")
        page.goto(f"{self.server.address}/runs/{run}")
        page.locator(".log-line").nth(2).wait_for()
        self.assertEqual(days(), ["2026-03-01 UTC", "", "2026-03-02 UTC"])
        # Lines that come later, and the same ones read again.
        self.server.post(f"/runs/{run}/logs", {"sequence": 1, "lines": [
            {"text": "same day", "time": "2026-03-02T09:00:00.000Z"}, {"text": "next day", "time": "2026-03-03T00:00:00.000Z"}]})
        page.locator(".log-line", has_text="next day").wait_for(timeout=SOON)
        page.wait_for_function("() => document.querySelectorAll('.log-line[data-day]').length === 3")
        self.assertEqual(days(), ["2026-03-01 UTC", "", "2026-03-02 UTC", "", "2026-03-03 UTC"])
        self.assertEqual(page.problems, [])


if __name__ == "__main__":
    unittest.main()
