import assert from "node:assert/strict";
import { test } from "node:test";
import { both, conditionOf, csvText } from "../../Public/tables/texts.js";

test("a cell becomes a condition in the way its value is written", () => {
  const number = (full) => ({ text: full, full, isNumber: true });
  const text = (full) => ({ text: full, full, isNumber: false });
  assert.equal(conditionOf("params.lr", number("0.1")), "params.lr = 0.1");
  assert.equal(conditionOf("metrics.loss", number("-1e-05"), true), "metrics.loss != -1e-05");
  assert.equal(conditionOf("metrics.loss", number("nan")), null);
  assert.equal(conditionOf("notes", text("two\nlines")), null);
  assert.equal(conditionOf("tags.owner", text("o'neil")), "tags.owner = 'o''neil'");
  assert.equal(conditionOf("tags.owner", text("' or 1 = 1")), "tags.owner = ''' or 1 = 1'");
  assert.equal(conditionOf("params.on", { text: "yes", full: "true", isNumber: false }), "params.on = true");
  assert.equal(conditionOf("params.on", text("true")), "params.on = 'true'");
  assert.equal(conditionOf("params.lr", text("")), "params.lr = null");
  assert.equal(conditionOf("params.lr", text("cut…")), null);
  assert.equal(conditionOf("params.lr", text("⟨U+202E⟩x")), null);
  assert.equal(conditionOf(undefined, text("x")), null);
});

test("a list becomes a condition on each of its values", () => {
  const list = (values, text = `${values.length} ${values.length === 1 ? "value" : "values"}`) => (
    { text, full: JSON.stringify(values), isNumber: false });
  assert.equal(conditionOf("params.tags", list(["a", "o'b"])), "(params.tags = 'a' and params.tags = 'o''b')");
  assert.equal(conditionOf("params.tags", list(["a", "a"])), "params.tags = 'a'");
  assert.equal(conditionOf("params.sizes", list([3, true], "2 values"), true), "not (params.sizes = 3 and params.sizes = true)");
  assert.equal(conditionOf("params.tags", list([])), null);
  assert.equal(conditionOf("params.tags", list([{ a: 1 }])), null);
  assert.equal(conditionOf("params.tags", { text: "300 values", full: '["a","b', isNumber: false }), null);
  assert.equal(conditionOf("params.x", { text: "2 values", full: "2 values", isNumber: false }), "params.x = '2 values'");
});

test("conditions are joined with what is searched already", () => {
  assert.equal(both("", "a = 1"), "a = 1");
  assert.equal(both(" b = 2 ", "a = 1"), "b = 2 and a = 1");
  assert.equal(both("b = 2 OR c = 3", "a = 1"), "(b = 2 OR c = 3) and a = 1");
  assert.equal(both("a = 1", "a = 1"), "a = 1");
});

test("rows become comma-separated values that no spreadsheet calculates", () => {
  assert.equal(csvText([["a", "b,c"], ['say "x"', "1.5"]]), 'a,"b,c"\r\n"say ""x""",1.5\r\n');
  assert.equal(csvText([["=1+1", "-5", "-x", "+1e-5", "@a"]]), `"'=1+1",-5,"'-x",+1e-5,"'@a"\r\n`);
});
