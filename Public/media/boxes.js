// Boxes over the pictures of a strip, in a colour for each class, from a probability on. The record of a picture's file has them.
import { makeElement } from "../plot/elements.js";
import { boxWords, boxesOf, classCounts, classNumbers, sureBoxes } from "./box-list.js";

const colours = 10;
// So many records are kept: somebody goes back and forth through the steps.
const mostRecords = 64;
const space = "http://www.w3.org/2000/svg";

export class BoxView {
  constructor(strip, picture, link) {
    Object.assign(this, { picture, link });
    this.records = new Map();
    this.least = null;
    link.classList.add("has-boxes");
    this.overlay = document.createElementNS(space, "svg");
    this.overlay.classList.add("boxes");
    link.append(this.overlay);
    this.slider = makeElement("input", { type: "range", min: "0", max: "1", step: "any", autocomplete: "off" });
    this.output = makeElement("output");
    this.threshold = makeElement("label", { className: "box-threshold", hidden: true }, ["Probability from", this.slider, this.output]);
    this.legend = makeElement("ul", { className: "box-classes" });
    strip.append(this.threshold, this.legend);
    this.slider.addEventListener("input", () => {
      this.least = Number(this.slider.value);
      this.draw();
    });
    picture.addEventListener("load", () => this.draw());
  }

  // Shows the boxes of the file at an address, unless another one is to be shown meanwhile.
  async show(address) {
    this.address = address;
    this.clear();
    let record;
    try {
      record = await this.record(address);
    } catch {
      return;
    }
    if (this.address !== address) return;
    this.boxes = boxesOf(record);
    this.numbers = classNumbers(record, this.boxes);
    const hasProbabilities = this.boxes.some(({ probability }) => probability !== null);
    this.threshold.hidden = !hasProbabilities;
    // What somebody has chosen stays from step to step.
    this.slider.value = String(this.least ?? record.minProbability ?? 0);
    this.draw();
  }

  async record(address) {
    const path = new URL(address, location.href).pathname.replace(/\/content$/, "");
    if (this.records.has(path)) return this.records.get(path);
    const answer = await fetch(path, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error();
    const record = await answer.json();
    if (this.records.size >= mostRecords) this.records.delete(this.records.keys().next().value);
    this.records.set(path, record);
    return record;
  }

  clear() {
    this.boxes = [];
    this.overlay.replaceChildren();
    this.legend.replaceChildren();
  }

  draw() {
    const { naturalWidth: width, naturalHeight: height } = this.picture;
    if (!(width > 0) || !this.boxes) return;
    this.output.textContent = Number(this.slider.value).toFixed(2);
    const sure = sureBoxes(this.boxes, this.threshold.hidden ? 0 : Number(this.slider.value));
    this.overlay.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.overlay.setAttribute("role", "img");
    const counts = classCounts(sure);
    const told = counts.map(([name, count]) => `${name ?? "no class"} ${count}`).join(", ");
    this.overlay.setAttribute("aria-label", `${sure.length} of ${this.boxes.length} boxes${told === "" ? "" : `: ${told}`}`);
    // Large ones first: a small one within another can still be pointed at.
    const sorted = [...sure].sort((a, b) => b.width * b.height - a.width * a.height);
    this.overlay.replaceChildren(...sorted.map((box) => this.rectangle(box)));
    this.legend.replaceChildren(...counts.map(([name, count]) => makeElement("li", {}, [
      makeElement("span", { className: `box-swatch ${this.colour(name)}` }), makeElement("bdi", { textContent: name ?? "no class" }), ` ${count}`])));
  }

  rectangle(box) {
    const shape = document.createElementNS(space, "rect");
    for (const side of ["x", "y", "width", "height"]) shape.setAttribute(side, String(box[side]));
    shape.setAttribute("class", this.colour(box.name));
    shape.setAttribute("vector-effect", "non-scaling-stroke");
    const title = document.createElementNS(space, "title");
    title.textContent = boxWords(box);
    shape.append(title);
    return shape;
  }

  colour(name) {
    const number = this.numbers.get(name);
    return number === undefined ? "box-plain" : `series-${number % colours}`;
  }
}
