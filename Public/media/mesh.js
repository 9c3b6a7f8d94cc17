// Vertices, their colours, and triangles between them, in arrays that grow. No document.

// More than these are not shown.
export const mostVertices = 2_000_000;
export const mostTriangles = 4_000_000;

// A number that a graphics card has a place for.
export function fits(value) {
  return Number.isFinite(value) && Math.abs(value) < 1e30;
}

export class Mesh {
  constructor() {
    this.count = 0;
    this.triangleCount = 0;
    this.places = new Float32Array(3_072);
    this.colours = null;
    this.triangles = new Uint32Array(3_072);
  }

  addVertex(x, y, z) {
    if (this.count === mostVertices) throw new Error(`The file has more than ${mostVertices.toLocaleString("en")} vertices.`);
    const at = 3 * this.count;
    this.places = grown(this.places, at + 3);
    // Scanners write NaN where they saw nothing: such points take no place.
    const isGood = fits(x) && fits(y) && fits(z);
    this.places.set(isGood ? [x, y, z] : [NaN, NaN, NaN], at);
    this.count += 1;
  }

  // Of the last vertex; parts from 0 to 255.
  setColour(red, green, blue) {
    const at = 3 * (this.count - 1);
    this.colours ??= new Uint8ClampedArray(3_072).fill(255);
    const { length } = this.colours;
    this.colours = grown(this.colours, at + 3);
    if (this.colours.length > length) this.colours.fill(255, length);
    this.colours.set([red, green, blue], at);
  }

  // Corners by the numbers of their vertices, as triangles round the first; vertices may follow.
  addFace(corners) {
    for (let index = 2; index < corners.length; index += 1) {
      if (this.triangleCount === mostTriangles) throw new Error(`The file has more than ${mostTriangles.toLocaleString("en")} triangles.`);
      const at = 3 * this.triangleCount;
      this.triangles = grown(this.triangles, at + 3);
      // What is no number of a vertex becomes one that there never is.
      const known = [corners[0], corners[index - 1], corners[index]].map((corner) => (corner >= 0 && corner < mostVertices ? corner : mostVertices));
      this.triangles.set(known, at);
      this.triangleCount += 1;
    }
  }

  // { count, places, colours, triangles, box }: triangles between vertices that there are; colours is null without any. box:
  // { centre, radius } of all vertices.
  finished(hasColours) {
    const places = this.places.slice(0, 3 * this.count);
    const colours = hasColours && this.colours ? whole(this.colours, 3 * this.count) : null;
    const [lower, upper] = [[Infinity, Infinity, Infinity], [-Infinity, -Infinity, -Infinity]];
    let points = 0;
    for (let at = 0; at < places.length; at += 3) {
      if (Number.isNaN(places[at])) continue;
      points += 1;
      for (let axis = 0; axis < 3; axis += 1) {
        lower[axis] = Math.min(lower[axis], places[at + axis]);
        upper[axis] = Math.max(upper[axis], places[at + axis]);
      }
    }
    if (points === 0) throw new Error("The file has no vertex.");
    let kept = 0;
    const triangles = this.triangles.subarray(0, 3 * this.triangleCount);
    for (let at = 0; at < triangles.length; at += 3) {
      const corners = [triangles[at], triangles[at + 1], triangles[at + 2]];
      if (corners.some((corner) => corner >= this.count || Number.isNaN(places[3 * corner]))) continue;
      triangles.set(corners, kept);
      kept += 3;
    }
    const centre = lower.map((value, axis) => value / 2 + upper[axis] / 2);
    const radius = Math.hypot(...lower.map((value, axis) => upper[axis] / 2 - value / 2)) || 1;
    return { count: points, places, colours, triangles: triangles.slice(0, kept), box: { centre, radius } };
  }
}

// Twice as long when it is too short, with what is in it.
function grown(array, length) {
  if (array.length >= length) return array;
  const longer = new array.constructor(Math.max(2 * array.length, length));
  longer.set(array);
  return longer;
}

function whole(colours, length) {
  const all = new Uint8ClampedArray(length).fill(255);
  all.set(colours.subarray(0, length));
  return all;
}
