import assert from "node:assert/strict";
import { test } from "node:test";
import { commandLine, quoted, wordsOf } from "../../Public/runs/command-line.js";

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

test("several values are words as the shell finds them, and a flag may stand before each", () => {
  assert.deepEqual(wordsOf(`'a b.txt' c "d \\" e" f\\ g ''`), ["a b.txt", "c", 'd " e', "f g", ""]);
  assert.deepEqual(wordsOf("'open and"), ["open and"]);
  assert.deepEqual(wordsOf(" \t "), []);
  for (const word of ["a b", "it's", "", "\\", '"', "$x"]) assert.deepEqual(wordsOf(quoted(word)), [word]);
  const parts = [
    { flag: "--tag", value: "a 'b c'", isSeveral: true, repeats: true }, { flag: "--files", value: "a b", isSeveral: true },
    { flag: null, value: "'x y' z", isSeveral: true }];
  assert.equal(commandLine("x", parts, "--rest 1"), "x --tag a --tag 'b c' --files a b 'x y' z --rest 1");
});

test("what is given by its place keeps it, and a flag that counts stands as often", () => {
  const places = ["", "b", ""].map((value) => ({ flag: null, value }));
  assert.equal(commandLine("x", [...places, { flag: "--lr", value: "" }]), "x '' b");
  assert.equal(commandLine("x", [{ flag: "-v", isSet: true, times: 3 }, { flag: "-q", isSet: false, times: 2 }]), "x -v -v -v");
});

test("what was given an empty word keeps it, and what was not given stays away", () => {
  const parts = [
    { flag: null, value: "", isEmptyWord: true }, { flag: null, value: "" },
    { flag: "--name", value: "", isEmptyWord: true }, { flag: "--note", value: "" }];
  assert.equal(commandLine("x", parts), "x '' --name ''");
  parts[2].value = "a b";
  assert.equal(commandLine("x", parts), "x '' --name 'a b'");
  assert.equal(commandLine("x", [{ flag: "--tags", value: "'' a", isSeveral: true }]), "x --tags '' a");
});
