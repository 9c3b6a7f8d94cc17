import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { rememberedPlace, rememberPlace } from "../../Public/runs/place.js";

const here = "http://localhost/runs?sort=name";
const blocks = [
  { address: null, rows: 50, height: 1_400, element: {} }, { address: "/runs?cursor=a&part=rows", rows: 50, height: 1_400, element: null },
];
let stored;

beforeEach(() => {
  stored = new Map();
  globalThis.sessionStorage = {
    getItem: (key) => stored.get(key) ?? null, setItem: (key, value) => { stored.set(key, value); },
  };
});

test("the way back and a reload find the place again, a link does not", () => {
  rememberPlace(here, { blocks, next: "/runs?cursor=b&part=rows", top: 1_234 });
  for (const navigation of ["back_forward", "reload"]) {
    const place = rememberedPlace(here, navigation);
    assert.equal(place.top, 1_234);
    assert.deepEqual(place.blocks.map(({ address }) => address), [null, "/runs?cursor=a&part=rows"]);
  }
  assert.equal(rememberedPlace(here, "navigate"), null);
  assert.equal(rememberedPlace("http://localhost/runs", "reload"), null);
});

test("what is not whole, or leads elsewhere, is no place", () => {
  const change = (edit) => {
    const place = { address: here, blocks: structuredClone(blocks), next: null, top: 5 };
    edit(place);
    stored.set("runs-place", JSON.stringify(place));
    return rememberedPlace(here, "reload");
  };
  assert.notEqual(change(() => {}), null);
  assert.equal(change((place) => { place.blocks[1].address = "https://elsewhere/runs?"; }), null);
  assert.equal(change((place) => { place.next = "//elsewhere"; }), null);
  assert.equal(change((place) => { place.blocks[1].height = -1; }), null);
  assert.equal(change((place) => { place.blocks = []; }), null);
  assert.equal(change((place) => { delete place.top; }), null);
  stored.set("runs-place", "{");
  assert.equal(rememberedPlace(here, "reload"), null);
});

test("without storage nothing fails", () => {
  globalThis.sessionStorage = { getItem() { throw new Error("no"); }, setItem() { throw new Error("no"); } };
  rememberPlace(here, { blocks, next: null, top: 1 });
  assert.equal(rememberedPlace(here, "reload"), null);
});
