import assert from "node:assert/strict";
import { test } from "node:test";
import { bounded, grow, merged, mostKept } from "../../Public/live/grow.js";
import { EventParser } from "../../Public/live/parser.js";
import { LiveStream } from "../../Public/live/stream.js";
import { cellCount, cellNumber } from "../../Public/live/summaries.js";
import { connectionWords, durationWords, momentOf, remarkOf } from "../../Public/live/words.js";
import { countOf, entriesOf } from "../../Public/plot/data.js";
import { answerFor, seeded } from "./support.mjs";

test("events are read whatever parts their text comes in", () => {
  const text = 'retry: 2000\n\nevent: run\nid: 1;a;b;;\ndata: {"a":"x\\n\\ny"}\n\n:\n\nevent: points\r\nid: 2\r\ndata: [1,\r\ndata: 2]\r\n\r\n';
  for (const length of [1, 2, 7, 1000]) {
    const parser = new EventParser();
    const events = [];
    for (let at = 0; at < text.length; at += length) events.push(...parser.add(text.slice(at, at + length)));
    assert.deepEqual(events, [
      { kind: "run", id: "1;a;b;;", data: { a: "x\n\ny" } }, { kind: "points", id: "2", data: [1, 2] },
    ]);
  }
  assert.throws(() => new EventParser().add("data: <html>\n\n"));
  assert.throws(() => new EventParser().add("x".repeat(17 * 1024 * 1024)));
});

// A server and a clock of its own: answers are lists of parts; a part that is a promise is waited for.
function world(answers) {
  const state = { asked: [], timers: [], hidden: false, events: [], states: [], visibility: () => {} };
  const environment = {
    fetch: (address, { headers, signal }) => {
      state.asked.push({ address, id: headers["last-event-id"] ?? null });
      const answer = answers.shift() ?? { status: 503, parts: [] };
      if (answer instanceof Error) return Promise.reject(answer);
      const parts = [...answer.parts];
      return Promise.resolve({
        ok: answer.status === 200, status: answer.status, headers: new Headers(answer.headers ?? {}),
        body: {
          getReader: () => ({
            read: () => {
              if (parts.length > 0) return Promise.resolve({ done: false, value: new TextEncoder().encode(parts.shift()) });
              if (answer.stays) return new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))));
              return Promise.resolve({ done: true });
            },
          }),
        },
      });
    },
    after: (milliseconds, work) => {
      const timer = { milliseconds, work };
      state.timers.push(timer);
      return timer;
    },
    clear: (timer) => { state.timers = state.timers.filter((other) => other !== timer); },
    random: () => 0.5,
    onChange: () => { state.changes = (state.changes ?? 0) + 1; },
    isHidden: () => state.hidden,
    onVisibility: (work) => { state.visibility = work; },
  };
  const stream = new LiveStream({
    address: () => "/events", environment, onEvent: (event) => state.events.push(event.data),
    onState: (name, sentence) => state.states.push(sentence ? `${name}: ${sentence}` : name),
  });
  const settle = async () => { for (let turn = 0; turn < 30; turn += 1) await null; };
  const fire = async () => {
    const [timer] = state.timers;
    state.timers = state.timers.slice(1);
    timer.work();
    await settle();
    return timer.milliseconds;
  };
  return { state, stream, settle, fire };
}

const event = (id, data) => `event: x\nid: ${id}\ndata: ${data}\n\n`;

test("a stream that ends comes back where it was, with pauses that grow", async () => {
  const { state, stream, settle, fire } = world([
    { status: 200, parts: [event("a", 1), event("b", 2), "event: x\nid: c\ndata: 3"] }, new TypeError("offline"), new TypeError("offline"),
    { status: 503, parts: [], headers: { "retry-after": "10" } }, { status: 200, parts: [event("c", 3)], stays: true },
  ]);
  stream.start();
  await settle();
  const pauses = [];
  for (let turn = 0; turn < 4; turn += 1) pauses.push(await fire());
  assert.deepEqual(pauses, [500, 1_000, 2_000, 10_000]);
  assert.deepEqual(state.asked.map(({ id }) => id), [null, "b", "b", "b", "b"]);
  assert.deepEqual(state.events, [1, 2, 3]);
  assert.deepEqual(state.states, ["live", "reconnecting", "reconnecting", "reconnecting", "reconnecting", "live"]);
  assert.equal(state.changes, 3);
});

