"""Runs beside each other, with a real browser."""

import struct
import unittest
import zlib

from browser import Browser, settle
from server import Server


def picture(grey):
    """A PNG of 8 by 8 pixels of one grey."""
    def chunk(kind, content):
        whole = kind + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes([grey]) * 8) * 8)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


class CompareTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.close)
        cls.runs = []
        for number, name in enumerate(["before", "after"]):
            run = cls.server.begin_run(name)
            cls.server.log(run, "loss", range(5), range(5), 1)
            cls.server.post(f"/runs/{run}/artifacts", {"artifacts": [
                {"_seq": 2 + step, "label": "caption", "text": f"the {name} of step {step}", "step": step}
                for step in (1, 2)]})
            cls.server.post(f"/runs/{run}/artifacts", {"artifacts": [
                {"_seq": 9, "confusion_matrix": [[5, number], [1, 7]], "step": 2}]})
            cls.server.upload(f"{name}.png", picture(100 + 50 * number), run=run, label="sample", step=1, contentType="image/png")
            cls.runs.append(run)
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.page = self.enterContext(self.browser.page())
        self.page.goto(f"{self.server.address}/compare?runs={','.join(self.runs)}")
        settle(self.page)

    def test_words_that_differ_are_marked_and_another_step_comes_in_place(self):
        page = self.page
        side = page.locator(".text-side").nth(1)
        self.assertEqual(side.locator("del").all_inner_texts(), ["before"])
        self.assertEqual(side.locator("ins").all_inner_texts(), ["after"])
        page.locator("#samples-step select").select_option("1")
        page.locator(".text-side", has_text="of step 1").first.wait_for()
        self.assertIn("step=1", page.url)
        page.reload()
        self.assertIn("of step 1", page.locator(".text-side").first.inner_text())
        page.locator("#samples-step a[rel=next]").click()
        page.locator(".text-side", has_text="of step 2").first.wait_for()
        self.assertEqual(page.problems, [])

    def test_matrices_and_their_difference_are_drawn(self):
        pictures = self.page.locator(".matrix img")
        self.assertEqual(pictures.count(), 3)
        for index in range(3):
            pictures.nth(index).scroll_into_view_if_needed()
            self.page.wait_for_function("(image) => image.complete && image.naturalWidth > 0", arg=pictures.nth(index).element_handle())
        self.assertEqual(self.page.problems, [])

    def test_images_lie_over_each_other_and_differ(self):
        page = self.page
        page.locator("#image-mode").select_option("difference")
        stack = page.locator(".image-stack")
        self.assertEqual(stack.count(), 1)
        stack.scroll_into_view_if_needed()
        page.wait_for_timeout(300)
        self.assertEqual(stack.locator("img").nth(1).evaluate("(image) => getComputedStyle(image).mixBlendMode"), "difference")
        page.locator("#image-mode").select_option("beside")
        self.assertEqual(page.locator(".image-side img").count(), 2)
        self.assertEqual(page.problems, [])

    def test_the_comparison_is_whole_without_scripts(self):
        with self.browser.page(scripts=False) as page:
            page.goto(f"{self.server.address}/compare?runs={','.join(self.runs)}")
            self.assertEqual(page.locator(".text-side ins").count(), 1)
            page.locator("#samples-step select").select_option("1")
            page.locator("#samples-step button").click()
            self.assertIn("of step 1", page.locator(".text-side").first.inner_text())


if __name__ == "__main__":
    unittest.main()
