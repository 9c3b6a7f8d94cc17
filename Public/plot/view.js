// What the plots of a page show, as the address has it. Reading what was written gives the same view.

import { metricOf } from "./along.js";

export const xKinds = ["step", "time", "relative"];
export const yKinds = ["linear", "log", "symlog"];
// The greatest weight of smoothing.
export const mostSmoothing = 0.999;
const names = ["x", "from", "to", "y", "smooth", "clip", "only", "yrange"];

// x, y: kinds of the axes; x may be another metric (see along.js). range: [from, to] along x, or null for all. smooth: a weight from 0 on. clip: without outliers.
// only: the one series that is shown, by its key, or null. yRanges: of plots by their key.
export function defaultView() {
  return { x: "step", range: null, y: "linear", smooth: 0, clip: false, only: null, yRanges: new Map() };
}

// The view of an address' fields; whatever makes no sense is as if it was not there.
export function viewFrom(fields) {
  const view = defaultView();
  if (xKinds.includes(fields.get("x")) || metricOf(fields.get("x")) !== null) view.x = fields.get("x");
  if (yKinds.includes(fields.get("y"))) view.y = fields.get("y");
  view.range = rising(numberFrom(fields.get("from")), numberFrom(fields.get("to")));
  const smooth = numberFrom(fields.get("smooth"));
  if (smooth > 0) view.smooth = Math.min(smooth, mostSmoothing);
  view.clip = fields.get("clip") === "1";
  view.only = fields.get("only");
  for (const text of fields.getAll("yrange")) {
    const [lower, upper, ...key] = text.split(",");
    const range = rising(numberFrom(lower), numberFrom(upper));
    if (range && key.length > 0) view.yRanges.set(key.join(","), range);
  }
  return view;
}

// Puts the view into an address' fields and leaves all other fields alone. What is as usual is left out.
export function writeView(view, fields) {
  for (const name of names) fields.delete(name);
  const usual = defaultView();
  if (view.x !== usual.x) fields.set("x", view.x);
  if (view.range) {
    fields.set("from", String(view.range[0]));
    fields.set("to", String(view.range[1]));
  }
  if (view.y !== usual.y) fields.set("y", view.y);
  if (view.smooth > 0) fields.set("smooth", String(view.smooth));
  if (view.clip) fields.set("clip", "1");
  if (view.only !== null) fields.set("only", view.only);
  for (const [key, [lower, upper]] of view.yRanges) fields.append("yrange", `${lower},${upper},${key}`);
}

// Whether something is zoomed.
export function isZoomed(view, key = null) {
  return view.range !== null || (key === null ? view.yRanges.size > 0 : view.yRanges.has(key));
}

// A range of two ends, widened about a place by a factor; below 1 it is narrower. On the axis' own terms.
export function zoomed(scale, factor, place = 0.5) {
  return finiteRange(scale.value(place - place * factor), scale.value(place + (1 - place) * factor));
}

// A range moved by a part of itself.
export function panned(scale, part) {
  return finiteRange(scale.value(part), scale.value(1 + part));
}

// The ends rounded to about a ten-thousandth of their distance, so that addresses stay short. Only where that is even.
export function tidied([lower, upper]) {
  const exponent = Math.floor(Math.log10((upper - lower) / 10_000));
  const tidy = (value) => {
    const text = exponent < 0 ? value.toFixed(Math.min(-exponent, 100)) : `${Math.round(value / 10 ** exponent)}e${exponent}`;
    return Number(text);
  };
  const range = [tidy(lower), tidy(upper)];
  return range.every(Number.isFinite) && range[0] < range[1] ? range : [lower, upper];
}

function finiteRange(lower, upper) {
  // Where neighbouring numbers end, zooming does too.
  return Number.isFinite(lower) && Number.isFinite(upper) && upper - lower > Math.abs(upper) * 1e-13
    ? [lower, upper] : null;
}

function numberFrom(text) {
  return text === null || text === undefined || text.trim() === "" ? NaN : Number(text);
}

function rising(lower, upper) {
  return Number.isFinite(lower) && Number.isFinite(upper) && lower < upper ? [lower, upper] : null;
}
