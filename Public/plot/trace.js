// A series as what a canvas draws: lines in pixels, areas that buckets span, marks for values that have no place.
//
// Of each column of pixels the first, the lowest, the highest and the last point are kept. A line through those covers the
// same pixels as one through all of them, so that no spike is lost, however many points there are.

import { outlined } from "./data.js";

// Marks nearer than this to each other are one.
const markDistance = 9;
// Further out than this nothing is drawn: large coordinates lose their precision.
const farthest = 20_000;

// list: entries in the order of x0. box: { left, top, width, height } in pixels. density: columns for a pixel.
// Gives { lines: [[{ x, y }, …], …], dots, spans: [{ x0, x1, top, bottom }], marks: { nan, up, down, above, below,
// unshown } }: marks are places along x of values that are no number, infinite, beyond the axis' ends, not above 0.
export function trace(list, xScale, yScale, box, density = 1) {
  const tracer = new Tracer(xScale, yScale, box, density);
  const [from, to] = [xScale.lower, xScale.upper];
  let before = null;
  let after = null;
  let isInside = false;
  for (const entry of outlined(list)) {
    if (entry.x1 < from) {
      // Entries of times may overlap: one that ends out of view may follow one that is in it.
      if (!isInside) before = entry;
    } else if (entry.x0 > to) {
      after ??= entry;
    } else {
      if (before) tracer.add(before, false);
      before = null;
      isInside = true;
      tracer.add(entry, true);
    }
  }
  // Nothing in view: the line from the entry before to the one after passes through.
  if (before) tracer.add(before, false);
  if (after) tracer.add(after, false);
  return tracer.finish();
}

class Tracer {
  constructor(xScale, yScale, box, density) {
    Object.assign(this, { xScale, yScale, box, density });
    this.lines = [];
    this.line = [];
    this.column = null;
    this.dots = [];
    this.spans = [];
    this.marks = { nan: [], up: [], down: [], above: [], below: [], unshown: [] };
    this.shownPoints = 0;
    this.isOnlyPoints = true;
  }

  add(entry, isInView) {
    const middle = entry.x0 / 2 + entry.x1 / 2;
    if (isInView) this.addMarks(entry, middle);
    if (entry.bad >= entry.count || !Number.isFinite(entry.first)) {
      this.breakLine();
      return;
    }
    if (entry.count === 1 && entry.min === entry.max) {
      this.point(entry.x0, entry.first);
      if (isInView) this.shownPoints += 1;
      return;
    }
    if (isInView) {
      if (entry.count > 1) this.isOnlyPoints = false;
      this.addSpan(entry);
    }
    const isLowFirst = Math.abs(entry.first / 2 - entry.min / 2) <= Math.abs(entry.max / 2 - entry.first / 2);
    // On a logarithmic axis a bucket that reaches to 0 or below reaches the lower end.
    const isCut = this.yScale.kind === "log" && entry.min <= 0 && entry.max > 0;
    const shown = (value) => (isCut && value <= 0 ? this.yScale.lower : value);
    this.point(entry.x0, shown(entry.first));
    this.point(middle, shown(isLowFirst ? entry.min : entry.max));
    this.point(middle, shown(isLowFirst ? entry.max : entry.min));
    this.point(entry.x1, shown(entry.last));
  }

  addMarks(entry, middle) {
    const { lower, upper, kind } = this.yScale;
    const x = this.placeX(middle);
    const mark = (name) => {
      const list = this.marks[name];
      if (list.length === 0 || Math.abs(x - list[list.length - 1]) >= markDistance) list.push(x);
    };
    if (entry.nan > 0) mark("nan");
    if (entry.up) mark("up");
    if (entry.down) mark("down");
    if (entry.max > upper) mark("above");
    if (kind === "log" && entry.min <= 0) mark("unshown");
    else if (entry.min < lower) mark("below");
  }

  addSpan(entry) {
    const { kind } = this.yScale;
    if (kind === "log" && entry.max <= 0) return;
    const left = Math.max(this.placeX(entry.x0), this.box.left);
    const right = Math.min(this.placeX(entry.x1), this.box.left + this.box.width);
    const bottom = kind === "log" && entry.min <= 0 ? this.box.top + this.box.height : this.placeY(entry.min);
    // Only where it says more than the line does.
    if (right - left > 1.5) this.spans.push({ x0: left, x1: right, top: this.placeY(entry.max), bottom });
  }

  placeX(value) {
    return this.box.left + this.xScale.fraction(value) * this.box.width;
  }

  // What lies far beyond the axis is drawn just outside.
  placeY(value) {
    const y = this.box.top + (1 - this.yScale.fraction(value)) * this.box.height;
    return Math.min(Math.max(y, -farthest), farthest);
  }

  point(xValue, yValue) {
    const [x, y] = [this.placeX(xValue), this.placeY(yValue)];
    if (Number.isNaN(y) || Number.isNaN(x)) {
      this.breakLine();
      return;
    }
    const column = Math.floor(x * this.density);
    if (this.column === null || this.column.index !== column) {
      this.flush();
      const extreme = { x, y, order: 0 };
      this.column = { index: column, count: 1, first: { x, y }, last: { x, y }, low: extreme, high: extreme };
      return;
    }
    const current = this.column;
    if (y > current.low.y) current.low = { x, y, order: current.count };
    if (y < current.high.y) current.high = { x, y, order: current.count };
    current.last = { x, y };
    current.count += 1;
  }

  flush() {
    const column = this.column;
    if (column === null) return;
    this.column = null;
    this.line.push(column.first);
    let order = 0;
    const extremes = [column.low, column.high, { ...column.last, order: column.count - 1 }];
    for (const extreme of extremes.sort((a, b) => a.order - b.order)) {
      if (extreme.order <= order) continue;
      this.line.push({ x: extreme.x, y: extreme.y });
      order = extreme.order;
    }
  }

  breakLine() {
    this.flush();
    if (this.line.length > 0) this.lines.push(this.line);
    this.line = [];
  }

  finish() {
    this.breakLine();
    // With room between them, points are dots; one with gaps on both sides always is.
    const isSparse = this.isOnlyPoints && this.shownPoints * 12 <= this.box.width;
    this.dots = this.lines.flatMap((line) => (isSparse || line.length === 1 ? line : []));
    return {
      lines: this.lines.map((line) => clipped(line)), dots: this.dots, spans: this.spans, marks: this.marks,
    };
  }
}

// The ends that lie far to the left or right moved in along the line.
function clipped(line) {
  if (line.length < 2) return line;
  const result = [...line];
  result[0] = movedIn(line[0], line[1]);
  result[result.length - 1] = movedIn(line[line.length - 1], line[line.length - 2]);
  return result;
}

function movedIn(end, neighbour) {
  const x = Math.min(Math.max(end.x, -farthest), farthest);
  if (x === end.x) return end;
  return { x, y: neighbour.y + ((end.y - neighbour.y) * (x - neighbour.x)) / (end.x - neighbour.x) };
}

// The range of values that a list shows on an axis; null when there is none.
export function valueRange(list, kind) {
  let [least, most] = [Infinity, -Infinity];
  const see = (value) => {
    if (!Number.isFinite(value) || (kind === "log" && value <= 0)) return;
    least = Math.min(least, value);
    most = Math.max(most, value);
  };
  for (const { min, max, first, last } of list) [min, max, first, last].forEach(see);
  return least <= most ? [least, most] : null;
}
