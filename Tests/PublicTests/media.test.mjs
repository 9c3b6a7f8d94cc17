import assert from "node:assert/strict";
import { test } from "node:test";
import { mostVertices } from "../../Public/media/mesh.js";
import { readOBJ } from "../../Public/media/obj.js";
import { clock, peaksOf } from "../../Public/media/peaks.js";
import { readPLY } from "../../Public/media/ply.js";
import { edgesOf, nearer, projection, turned, usualLook } from "../../Public/media/turning.js";
import { boxWords, boxesOf, classCounts, classNumbers, sureBoxes } from "../../Public/media/box-list.js";
import { enlargement } from "../../Public/media/large-view.js";
import { seeded } from "./support.mjs";

const bytes = (text) => new TextEncoder().encode(text);
const plyHead = (format, body) => `ply\nformat ${format} 1.0\ncomment made here\n${body}\nend_header\n`;

test("a small picture is enlarged by whole numbers, a large one made smaller", () => {
  assert.equal(enlargement(16, 8, 1_376, 800), 86);
  assert.equal(enlargement(1_000, 8, 1_376, 800), 1);
  assert.equal(enlargement(4_000, 100, 1_000, 800), 0.25);
  assert.equal(enlargement(0, 0, 1_000, 800), 1);
});

test("boxes are those that can be drawn, in the order of their record's classes", () => {
  const record = {
    classes: ["dog", "cat", 7],
    boxes: [
      { xStart: 1, yStart: 2, xEnd: 11, yEnd: 5, className: "cat", probability: 0.9 }, { xStart: 0, yStart: 0, xEnd: 1, yEnd: 1 },
      { xStart: 5, yStart: 0, xEnd: 1, yEnd: 1 }, { xStart: "x", yStart: 0, xEnd: 1, yEnd: 1 }, null, {},
      { xStart: 0, yStart: 0, xEnd: 2, yEnd: 2, className: "bird", probability: 0.2 }],
  };
  const boxes = boxesOf(record);
  assert.deepEqual(boxes.map(boxWords), ["cat 0.90", "no class", "bird 0.20"]);
  assert.deepEqual({ ...boxes[0] }, { x: 1, y: 2, width: 10, height: 3, name: "cat", probability: 0.9 });
  assert.deepEqual([...classNumbers(record, boxes)], [["dog", 0], ["cat", 1], ["bird", 2]]);
  assert.deepEqual(sureBoxes(boxes, 0.5).map(boxWords), ["cat 0.90", "no class"]);
  assert.deepEqual(classCounts([...boxes, boxes[0]]), [["cat", 2], ["bird", 1], [null, 1]]);
  for (const odd of [null, undefined, {}, { boxes: "x" }, { boxes: {} }]) assert.deepEqual(boxesOf(odd), []);
});

test("an OBJ file has vertices, colours and faces of any number of corners", () => {
  const mesh = readOBJ(bytes("# a square\nv 0 0 0 1 0 0\nv 1 0 0 0 1 0\nv 1 1 0 0 0 1\r\nv 0 1 0 1 1 1\nvn 0 0 1\nf 1//1 2//1 3/4/1 4\nf -1 -2 -3\n"));
  assert.equal(mesh.count, 4);
  assert.deepEqual([...mesh.triangles], [0, 1, 2, 0, 2, 3, 3, 2, 1]);
  assert.deepEqual([...mesh.colours.slice(0, 6)], [255, 0, 0, 0, 255, 0]);
  assert.deepEqual(mesh.box.centre, [0.5, 0.5, 0]);
});

test("faces of vertices that there are not are left out", () => {
  assert.deepEqual([...readOBJ(bytes("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 99\nf 0 1 2\nf x y z\nf 1 2 3\nf 1 2\n")).triangles], [0, 1, 2]);
});

test("a PLY file is read as text and as bytes in either order", () => {
  const head = "element vertex 3\nproperty float x\nproperty float y\nproperty float z\nproperty uchar red\nproperty uchar green\nproperty uchar blue\nelement face 1\nproperty list uchar int vertex_indices";
  const text = readPLY(bytes(`${plyHead("ascii", head)}0 0 0 255 0 0\n2 0 0 0 255 0\n0 2 0 0 0 255\n3 0 1 2\n`));
  for (const isLittle of [true, false]) {
    const front = bytes(plyHead(`binary_${isLittle ? "little" : "big"}_endian`, head));
    const view = new DataView(new ArrayBuffer(3 * 15 + 13));
    [[0, 0, 0], [2, 0, 0], [0, 2, 0]].forEach((place, index) => {
      place.forEach((value, axis) => view.setFloat32(index * 15 + axis * 4, value, isLittle));
      view.setUint8(index * 15 + 12 + index, 255);
    });
    view.setUint8(45, 3);
    [0, 1, 2].forEach((corner, index) => view.setInt32(46 + 4 * index, corner, isLittle));
    const mesh = readPLY(new Uint8Array([...front, ...new Uint8Array(view.buffer)]));
    assert.deepEqual(mesh, text);
  }
  assert.equal(text.count, 3);
  assert.deepEqual([...text.triangles], [0, 1, 2]);
  assert.deepEqual([...text.colours], [255, 0, 0, 0, 255, 0, 0, 0, 255]);
});

