// From a plot's data and the page's view to what is drawn and what is said. No document, no canvas.
import { metricOf, placesAlong } from "./along.js";
import { countOf, inRange, nearest, placed, rangeAlong } from "./data.js";
import { grouped, number, place } from "./format.js";
import { rangeWithoutOutliers } from "./outliers.js";
import { makeScale, symlogThreshold, withAir } from "./scale.js";
import { smoothed } from "./smoothing.js";
import { valueRange } from "./trace.js";

// The series of a plot along an axis, each from the start of its own run, or from `start`: [{ index, name, list, smooth, overview }]; smooth is null without
// smoothing.
export function shownSeries(sources, view, start) {
  // A name that this plot does not have isolates nothing here.
  const isolates = sources.length > 1 && sources.some(({ name }) => name === view.only);
  const isAlong = metricOf(view.x) !== null;
  return sources
    .map(({ name, source, start: own, along }, index) => ({ index, name, source, along, own: own ?? start }))
    .filter(({ name }) => !isolates || name === view.only)
    .map(({ index, name, source, along, own }) => {
      const list = placed(source.entries, isAlong ? placesAlong(along?.entries ?? []) : view.x, own);
      const smooth = view.smooth > 0 ? smoothed(list, view.smooth) : null;
      return { index, name, list, smooth, overview: source.overview ?? source.entries };
    });
}

// The whole range along x that series have.
export function wholeRange(series) {
  return rangeAlong(series.flatMap(({ list }) => rangeEnds(list)));
}

function rangeEnds(list) {
  const range = rangeAlong(list);
  return range ? [{ x0: range[0], x1: range[1] }] : [];
}

// The two axes. yRange: what the plot was zoomed to, or undefined.
export function scalesFor(series, view, yRange) {
  const whole = wholeRange(series);
  const range = view.range ?? whole ?? [0, 1];
  const xKind = view.x === "step" || metricOf(view.x) !== null ? "linear" : view.x;
  const xScale = makeScale(xKind, range[0], range[1]);
  const inView = series.map(({ list }) => inRange(list, [xScale.lower, xScale.upper]));
  // Of the wide view always: the axis must not bend otherwise when one zooms.
  const threshold = view.y === "symlog"
    ? symlogThreshold(series.flatMap(({ overview }) => overview.flatMap(({ first, min, max, last }) => [first, min, max, last])))
    : 1;
  if (yRange && !(view.y === "log" && yRange[0] <= 0)) {
    return { xScale, yScale: makeScale(view.y, yRange[0], yRange[1], threshold), inView };
  }
  const kept = view.clip ? rangeWithoutOutliers(inView, view.y, threshold) : null;
  // Where no point is in view, a line may still pass through.
  const all = valueRange(inView.flat(), view.y) ?? valueRange(series.flatMap(({ list }) => around(list, xScale)), view.y);
  const ends = kept && kept[0] < kept[1]
    ? kept
    : all ? withAir(view.y, all[0], all[1], 0.04, threshold) : [NaN, NaN];
  return { xScale, yScale: makeScale(view.y, ends[0], ends[1], threshold), inView };
}

// The entries next to a range, on both sides.
function around(list, { lower, upper }) {
  return [list.findLast(({ x1 }) => x1 < lower), list.find(({ x0 }) => x0 > upper)].filter((entry) => entry !== undefined);
}

