import assert from "node:assert/strict";
import { test } from "node:test";
import { indexAt } from "../../Public/compare/steps.js";
import { AbsentSource, ComparedSource } from "../../Public/compare/sources.js";
import { pictureAddress } from "../../Public/plot/picture-address.js";
import { shownSeries } from "../../Public/plot/picture.js";
import { defaultView } from "../../Public/plot/view.js";

test("the image at a step is the last one up to it, and the first one before all", () => {
  const steps = [10, 20, 30];
  assert.deepEqual([0, 10, 15, 20, 29, 99].map((step) => indexAt(steps, step)), [0, 0, 0, 1, 1, 2]);
});

test("a run without the metric keeps its place, so that every run keeps its colour", () => {
  const entry = { firstStep: 3, lastStep: 3, firstTime: 130, lastTime: 130, count: 1, bad: 0, first: 1, last: 1, min: 1, max: 1 };
  const present = { entries: [entry], overview: [entry] };
  const sources = [
    { name: "a", start: 100, source: new AbsentSource("r1", "loss") }, { name: "b", start: 120, source: present },
    { name: "c", source: present },
  ];
  const series = shownSeries(sources, { ...defaultView(), x: "relative" }, 90);
  assert.deepEqual(series.map(({ index, list }) => [index, list.length]), [[0, 0], [1, 1], [2, 1]]);
  // Each along its own run's time; without one of its own along the plot's.
  assert.equal(series[1].list[0].x0, 10);
  assert.equal(series[2].list[0].x0, 40);
});

test("a series that cannot be read is empty and says why", async () => {
  const problems = [];
  const source = new ComparedSource("r1", "loss", (text) => problems.push(text));
  source.ask = async () => { throw new Error("There is no run r1."); };
  await source.load(100);
  assert.deepEqual(problems, ["There is no run r1."]);
  assert.deepEqual(source.entries, []);
});

test("the picture of a comparison is the server's of all its runs", () => {
  globalThis.document = { documentElement: { dataset: { theme: "dark" } } };
  const plot = {
    sources: [{ source: { run: "a", metric: "loss" } }], series: [{ index: 0 }], pictureBase: "/compare/chart?runs=a,b&",
    page: { view: { ...defaultView(), y: "log" } },
  };
  assert.equal(pictureAddress(plot, []), "/compare/chart?runs=a,b&metric=loss&theme=dark&y=log");
  assert.equal(pictureAddress({ ...plot, pictureBase: null }, []), "/api/v1/runs/a/chart?metric=loss&theme=dark&y=log");
  delete globalThis.document;
});
