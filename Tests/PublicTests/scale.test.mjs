import assert from "node:assert/strict";
import { test } from "node:test";
import { makeScale, symlogThreshold, withAir } from "../../Public/plot/scale.js";
import { evenValues, ticksOf } from "../../Public/plot/ticks.js";
import { duration, number, time } from "../../Public/plot/format.js";
import { seeded } from "./support.mjs";

const kinds = ["linear", "log", "symlog", "time", "relative"];

function randomScale(kind, random) {
  const size = () => (random() - 0.5) * 10 ** (random() * (kind === "time" ? 11 : 24) - 12);
  let [lower, upper] = [size(), size()];
  if (kind === "log") [lower, upper] = [Math.abs(lower) || 1, Math.abs(upper) || 2];
  return makeScale(kind, lower, upper, 10 ** Math.floor(random() * 8 - 4));
}

for (const kind of kinds) {
  test(`${kind}: ticks rise, lie within the axis, are few and have different labels`, () => {
    const random = seeded(17);
    for (let round = 0; round < 4_000; round += 1) {
      const scale = randomScale(kind, random);
      const count = 2 + Math.floor(random() * 12);
      const ticks = ticksOf(scale, count);
      const comment = `round ${round}: ${scale.lower}…${scale.upper}, ${ticks.map(({ value }) => value)}`;
      assert.ok(ticks.length <= count + 1, comment);
      ticks.forEach(({ value }, index) => {
        assert.ok(value >= scale.lower && value <= scale.upper, comment);
        assert.ok(index === 0 || value > ticks[index - 1].value, comment);
      });
      if (kind === "linear") assert.equal(new Set(ticks.map(({ label }) => label)).size, ticks.length, comment);
    }
  });

  test(`${kind}: a place's value has that place`, () => {
    const random = seeded(18);
    for (let round = 0; round < 1_000; round += 1) {
      const scale = randomScale(kind, random);
      const width = (scale.upper - scale.lower) / Math.max(Math.abs(scale.upper), Math.abs(scale.lower));
      if (width < 1e-6) continue;
      for (const part of [0, 0.25, 0.5, 1]) {
        assert.ok(Math.abs(scale.fraction(scale.value(part)) - part) < 1e-6, `round ${round}`);
      }
    }
  });
}

test("an axis has ticks wherever there is room, and whole ones for steps", () => {
  assert.deepEqual(ticksOf(makeScale("linear", 0, 1), 6).map(({ label }) => label), ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
  assert.deepEqual(ticksOf(makeScale("linear", 0, 3), 12, true).map(({ value }) => value), [0, 1, 2, 3]);
  assert.deepEqual(ticksOf(makeScale("log", 1, 1000), 4).map(({ label }) => label), ["1", "10", "100", "1000"]);
  assert.deepEqual(
    ticksOf(makeScale("symlog", -100, 100, 1), 5).map(({ label }) => label), ["−100", "−10", "0", "10", "100"]);
  assert.deepEqual(ticksOf(makeScale("relative", 0, 7_200), 5).map(({ label }) => label), ["0", "30m", "1h", "1h30m", "2h"]);
  assert.deepEqual(
    ticksOf(makeScale("time", 1_699_999_200, 1_700_006_400), 4).map(({ label }) => label),
    ["Nov 14 22:00", "23:00", "Nov 15 00:00"]);
  assert.deepEqual(evenValues(0, 0.9, 10), [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]);
});

test("the largest numbers have an axis", () => {
  const scale = makeScale("linear", -Number.MAX_VALUE, Number.MAX_VALUE);
  assert.equal(scale.fraction(0), 0.5);
  assert.ok(ticksOf(scale, 5).length >= 2);
  assert.ok(withAir("linear", -Number.MAX_VALUE, Number.MAX_VALUE, 0.1).every(Number.isFinite));
});

test("a logarithmic axis has no place for 0, a symmetric one has", () => {
  assert.ok(Number.isNaN(makeScale("log", 1, 10).fraction(0)));
  assert.equal(makeScale("symlog", -10, 10).fraction(0), 0.5);
});

test("the threshold of a symmetric axis leaves a few tiny values out", () => {
  const values = Array.from({ length: 100 }, (_, index) => (index < 3 ? 1e-20 : 0.5));
  assert.equal(symlogThreshold(values), 0.1);
  assert.equal(symlogThreshold([0, NaN]), 1);
});

test("numbers are said with the digits that matter", () => {
  assert.equal(number(-0.1), "−0.1");
  assert.equal(number(1e-9), "1e−9");
  assert.equal(number(12_345_678), "12,345,678");
  assert.equal(number(NaN), "NaN");
  assert.equal(number(-Infinity), "−∞");
  assert.equal(duration(5_400), "1h30m");
  assert.equal(duration(-59.9996, 3), "−1m");
  assert.equal(time(1_700_000_000.5), "2023-11-14 22:13:20.500");
});
