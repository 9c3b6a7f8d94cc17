import assert from "node:assert/strict";
import { test } from "node:test";
import { HeldLines, isBehind, mostLines, mostWaiting } from "../../Public/live/lines.js";
import { loggedParts, loggedText } from "../../Public/live/terminal.js";
import { visible } from "../../Public/visible.js";

const line = (sequence, index = 0) => ({ position: `${sequence}.${index}` });
const lines = (from, to) => Array.from({ length: to - from }, (_, index) => line(from + index));

test("positions are compared as numbers of any size", () => {
  assert.ok(isBehind("10.0", "9.0"));
  assert.ok(isBehind("9223372036854775807.1", "9223372036854775806.5"));
  assert.ok(!isBehind("5.2", "5.2"));
  assert.ok(isBehind("5.10", "5.9"));
  assert.ok(isBehind("-9223372036854775808.0", null));
});

test("lines are shown once, and the page holds so many", () => {
  const held = new HeldLines();
  let [shown, first] = [0, 0];
  for (let at = 0; at < 100_000; at += 777) {
    const outcome = held.add(lines(Math.max(0, at - 10), at + 777));
    shown += outcome.shown.length;
    first += outcome.removed;
    assert.equal(held.count, shown - first);
    assert.ok(held.count <= mostLines);
  }
  assert.equal(shown, Math.ceil(100_000 / 777) * 777);
  // More than the page holds at a time.
  const outcome = held.add(lines(200_000, 210_000));
  assert.equal(outcome.shown.length, mostLines);
  assert.equal(outcome.removed, mostLines);
  assert.equal(held.count, mostLines);
});

test("who looks at older lines is told of new ones, and goes on with all of them", () => {
  const held = new HeldLines();
  held.add(lines(0, 10));
  held.isFollowing = false;
  assert.deepEqual(held.add(lines(5, 15)).shown, []);
  assert.deepEqual(held.add(lines(12, 20)).shown, []);
  assert.equal(held.unseen, 10);
  assert.deepEqual(held.follow().shown.map(({ position }) => position), lines(10, 20).map(({ position }) => position));
  assert.equal(held.unseen, 0);
  assert.deepEqual(held.follow(), { shown: [], removed: 0 });
  held.isFollowing = false;
  for (let at = 20; at < 5_020; at += 100) held.add(lines(at, at + 100));
  assert.equal(held.unseen, 5_000);
  assert.equal(held.waiting.length, mostWaiting);
  // Too many to have kept: the end is asked for.
  assert.equal(held.follow(), null);
  held.replace(lines(4_000, 5_030));
  assert.deepEqual(held.add(lines(5_000, 5_031)).shown, [line(5_030)]);
});

test("older lines in front take the place of those at the end, which are asked for again", () => {
  const held = new HeldLines();
  held.replace(lines(10_000, 10_000 + mostLines));
  held.isFollowing = false;
  assert.equal(held.prepend(500), 500);
  assert.equal(held.count, mostLines);
  assert.equal(held.follow(), null);
});

test("what speaks to a terminal is left out, and what hides is shown", () => {
  // The same as in LogTextTests.
  const cases = [
    ["plain", "plain"],
    ["\u001b[31;1mred\u001b[0m", "red"],
    ["\u001b]0;title\u0007after", "after"],
    ["\u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\", "link"],
    ["\u001b[2J\u001b[Hcleared\u001b(B", "cleared"],
    ["10%\r50%\r100%", "100%"],
    ["done\r", "done"],
    ["one\r\ntwo\n", "one\ntwo\n"],
    ["a\tb", "a    b"],
    ["a\u0008b\u0000", "a⟨U+0008⟩b⟨U+0000⟩"],
    ["\u202egnp.exe", "⟨U+202E⟩gnp.exe"],
    ["\u001b[", "⟨U+001B⟩["],
    ["<script>alert(1)</script>", "<script>alert(1)</script>"],
    ["👩‍👩‍👧", "👩‍👩‍👧"],
  ];
  for (const [text, shown] of cases) assert.equal(loggedText(text), shown);
  assert.ok(loggedText("x".repeat(65_536)).length <= 10_001);
  assert.ok(loggedText("\n".repeat(65_536)).length <= 10_001);
  assert.ok(loggedText("\u001b".repeat(65_536)).length <= 100_000);
  assert.equal(visible("😀".repeat(400), 300), `${"😀".repeat(300)}…`);
});

// The same as in LogTextTests.
test("colours of a terminal become looks, of the eight that suit every ground", () => {
  const cases = [
    ["\u001b[31mred\u001b[0m plain", [["red", "ansi-1"], [" plain", ""]]],
    ["\u001b[1;92mgood\u001b[22m go\u001b[39mon", [["good", "ansi-2 ansi-bold"], [" go", "ansi-2"], ["on", ""]]],
    ["\u001b[38;5;9;1mnine\u001b[m.", [["nine", "ansi-1 ansi-bold"], [".", ""]]],
    ["\u001b[38;2;1;2;31mtrue\u001b[48;5;1mground", [["trueground", ""]]],
    ["\u001b[33m10%\r\u001b[32m20%\n", [["20%", "ansi-2"], ["\n", ""]]],
    ["\u001b[31mred\nstill", [["red", "ansi-1"], ["\n", ""], ["still", "ansi-1"]]],
    ["\u001b[31", [["⟨U+001B⟩[31", ""]]],
  ];
  for (const [text, parts] of cases) assert.deepEqual(loggedParts(text).map((part) => [part.text, part.look]), parts);
});
