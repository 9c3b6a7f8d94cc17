import assert from "node:assert/strict";
import { test } from "node:test";
import { csvOf, fileName } from "../../Public/plot/csv.js";
import { countOf, entriesOf, inRange, nearest, placed, refined, refinement } from "../../Public/plot/data.js";
import { rangeWithoutOutliers } from "../../Public/plot/outliers.js";
import { badge, readings, scalesFor, shownSeries } from "../../Public/plot/picture.js";
import { makeScale } from "../../Public/plot/scale.js";
import { trace } from "../../Public/plot/trace.js";
import { defaultView } from "../../Public/plot/view.js";
import { answerFor, seeded } from "./support.mjs";

const box = { left: 0, top: 0, width: 600, height: 300 };

function highest(drawn) {
  return Math.min(...drawn.lines.flat().map(({ y }) => y));
}

test("a spike among ten million points is drawn, wherever it is and however wide the view", () => {
  const values = new Float32Array(10_000_000);
  const random = seeded(3);
  for (const at of [0, 1, 4_999_999, 9_999_999, ...Array.from({ length: 6 }, () => Math.floor(random() * 1e7))]) {
    values[at] = 1_000;
    const list = placed(entriesOf(answerFor(values, 700)).entries, "step");
    assert.equal(countOf(list), 10_000_000);
    for (const ends of [[0, 9_999_999], [Math.max(0, at - 100_000), at + 100_000]]) {
      const drawn = trace(list, makeScale("linear", ...ends), makeScale("linear", 0, 1_000), box, 1);
      assert.equal(highest(drawn), 0, `spike at ${at}`);
    }
    values[at] = 0;
  }
});

test("of each column the first, the lowest, the highest and the last point stay", () => {
  const random = seeded(4);
  const values = Array.from({ length: 20_000 }, () => random() * 100);
  const list = placed(entriesOf(answerFor(values, 20_000)).entries, "step");
  const [x, y] = [makeScale("linear", 0, 19_999), makeScale("linear", 0, 100)];
  const points = trace(list, x, y, box, 1).lines.flat();
  assert.ok(points.length <= 4 * 601);
  const columns = Map.groupBy
    ? Map.groupBy(points, (point) => Math.floor(point.x))
    : points.reduce((map, point) => map.set(Math.floor(point.x), [...(map.get(Math.floor(point.x)) ?? []), point]), new Map());
  const expected = new Map();
  values.forEach((value, step) => {
    const column = Math.floor(x.fraction(step) * 600);
    const place = (1 - y.fraction(value)) * 300;
    const range = expected.get(column) ?? [Infinity, -Infinity];
    expected.set(column, [Math.min(range[0], place), Math.max(range[1], place)]);
  });
  for (const [column, [top, bottom]] of expected) {
    const drawn = columns.get(column).map((point) => point.y);
    assert.deepEqual([Math.min(...drawn), Math.max(...drawn)], [top, bottom], `column ${column}`);
  }
});

test("NaN makes a gap with a cross, infinities have triangles, nothing of that joins the line", () => {
  const list = placed(entriesOf(answerFor([1, 2, NaN, 3, Infinity, 2, -Infinity, 1, NaN, 2, NaN], 100)).entries, "step");
  const drawn = trace(list, makeScale("linear", 0, 10), makeScale("linear", 0, 4), box);
  assert.deepEqual(drawn.lines.map((line) => line.length), [2, 1, 1, 1, 1]);
  assert.deepEqual(drawn.marks.nan, [120, 480, 600]);
  assert.deepEqual([drawn.marks.up, drawn.marks.down], [[240], [360]]);
  // Points with gaps on both sides are seen.
  assert.ok(drawn.dots.length >= 4);
});

