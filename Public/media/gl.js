// Draws a mesh or a cloud of points with WebGL.
import { edgesOf, projection } from "./turning.js";

const vertexSource = `#version 300 es
in vec3 place;
in vec3 colour;
uniform mat4 look;
uniform float size;
out vec3 shade;
out vec3 there;
void main() {
  gl_Position = look * vec4(place, 1.0);
  gl_PointSize = size;
  shade = colour;
  there = gl_Position.xyw;
}`;

// Faces are shaded by how they lie to the eye.
const fragmentSource = `#version 300 es
precision highp float;
in vec3 shade;
in vec3 there;
uniform float light;
out vec4 result;
void main() {
  vec3 normal = cross(dFdx(there), dFdy(there));
  float size = length(normal);
  float facing = size > 0.0 ? abs(normal.z) / size : 1.0;
  result = vec4(shade * mix(1.0, 0.35 + 0.65 * facing, light), 1.0);
}`;

export class MeshPicture {
  // colour: [red, green, blue] from 0 to 1, for vertices without one. An Error when the browser cannot do it.
  constructor(canvas, mesh, colour) {
    const gl = canvas.getContext("webgl2", { antialias: true, preserveDrawingBuffer: false });
    if (!gl) throw new Error("This browser has no WebGL 2, which draws meshes. The file can be downloaded.");
    Object.assign(this, { canvas, gl, mesh });
    this.program = linked(gl);
    this.attribute("place", new Float32Array(mesh.places).map((value) => (Number.isNaN(value) ? 1e30 : value)), gl.FLOAT, false);
    if (mesh.colours) this.attribute("colour", mesh.colours, gl.UNSIGNED_BYTE, true);
    this.setColour(colour);
    this.faces = this.indexes(mesh.triangles);
    gl.enable(gl.DEPTH_TEST);
  }

  // Of vertices without one.
  setColour(colour) {
    if (!this.mesh.colours) this.gl.vertexAttrib3f(this.gl.getAttribLocation(this.program, "colour"), ...colour);
  }

  attribute(name, values, type, isScaled) {
    const { gl } = this;
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, values, gl.STATIC_DRAW);
    const place = gl.getAttribLocation(this.program, name);
    gl.enableVertexAttribArray(place);
    gl.vertexAttribPointer(place, 3, type, isScaled, 0, 0);
  }

  indexes(values) {
    const { gl } = this;
    const buffer = gl.createBuffer();
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, buffer);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, values, gl.STATIC_DRAW);
    return { buffer, count: values.length };
  }

  draw(look, isWire) {
    const { gl, canvas, mesh, program } = this;
    const density = window.devicePixelRatio || 1;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((length) => Math.max(1, Math.round(length * density)));
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    gl.viewport(0, 0, width, height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    gl.useProgram(program);
    gl.uniformMatrix4fv(gl.getUniformLocation(program, "look"), false, projection(look, mesh.box, width / height));
    gl.uniform1f(gl.getUniformLocation(program, "size"), Math.max(1, (mesh.count > 50_000 ? 1.5 : 3) * density));
    const hasFaces = this.faces.count > 0;
    gl.uniform1f(gl.getUniformLocation(program, "light"), hasFaces && !isWire ? 1 : 0);
    if (!hasFaces) {
      gl.drawArrays(gl.POINTS, 0, mesh.places.length / 3);
      return;
    }
    if (isWire) this.edges ??= this.indexes(edgesOf(mesh.triangles));
    const { buffer, count } = isWire ? this.edges : this.faces;
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, buffer);
    gl.drawElements(isWire ? gl.LINES : gl.TRIANGLES, count, gl.UNSIGNED_INT, 0);
  }

  // Browsers have few of them at a time.
  close() {
    this.gl.getExtension("WEBGL_lose_context")?.loseContext();
  }
}

function linked(gl) {
  const program = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, vertexSource], [gl.FRAGMENT_SHADER, fragmentSource]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  // The first attribute must be one with values of its own.
  gl.bindAttribLocation(program, 0, "place");
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) throw new Error("The graphics card cannot draw meshes.");
  gl.useProgram(program);
  return program;
}