test("a hidden page has no stream, and one that is seen again goes on", async () => {
  const { state, stream, settle } = world([
    { status: 200, parts: [event("a", 1)], stays: true }, { status: 200, parts: [event("b", 2)], stays: true },
  ]);
  stream.start();
  await settle();
  state.hidden = true;
  state.visibility();
  await settle();
  assert.equal(state.timers.length, 0);
  stream.start();
  assert.equal(state.asked.length, 1);
  state.hidden = false;
  state.visibility();
  await settle();
  assert.deepEqual(state.asked.map(({ id }) => id), [null, "a"]);
  assert.deepEqual(state.states, ["live", "paused", "live"]);
  assert.deepEqual(state.events, [1, 2]);
});

test("a silent stream is given up", async () => {
  const { state, stream, settle, fire } = world([
    { status: 200, parts: [], stays: true }, { status: 200, parts: [], stays: true },
  ]);
  stream.start();
  await settle();
  assert.equal(await fire(), 40_000);
  assert.equal(state.asked.length, 2);
});

test("what does not help is not tried again", async () => {
  for (const status of [404, 401, 403]) {
    const { state, stream, settle } = world([{ status, parts: [] }]);
    stream.start();
    await settle();
    assert.match(state.states[0], /^ended: ./);
    assert.equal(state.timers.length, 0);
    stream.start();
    state.visibility();
    assert.equal(state.asked.length, 1);
  }
  // An id that the server does not know is dropped once.
  const { state, stream, settle, fire } = world([
    { status: 200, parts: [event("a", 1)] }, { status: 400, parts: [] }, { status: 400, parts: [] },
  ]);
  stream.start();
  await settle();
  await fire();
  await fire();
  assert.deepEqual(state.asked.map(({ id }) => id), [null, "a", null]);
  assert.match(state.states.at(-1), /^ended: /);
});

test("an event that the page fails to take is told again", async () => {
  const { state, stream, settle, fire } = world([
    { status: 200, parts: [event("a", 1), event("b", "broken")] }, { status: 200, parts: [], stays: true },
  ]);
  stream.start();
  await settle();
  await fire();
  assert.deepEqual(state.asked.map(({ id }) => id), [null, "a"]);
});

// A source as the plots have it.
function sourceOf(values, buckets = 10_000) {
  const { entries, count } = entriesOf(answerFor(values, buckets));
  return { entries, overview: entries, count };
}

const update = (before, steps, values, count = before + steps.length) => ({
  before, count, steps, times: steps.map((step) => 1_700_000_000_000 + step * 50), values,
});

test("new points are added once, and others are asked for", () => {
  const source = sourceOf([1, 2, 3]);
  assert.equal(grow(source, update(3, [3, 4], [9, "NaN"])), "grown");
  assert.equal(source.count, 5);
  assert.equal(source.entries, source.overview);
  assert.deepEqual(source.entries.map(({ firstStep }) => firstStep), [0, 1, 2, 3, 4]);
  assert.equal(source.entries[4].nan, 1);
  assert.equal(grow(source, update(3, [3, 4], [9, "NaN"])), "known");
  // Some of these were read with the series.
  assert.equal(grow(source, update(3, [3, 4, 5], [9, "NaN", 7])), "grown");
  assert.equal(source.count, 6);
  assert.equal(source.entries.length, 6);
  assert.equal(grow(source, update(9, [9], [1])), "behind");
  assert.equal(grow(source, { before: 6, count: 7, askAgain: true }), "behind");
  assert.equal(source.count, 6);
  // A step told twice is one place, the later point, and counts twice.
  assert.equal(grow(source, update(6, [6, 6], [1, 2])), "grown");
  assert.equal(source.count, 8);
  assert.deepEqual(source.entries.slice(6).map(({ last }) => last), [2]);
});

test("the part that was zoomed to grows beside the overview", () => {
  const source = sourceOf(Array.from({ length: 100 }, (_, index) => index), 10);
  source.entries = sourceOf(Array.from({ length: 100 }, (_, index) => index)).entries;
  assert.equal(grow(source, update(100, [100], [1])), "grown");
  assert.equal(source.entries.length, 101);
  assert.equal(source.overview.length, 11);
  const empty = { entries: [], overview: [], count: 0 };
  assert.equal(grow(empty, update(0, [-5], [1])), "grown");
});

