"""Every page, with a real browser."""

import unittest
import urllib.parse

from browser import PHONE, SCREEN, Browser, barriers, is_wider_than_its_window, layout_shifts, settle, watch_shifts
from server import HOSTILE_NAME, Server, fill


class PageTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.close)
        cls.runs = fill(cls.server)
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)
        cls.pages = ["/", "/runs", "/files", "/trash", "/runs?filter=status+%3D+%27running%27", *(f"/runs/{run}" for run in cls.runs), "/runs?filter=lr%20%3C",
                     f"/compare?runs={','.join(cls.runs)}", "/tensorboard", "/nowhere"]

    def open(self, page, path):
        page.goto(self.server.address + path)
        settle(page)

    def test_pages_report_no_errors_and_keep_nobody_out(self):
        for look in ({}, {"dark": True}, {"viewport": PHONE}, {"viewport": PHONE, "dark": True}):
            for path in self.pages:
                with self.subTest(path=path, **look), self.browser.page(**look) as page:
                    self.open(page, path)
                    # The browser reports the status of a page that is not there, and of a question that is none.
                    unexpected = [problem for problem in page.problems if "status of 40" not in problem]
                    self.assertEqual(unexpected, [])
                    self.assertEqual(page.dialogs, [])
                    self.assertEqual(barriers(page), [])
                    self.assertFalse(is_wider_than_its_window(page), "the page scrolls sideways")

    def test_nothing_moves_after_the_first_paint(self):
        for look in ({}, {"viewport": PHONE}):
            for path in self.pages:
                with self.subTest(path=path, **look), self.browser.page(**look) as page:
                    watch_shifts(page)
                    self.open(page, path)
                    shifts = layout_shifts(page)
                    self.assertLess(sum(value for value, _ in shifts), 0.02, shifts)

    def test_hostile_names_are_shown_as_they_are(self):
        with self.browser.page() as page:
            self.open(page, f"/runs/{self.runs[2]}")
            self.assertIn(HOSTILE_NAME, page.locator("h1").inner_text())
            self.assertEqual(page.locator("main img[src=x]").count(), 0)
            self.assertEqual(page.dialogs, [])

    def test_a_search_finds_and_says_what_is_wrong_with_it(self):
        with self.browser.page() as page:
            self.open(page, "/runs")
            box = page.locator("#search")
            box.fill("name = 'spike'")
            box.press("Enter")
            page.wait_for_url("**filter=**")
            self.assertEqual(page.locator("main a[href^='/runs/']").first.inner_text(), "spike")
            box.fill("name = ")
            box.press("Enter")
            settle(page)
            self.assertEqual(box.input_value(), "name = ")
            self.assertNotEqual(page.get_by_role("alert").first.inner_text(), "")

    def test_pages_work_without_scripts(self):
        with self.browser.page(scripts=False) as page:
            self.open(page, "/runs")
            page.locator("main a[href^='/runs/']", has_text="calm").first.click()
            self.assertEqual(page.locator("h1").inner_text().split("\n")[0], "calm")
            # The server's pictures stand where the plots would.
            picture = page.locator("main img").first
            picture.scroll_into_view_if_needed()
            settle(page)
            self.assertGreater(picture.evaluate("image => image.naturalWidth"), 100)


class PlotTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.close)
        cls.spike = fill(cls.server)[1]
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.page = self.enterContext(self.browser.page(viewport=SCREEN))
        self.page.goto(f"{self.server.address}/runs/{self.spike}")
        self.plot = self.page.locator(".plot").filter(has=self.page.locator(".plot-title", has_text="loss")).first
        self.plot.scroll_into_view_if_needed()
        self.canvas = self.plot.locator("canvas.plot-canvas")
        self.page.wait_for_function("element => element.getAttribute('aria-label').includes('points')",
                                    arg=self.canvas.element_handle())
        self.box = self.canvas.bounding_box()

    def tearDown(self):
        self.assertEqual(self.page.problems, [])

    def drag(self, start, end):
        mouse, box = self.page.mouse, self.box
        mouse.move(box["x"] + box["width"] * start, box["y"] + box["height"] / 2)
        mouse.down()
        mouse.move(box["x"] + box["width"] * end, box["y"] + box["height"] / 2, steps=8)
        mouse.up()

    def fields(self):
        return urllib.parse.parse_qs(urllib.parse.urlparse(self.page.url).query)

    def test_a_stretch_that_is_dragged_over_is_zoomed_to_and_the_address_shows_it_again(self):
        self.drag(0.3, 0.6)
        self.page.wait_for_url("**from=**")
        fields = self.fields()
        self.assertLess(float(fields["from"][0]), float(fields["to"][0]))
        self.page.reload()
        settle(self.page)
        self.assertEqual(self.fields(), fields)
        self.page.get_by_role("button", name="Reset zoom").click()
        self.page.wait_for_function("() => !location.search.includes('from=')")

    def test_the_values_under_the_crosshair_are_told_by_keyboard(self):
        self.canvas.focus()
        self.page.keyboard.press("ArrowRight")
        self.page.wait_for_function("element => element.textContent !== ''",
                                    arg=self.plot.locator("[aria-live]").element_handle())

    def test_what_is_in_view_can_be_taken_away(self):
        with self.page.expect_download() as download:
            self.plot.get_by_role("button", name="CSV").click()
        with open(download.value.path(), encoding="utf-8") as file:
            lines = file.read().splitlines()
        self.assertGreater(len(lines), 100)
        address = self.plot.get_by_role("link", name="PNG").get_attribute("href")
        answer = self.page.request.get(self.server.address + address)
        self.assertEqual(answer.headers["content-type"], "image/png")

    def test_the_axis_and_smoothing_are_in_the_address(self):
        self.page.locator("main").get_by_label("Values").select_option("log")
        self.page.wait_for_function("() => location.search.includes('y=log')")
        self.page.locator("main").get_by_label("Smoothing").fill("0.6")
        self.page.wait_for_function("() => location.search.includes('smooth=0.6')")
        self.page.reload()
        settle(self.page)
        self.assertEqual(self.page.locator("main").get_by_label("Values").input_value(), "log")
        self.assertEqual(self.page.locator("main").get_by_label("Smoothing").input_value(), "0.6")


if __name__ == "__main__":
    unittest.main()
