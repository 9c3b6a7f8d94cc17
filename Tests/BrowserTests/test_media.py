"""Sounds, meshes and another metric along the plots on a run's page."""

import io
import math
import struct
import unittest
import wave
import zlib

from browser import PHONE, Browser, barriers, is_wider_than_its_window
from server import Server

SOON = 20_000

TETRAHEDRON = """ply
format ascii 1.0
element vertex 4
property float x
property float y
property float z
property uchar red
property uchar green
property uchar blue
element face 4
property list uchar int vertex_indices
end_header
0 0 0 255 0 0
1 0 0 0 255 0
0 1 0 0 0 255
0 0 1 255 255 0
3 0 1 2
3 0 1 3
3 0 2 3
3 1 2 3
"""


def sound(pitch):
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setparams((1, 2, 8_000, 0, "NONE", ""))
        writer.writeframes(b"".join(struct.pack("<h", int(20_000 * math.sin(pitch * place))) for place in range(16_000)))
    return file.getvalue()


def picture(width, height, shade):
    rows = b"".join(b"\0" + bytes((shade + x * 16 + y * 16) % 256 for x in range(width)) for y in range(height))
    part = lambda name, content: struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")


class MediaTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.close)
        cls.run_id = cls.server.begin_run("media")
        cls.server.log(cls.run_id, "loss", range(100), [1 / (1 + step) for step in range(100)], 1)
        cls.server.log(cls.run_id, "epoch", range(0, 90, 10), list(range(9)), 2)
        for step in (1, 2):
            cls.server.upload(f"voice{step}.wav", sound(step / 10), run=cls.run_id, filetype="audio", label="voice",
                              step=step, contentType="audio/wav")
            cls.server.upload(f"s{step}.png", picture(16, 8, step * 40), run=cls.run_id, filetype="image", label="samples",
                              step=step, contentType="image/png")
        cls.server.upload("wide.png", picture(4_000, 100, 0), run=cls.run_id, filetype="image", label="wide", step=1,
                          contentType="image/png")
        cls.server.upload("bad.png", picture(16, 8, 0)[:40], run=cls.run_id, filetype="image", label="bad", step=1,
                          contentType="image/png")
        cls.server.upload("t.ply", TETRAHEDRON.encode(), run=cls.run_id, filetype="mesh", label="corner", step=1)
        cls.server.upload("broken.ply", TETRAHEDRON[:150].encode(), run=cls.run_id, filetype="mesh", label="broken", step=1)
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.page = self.enterContext(self.browser.page())
        self.page.goto(f"{self.server.address}/runs/{self.run_id}")

    def tearDown(self):
        self.assertEqual(self.page.problems, [])

    def player(self, label):
        player = self.page.locator(".player", has_text=label)
        player.scroll_into_view_if_needed()
        return player

    def test_a_sound_has_a_wave_and_goes_where_the_keys_say(self):
        player = self.player("voice")
        wave_form = player.get_by_role("slider", name="Place in the sound")
        wave_form.wait_for(timeout=SOON)
        self.page.wait_for_function("() => document.querySelector('audio').duration === 2", timeout=SOON)
        wave_form.press("ArrowRight")
        self.page.wait_for_function("() => document.querySelector('audio').currentTime === 1", timeout=SOON)
        wave_form.press("End")
        self.page.wait_for_function("() => document.querySelector('audio').currentTime === 2", timeout=SOON)
        before = player.locator("audio").get_attribute("src")
        player.get_by_label("Step of voice").fill("0")
        self.assertEqual(player.locator("output").inner_text(), "1")
        self.assertNotEqual(player.locator("audio").get_attribute("src"), before)

    def test_a_picture_is_shown_as_large_as_there_is_room(self):
        self.page.locator(".strip", has_text="samples").locator("img").click()
        view = self.page.get_by_role("dialog", name="samples")
        view.get_by_text("step 2 · 16 × 8 px, 86×").wait_for(timeout=SOON)
        self.assertEqual(view.locator("img").bounding_box()["width"], 16 * 86)
        self.assertEqual(barriers(self.page), [])
        self.page.keyboard.press("ArrowLeft")
        view.get_by_text("step 1 · 16 × 8 px").wait_for(timeout=SOON)
        self.assertEqual(self.page.locator(".strip", has_text="samples").locator("output").inner_text(), "1")
        self.page.keyboard.press("Escape")
        view.wait_for(state="hidden")
        self.page.locator(".strip", has_text="wide").locator("img").click()
        wide = self.page.get_by_role("dialog", name="wide")
        wide.get_by_text("4000 × 100 px, 34 %").wait_for(timeout=SOON)
        wide.locator("img").click()
        wide.get_by_text("4000 × 100 px, 1×").wait_for()
        self.page.set_viewport_size(PHONE)
        wide.locator("img").click()
        wide.get_by_text("4000 × 100 px, 8 %").wait_for()
        self.assertFalse(is_wider_than_its_window(self.page))
        wide.get_by_role("button", name="Close").click()

    def test_a_picture_that_cannot_be_shown_says_so(self):
        strip = self.page.locator(".strip", has_text="bad")
        strip.scroll_into_view_if_needed()
        strip.get_by_text("The browser cannot show this file").wait_for(timeout=SOON)

    def test_a_mesh_is_told_and_turned_or_said_what_is_wrong(self):
        note = self.player("corner").locator(".mesh-note")
        # Browsers without a graphics card may have no WebGL; they say so.
        self.page.wait_for_function(
            "() => [...document.querySelectorAll('.mesh-note')].some((note) => /4 vertices, 4 triangles|WebGL/.test(note.textContent))",
            timeout=SOON)
        if "WebGL" not in note.inner_text():
            canvas = self.player("corner").locator("canvas")
            for key in ("ArrowLeft", "+", "w", "0"):
                canvas.press(key)
            self.assertEqual(self.player("corner").get_by_role("button", name="Wireframe").get_attribute("aria-pressed"), "true")
        self.player("broken").locator(".mesh-note.problem-text").wait_for(timeout=SOON)

    def test_the_page_keeps_nobody_out_and_fits_a_phone(self):
        self.player("corner")
        self.assertEqual(barriers(self.page), [])
        self.page.set_viewport_size(PHONE)
        self.page.wait_for_timeout(300)
        self.assertFalse(is_wider_than_its_window(self.page))

    def test_another_metric_stands_along(self):
        self.page.get_by_label("Along").select_option("metric:epoch")
        note = self.page.locator(".plot", has_text="loss").locator(".plot-note")
        note.get_by_text("19 where epoch is not known").wait_for(timeout=SOON)
        self.assertIn("x=metric%3Aepoch", self.page.url)
        self.page.reload()
        note.get_by_text("19 where epoch is not known").wait_for(timeout=SOON)
        self.assertEqual(self.page.get_by_label("Along").input_value(), "metric:epoch")


if __name__ == "__main__":
    unittest.main()
