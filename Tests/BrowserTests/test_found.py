"""What a run of lavd's words leaves, with a real browser: boxes on pictures, Markdown, expected texts, and its command."""

import json
import subprocess
import unittest

from browser import PHONE, Browser, barriers, is_wider_than_its_window
from server import PROGRAM, Server
from test_media import picture

SOON = 20_000
HOSTILE = '"><script>alert(1)</script>'


def fill(folder):
    """An experiment as lavd writes one."""
    run = folder / "birds"
    for step, probability in ((1, 0.9), (2, 0.3)):
        place = run / f"{step:04}"
        place.mkdir(parents=True)
        (place / "sky.png").write_bytes(picture(64, 48, step * 30))
        boxes = [{"xStart": 4, "yStart": 4, "xEnd": 40, "yEnd": 30, "className": "bird", "probability": probability},
                 {"xStart": 10, "yStart": 10, "xEnd": 20, "yEnd": 20, "className": HOSTILE, "probability": 0.798}]
        (place / "sky.json").write_text(json.dumps({"images": {
            "source": "sky.png", "boxes": boxes, "classes": ["bird", HOSTILE], "minProbability": 0.796}}))
        (place / "note.md").write_text("# Step\n\n- [x] *seen*\n")
        (place / "said.json").write_text(json.dumps({"texts": {"actual": "a red bird", "expected": "a blue bird"}}))
    (run / "command.json").write_text(json.dumps({"command": {
        "bin": "python", "script": "train.py",
        "parser": {"positional": [{"name": "data", "type": "string"}],
                   "options": {"lr": {"name": "lr", "type": "float", "default": 0.1, "description": "How far a step goes"},
                               "net": {"name": "net", "type": "string", "choices": ["small", "large"]},
                               "fast": {"name": "fast", "type": "flag"}}},
        "arguments": {"positional": ["my data"], "options": {"lr": 0.5, "net": "small"}}}}))


class FoundTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.close)
        folder = cls.server.logs / "lavd"
        fill(folder)
        subprocess.run(
            [PROGRAM, "import", "lavd", folder, "--store", cls.server.store], check=True, capture_output=True)
        cls.run_id = cls.server.get("/runs")["runs"][0]["_id"]
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.page = self.enterContext(self.browser.page())
        self.page.goto(f"{self.server.address}/runs/{self.run_id}")

    def tearDown(self):
        self.assertEqual(self.page.problems, [])

    def test_boxes_are_shown_from_a_probability_on(self):
        strip = self.page.locator(".strip", has_text="sky")
        strip.scroll_into_view_if_needed()
        boxes = strip.locator("svg.boxes rect")
        boxes.first.wait_for(timeout=SOON)
        # At the last step one of the two is not sure enough. The other one just is: rounded to 0.80, the record's value would hide it.
        self.assertEqual(boxes.count(), 1)
        self.assertEqual(strip.locator("svg.boxes title").text_content(), f"{HOSTILE} 0.80")
        strip.get_by_label("Probability from").fill("0.2")
        self.assertEqual(boxes.count(), 2)
        self.assertEqual(strip.locator("svg.boxes").get_attribute("aria-label"), f"2 of 2 boxes: {HOSTILE} 1, bird 1")
        shown = strip.locator("img").bounding_box()
        large = boxes.first.bounding_box()
        self.assertAlmostEqual(large["x"] - shown["x"], 4 / 64 * shown["width"], delta=3)
        self.assertAlmostEqual(large["width"], 36 / 64 * shown["width"], delta=4)
        strip.get_by_label("Step of sky").fill("0")
        self.page.wait_for_function("() => document.querySelector('svg.boxes').ariaLabel.startsWith('2 of 2')", timeout=SOON)
        self.assertEqual(barriers(self.page), [])
        boxes.first.click()
        view = self.page.get_by_role("dialog", name="sky")
        view.locator("svg rect").first.wait_for(timeout=SOON)
        self.assertEqual(view.locator("svg rect").count(), 2)
        self.page.keyboard.press("ArrowRight")
        view.get_by_text("step 2").wait_for(timeout=SOON)
        view.locator("svg rect").nth(1).wait_for(timeout=SOON)
        self.page.set_viewport_size(PHONE)
        self.assertFalse(is_wider_than_its_window(self.page))

    def test_markdown_is_shown_as_such_and_texts_beside_what_was_expected(self):
        self.page.locator(".text-markdown h3", has_text="Step").wait_for()
        self.page.locator(".text-markdown em", has_text="seen").wait_for()
        said = self.page.locator(".texts", has_text="said")
        self.assertEqual(said.locator("del").inner_text(), "blue")
        self.assertEqual(said.locator("ins").inner_text(), "red")

    def test_the_command_can_be_changed_and_copied(self):
        part = self.page.locator("#command")
        line = part.get_by_role("region", name="The command")
        self.assertEqual(line.inner_text(), "python train.py 'my data' --lr 0.5 --net small")
        part.get_by_text("Change it").click()
        self.assertEqual(barriers(self.page), [])
        part.get_by_label("--lr").fill("0.25")
        part.get_by_label("--net").select_option("large")
        part.get_by_label("--fast").check()
        self.assertEqual(line.inner_text(), "python train.py 'my data' --lr 0.25 --net large --fast")
        part.get_by_role("button", name="Copy").click()
        part.get_by_role("button", name="Copied").wait_for()
        self.page.set_viewport_size(PHONE)
        self.assertFalse(is_wider_than_its_window(self.page))


if __name__ == "__main__":
    unittest.main()
