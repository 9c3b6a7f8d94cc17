"""Searching the list of runs: words, faults, completion, and conditions on lists."""

import unittest

from browser import PHONE, Browser, barriers, is_wider_than_its_window
from server import HOSTILE_NAME, Server

SOON = 20_000


class SearchTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.close)
        for number, name in enumerate(["MNIST small", "mnist large", "cifar", HOSTILE_NAME]):
            run = cls.server.begin_run(
                name, parameters={"opt": {"lr": number / 10}, "model": f"net{number % 2}", "blocks": ["a", f"b{number}"]})
            cls.server.log(run, "loss", range(3), [1, 0.5, number / 10], 1)
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.page = self.enterContext(self.browser.page())
        self.page.goto(f"{self.server.address}/runs")

    def tearDown(self):
        self.assertEqual(self.page.problems, [])
        self.assertEqual(self.page.dialogs, [])

    def names(self):
        return sorted(self.page.locator("tbody .run-name").all_inner_texts())

    def search(self, text):
        box = self.page.get_by_label("Condition")
        box.fill(text)
        box.press("Enter")

    def test_a_word_finds_runs_and_goes_with_conditions(self):
        self.search("mnist")
        self.page.wait_for_url("**filter=mnist")
        self.assertEqual(self.names(), ["MNIST small", "mnist large"])
        self.search("mnist and params.opt.lr > 0 and duration < 1h and started > -1d")
        self.page.wait_for_url("**duration**")
        self.assertEqual(self.names(), ["mnist large"])

    def test_a_fault_leaves_the_table_and_is_underlined(self):
        for viewport in (None, PHONE):
            if viewport:
                self.page.set_viewport_size(viewport)
            self.search("mnist and metrcs.loss < 1")
            fault = self.page.locator(".search-fault mark")
            fault.wait_for(timeout=SOON)
            self.assertEqual(fault.inner_text(), "metrcs.loss")
            self.assertIn("expected a field of runs", self.page.locator("#problem").inner_text())
            self.assertEqual(len(self.names()), 4)
            self.assertFalse(is_wider_than_its_window(self.page))
            self.assertEqual(barriers(self.page), [])
        self.search("mnist")
        self.page.wait_for_url("**filter=mnist")
        self.assertEqual(self.page.locator("#problem").count(), 0)

    def test_the_address_of_a_fault_has_the_table_without_scripts_too(self):
        page = self.enterContext(self.browser.page(scripts=False))
        page.goto(f"{self.server.address}/runs?filter={HOSTILE_NAME}")
        self.assertEqual(page.locator("tbody .run-name").count(), 4)
        self.assertGreater(page.locator(".search-fault mark").count(), 0)

    def test_fields_and_values_are_completed(self):
        box = self.page.get_by_label("Condition")
        box.press_sequentially("mo")
        self.page.locator("#offers li", has_text="params.model").wait_for(timeout=SOON)
        box.press("Tab")
        box.press_sequentially(" = 'net")
        self.page.locator("#offers li", has_text="'net1'").wait_for(timeout=SOON)
        self.assertEqual(self.page.locator("#offers li").all_inner_texts(), ["'net0'", "'net1'"])
        box.press("ArrowDown")
        box.press("Enter")
        self.assertEqual(box.input_value(), "params.model = 'net0'")
        box.press("Enter")
        self.page.wait_for_url("**net0**")
        self.assertEqual(len(self.names()), 2)

    def test_a_list_is_filtered_by(self):
        self.page.goto(f"{self.server.address}/runs?col=params.blocks&filter=cifar")
        self.page.locator("tbody.run-rows td:not(.check)").first.click()
        self.page.get_by_role("menuitem", name="Filter to this").click()
        self.page.wait_for_url("**params.blocks**b2**")
        self.assertEqual(self.names(), ["cifar"])


if __name__ == "__main__":
    unittest.main()
