import assert from "node:assert/strict";
import { test } from "node:test";
import { completed, completions, fieldNames, mostShown, storedNames, valueOffer, valuePlace } from "../../Public/runs/fields.js";

const field = (name, records = 1) => ({ name, records, types: ["double"] });

test("fields are named as conditions name them, last values before a metric's other numbers", () => {
  const names = fieldNames([
    field("_id", 9), field("startTime", 9), field("parameters", 9), field("parameters.lr", 8), field("tags.owner", 2),
    field("metrics.loss", 7), field("metrics.loss.last", 7), field("metrics.loss.count", 7), field("metrics.loss.min", 7),
    field("metrics.loss.firstSeq", 7),
    field("environment.os", 9), field("parameters.config.depth", 3),
  ]);
  assert.deepEqual(names, ["duration", "run_id", "started", "params.lr", "metrics.loss", "params.config.depth", "tags.owner", "metrics.loss.min", "metrics.loss.count"]);
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

test("parameters in documents are named with dots, documents not at all, and one name once", () => {
  const names = fieldNames([
    { name: "parameters.opt", records: 2, types: ["object"] }, field("parameters.opt.lr", 2), field("parameters.opt%2Elr", 1),
    field("environment.git.branch", 1), field("environment.process.user", 1), field("gitCommit", 1),
  ]);
  assert.deepEqual(names, ["branch", "commit", "user", "params.opt.lr"]);
});

test("the value that is typed is known by the field in front of it", () => {
  const at = (text, caret = text.length) => valuePlace(text, caret);
  assert.deepEqual(at("status = 'fi"), { field: "status", typed: "fi", from: 9, to: 12 });
  assert.deepEqual(at("mnist and (params.`my model` != \"res"), { field: "params.`my model`", typed: "res", from: 32, to: 36 });
  assert.deepEqual(at("tags.owner="), { field: "tags.owner", typed: "", from: 11, to: 11 });
  assert.deepEqual(at("tags.owner = a"), { field: "tags.owner", typed: "a", from: 13, to: 14 });
  assert.deepEqual(at("name in ('a', 'b"), { field: "name", typed: "b", from: 14, to: 16 });
  assert.deepEqual(at("status = 'xx' and name = 'a'", 11), { field: "status", typed: "x", from: 9, to: 13 });
  for (const text of ["", "status", "status <", "name = 'a' ", "name = 'a' and na", "'name = ", "a ~ 'x"]) assert.equal(at(text), null, text);
});

test("values are offered as they are written", () => {
  const place = { typed: "o", from: 3, to: 5 };
  assert.deepEqual(valueOffer(place, ["o'neil", true]), { from: 3, to: 5, list: ["'o''neil'", "true"] });
  assert.equal(valueOffer(place, []), null);
  assert.equal(valueOffer(place, ["o"]), null);
});

test("a name of a condition leads to where records have it", () => {
  assert.deepEqual(storedNames("status"), ["status"]);
  assert.deepEqual(storedNames("started"), ["startTime"]);
  assert.deepEqual(storedNames("branch"), ["environment.git.branch"]);
  assert.deepEqual(storedNames("tags.`a.b``c`"), ["tags.a%2Eb`c"]);
  assert.deepEqual(storedNames("params.opt.lr"), ["parameters.opt%2Elr", "parameters.opt.lr"]);
  assert.deepEqual(storedNames("params.lr"), ["parameters.lr"]);
  assert.deepEqual(storedNames("metrics.loss"), []);
});
