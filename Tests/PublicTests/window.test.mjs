import assert from "node:assert/strict";
import { test } from "node:test";
import { blockAt, heightBefore, mostBlocks, windowOf } from "../../Public/runs/window.js";
import { seeded } from "./support.mjs";

test("what is in view always stands in the page, and never more than some blocks", () => {
  const random = seeded(11);
  for (let round = 0; round < 500; round += 1) {
    const heights = Array.from({ length: 1 + Math.floor(random() * 60) }, () => 1_000 + Math.floor(random() * 600));
    const all = heightBefore(heights, heights.length);
    const height = 200 + random() * 800;
    const top = random() * Math.max(0, all - height);
    const { first, last } = windowOf(heights, top, height, height);
    assert.ok(first <= blockAt(heights, top));
    assert.ok(last >= blockAt(heights, Math.min(top + height, all) - 0.001));
    assert.ok(last - first < mostBlocks);
  }
});

test("more is wanted when the known end comes near", () => {
  assert.equal(windowOf([1_400], 0, 600, 700).wantsMore, false);
  assert.equal(windowOf([1_400], 200, 600, 700).wantsMore, true);
  assert.equal(windowOf([], 0, 600, 700).wantsMore, true);
});

test("of blocks lower than the view those around its middle stay", () => {
  const { first, last } = windowOf(Array(100).fill(10), 500, 100, 1_000);
  assert.equal(last - first + 1, mostBlocks);
  assert.ok(first <= 55 && last >= 55);
});

test("a view beyond the end shows the last block", () => {
  assert.deepEqual(windowOf([100, 100], 5_000, 100, 50), { first: 1, last: 1, wantsMore: true });
});
