// The time-weighted exponential average, the same numbers as ExponentialAverage and AverageState in
// Sources/ChartRendering/Smoothing; why each step is as it is stands there.

// kind: byDistance (as W&B) or byPoint (as TensorBoard). weight: 0 or more and less than 1.
// entries: { x0, x1, first, last, min, max, count, bad }, in the order of x0. Gives as many.
export function smoothed(entries, weight, kind = "byDistance") {
  if (!(weight > 0) || !(weight < 1) || entries.length === 0) return entries;
  const state = new AverageState(kind, weight, entries);
  return entries.map((entry) => (entry.count === 1 ? state.point(entry) : state.bucket(entry)));
}

class AverageState {
  constructor(kind, weight, entries) {
    this.isConstant = kind === "byPoint";
    this.logarithm = this.isConstant ? Math.log(weight) : Math.log(Math.min(Math.sqrt(weight), 0.999)) * 1_000;
    const start = entries[0].x0;
    let end = start;
    for (const entry of entries) end = Math.max(end, entry.x1);
    this.halfRange = end / 2 - start / 2;
    this.mass = 0;
    this.lastX = null;
    this.average = 0;
  }

  point(entry) {
    if (!Number.isFinite(entry.first)) return entry;
    this.add(entry.first, entry.x0);
    return { ...entry, first: this.average, last: this.average, min: this.average, max: this.average };
  }

  bucket(entry) {
    const first = [entry.first, entry.last, entry.min, entry.max].find(Number.isFinite);
    if (first === undefined) return entry;
    const last = Number.isFinite(entry.last) ? entry.last : first;
    const endX = Math.max(entry.x1, entry.x0);
    const count = Math.max(1, entry.count - Math.max(0, entry.bad));
    this.add(first, entry.x0);
    const start = this.average;
    let middle = start;
    if (count > 2) {
      const step = this.logarithmTo(endX) / (this.isConstant ? 1 : count - 1);
      this.addEqual(first / 2 + last / 2, count - 2, step);
      middle = this.average;
      this.lastX = endX;
      this.mass = this.mass * Math.exp(step) + 1;
      this.move(last, 1 / this.mass);
    } else if (count > 1) {
      this.add(last, endX);
    }
    const averages = [start, middle, this.average];
    return { ...entry, first: start, last: this.average, min: Math.min(...averages), max: Math.max(...averages) };
  }

  add(value, x) {
    this.mass = this.mass * Math.exp(this.logarithmTo(x)) + 1;
    this.lastX = x;
    this.move(value, 1 / this.mass);
  }

  addEqual(value, times, logarithm) {
    const added = logarithm < 0 ? Math.expm1(times * logarithm) / Math.expm1(logarithm) : times;
    this.mass = this.mass * Math.exp(times * logarithm) + added;
    this.move(value, added / this.mass);
  }

  logarithmTo(x) {
    if (this.isConstant) return this.logarithm;
    if (this.lastX === null || !(this.halfRange > 0)) return 0;
    return this.logarithm * Math.min(Math.max((x / 2 - this.lastX / 2) / this.halfRange, 0), 1);
  }

  move(value, part) {
    part = Math.min(Math.max(part, 0), 1);
    const before = this.average;
    const distance = value - before;
    const moved = Number.isFinite(distance) ? before + distance * part : before * (1 - part) + value * part;
    this.average = part >= 1 ? value : Math.min(Math.max(moved, Math.min(before, value)), Math.max(before, value));
  }
}
