import assert from "node:assert/strict";
import { test } from "node:test";
import { completed, completions, fieldNames, mostShown } from "../../Public/runs/fields.js";

const field = (name, records = 1) => ({ name, records, types: ["double"] });

test("fields are named as conditions name them, last values before a metric's other numbers", () => {
  const names = fieldNames([
    field("_id", 9), field("startTime", 9), field("parameters", 9), field("parameters.lr", 8), field("tags.owner", 2),
    field("metrics.loss", 7), field("metrics.loss.last", 7), field("metrics.loss.min", 7), field("metrics.loss.firstSeq", 7),
    field("environment.os", 9), field("parameters.config.depth", 3),
  ]);
  assert.deepEqual(names, ["run_id", "start_time", "params.lr", "metrics.loss", "tags.owner", "metrics.loss.min"]);
});

test("names with other characters are quoted, and one that looks like a metric's number too", () => {
  const names = fieldNames([
    field("parameters.my key"), field("tags.a`b"), field("metrics.val%2Eloss.last"), field("metrics.loss%2Emin.last"),
    field("parameters.%"), field("parameters.1st"), field("metrics.a%25b.last"), field("metrics.größe/x-y.last"),
  ]);
  assert.deepEqual(new Set(names), new Set([
    "params.`my key`", "tags.`a``b`", "metrics.val.loss", "metrics.`loss.min`", "params.``", "params.`1st`", "metrics.`a%b`",
    "metrics.größe/x-y",
  ]));
});

const names = ["name", "metrics.loss", "metrics.`val loss`", "params.lr", "params.loss_scale"];

test("a word is continued by names that begin with it, then by those that have it elsewhere", () => {
  assert.deepEqual(completions("na", 2, names).list, ["name"]);
  assert.deepEqual(completions("name = 'x' and loss", 19, names), {
    from: 15, to: 19, list: ["metrics.loss", "metrics.`val loss`", "params.loss_scale"],
  });
  assert.deepEqual(completions("METRICS.", 8, names).list, ["metrics.loss", "metrics.`val loss`"]);
  assert.deepEqual(completions("(metrics.`val l", 15, names), { from: 1, to: 15, list: ["metrics.`val loss`"] });
});

test("nothing is offered within a text, behind a complete name, for words of the language, or where nothing is typed", () => {
  for (const text of ["", "name = ", "name = 'na", 'name = "na', "metrics.loss < 1 and", "name", "zzz"]) {
    assert.equal(completions(text, text.length, names), null, text);
  }
});

test("a word in the middle is replaced as a whole", () => {
  const offer = completions("lo.x < 1 and name = 'a'", 2, names);
  assert.deepEqual(completed("lo.x < 1 and name = 'a'", offer, "metrics.loss"), {
    text: "metrics.loss < 1 and name = 'a'", caret: 12,
  });
});

test("of many names some are offered", () => {
  const many = Array.from({ length: 2_000 }, (_, index) => `params.p${index}`);
  assert.equal(completions("params", 6, many).list.length, mostShown);
});
