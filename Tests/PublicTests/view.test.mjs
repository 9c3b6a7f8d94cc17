import assert from "node:assert/strict";
import { test } from "node:test";
import { colourName, dashes } from "../../Public/plot/colours.js";
import { makeScale } from "../../Public/plot/scale.js";
import { defaultView, panned, tidied, viewFrom, writeView, xKinds, yKinds, zoomed } from "../../Public/plot/view.js";
import { seeded } from "./support.mjs";

const read = (text) => viewFrom(new URLSearchParams(text));

test("the address gives back every view, and other fields stay", () => {
  const random = seeded(7);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const range = () => [random() * 1e3 - 1e3, random() * 10 ** (random() * 20 - 3)].sort((a, b) => a - b);
  for (let round = 0; round < 2_000; round += 1) {
    const view = {
      x: pick(xKinds), y: pick(yKinds), range: random() < 0.5 ? null : range(),
      smooth: random() < 0.3 ? 0 : Math.round(random() * 999) / 1000, clip: random() < 0.5,
      only: pick([null, "loss", "", "ü & = ? # +%41"]),
      yRanges: new Map(["a,b", "train/loss", "", "<b>,\n"].filter(() => random() < 0.4).map((key) => [key, range()])),
    };
    const fields = new URLSearchParams("other=1&x=old&yrange=1,2,old");
    writeView(view, fields);
    const found = new URLSearchParams(fields.toString());
    assert.deepEqual(viewFrom(found), view, `round ${round}: ${fields}`);
    assert.equal(found.get("other"), "1");
  }
});

test("the usual view leaves no trace in the address", () => {
  const fields = new URLSearchParams("x=time&smooth=0.5");
  writeView(defaultView(), fields);
  assert.equal(fields.toString(), "");
});

test("nonsense in the address is as if it was not there", () => {
  const nonsense = "x=moon&y=__proto__&from=1&to=NaN&smooth=-3&clip=yes&yrange=5,1,a&yrange=,,&yrange=1,2";
  assert.deepEqual(read(nonsense), defaultView());
  assert.deepEqual(read("from=5&to=1"), defaultView());
  assert.deepEqual(read("from=&to=1"), defaultView());
  assert.equal(read("smooth=7").smooth, 0.999);
});

test("zooming holds the place under the pointer, and there and back is the same", () => {
  const scale = makeScale("linear", 100, 200);
  const [lower, upper] = zoomed(scale, 0.5, 0.25);
  assert.deepEqual([lower, upper], [112.5, 162.5]);
  assert.deepEqual(zoomed(makeScale("linear", lower, upper), 2, 0.25), [100, 200]);
  assert.deepEqual(panned(scale, 0.5), [150, 250]);
  assert.equal(zoomed(makeScale("linear", 1, 1 + 1e-15), 0.1, 0.5), null);
});

test("ends are rounded to what can be seen", () => {
  assert.deepEqual(tidied([113_529.03632524279, 145_587.75]), [113_529, 145_588]);
  assert.deepEqual(tidied([0.1234567, 0.2234567]), [0.12346, 0.22346]);
  const random = seeded(8);
  for (let round = 0; round < 1_000; round += 1) {
    const lower = (random() - 0.5) * 10 ** (random() * 30 - 15);
    const width = random() * 10 ** (random() * 30 - 15);
    if (lower + width <= lower) continue;
    const [from, to] = tidied([lower, lower + width]);
    assert.ok(from < to);
    assert.ok(Math.abs(from - lower) <= width / 5_000 + Math.abs(lower) * 1e-15, `${lower} + ${width}`);
  }
});

test("after ten colours come dashes", () => {
  assert.equal(colourName(13), "--series-3");
  assert.deepEqual(dashes(9), []);
  assert.deepEqual(dashes(10), [5, 2.5]);
  assert.notDeepEqual(dashes(20), dashes(10));
});