test("a bucket with some NaN is drawn and marked, one of NaN only is a gap", () => {
  const values = Array.from({ length: 400 }, (_, index) => (index >= 100 && index < 200 || index === 310 ? NaN : index));
  const list = placed(entriesOf(answerFor(values, 4)).entries, "step");
  const drawn = trace(list, makeScale("linear", 0, 399), makeScale("linear", 0, 400), box);
  assert.equal(drawn.lines.length, 2);
  assert.equal(drawn.marks.nan.length, 2);
  assert.equal(list.reduce((sum, { bad }) => sum + bad, 0), 101);
});

test("values not above 0 have marks on a logarithmic axis, and a bucket with some reaches the lower end", () => {
  const points = placed(entriesOf(answerFor([1, -1, 10, 0, 100], 10)).entries, "step");
  const log = makeScale("log", 1, 100);
  const drawn = trace(points, makeScale("linear", 0, 4), log, box);
  assert.equal(drawn.lines.length, 3);
  assert.deepEqual(drawn.marks.unshown, [150, 450]);
  const buckets = placed(entriesOf(answerFor([5, -1, 10, 5, 2, 3], 2)).entries, "step");
  const lines = trace(buckets, makeScale("linear", 0, 5), log, box).lines;
  assert.equal(lines.length, 1);
  assert.equal(Math.max(...lines[0].map(({ y }) => y)), 300);
});

test("a line passes through a view without points, at the right height", () => {
  const list = placed(entriesOf({ exact: true, count: 2, steps: [0, 1e9], times: [0, 1], values: [0, 1] }).entries, "step");
  const drawn = trace(list, makeScale("linear", 499_999_999, 500_000_001), makeScale("linear", 0, 1), box);
  const [[a, b]] = drawn.lines;
  assert.ok(a.x < 0 && b.x > 600 && Math.abs(a.x) < 1e5);
  assert.ok(Math.abs(a.y - 150) < 1 && Math.abs(b.y - 150) < 1);
  assert.equal(drawn.dots.length, 2);
});

test("zooming replaces buckets until the points are there, and no point is lost or counted twice", () => {
  const random = seeded(5);
  const values = Float64Array.from({ length: 1_000_000 }, () => random());
  let entries = entriesOf(answerFor(values, 600)).entries;
  const range = [543_210, 543_260];
  let rounds = 0;
  for (;;) {
    const part = refinement(entries, ({ firstStep, lastStep }) => lastStep >= range[0] && firstStep <= range[1], 600);
    if (!part) break;
    const finer = entriesOf(answerFor(values.subarray(part.first, part.last + 1), 1_200, part.first)).entries;
    const next = refined(entries, part, finer);
    if (!next) break;
    entries = next;
    rounds += 1;
    assert.equal(countOf(entries), 1_000_000);
    assert.ok(entries.every(({ firstStep }, index) => index === 0 || firstStep > entries[index - 1].lastStep));
  }
  const seen = inRange(placed(entries, "step"), range);
  assert.deepEqual(seen.map(({ last }) => last), Array.from(values.subarray(543_210, 543_261)));
  assert.ok(rounds <= 4, `${rounds} rounds`);
});

test("one step logged many times, and steps beyond what a browser counts, are not asked for again", () => {
  const bucket = (first, last) => ({ firstStep: first, lastStep: last, count: 5 });
  assert.equal(refinement([bucket(3, 3)], () => true, 100), null);
  assert.equal(refinement([bucket(2 ** 60, 2 ** 61)], () => true, 100), null);
  // A step in two buckets belongs to both.
  const part = refinement([bucket(0, 4), bucket(4, 8), bucket(9, 12)], ({ firstStep }) => firstStep === 4, 100);
  assert.deepEqual([part.begin, part.first], [0, 0]);
});

test("a broken answer is an error, not a plot of something else", () => {
  const answer = answerFor([1, 2, 3], 10);
  assert.throws(() => entriesOf({ ...answer, values: [1] }), /incomplete/);
  assert.throws(() => entriesOf({ exact: true }));
});

