import assert from "node:assert/strict";
import { test } from "node:test";
import { kindOf, metricOf, placesAlong } from "../../Public/plot/along.js";
import { endsOf, placed } from "../../Public/plot/data.js";
import { badge, placeText, scalesFor, shownSeries } from "../../Public/plot/picture.js";
import { defaultView, viewFrom, writeView } from "../../Public/plot/view.js";

const point = (step, value) => ({
  firstStep: step, lastStep: step, firstTime: step, lastTime: step, count: 1, nan: 0, up: false, down: false, bad: 0,
  first: value, last: value, min: value, max: value,
});
const bucket = (from, to, first, last) => ({ ...point(from, first), lastStep: to, last, min: Math.min(first, last), max: Math.max(first, last), count: to - from + 1 });

test("an axis along a metric is named in the address, whatever the metric is called", () => {
  for (const metric of ["loss", "a:b", "ü & = #", "step", "metric:x"]) {
    const view = { ...defaultView(), x: kindOf(metric) };
    const fields = new URLSearchParams();
    writeView(view, fields);
    assert.deepEqual(viewFrom(new URLSearchParams(String(fields))), view);
    assert.equal(metricOf(view.x), metric);
  }
  assert.equal(metricOf("step"), null);
  assert.equal(metricOf("metric:"), null);
  assert.equal(metricOf(null), null);
});

test("a point lies where the other metric is at its step, between two of its points in proportion", () => {
  const place = placesAlong([point(0, 10), point(10, 20), point(20, 40)]);
  assert.deepEqual(place(point(10, 1)), { x0: 20, x1: 20 });
  assert.deepEqual(place(point(15, 1)), { x0: 30, x1: 30 });
  assert.deepEqual(place(bucket(0, 15, 1, 2)), { x0: 10, x1: 30 });
  // In front of its first point and behind its last nobody knows.
  assert.ok(Number.isNaN(place(point(-1, 1)).x0) && Number.isNaN(place(point(21, 1)).x0));
  assert.ok(Number.isNaN(placesAlong([])(point(0, 1)).x0));
});

test("a metric that falls, is not finite or is logged again has places, too", () => {
  assert.deepEqual(placesAlong([point(0, 5), point(4, 1)])(bucket(0, 4, 1, 2)), { x0: 1, x1: 5 });
  assert.deepEqual(placesAlong([point(0, 0), point(1, NaN), point(2, 2)])(point(1, 9)), { x0: 1, x1: 1 });
  assert.deepEqual(placesAlong([point(0, 0), point(1, 1), point(1, 7)])(point(1, 9)), { x0: 7, x1: 7 });
  assert.deepEqual(placesAlong([bucket(0, 9, 0, 90)])(point(3, 1)), { x0: 30, x1: 30 });
});

test("series are drawn in the order of the other metric, and what has no place there is said", () => {
  const source = { entries: [point(0, 1), point(1, 2), point(2, 3), point(3, 4)], count: 4, overview: null };
  const view = { ...defaultView(), x: kindOf("epoch") };
  const along = { entries: [point(0, 9), point(1, 5), point(2, 7)] };
  const series = shownSeries([{ name: "a", source, along }], view, 0);
  assert.deepEqual(series[0].list.map(({ x0 }) => x0), [5, 7, 9]);
  const { xScale, yScale, inView } = scalesFor(series, view);
  assert.deepEqual([xScale.lower, xScale.upper, xScale.kind], [5, 9, "linear"]);
  assert.equal(badge(inView, [4], { xScale, yScale, isWhole: true, along: "epoch" }), "4 points, 1 where epoch is not known");
  assert.equal(placeText(view.x, series[0].list[0]), "epoch 5");
  // Without it there is nothing, and nothing breaks.
  assert.deepEqual(shownSeries([{ name: "a", source, along: null }], view, 0)[0].list, []);
});

test("a function may say where entries lie", () => {
  assert.deepEqual(endsOf(point(1, 1), () => ({ x0: 3, x1: 4 })), { x0: 3, x1: 4 });
  assert.equal(placed([point(1, 1)], () => ({ x0: NaN, x1: 1 })).length, 0);
});
