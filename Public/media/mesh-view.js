// A mesh in its place on the page: turned with the mouse or the keys, nearer with plus and ctrl and the wheel.
import { makeElement } from "../plot/elements.js";
import { grouped } from "../plot/format.js";
import { fileBytes } from "./fetching.js";
import { MeshPicture } from "./gl.js";
import { nearer, turned, usualLook } from "./turning.js";

const mostBytes = 150_000_000;
// So long, in milliseconds, a file may take to be read.
const patience = 30_000;

export class MeshView {
  // place: the element that has a link to the file.
  constructor(place) {
    this.place = place;
    this.look = usualLook;
    this.isWire = false;
    this.note = makeElement("p", { className: "muted mesh-note", role: "status" });
    this.canvas = makeElement("canvas", {
      className: "mesh-canvas", tabIndex: 0, role: "img",
      "aria-label": "The mesh. Arrows turn it, plus and minus move it nearer and farther, 0 shows it as at first, w its edges.",
    });
    const button = (text, title, act) => {
      const element = makeElement("button", { type: "button", className: "plain", title }, [text]);
      element.addEventListener("click", act);
      return element;
    };
    this.wire = button("Wireframe", "Edges only (w)", () => this.toggleWire());
    this.wire.setAttribute("aria-pressed", "false");
    this.bar = makeElement("div", { className: "mesh-bar" }, [
      button("−", "Farther (−)", () => this.show(nearer(this.look, 0.8))), button("+", "Nearer (+)", () => this.show(nearer(this.look, 1.25))),
      this.wire, button("Reset", "As at first (0)", () => this.show(usualLook)),
    ]);
    place.append(this.canvas, this.bar, this.note);
    this.listen();
    new ResizeObserver(() => this.draw()).observe(this.canvas);
    document.addEventListener("themechange", () => {
      this.picture?.setColour(this.colour());
      this.draw();
    });
  }

  // Another file in place of the one that is shown.
  async load(address) {
    const turn = (this.turn ?? 0) + 1;
    this.turn = turn;
    this.say("Reading…");
    this.reading?.abort();
    this.reading = new AbortController();
    try {
      const mesh = await this.read(address, this.reading.signal);
      if (turn !== this.turn) return;
      this.replaceCanvas();
      this.picture = new MeshPicture(this.canvas, mesh, this.colour());
      this.wire.hidden = mesh.triangles.length === 0;
      const triangles = mesh.triangles.length / 3;
      this.say(`${grouped(mesh.count)} ${triangles > 0 ? `vertices, ${grouped(triangles)} triangles` : "points"}`);
      this.draw();
    } catch (error) {
      if (turn === this.turn && error.name !== "AbortError") this.say(error.message, true);
    }
  }

  async read(address, signal) {
    const bytes = await fileBytes(address, mostBytes, signal);
    const worker = new Worker(new URL("./mesh-worker.js", import.meta.url), { type: "module" });
    try {
      return await new Promise((resolve, reject) => {
        const end = (message) => reject(new Error(message));
        const timer = setTimeout(() => end("The file takes too long to read; download it to look at it."), patience);
        signal.addEventListener("abort", () => reject(signal.reason));
        worker.addEventListener("error", () => end("The file cannot be read."));
        worker.addEventListener("message", ({ data: { mesh, problem } }) => {
          clearTimeout(timer);
          if (mesh) resolve(mesh);
          else end(problem);
        });
        worker.postMessage({ bytes }, [bytes]);
      });
    } finally {
      worker.terminate();
    }
  }

  // A canvas keeps what it was first drawn with: each file has its own.
  replaceCanvas() {
    if (!this.picture) return;
    this.picture.close();
    const fresh = this.canvas.cloneNode();
    this.canvas.replaceWith(fresh);
    this.canvas = fresh;
    this.listen();
    new ResizeObserver(() => this.draw()).observe(fresh);
  }

  say(text, isProblem = false) {
    this.note.textContent = text;
    this.note.classList.toggle("problem-text", isProblem);
    this.canvas.hidden = isProblem;
    this.bar.hidden = isProblem;
  }

  colour() {
    const context = document.createElement("canvas").getContext("2d");
    context.fillStyle = getComputedStyle(this.place).getPropertyValue("--series-1").trim() || "#0072b2";
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part / 255);
  }

  toggleWire() {
    this.isWire = !this.isWire;
    this.wire.setAttribute("aria-pressed", String(this.isWire));
    this.draw();
  }

  show(look) {
    this.look = look;
    this.draw();
  }

  draw() {
    if (this.isDue || !this.picture) return;
    this.isDue = true;
    requestAnimationFrame(() => {
      this.isDue = false;
      if (this.canvas.clientWidth > 0) this.picture?.draw(this.look, this.isWire);
    });
  }

  listen() {
    const { canvas } = this;
    const pointers = new Map();
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, [event.clientX, event.clientY]);
    });
    canvas.addEventListener("pointermove", (event) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const [x, y] = [event.clientX, event.clientY];
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      pointers.set(event.pointerId, [x, y]);
      if (other) {
        const [old, now] = [before, [x, y]].map((place) => Math.hypot(place[0] - other[0], place[1] - other[1]));
        if (old > 0 && now > 0) this.show(nearer(this.look, now / old));
      } else {
        this.show(turned(this.look, (x - before[0]) * -0.01, (y - before[1]) * 0.01));
      }
    });
    for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, (event) => pointers.delete(event.pointerId));
    canvas.addEventListener("wheel", (event) => {
      // The page scrolls as ever without the key.
      if (!event.ctrlKey) return;
      event.preventDefault();
      this.show(nearer(this.look, Math.exp(-event.deltaY * 0.005)));
    }, { passive: false });
    canvas.addEventListener("dblclick", () => this.show(usualLook));
    canvas.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const act = {
        ArrowLeft: () => this.show(turned(this.look, 0.1, 0)), ArrowRight: () => this.show(turned(this.look, -0.1, 0)),
        ArrowUp: () => this.show(turned(this.look, 0, -0.1)), ArrowDown: () => this.show(turned(this.look, 0, 0.1)),
        "+": () => this.show(nearer(this.look, 1.25)), "-": () => this.show(nearer(this.look, 0.8)),
        "0": () => this.show(usualLook), w: () => this.toggleWire(),
      }[event.key];
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    });
  }
}
