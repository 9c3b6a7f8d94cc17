import assert from "node:assert/strict";
import { test } from "node:test";
import { mostViews, readViews, withView, withoutView } from "../../Public/runs/views.js";

test("views are kept by name, the newest first, without the place in the list", () => {
  let views = withView([], "mine", "?filter=a+%3D+1&cursor=abc");
  assert.deepEqual(views, [{ name: "mine", search: "?filter=a+%3D+1" }]);
  views = withView(views, "all", "");
  views = withView(views, "mine", "?sort=name");
  assert.deepEqual(views, [{ name: "mine", search: "?sort=name" }, { name: "all", search: "" }]);
  assert.deepEqual(withoutView(views, "mine"), [{ name: "all", search: "" }]);
  for (let at = 0; at < 100; at += 1) views = withView(views, `view ${at}`, "");
  assert.equal(views.length, mostViews);
});

test("what is stored and is no list of views is passed over", () => {
  assert.deepEqual(readViews(null), []);
  assert.deepEqual(readViews("{"), []);
  assert.deepEqual(readViews('{"name": "x"}'), []);
  const stored = [
    null, 7, { name: "", search: "" }, { name: "x", search: "//evil.example" }, { name: "y", search: "?%" },
    { name: "good", search: "?a=1" },
  ];
  assert.deepEqual(readViews(JSON.stringify(stored)), [{ name: "good", search: "?a=1" }]);
});
