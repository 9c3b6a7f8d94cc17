// How a thing in space is looked at: turned about its middle, nearer or farther. No document.

export const usualLook = { yaw: 0.6, pitch: 0.4, distance: 2.8 };
const steepest = Math.PI / 2;

export function turned(look, right, down) {
  const pitch = Math.min(Math.max(look.pitch + down, -steepest), steepest);
  return { ...look, yaw: (look.yaw + right) % (2 * Math.PI), pitch };
}

export function nearer(look, factor) {
  return { ...look, distance: Math.min(Math.max(look.distance / factor, 0.05), 50) };
}

// The matrix that brings a box of { centre, radius } onto a screen of width / height, in the order of WebGL.
export function projection({ yaw, pitch, distance }, { centre, radius }, aspect) {
  const [cy, sy, cp, sp] = [Math.cos(yaw), Math.sin(yaw), Math.cos(pitch), Math.sin(pitch)];
  // The third axis of the file points up, as in most of them that hold graphics of a camera it is y: turned about y.
  const rows = [
    [cy, 0, -sy],
    [-sp * sy, cp, -sp * cy],
    [cp * sy, sp, cp * cy],
  ];
  const scale = 1 / radius;
  const focus = 1 / Math.tan(Math.PI / 8);
  const [near, far] = [Math.max(distance - 1.2, distance / 100), distance + 1.2];
  const [a, b] = [(far + near) / (near - far), (2 * far * near) / (near - far)];
  const moved = rows.map((row) => [...row.map((value) => value * scale), -scale * row.reduce((sum, value, axis) => sum + value * centre[axis], 0)]);
  moved[2][3] -= distance;
  const wide = aspect < 1 ? focus * aspect : focus;
  const lines = [
    moved[0].map((value) => (value * wide) / aspect), moved[1].map((value) => value * wide),
    moved[2].map((value, column) => value * a + (column === 3 ? b : 0)), moved[2].map((value) => -value),
  ];
  return new Float32Array([0, 1, 2, 3].flatMap((column) => lines.map((line) => line[column])));
}

// The edges of triangles, each once or twice, as pairs of vertices.
export function edgesOf(triangles) {
  const edges = new Uint32Array(2 * triangles.length);
  for (let at = 0; at < triangles.length; at += 3) {
    const [a, b, c] = [triangles[at], triangles[at + 1], triangles[at + 2]];
    edges.set([a, b, b, c, c, a], 2 * at);
  }
  return edges;
}