test("the axes of time follow the times, in their order", () => {
  const answer = { exact: true, count: 3, steps: [0, 1, 2], times: [3_000, 1_000, 2_000], values: [1, 2, 3] };
  const { entries } = entriesOf(answer);
  assert.deepEqual(placed(entries, "time").map(({ x0 }) => x0), [1, 2, 3]);
  assert.deepEqual(placed(entries, "relative", 1).map(({ x0 }) => x0), [0, 1, 2]);
  const list = placed(entries, "step");
  assert.deepEqual([-5, 0.4, 0.6, 9].map((x) => nearest(list, x)), [0, 0, 1, 2]);
  assert.equal(nearest([], 1), -1);
});

test("outliers leave the axis and have marks, and the badge counts them", () => {
  const values = Array.from({ length: 100 }, (_, index) => (index === 50 ? 1e6 : index % 7));
  const sources = [{ name: "loss", source: { entries: entriesOf(answerFor(values, 1_000)).entries, count: 100 } }];
  const view = { ...defaultView(), clip: true };
  const series = shownSeries(sources, view, 0);
  const { xScale, yScale, inView } = scalesFor(series, view);
  assert.ok(yScale.upper < 20);
  assert.equal(trace(series[0].list, xScale, yScale, box).marks.above.length, 1);
  const whole = { xScale, yScale, isWhole: true, saysBeyond: true };
  assert.equal(badge(inView, [100], whole), "100 points, none hidden · 1 beyond the axis");
  // Percentiles 5 and 95 are 0 and 6, their distance is added above, air of 3 in 100: (0, 12) and 0.36 at each end.
  assert.ok(Math.abs(rangeWithoutOutliers(inView, "linear")[1] - 12.36) < 1e-9);
});

test("the badge says how much of all is in view", () => {
  const lists = [placed(entriesOf(answerFor(new Float32Array(1_234), 10)).entries, "step")];
  const look = { xScale: makeScale("linear", 0, 1_233), yScale: makeScale("linear", -1, 1), saysBeyond: false };
  const part = badge(lists, [12_345_678], { ...look, isWhole: false });
  assert.equal(part, "1,234 of 12,345,678 points in view, none hidden");
  const cut = badge(lists, [12_345_678], { ...look, isWhole: false, xScale: makeScale("linear", 5, 1_233) });
  assert.equal(cut, "about 1,234 of 12,345,678 points in view, none hidden");
  const whole = badge(lists, [1_240], { ...look, isWhole: true });
  assert.equal(whole, "1,240 points, 6 logged again later");
});

test("what is under the crosshair is sorted by value, and says when it is elsewhere", () => {
  const source = (values, first) => ({ entries: entriesOf(answerFor(values, 100, first)).entries });
  const sources = [
    { name: "a", source: source([1, 2, 3]) }, { name: "b", source: source([9, 8, 7]) },
    { name: "c", source: source([NaN, NaN, NaN]) }, { name: "d", source: source([5], 0) },
  ];
  const rows = readings(shownSeries(sources, defaultView(), 0), 2);
  assert.deepEqual(rows.map(({ name }) => name), ["b", "d", "a", "c"]);
  assert.deepEqual(rows.map(({ isElsewhere }) => isElsewhere), [false, true, false, false]);
  assert.equal(rows[3].raw, "NaN");
  const one = readings(shownSeries(sources, { ...defaultView(), only: "a" }, 0), 2);
  assert.deepEqual(one.map(({ name, index }) => [name, index]), [["a", 0]]);
  assert.equal(shownSeries(sources, { ...defaultView(), only: "elsewhere" }, 0).length, 4);
});