test("a day of points takes the memory of a minute, and hides no spike", () => {
  const source = sourceOf([0]);
  const random = seeded(5);
  const spikes = new Set(Array.from({ length: 20 }, () => 1 + Math.floor(random() * 86_000)));
  let [step, nan] = [1, 0];
  while (step < 86_400) {
    const steps = Array.from({ length: 100 }, (_, index) => step + index);
    const values = steps.map((at) => (spikes.has(at) ? 1_000 + at : at % 977 === 0 ? "NaN" : 1));
    nan += values.filter((value) => value === "NaN").length;
    assert.equal(grow(source, update(step, steps, values)), "grown");
    step += 100;
    assert.ok(source.entries.length <= mostKept);
  }
  assert.ok(source.entries.length > mostKept / 3);
  assert.equal(countOf(source.entries), source.count);
  assert.equal(source.entries.reduce((sum, entry) => sum + entry.nan, 0), nan);
  for (const spike of spikes) {
    const entry = source.entries.find(({ firstStep, lastStep }) => firstStep <= spike && spike <= lastStep);
    assert.ok(entry.max >= 1_000 + spike, `spike at ${spike}`);
  }
});

test("what is merged is as the server's bucket of both", () => {
  const random = seeded(6);
  const values = Array.from({ length: 64 }, () => (random() < 0.2 ? NaN : random() * 10 - 5));
  const whole = bounded(entriesOf(answerFor(values, 64)).entries, 1);
  const [bucket] = entriesOf({ ...answerFor(values, 63), ...answerFor(values, 1) }).entries;
  assert.equal(whole.length, 1);
  for (const name of ["firstStep", "lastStep", "firstTime", "lastTime", "count", "nan", "bad", "min", "max"]) {
    assert.equal(whole[0][name], bucket[name], name);
  }
  const numbers = values.filter((value) => !Number.isNaN(value));
  assert.equal(whole[0].first, numbers[0]);
  assert.equal(whole[0].last, numbers.at(-1));
  const nothing = { ...whole[0], first: NaN, last: NaN, min: NaN, max: NaN, bad: 64 };
  assert.ok(Number.isNaN(merged(nothing, nothing).min));
});

test("the connection is said in words", () => {
  const at = (state, since, status = "running") => connectionWords({ state, since, now: 100_000, status, sentence: "Gone." }).text;
  assert.equal(at("live", 0), "live");
  assert.equal(at("live", 0, "finished"), "up to date");
  assert.equal(at("reconnecting", 95_000), "reconnecting");
  assert.match(at("reconnecting", 60_000), /^stale since \d\d:\d\d, reconnecting$/);
  assert.match(at("silent", 99_000), /^stale since \d\d:\d\d, the store does not answer$/);
  assert.equal(at("ended", 0), "Gone.");
});

test("numbers and times are written as the server writes them", () => {
  const numbers = [0, 1234, 12345, -1234567, 0.1, 1.5e-5, 123456.789, 1234567.5, 1e-4, -0.000012345678, 99999.95, 1e300, NaN, -Infinity];
  assert.deepEqual(numbers.map(cellNumber), [
    "0", "1234", "12,345", "−1,234,567", "0.1", "1.5e−05", "123457", "1.23457e+06", "0.0001", "−1.23457e−05", "99999.9",
    "1e+300", "NaN", "−∞",
  ]);
  assert.equal(cellCount(10_000_000), "10,000,000");
  assert.deepEqual([59_999, 3_599_000, 86_399_000, 90_000_000].map((end) => durationWords(0, end)), [
    "59 s", "59 min 59 s", "23 h 59 min", "1 d 1 h",
  ]);
  assert.deepEqual([0, 999, 1_000].map((end) => durationWords(0, end)), ["0 ms", "999 ms", "1 s"]);
  assert.equal(durationWords(5, 0), "–");
  assert.equal(durationWords(0, NaN), "–");
  assert.equal(momentOf({ $date: "2026-01-31T00:00:00.000Z" }), 1_769_817_600_000);
  assert.equal(momentOf({ $date: { $numberLong: "-5" } }), -5);
  assert.ok(Number.isNaN(momentOf("x")));
  assert.equal(remarkOf({ nan: 2, revisited: 10_000 }, cellCount), "2 NaN, 10,000 steps logged again");
});

test("a stream whose store does not answer says so, and is live again when it does", async () => {
  const sign = (kind, data) => `event: ${kind}\ndata: ${data}\n\n`;
  const { state, stream, settle } = world([
    { status: 200, parts: [sign("stale", '{"seconds":5}'), sign("stale", '{"seconds":10}'), sign("fresh", "{}"), event("a", 1)], stays: true },
  ]);
  stream.start();
  await settle();
  assert.deepEqual(state.states, ["live", "silent", "silent", "live"]);
  assert.deepEqual(state.events, [1]);
});
