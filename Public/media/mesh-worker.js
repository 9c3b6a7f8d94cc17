// Reads meshes beside the page, which never waits for a file.
import { readOBJ } from "./obj.js";
import { readPLY } from "./ply.js";

addEventListener("message", ({ data: { bytes } }) => {
  try {
    const content = new Uint8Array(bytes);
    const isPLY = content[0] === 0x70 && content[1] === 0x6c && content[2] === 0x79;
    const mesh = isPLY ? readPLY(content) : readOBJ(content);
    postMessage({ mesh }, [mesh.places, mesh.triangles, ...(mesh.colours ? [mesh.colours] : [])].map(({ buffer }) => buffer));
  } catch (error) {
    postMessage({ problem: error instanceof RangeError ? "The file is too large to be shown." : error.message });
  }
});