test("CSV has what is in view, and no name becomes a formula", () => {
  const list = placed(entriesOf(answerFor([1, NaN, 3], 10)).entries, "step");
  const lines = csvOf([{ name: '=cmd("x")', list }], [1, 2]).split("\r\n");
  assert.equal(lines.length, 4);
  assert.equal(lines[1], `"'=cmd(""x"")",1,1,2023-11-14T22:13:20.050Z,2023-11-14T22:13:20.050Z,1,1,NaN,NaN,NaN,NaN`);
  assert.equal(fileName("../a b/<loss>", "csv"), "_a_b_loss_.csv");
});

// A run that was resumed two days later at a step that it had logged before, in buckets of 100 steps, as a store makes them.
function resumed() {
  const day = 86_400_000;
  const answer = {
    exact: false, count: 7_000, firstSteps: [], lastSteps: [], firstTimes: [], lastTimes: [], counts: [], nanCounts: [],
    minima: [], maxima: [], firstValues: [], lastValues: [],
  };
  for (let step = 0; step < 6_000; step += 100) {
    const isTwice = step >= 4_000 && step < 5_000;
    answer.firstSteps.push(step);
    answer.lastSteps.push(step + 99);
    answer.firstTimes.push(step < 5_000 ? step * 1_000 : 2 * day + step * 1_000);
    answer.lastTimes.push((step + 99) * 1_000 + (step >= 4_000 ? 2 * day : 0));
    answer.counts.push(isTwice ? 200 : 100);
    answer.nanCounts.push(step === 4_500 ? 1 : 0);
    answer.minima.push(1);
    answer.maxima.push(step === 4_500 ? 100 : 2);
    answer.firstValues.push(1);
    answer.lastValues.push(2);
  }
  return answer;
}

test("along time nothing of a resumed run is drawn in the pause, and its extremes stand at both ends of their bucket", () => {
  for (const kind of ["time", "relative"]) {
    const list = placed(entriesOf(resumed()).entries, kind, 0);
    const xScale = makeScale(kind, 0, 2 * 86_400 + 6_000);
    const drawn = trace(list, xScale, makeScale("linear", 0, 100), box, 1);
    const pause = [xScale.fraction(6_000) * 600, xScale.fraction(2 * 86_400 + 3_900) * 600];
    const isInPause = (x) => x > pause[0] && x < pause[1];
    assert.ok(!drawn.lines.flat().some(({ x }) => isInPause(x)), "a value where there is none");
    assert.ok(!drawn.marks.nan.some(isInPause), "a mark where nothing was logged");
    assert.equal(drawn.marks.nan.length, 2);
    assert.ok(!drawn.spans.some(({ x0, x1 }) => x1 > pause[0] + 1 && x0 < pause[1] - 1), "an area over the pause");
    for (const line of drawn.lines) {
      assert.ok(line.every(({ x }, index) => index === 0 || x >= line[index - 1].x), "a line that turns back");
    }
    const peaks = drawn.lines.flat().filter(({ y }) => y === 0).map(({ x }) => x);
    assert.ok(peaks.some((x) => x <= pause[0]) && peaks.some((x) => x >= pause[1]), `peaks at ${peaks}`);
    // What is counted is counted once.
    assert.equal(countOf(list), 7_000);
  }
});

test("along time a bucket with a pause in it is drawn at its ends, and an even run as before", () => {
  const even = placed(entriesOf(answerFor(Array.from({ length: 4_000 }, (_, step) => step % 7), 100)).entries, "time");
  assert.ok(even.every(({ isSpread }) => !isSpread));
  const answer = answerFor(Array.from({ length: 4_000 }, (_, step) => step % 7), 100);
  for (let bucket = 50; bucket < 100; bucket += 1) {
    if (bucket > 50) answer.firstTimes[bucket] += 1_000_000;
    answer.lastTimes[bucket] += 1_000_000;
  }
  const paused = placed(entriesOf(answer).entries, "time");
  assert.deepEqual(paused.flatMap(({ isSpread }, index) => (isSpread ? [index] : [])), [50]);
  assert.ok(placed(entriesOf(answer).entries, "step").every(({ isSpread }) => !isSpread));
});