test("a cloud has points, lists of other things are passed over, and points without a place are none", () => {
  const head = "element vertex 3\nproperty list uchar float weights\nproperty double x\nproperty double y\nproperty double z";
  const mesh = readPLY(bytes(`${plyHead("ascii", head)}2 9 9 0 0 0\n0 nan nan nan\n1 5 4 0 3\n`));
  assert.equal(mesh.count, 2);
  assert.deepEqual([...mesh.places.slice(6)], [4, 0, 3]);
  assert.equal(mesh.colours, null);
  assert.equal(mesh.triangles.length, 0);
});

test("files that lie about themselves are refused soon", () => {
  const vertex = "property float x\nproperty float y\nproperty float z";
  const bad = [
    "", "ply", "ply\nformat ascii 1.0\n", plyHead("morse", `element vertex 1\n${vertex}`), plyHead("ascii", `element vertex 9e99\n${vertex}`),
    `${plyHead("ascii", `element vertex 3\n${vertex}`)}0 0 0 1`, plyHead("ascii", `element vertex ${mostVertices + 1}\n${vertex}`),
    plyHead("binary_little_endian", "element face 9007199254740991\nproperty list uint float far"),
    plyHead("ascii", "element nothing 9007199254740991"), plyHead("ascii", "property float x"), plyHead("ascii", "element vertex -1"),
    `${plyHead("binary_little_endian", `element vertex 1\nproperty list uint double x\n${vertex}`)}\xff\xff\xff\xff`,
  ];
  const start = performance.now();
  for (const text of bad) assert.throws(() => readPLY(Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 255)), Error, text.slice(0, 80));
  for (const text of ["", "hello", "v 1 2\n", "v a b c\n", "v 1e99 0 0\n", "f 1 2 3\n", "v NaN NaN NaN\n"]) assert.throws(() => readOBJ(bytes(text)), Error, text);
  assert.ok(performance.now() - start < 2_000);
});

test("whatever a file holds, it is read or refused", () => {
  const random = seeded(11);
  const good = bytes(`${plyHead("binary_little_endian", "element vertex 2\nproperty float x\nproperty float y\nproperty float z\nelement face 1\nproperty list uchar int vertex_index")}${"\0".repeat(40)}`);
  for (let round = 0; round < 3_000; round += 1) {
    const broken = good.slice(0, Math.floor(random() * good.length * 1.2));
    for (let change = 0; change < 4; change += 1) broken[Math.floor(random() * broken.length)] = Math.floor(random() * 256);
    for (const read of [readPLY, readOBJ]) {
      try {
        const mesh = read(broken);
        assert.ok(mesh.count > 0 && mesh.triangles.every((corner) => 3 * corner < mesh.places.length));
      } catch (error) {
        assert.ok(error.message.length > 0);
      }
    }
  }
});

test("a look stays upright and at a distance, and brings the middle to the middle", () => {
  let look = usualLook;
  for (let count = 0; count < 100; count += 1) look = nearer(turned(look, 0.3, 0.3), 2);
  assert.equal(look.pitch, Math.PI / 2);
  assert.equal(look.distance, 0.05);
  const matrix = projection(usualLook, { centre: [3, -2, 7], radius: 5 }, 1.5);
  const at = (row) => matrix[row] * 3 + matrix[4 + row] * -2 + matrix[8 + row] * 7 + matrix[12 + row];
  assert.ok(Math.abs(at(0)) < 1e-5 && Math.abs(at(1)) < 1e-5);
  assert.ok(Math.abs(at(3) - usualLook.distance) < 1e-5);
  assert.deepEqual([...edgesOf(new Uint32Array([5, 6, 7]))], [5, 6, 6, 7, 7, 5]);
});

test("a sound's peaks are those of all its channels", () => {
  const { least, most } = peaksOf([[0, 0.5, -1, 0], [0.25, 0, 0, -0.5]], 2);
  assert.deepEqual([[...least], [...most]], [[0, -1], [0.5, 0]]);
  assert.equal(peaksOf([[1]], 100).most.length, 1);
  assert.equal(peaksOf([], 100).most.length, 1);
  assert.equal(clock(75.26), "1:15.2");
  assert.equal(clock(5), "0:05.0");
  assert.equal(clock(NaN), "–");
});
