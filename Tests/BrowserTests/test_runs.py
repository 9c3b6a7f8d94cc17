"""The list of runs and their comparison."""

import unittest

from browser import PHONE, Browser, barriers, is_wider_than_its_window, settle
from server import Server

COUNT = 260


class RunListTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.close)
        cls.runs = []
        for number in range(COUNT):
            run = cls.server.begin_run(
                f"run {number:03}", parameters={"lr": 0.1 / (1 + number % 5), "depth": number % 3})
            cls.server.log(run, "loss", range(3), [1, 0.5, number / COUNT], 1)
            cls.server.post(f"/runs/{run}/end", {"status": "finished"})
            cls.runs.append(run)
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.page = self.enterContext(self.browser.page())

    def tearDown(self):
        self.assertEqual(self.page.problems, [])
        self.assertEqual(self.page.dialogs, [])

    def open(self, path):
        self.page.goto(self.server.address + path)

    def names(self):
        return self.page.locator("tbody .run-name").all_inner_texts()

    def test_all_runs_are_there_for_who_scrolls_and_only_some_in_the_page(self):
        self.open("/runs")
        pane = self.page.locator(".runs-pane").first
        seen = set()
        for _ in range(200):
            seen |= set(self.names())
            self.assertLessEqual(len(self.names()), 300)
            if len(seen) == COUNT:
                break
            pane.evaluate("pane => { pane.scrollTop += 500; }")
            self.page.wait_for_timeout(60)
        self.assertEqual(len(seen), COUNT)

    def test_the_list_is_sorted_by_a_heading_and_back(self):
        self.open("/runs?filter=params.depth%20%3D%201")
        self.page.locator("thead").get_by_role("link", name="lr").click()
        self.page.wait_for_url("**sort=**")
        column = self.page.locator("thead th").all_inner_texts().index("lr")
        numbers = [float(text) for text in
                   self.page.locator(f"tbody.run-rows tr > :nth-child({column + 1})").all_inner_texts()]
        self.assertIn(numbers, [sorted(numbers), sorted(numbers, reverse=True)])
        self.page.go_back()
        self.page.wait_for_url(lambda address: "sort=" not in address)

    def test_groups_unfold(self):
        self.open("/runs?group=params.depth")
        group = self.page.locator(".run-group").first
        group.locator("summary").click()
        group.locator("tbody .run-name").first.wait_for()
        self.assertEqual(self.page.locator(".run-group").count(), 3)

    def test_checked_runs_are_compared(self):
        self.open("/runs")
        for name in ["run 259", "run 258", "run 257"]:
            self.page.get_by_label(f"Check {name}").check()
        self.page.get_by_role("button", name="Compare").click()
        self.page.wait_for_url("**/compare?**")
        settle(self.page)
        for run in self.runs[-3:]:
            self.assertIn(run, self.page.url)
        self.page.locator(".plot .plot-note", has_text="points").first.wait_for()
        self.assertEqual(barriers(self.page), [])

    def test_a_comparison_fits_a_phone(self):
        with self.browser.page(viewport=PHONE, dark=True) as page:
            page.goto(f"{self.server.address}/compare?runs={','.join(self.runs[:3])}")
            settle(page)
            self.assertFalse(is_wider_than_its_window(page))
            self.assertEqual(barriers(page), [])
            self.assertEqual(page.problems, [])

    def test_a_comparison_names_what_is_not_there(self):
        self.open(f"/compare?runs={self.runs[0]},{'0' * 31}1")
        self.assertIn("0" * 31 + "1", self.page.locator("main").inner_text())


if __name__ == "__main__":
    unittest.main()
