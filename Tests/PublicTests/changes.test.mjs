import assert from "node:assert/strict";
import test from "node:test";
import { changesOf, escapedName, unescapedName, written } from "../../Public/edit/changes.js";
import { deletedWords, readDeleted, undoTime } from "../../Public/edit/words.js";
import { checkedWords } from "../../Public/runs/checked.js";
import { moved, placeAmong, roundedWidth, withColumns, withWidth } from "../../Public/tables/places.js";

const run = { name: "calm", notes: "a\nb", tags: { stage: "draft", "a%2Eb": "1" } };
const form = { name: "calm", notes: "a\nb", tags: [["stage", "draft"], ["a.b", "1"]] };

test("a form that was not changed changes nothing", () => {
  assert.equal(changesOf(run, form), null);
  assert.equal(changesOf({ ...run, notes: "a\r\nb" }, form), null);
  assert.equal(changesOf({}, { name: "", notes: "", tags: [["", ""]] }), null);
});

test("only what differs is sent, tags one by one", () => {
  const tags = [["stage", "final"], ["100 %", "yes"]];
  assert.deepEqual(changesOf(run, { name: "storm", notes: "", tags }), {
    set: { name: "storm", notes: "", "tags.stage": "final", "tags.100 %25": "yes" }, remove: ["tags.a%2Eb"],
    expected: { name: "calm", notes: "a\nb", "tags.stage": "draft", "tags.100 %25": null, "tags.a%2Eb": "1" },
  });
});

test("tags without a name, or with the same one, are refused in a sentence", () => {
  assert.throws(() => changesOf(run, { ...form, tags: [["", "x"]] }), /needs a name/);
  assert.throws(() => changesOf(run, { ...form, tags: [["x", "1"], ["x", "2"]] }), /called x/);
});

test("names of tags are fields and names again", () => {
  for (const name of ["", "a", "a.b", "100%", "$x", "%2E", "%41", "é.ü", "a\0b"]) {
    const field = escapedName(name);
    assert.ok(!/[.$\0]/.test(field) && field !== "");
    assert.equal(unescapedName(field), name);
  }
  // What was not escaped by us stays.
  assert.equal(unescapedName("%41"), "%41");
});

test("what was deleted is believed for a while, and only as it is stored here", () => {
  const item = { path: "/api/v1/runs/0190a000000070008000000000001001", name: "calm" };
  const text = (items, time = 1_000) => JSON.stringify({ items, kind: "run", time });
  assert.deepEqual(readDeleted(text([item]), 2_000), { items: [item], kind: "run" });
  assert.equal(readDeleted(text([item]), 1_000 + undoTime), null);
  for (const path of ["https://evil.example/x", "/api/v1/runs/a/b", "/logout", "/api/v1/runs/", 7]) {
    assert.equal(readDeleted(text([{ path, name: "x" }]), 2_000), null);
  }
  for (const bad of [null, "", "7", "{}", text([])]) assert.equal(readDeleted(bad, 2_000), null);
  assert.equal(deletedWords({ items: [item], kind: "run" }), "calm is deleted.");
  assert.equal(deletedWords({ items: Array(1_200).fill(item), kind: "run" }), "1,200 runs are deleted.");
});

test("what is checked says what each button takes", () => {
  const most = { compared: 20, pin: 20, hide: 100, csv: 300 };
  assert.equal(checkedWords(0, most), "Check runs to");
  assert.equal(checkedWords(20, most), "20 checked");
  assert.equal(checkedWords(1_000, most), "1,000 checked; the first 20 are compared, at most 20 are pinned, 100 hidden, 300 in a CSV file");
});

test("columns move within their row, and the address keeps all else", () => {
  assert.deepEqual(moved(["a", "b", "c"], "a", 1), ["b", "a", "c"]);
  assert.deepEqual(moved(["a", "b", "c"], "c", -9), ["c", "a", "b"]);
  const all = ["a", "b"];
  assert.equal(moved(all, "a", -1), all);
  assert.equal(moved(all, "x", 1), all);
  const address = "http://h/runs?filter=x&col=a&col=b&cursor=c&width=a:100";
  assert.equal(withColumns(address, ["b", "a"]), "http://h/runs?filter=x&width=a%3A100&col=b&col=a");
  assert.equal(new URL(withColumns(address, [])).searchParams.getAll("col").join("|"), "");
});

test("what is put between boxes stands behind those whose middle is left of it", () => {
  const boxes = [[0, 100], [100, 140], [140, 300]].map(([left, right]) => ({ left, right }));
  assert.deepEqual([-5, 49, 51, 119, 121, 219, 221, 900].map((x) => placeAmong(boxes, x)), [0, 0, 1, 1, 2, 2, 3, 3]);
  assert.equal(placeAmong([], 5), 0);
});

test("a width is in the address once, in steps", () => {
  const wide = withWidth("http://h/runs?width=a:100&width=b:1:200", "a", 171);
  assert.deepEqual(new URL(wide).searchParams.getAll("width"), ["b:1:200", "a:180"]);
  assert.deepEqual(new URL(withWidth(wide, "a", null)).searchParams.getAll("width"), ["b:1:200"]);
  assert.equal(roundedWidth(3), 60);
  assert.equal(roundedWidth(5_000), 800);
});

test("what nobody changed in a control stays as it is stored, also what the control cannot show", () => {
  assert.equal(written({ stored: "a\nb", shown: "ab", value: "ab" }), "a\nb");
  assert.equal(written({ stored: " a", shown: " a", value: " a" }, { isName: true }), " a");
  assert.equal(written({ stored: " a", shown: " a", value: " b " }, { isName: true }), "b");
  assert.equal(written({ stored: "x", shown: "x", value: " y " }), " y ");
});
