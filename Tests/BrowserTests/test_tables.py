"""Wide tables: their edges, and columns that are moved and made wider."""

import unittest

from browser import PHONE, Browser, barriers, settle
from server import Server


class TableTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.close)
        for number in range(4):
            run = cls.server.begin_run(f"run {number}", parameters={
                "loss": "mse", **{f"parameter_number_{index}": number for index in range(14)}})
            cls.server.log(run, "loss", range(3), [1, 0.5, number], 1)
            cls.server.post(f"/runs/{run}/artifacts", {"artifacts": [
                {"_seq": 2, "ModelName": "M", **{f"field_with_a_long_name_{index}": index for index in range(12)}}]})
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)
        columns = "".join(f"&col=params.parameter_number_{index}" for index in range(14))
        cls.wide = f"/runs?col=params.loss&col=metrics.loss{columns}"

    def open(self, page, path):
        page.goto(self.server.address + path)
        settle(page)

    def test_a_table_that_goes_on_shows_it_and_keeps_its_first_column(self):
        for path, first in ((self.wide, "tbody .run-name"), ("/", ".records tbody td:nth-child(2)")):
            for look in ({}, {"viewport": PHONE}):
                with self.subTest(path=path, **look), self.browser.page(**look) as page:
                    self.open(page, path)
                    wide = page.locator(".wide").first
                    self.assertEqual(wide.evaluate("wide => [wide.hasAttribute('data-left'), wide.hasAttribute('data-right')]"), [False, True])
                    before = page.locator(first).first.bounding_box()["x"]
                    wide.evaluate("wide => { wide.firstElementChild.scrollLeft = 120; }")
                    page.wait_for_function("wide => wide.hasAttribute('data-left')", arg=wide.element_handle())
                    self.assertAlmostEqual(page.locator(first).first.bounding_box()["x"], before, delta=60)
                    wide.evaluate("wide => { wide.firstElementChild.scrollLeft = 99999; }")
                    page.wait_for_function("wide => !wide.hasAttribute('data-right')", arg=wide.element_handle())
                    self.assertGreaterEqual(page.locator(first).first.bounding_box()["x"], 0)
                    self.assertEqual(barriers(page), [])

    def width(self, page, column):
        return page.locator(f'th[data-column="{column}"]').bounding_box()["width"]

    def test_a_column_is_dragged_wider_and_the_address_has_it(self):
        with self.browser.page() as page:
            self.open(page, self.wide)
            edge = page.locator('th[data-column="params.loss"] .column-edge')
            box = edge.bounding_box()
            before = self.width(page, "params.loss")
            page.mouse.move(box["x"] + box["width"] - 4, box["y"] + 10)
            page.mouse.down()
            page.mouse.move(box["x"] + box["width"] + 96, box["y"] + 10, steps=5)
            page.mouse.up()
            page.wait_for_url("**width=params.loss**")
            settle(page)
            self.assertAlmostEqual(self.width(page, "params.loss"), before + 100, delta=12)
            # The keys make it narrower from there, and the heading stays in focus.
            for _ in range(2):
                page.keyboard.press("ArrowLeft")
                page.wait_for_load_state("load")
                settle(page)
            self.assertAlmostEqual(self.width(page, "params.loss"), before + 60, delta=24)
            page.reload()
            settle(page)
            self.assertAlmostEqual(self.width(page, "params.loss"), before + 60, delta=24)

    def test_a_column_is_moved_and_hidden_by_its_menu(self):
        with self.browser.page() as page:
            self.open(page, "/runs?col=params.loss&col=metrics.loss&col=status")
            heads = lambda: page.locator("thead th[data-column]").evaluate_all("all => all.map((head) => head.dataset.column)")
            page.locator('th[data-column="status"] .column-edge').focus()
            page.keyboard.press("Enter")
            self.assertEqual(barriers(page), [])
            page.get_by_role("menuitem", name="Move left").click()
            page.wait_for_load_state("load")
            settle(page)
            self.assertEqual(heads(), ["name", "params.loss", "status", "metrics.loss"])
            page.keyboard.press("Shift+ArrowLeft")
            page.wait_for_function("() => document.querySelectorAll('thead th[data-column]')[1]?.dataset.column === 'status'")
            settle(page)
            page.keyboard.press("Enter")
            page.get_by_role("menuitem", name="Hide").click()
            page.wait_for_function("() => document.querySelectorAll('thead th[data-column]').length === 3")
            page.go_back()
            page.wait_for_function("() => document.querySelectorAll('thead th[data-column]').length === 4")
            self.assertEqual(page.problems, [])

    def test_a_heading_is_dragged_to_another_place_and_a_click_still_sorts(self):
        with self.browser.page() as page:
            self.open(page, "/runs?col=params.loss&col=metrics.loss&col=status")
            heads = lambda: page.locator("thead th[data-column]").evaluate_all("all => all.map((head) => head.dataset.column)")
            box = lambda column: page.locator(f'th[data-column="{column}"]').bounding_box()
            status, first = box("status"), box("params.loss")
            # Taken and brought back, or let go with Escape, nothing changes.
            page.mouse.move(status["x"] + 20, status["y"] + status["height"] / 2)
            page.mouse.down()
            page.mouse.move(first["x"] + 4, status["y"] + 4, steps=8)
            self.assertEqual(page.locator(".column-place").count(), 1)
            page.keyboard.press("Escape")
            self.assertEqual(page.locator(".column-place").count(), 0)
            page.mouse.up()
            self.assertEqual(heads(), ["name", "params.loss", "metrics.loss", "status"])
            page.mouse.move(status["x"] + 20, status["y"] + status["height"] / 2)
            page.mouse.down()
            page.mouse.move(first["x"] + 4, status["y"] + 4, steps=8)
            page.mouse.up()
            page.wait_for_function("() => document.querySelectorAll('thead th[data-column]')[1]?.dataset.column === 'status'")
            settle(page)
            self.assertEqual(heads(), ["name", "status", "params.loss", "metrics.loss"])
            self.assertNotIn("sort=", page.url)
            page.locator('th[data-column="status"] a').click()
            page.wait_for_function("() => location.search.includes('sort=')")
            self.assertEqual(page.problems, [])


if __name__ == "__main__":
    unittest.main()