// "1,234 of 12,345,678 points in view, none hidden". counts: all points of each series.
// along: the metric along which the points lie, or null. isWhole: whether all of it is in view; of a part, buckets at its ends may be in view only partly. saysBeyond: whether outliers are left out of the axis.
export function badge(inView, counts, { xScale, yScale, isWhole, saysBeyond, along = null }) {
  const all = counts.reduce((sum, count) => sum + count, 0);
  const seen = inView.reduce((sum, list) => sum + countOf(list), 0);
  const entries = inView.flat();
  const bad = entries.reduce((sum, entry) => sum + entry.bad, 0);
  const points = (count) => `${grouped(count)} ${count === 1 ? "point" : "points"}`;
  const isExact = entries.every(({ count }) => count === 1);
  const isCut = entries.some(({ x0, x1, count }) => count > 1 && (x0 < xScale.lower || x1 > xScale.upper));
  const parts = [isWhole ? points(all) : `${isCut ? "about " : ""}${grouped(seen)} of ${points(all)} in view`];
  // Of a step that was logged again the later point is shown.
  const again = isWhole ? all - seen : 0;
  if (along !== null && again > 0) parts[0] += `, ${grouped(again)} where ${along} is not known`;
  else parts[0] += again > 0 ? `, ${grouped(again)} logged again later` : ", none hidden";
  if (bad > 0) parts.push(`${grouped(bad)} not finite`);
  const atLeast = (count) => `${isExact ? "" : "at least "}${grouped(count)}`;
  const isUnshown = ({ min }) => yScale.kind === "log" && min <= 0;
  const unshown = entries.filter(isUnshown).length;
  if (unshown > 0) parts.push(`${atLeast(unshown)} not above 0`);
  const beyond = entries.filter((entry) => {
    return entry.max > yScale.upper || (entry.min < yScale.lower && !isUnshown(entry));
  }).length;
  if (saysBeyond && beyond > 0) parts.push(`${atLeast(beyond)} beyond the axis`);
  return parts.join(" · ");
}

// What is under the crosshair: a row for each series, the greatest value first.
// isElsewhere: whether its point is not where that of the series nearest to the crosshair is.
export function readings(series, x) {
  const rows = series
    .map(({ index, name, list, smooth }) => {
      const at = nearest(list, x);
      if (at < 0) return null;
      const entry = list[at];
      const value = smooth ? smooth[at].last : entry.last;
      return { index, name, entry, at, value, raw: valueText(entry), smooth: smooth ? number(smooth[at].last) : null };
    })
    .filter((row) => row !== null)
    .sort((a, b) => order(b.value) - order(a.value));
  const here = nearestEntry(rows, x);
  return rows.map((row) => ({ ...row, here, isElsewhere: row.entry.x1 < here.x0 || row.entry.x0 > here.x1 }));
}

function nearestEntry(rows, x) {
  const distance = ({ entry }) => Math.max(entry.x0 - x, x - entry.x1, 0);
  return rows.reduce((best, row) => (distance(row) < distance(best) ? row : best), rows[0])?.entry;
}

function order(value) {
  return Number.isFinite(value) ? value : -Infinity;
}

// A point's value; of a bucket its least and its greatest.
function valueText(entry) {
  if (entry.bad >= entry.count) return entry.nan > 0 ? "NaN" : entry.up ? "∞" : "−∞";
  if (entry.count === 1 || entry.min === entry.max) return number(entry.last);
  return `${number(entry.min)} … ${number(entry.max)}`;
}

// Where a reading is, in words.
export function placeText(kind, entry) {
  const from = place(kind, entry.x0);
  const metric = metricOf(kind);
  if (entry.count === 1 || entry.x0 === entry.x1) return kind === "step" ? `step ${from}` : metric ? `${metric} ${from}` : from;
  const to = place(kind, entry.x1);
  const name = kind === "step" ? "steps " : metric ? `${metric} ` : "";
  return `${name}${from} – ${to} (${grouped(entry.count)} points)`;
}

// All of a reading for those who hear it.
export function spoken(kind, rows) {
  if (rows.length === 0) return "";
  const values = rows.map(({ name, raw, smooth, entry, isElsewhere }) => {
    const place = isElsewhere ? ` at ${placeText(kind, entry)}` : "";
    return `${name} ${raw}${smooth === null ? "" : `, smoothed ${smooth}`}${place}`;
  });
  return `${placeText(kind, rows[0].here)}: ${values.join("; ")}`;
}
