"""Changing, deleting and restoring, with a real browser."""

import pathlib
import subprocess
import tempfile
import unittest

from browser import PHONE, Browser, barriers, is_wider_than_its_window, settle
from server import HOSTILE_NAME, PROGRAM, Server


class EditTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.close)
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.page = self.enterContext(self.browser.page())

    def tearDown(self):
        self.assertEqual(self.page.problems, [])
        self.assertEqual(self.page.dialogs, [])

    def run_of(self, name, **fields):
        run = self.server.begin_run(name, **fields)
        self.server.post(f"/runs/{run}/end", {"status": "finished"})
        return run

    def open(self, path):
        self.page.goto(self.server.address + path)
        settle(self.page)

    def test_who_edits_what_somebody_else_has_changed_meanwhile_sees_theirs_first(self):
        run = self.run_of("shared", notes="first")
        self.open(f"/runs/{run}")
        self.page.keyboard.press("e")
        form = self.page.locator("#run-edit")
        notes = form.get_by_role("textbox", name="Notes")
        notes.fill("mine")
        self.server.change(run, {"set": {"notes": "theirs"}})
        self.page.keyboard.press("Control+Enter")
        form.get_by_text("Somebody else has changed the notes (now: theirs) meanwhile").wait_for()
        self.assertEqual(notes.input_value(), "mine")
        self.assertEqual(self.server.get(f"/runs/{run}")["notes"], "theirs")
        self.page.keyboard.press("Control+Enter")
        form.wait_for(state="hidden")
        self.assertEqual(self.server.get(f"/runs/{run}")["notes"], "mine")
        self.page.problems[:] = [problem for problem in self.page.problems if "409" not in problem]

    def test_name_tags_and_notes_are_changed_on_the_run_s_page(self):
        run = self.run_of("before", tags={"stage": "draft", "a.b": "1"})
        self.open(f"/runs/{run}")
        self.page.keyboard.press("e")
        form = self.page.locator("#run-edit")
        form.wait_for()
        self.assertEqual(barriers(self.page), [])
        form.get_by_label("Name").fill(HOSTILE_NAME)
        form.get_by_label("Value").nth(1).fill("final")
        form.get_by_role("button", name="Remove the tag a.b").click()
        form.get_by_role("button", name="Add a tag").click()
        self.page.keyboard.type("owner")
        self.page.keyboard.press("Tab")
        self.page.keyboard.type("Ada")
        form.get_by_role("textbox", name="Notes").fill("| a | b |\n|---|--:|\n| *x* | <img src=x> |")
        form.get_by_role("button", name="Preview").click()
        preview = self.page.locator("#notes-preview")
        preview.locator("td em").wait_for()
        self.assertEqual(preview.locator("img").count(), 0)
        self.assertEqual(barriers(self.page), [])
        form.get_by_role("button", name="Write").click()
        self.page.keyboard.press("Control+Enter")
        form.wait_for(state="hidden")
        self.page.locator("[data-fresh=notes] td em").wait_for()
        self.assertEqual(self.page.locator("h1").inner_text(), HOSTILE_NAME)
        told = self.server.get(f"/runs/{run}")
        self.assertEqual(told["name"], HOSTILE_NAME)
        self.assertEqual(told["tags"], {"stage": "final", "owner": "Ada"})

    def test_what_cannot_be_stored_is_said_in_the_form_and_nothing_is_lost(self):
        run = self.run_of("twice", tags={"a": "1"})
        self.open(f"/runs/{run}")
        self.page.get_by_role("button", name="Edit").click()
        form = self.page.locator("#run-edit")
        form.get_by_role("button", name="Add a tag").click()
        self.page.keyboard.type("a")
        form.get_by_role("button", name="Save").click()
        form.get_by_text("Two tags are called a.").wait_for()
        self.assertEqual(self.server.get(f"/runs/{run}")["tags"], {"a": "1"})
        # It went while the form was open.
        form.get_by_role("button", name="Remove this tag").click()
        form.get_by_label("Name").fill("thrice")
        self.server.ask(f"/runs/{run}/end", {"status": "finished"})
        self.page.evaluate("path => fetch(path, { method: 'DELETE' })", f"/api/v1/runs/{run}")
        self.page.wait_for_timeout(200)
        form.get_by_role("button", name="Save").click()
        form.get_by_text("There is no run").wait_for()
        self.assertEqual(form.get_by_label("Name").input_value(), "thrice")
        form.get_by_role("button", name="Cancel").click()
        self.page.problems[:] = [problem for problem in self.page.problems if "404" not in problem]

    def test_a_run_is_deleted_and_brought_back(self):
        run = self.run_of("to be deleted")
        self.open(f"/runs/{run}")
        self.page.get_by_role("button", name="Delete").click()
        self.page.wait_for_url("**/runs")
        bar = self.page.locator(".undo")
        bar.get_by_text("to be deleted is deleted.").wait_for()
        self.assertEqual(barriers(self.page), [])
        self.assertEqual(self.page.locator(".run-name", has_text="to be deleted").count(), 0)
        bar.get_by_role("button", name="Undo").click()
        self.page.locator(".run-name", has_text="to be deleted").wait_for()
        self.assertEqual(self.page.locator(".undo").count(), 0)

    def test_checked_runs_are_deleted_together_and_restored_from_the_trash(self):
        for number in range(3):
            self.run_of(f"many {number}", parameters={"many": 1})
        self.open("/runs?filter=params.many%20%3D%201")
        self.page.get_by_role("button", name="Check all 3").click()
        self.page.get_by_text("3 checked").wait_for()
        self.page.get_by_role("button", name="Delete").click()
        self.page.get_by_text("3 runs are deleted.").wait_for()
        self.page.locator(".undo").get_by_role("link", name="Trash").click()
        self.page.wait_for_url("**/trash")
        settle(self.page)
        for look in ({}, {"dark": True}, {"viewport": PHONE}):
            with self.browser.page(**look) as other:
                other.goto(self.server.address + "/trash")
                settle(other)
                self.assertEqual(barriers(other), [])
                self.assertFalse(is_wider_than_its_window(other))
        for number in range(3):
            self.page.get_by_role("button", name=f"Restore many {number}").click()
            self.page.locator("tr", has_text=f"many {number}").get_by_text("restored").wait_for()
        self.open("/runs?filter=params.many%20%3D%201")
        self.assertEqual(self.page.locator("tbody .run-name").count(), 3)

    def test_selected_records_are_deleted_and_brought_back(self):
        run = self.run_of("with records")
        self.server.post(f"/runs/{run}/artifacts", {"artifacts": [
            {"_seq": number, "ModelName": "Deletable", "number": number} for number in range(1, 4)]})
        self.open("/?group=Deletable")
        rows = self.page.locator(".records tbody tr")
        self.assertEqual(rows.count(), 3)
        self.page.get_by_role("button", name="Select").click()
        rows.nth(0).locator(".choose-box").check()
        rows.nth(1).locator(".choose-box").check()
        self.assertEqual(barriers(self.page), [])
        self.page.get_by_text("2 selected").wait_for()
        self.page.get_by_role("button", name="Delete").click()
        self.page.get_by_text("2 records are deleted.").wait_for()
        self.assertEqual(rows.count(), 1)
        self.page.get_by_role("button", name="Undo").click()
        self.page.wait_for_function("() => document.querySelectorAll('.records tbody tr').length === 3")

    def test_an_artifact_has_a_page_and_its_json_can_be_taken_along(self):
        run = self.run_of("of the artifact")
        self.server.post(f"/runs/{run}/artifacts", {"artifacts": [
            {"_seq": 1, "ModelName": "Paged", "MSE": 0.5, "Metadata": {"a": {"b": 1}}, "text": "a\nb",
             "confusion_matrix": [[5, 1], [2, 7]]}]})
        self.open("/?group=Paged")
        self.page.locator(".records .time a").click()
        self.page.wait_for_url("**/artifacts/*")
        settle(self.page)
        picture = self.page.locator(".matrix img")
        self.assertGreater(picture.evaluate("image => image.naturalWidth"), 100)
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page.get_by_role("button", name="Copy JSON").click()
        self.page.get_by_role("button", name="Copied").wait_for()
        self.assertIn('"MSE"', self.page.evaluate("() => navigator.clipboard.readText()"))
        for look in ({}, {"dark": True}, {"viewport": PHONE}):
            with self.browser.page(**look) as other:
                other.goto(self.page.url)
                settle(other)
                self.assertEqual(barriers(other), [])
                self.assertFalse(is_wider_than_its_window(other))
        self.page.get_by_role("link", name="of the artifact").click()
        self.page.wait_for_url(f"**/runs/{run}")


class RoleTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="browser-")
        cls.addClassCleanup(folder.cleanup)
        tokens = pathlib.Path(folder.name) / "tokens.json"
        cls.tokens = {}
        for role in ("read", "write", "admin"):
            cls.tokens[role] = subprocess.run(
                [PROGRAM, "token", "create", "--role", role, "--tokens", tokens],
                capture_output=True, text=True, check=True).stdout.strip()
        cls.server = Server("--tokens", tokens, token=cls.tokens["admin"])
        cls.addClassCleanup(cls.server.close)
        cls.run_id = cls.server.begin_run("guarded")
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def test_who_may_not_change_sees_no_button_and_is_refused(self):
        for role, edits, deletes in (("read", 0, 0), ("write", 1, 0), ("admin", 1, 1)):
            with self.subTest(role=role), self.browser.page() as page:
                page.goto(f"{self.server.address}/login?next=/runs/{self.run_id}")
                page.locator("input[name=token]").fill(self.tokens[role])
                page.keyboard.press("Enter")
                page.locator("#run").wait_for()
                self.assertEqual(page.get_by_role("button", name="Edit").count(), edits)
                self.assertEqual(page.get_by_role("button", name="Delete").count(), deletes)
                if deletes == 0:
                    status = page.evaluate(
                        "path => fetch(path, { method: 'DELETE' }).then(({ status }) => status)", f"/api/v1/runs/{self.run_id}")
                    self.assertEqual(status, 403)
                if edits == 1:
                    page.get_by_role("button", name="Edit").click()
                    form = page.locator("#run-edit")
                    form.get_by_label("Name").fill(f"named by {role}")
                    form.get_by_role("button", name="Save").click()
                    page.locator("h1", has_text=f"named by {role}").wait_for()


if __name__ == "__main__":
    unittest.main()
