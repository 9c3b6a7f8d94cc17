import assert from "node:assert/strict";
import { test } from "node:test";
import { smoothed } from "../../Public/plot/smoothing.js";
import { seeded } from "./support.mjs";

// What ExponentialAverage in Sources/ChartRendering/Smoothing gives for the same places and values.
const places = [0, 1, 1.5, 7, 8, 30, 100];
const values = [1, 5, -3, 8, 8, 0, 2];
const byDistance998 = [
  1, 3.0100099297702845, 0.9932988896667996, 2.827288458721232, 3.908898710637772, 3.100796554149622, 2.777067781357953,
];
const byDistance6 = [1, 4.711401425178147, -1.2179894596314682, 7.999990495738544, 7.999999314270267, 0, 2];
const byPoint6 = [
  1, 3.5, 0.18367346938775508, 3.7757352941176467, 5.607911172796669, 3.2549677765843175, 2.7385235323553423,
];
const buckets = [
  { x0: 0, x1: 9, first: 1, last: 3, min: 0, max: 9, count: 10, bad: 0 },
  { x0: 10, x1: 19, first: 4, last: -2, min: -5, max: 4, count: 10, bad: 2 },
  { x0: 20, x1: 20, first: NaN, last: NaN, min: NaN, max: NaN, count: 1, bad: 1 },
  { x0: 21, x1: 22, first: 7, last: 5, min: 5, max: 7, count: 2, bad: 0 },
];
// First and last of each, with the weight 0.98.
const bucketsByDistance = [
  [1, 2.3659838151850905], [2.971475827269506, -0.2952976811673105], [NaN, NaN], [3.547860633246623, 4.2081178704323765],
];
const bucketsByPoint = [
  [1, 2.0181768751863642], [2.2170865513718274, 1.4938061510072216], [NaN, NaN], [1.8392739916771232, 2.029454606116773],
];

function point(x, y) {
  return { x0: x, x1: x, first: y, last: y, min: y, max: y, count: 1, bad: Number.isFinite(y) ? 0 : 1 };
}

function isClose(found, expected) {
  return Number.isNaN(expected) ? Number.isNaN(found) : Math.abs(found - expected) < 1e-12;
}

for (const [weight, kind, expected] of [
  [0.998, "byDistance", byDistance998], [0.6, "byDistance", byDistance6], [0.6, "byPoint", byPoint6],
]) {
  test(`${kind}, weight ${weight}: the numbers are those of the server`, () => {
    const found = smoothed(places.map((x, index) => point(x, values[index])), weight, kind).map(({ last }) => last);
    found.forEach((value, index) => assert.ok(isClose(value, expected[index]), `${value}, not ${expected[index]}`));
  });
}

for (const [kind, expected] of [["byDistance", bucketsByDistance], ["byPoint", bucketsByPoint]]) {
  test(`${kind}: buckets are smoothed as the server smooths them`, () => {
    smoothed(buckets, 0.98, kind).forEach(({ first, last }, index) => {
      assert.ok(isClose(first, expected[index][0]) && isClose(last, expected[index][1]), `bucket ${index}: ${first}, ${last}`);
    });
  });
}

test("the average lies among the values, gaps stay gaps, equal values stay equal", () => {
  const random = seeded(6);
  for (let round = 0; round < 300; round += 1) {
    const list = Array.from({ length: 40 }, (_, index) => point(index, random() < 0.1 ? NaN : random() * 2 - 1));
    const found = smoothed(list, random());
    assert.equal(found.length, list.length);
    found.forEach(({ last }, index) => {
      assert.equal(Number.isNaN(last), Number.isNaN(list[index].last));
      if (!Number.isNaN(last)) assert.ok(last >= -1 && last <= 1);
    });
  }
  const same = smoothed(Array.from({ length: 100 }, (_, index) => point(index, 0.1)), 0.999);
  assert.ok(same.every(({ last }) => last === 0.1));
});

test("no weight changes nothing", () => {
  assert.equal(smoothed(buckets, 0), buckets);
  assert.equal(smoothed(buckets, NaN), buckets);
});
