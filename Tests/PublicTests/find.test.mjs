import assert from "node:assert/strict";
import { test } from "node:test";
import { LogFinder, mostKept } from "../../Public/live/find.js";

const grouped = String;

// A log of so many lines in parts of ten, in which every third line matches.
function finderOf(count, { fails = false } = {}) {
  const told = [];
  const asked = [];
  const finder = new LogFinder({
    ask: async (text, after) => {
      asked.push([text, after]);
      if (fails) throw new Error("no such run");
      const from = after === null ? 0 : Number(after) + 1;
      const to = Math.min(count, from + 10);
      const lines = [];
      for (let at = from; at < to; at += 1) if (at % 3 === 0) lines.push({ position: String(at) });
      return { lines, count: lines.length, scanned: to - from, next: to === count ? null : String(to - 1) };
    },
    tell: () => told.push(finder.words(grouped)),
  });
  return { finder, told, asked };
}

test("a log is gone through part by part, and the matches are counted on the way", async () => {
  const { finder, told, asked } = finderOf(25);
  await finder.search("loss");
  assert.deepEqual(asked, [["loss", null], ["loss", "9"], ["loss", "19"]]);
  assert.deepEqual(finder.matches, ["0", "3", "6", "9", "12", "15", "18", "21", "24"]);
  assert.equal(told[1], "4 matches in 10 lines so far…");
  assert.equal(told[told.length - 1], "9 matches");
});

test("the last match comes first, and steps go round", async () => {
  const { finder } = finderOf(10);
  await finder.search("loss");
  assert.equal(finder.step(1), "9");
  assert.equal(finder.words(grouped), "4 of 4 matches");
  assert.equal(finder.step(1), "0");
  assert.equal(finder.step(-1), "9");
  assert.equal(finder.step(-1), "6");
});

test("a new search ends the one before, an empty one finds nothing", async () => {
  const { finder, asked } = finderOf(25);
  const first = finder.search("a");
  await Promise.all([first, finder.search("b")]);
  assert.equal(finder.count, 9);
  assert.equal(asked.filter(([text]) => text === "a").length, 1);
  await finder.search("");
  assert.equal(finder.words(grouped), "");
  assert.equal(finder.step(1), null);
});

test("matches beyond those that are kept are counted, and what fails is said", async () => {
  const { finder } = finderOf(9_000);
  await finder.search("x");
  assert.equal(finder.matches.length, mostKept);
  assert.equal(finder.count, 3_000);
  const failing = finderOf(5, { fails: true });
  await failing.finder.search("x");
  assert.equal(failing.finder.words(grouped), "no such run");
  assert.equal(failing.finder.isSearching, false);
});
