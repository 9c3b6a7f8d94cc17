"""The list of files, with a real browser."""

import unittest

from browser import Browser
from server import HOSTILE_NAME, Server, fill


class FileListTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.close)
        cls.runs = fill(cls.server)
        for number in range(450):
            cls.server.post("/files", {
                "file": f"many/{number:04}", "filetype": "weights", "location": f"s3://bucket/{number}", "size": number})
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def test_rows_come_as_one_scrolls_and_none_is_lost(self):
        with self.browser.page() as page:
            page.goto(f"{self.server.address}/files?sort=-size")
            pane = page.locator("#files-pane")
            seen = set()
            for _ in range(60):
                seen |= set(page.locator("#files-pane .file-name bdi").all_inner_texts())
                pane.evaluate("(pane) => { pane.scrollTop += 500; }")
                page.wait_for_timeout(60)
            self.assertLessEqual({f"many/{number:04}" for number in range(450)}, seen)
            self.assertLess(page.locator("#files-pane tbody tr").count(), 700)
            self.assertEqual(page.problems, [])

    def test_a_file_is_found_by_key_and_downloaded(self):
        with self.browser.page() as page:
            page.goto(f"{self.server.address}/runs")
            page.keyboard.press("g")
            page.keyboard.press("f")
            page.wait_for_url("**/files")
            page.keyboard.press("/")
            page.keyboard.type("notes/calm")
            page.keyboard.press("Enter")
            page.wait_for_url("**/files?name=notes%2Fcalm")
            with page.expect_download() as download:
                page.get_by_role("link", name="notes/calm").click()
            self.assertEqual(download.value.path().read_bytes(), b"calm")
            self.assertEqual(page.problems, [])

    def test_the_list_is_whole_without_scripts(self):
        with self.browser.page(scripts=False) as page:
            page.goto(f"{self.server.address}/files")
            page.get_by_role("link", name="More files").click()
            self.assertIn("cursor=", page.url)
            page.goto(f"{self.server.address}/files?type=text")
            self.assertIn(HOSTILE_NAME, page.locator("#files-pane").inner_text())
            self.assertEqual(page.dialogs, [])


if __name__ == "__main__":
    unittest.main()
