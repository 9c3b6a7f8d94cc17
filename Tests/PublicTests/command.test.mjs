import assert from "node:assert/strict";
import { test } from "node:test";
import { commandLine, quoted } from "../../Public/runs/command-line.js";

test("a command has what is given, as the shell reads it", () => {
  const parts = [
    { flag: null, value: "data/a b", isSeveral: false }, { flag: "--lr", value: "0.1", isSeveral: false },
    { flag: "--verbose", isSet: true }, { flag: "--dry", isSet: false }, { flag: "--empty", value: "", isSeveral: false },
    { flag: "--sizes", value: " 1  2 ", isSeveral: true }, { flag: "--none", value: " ", isSeveral: true }];
  assert.equal(commandLine("python train.py", parts), "python train.py 'data/a b' --lr 0.1 --verbose --sizes 1 2");
});

test("nothing in a word means something to the shell", () => {
  for (const word of ["$(rm -rf ~)", "`x`", "a;b", "a|b", "a\nb", "*", "~", "#", "", "é", "\\"]) {
    assert.match(quoted(word), /^'[^']*'$/);
  }
  assert.equal(quoted("it's"), String.raw`'it'\''s'`);
});
