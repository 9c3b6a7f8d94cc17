// Meshes and clouds of points in Stanford's form: as text, or binary in either order of bytes.
import { Mesh, mostVertices } from "./mesh.js";

const longestHeader = 65_536;
const kinds = {
  char: "Int8", uchar: "Uint8", short: "Int16", ushort: "Uint16", int: "Int32", uint: "Uint32", float: "Float32", double: "Float64",
  int8: "Int8", uint8: "Uint8", int16: "Int16", uint16: "Uint16", int32: "Int32", uint32: "Uint32", float32: "Float32", float64: "Float64",
};
const sizes = { Int8: 1, Uint8: 1, Int16: 2, Uint16: 2, Int32: 4, Uint32: 4, Float32: 4, Float64: 8 };

// bytes: the file. An Error says why it cannot be shown.
export function readPLY(bytes) {
  const { format, elements, end } = headerOf(bytes);
  const source = format === "ascii" ? new TextNumbers(bytes, end) : new BinaryNumbers(bytes, end, format === "binary_little_endian");
  const mesh = new Mesh();
  let hasColours = false;
  for (const element of elements) {
    const names = element.properties.map(({ name }) => name);
    const places = ["x", "y", "z"].map((name) => names.indexOf(name));
    const isVertex = element.name === "vertex" && places.every((place) => place >= 0);
    const colours = [["red", "r"], ["green", "g"], ["blue", "b"]].map((both) => names.findIndex((name) => both.includes(name)));
    const isColoured = isVertex && colours.every((place) => place >= 0);
    const list = element.name === "face" ? element.properties.findIndex(({ count, name }) => count && /^vertex_ind(ex|ices)$/.test(name)) : -1;
    if (isVertex && element.count > mostVertices) throw tooMany();
    hasColours ||= isColoured;
    // What has no properties takes no bytes, however many there are said to be.
    if (element.properties.length === 0) continue;
    for (let index = 0; index < element.count; index += 1) {
      const values = element.properties.map((property, place) => source.read(property, isVertex || place === list));
      if (isVertex) mesh.addVertex(...places.map((place) => values[place]));
      if (isColoured) mesh.setColour(...colours.map((place) => values[place] * (element.properties[place].kind.startsWith("Float") ? 255 : 1)));
      if (list >= 0) mesh.addFace(values[list]);
    }
  }
  return mesh.finished(hasColours);
}

function tooMany() {
  return new Error(`The file has more than ${mostVertices.toLocaleString("en")} vertices.`);
}

function headerOf(bytes) {
  const text = new TextDecoder("latin1").decode(bytes.subarray(0, longestHeader));
  const match = /^ply\r?\n([^]*?)\nend_header(\r?\n)/.exec(text);
  if (!match) throw new Error("The file does not begin as a PLY file does.");
  let format = null;
  const elements = [];
  for (const line of match[1].split("\n")) {
    const words = line.trim().split(/\s+/);
    if (words[0] === "format") format = words[1];
    if (words[0] === "element") {
      const count = Number(words[2]);
      if (!Number.isSafeInteger(count) || count < 0 || elements.length === 100) throw new Error("The file's header is damaged.");
      elements.push({ name: words[1], count, properties: [] });
    }
    if (words[0] === "property") {
      const isList = words[1] === "list";
      const property = isList ? { count: kinds[words[2]], kind: kinds[words[3]], name: words[4] } : { kind: kinds[words[1]], name: words[2] };
      const element = elements.at(-1);
      if (!element || !property.kind || (isList && !property.count) || element.properties.length === 1_000) {
        throw new Error("The file's header is damaged.");
      }
      element.properties.push(property);
    }
  }
  if (!["ascii", "binary_little_endian", "binary_big_endian"].includes(format)) throw new Error("The file has a form that is not known.");
  return { format, elements, end: match[0].length };
}

// A list is read into numbers, or passed over.
class BinaryNumbers {
  constructor(bytes, offset, isLittle) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    Object.assign(this, { offset, isLittle });
  }

  number(kind) {
    const { offset } = this;
    if (offset + sizes[kind] > this.view.byteLength) throw new Error("The file ends too early.");
    this.offset += sizes[kind];
    return this.view[`get${kind}`](offset, this.isLittle);
  }

  read({ count, kind }, isWanted) {
    if (!count) return this.number(kind);
    const length = this.number(count);
    if (!(length >= 0) || this.offset + length * sizes[kind] > this.view.byteLength) throw new Error("The file ends too early.");
    if (isWanted) return Array.from({ length }, () => this.number(kind));
    this.offset += length * sizes[kind];
    return [];
  }
}

class TextNumbers {
  constructor(bytes, offset) {
    this.text = new TextDecoder("latin1").decode(bytes.subarray(offset));
    this.words = /\S+/g;
  }

  number() {
    const word = this.words.exec(this.text)?.[0];
    if (word === undefined) throw new Error("The file ends too early.");
    return Number(word);
  }

  read({ count }, isWanted) {
    if (!count) return this.number();
    const length = this.number();
    if (!(length >= 0) || length > this.text.length) throw new Error("The file ends too early.");
    const values = [];
    for (let index = 0; index < length; index += 1) {
      const value = this.number();
      if (isWanted) values.push(value);
    }
    return values;
  }
}
