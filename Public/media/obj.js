// Meshes in Wavefront's form: of its lines the vertices (with colours behind the places, as some programs write them) and
// the faces are read.
import { fits, Mesh, mostVertices } from "./mesh.js";

// bytes: the file. An Error says why it cannot be shown.
export function readOBJ(bytes) {
  const text = new TextDecoder().decode(bytes);
  const mesh = new Mesh();
  let hasColours = false;
  for (let start = 0; start < text.length;) {
    let end = text.indexOf("\n", start);
    if (end < 0) end = text.length;
    const first = text[start];
    if (first === "v" && (text[start + 1] === " " || text[start + 1] === "\t")) {
      const numbers = text.slice(start + 2, end).trim().split(/\s+/, 7).map(Number);
      if (numbers.length < 3 || !numbers.slice(0, 3).every(fits)) throw new Error("A vertex of the file has no place.");
      mesh.addVertex(numbers[0], numbers[1], numbers[2]);
      const colour = numbers.slice(-3);
      const isColoured = numbers.length >= 6 && colour.every((part) => part >= 0 && part <= 255);
      if (isColoured) {
        const scale = colour.every((part) => part <= 1) ? 255 : 1;
        mesh.setColour(...colour.map((part) => part * scale));
        hasColours = true;
      }
    } else if (first === "f" && (text[start + 1] === " " || text[start + 1] === "\t")) {
      mesh.addFace(text.slice(start + 2, end).trim().split(/\s+/, mostVertices).map((corner) => indexOf(corner, mesh.count)));
    }
    start = end + 1;
  }
  return mesh.finished(hasColours);
}

// Counted from 1, or from the last vertex back.
function indexOf(corner, count) {
  const number = Number.parseInt(corner, 10);
  return number < 0 ? count + number : number - 1;
}
