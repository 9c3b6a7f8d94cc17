// New points at the end of a series, with a memory that does not grow: beyond a number of entries neighbours become one
// bucket, which hides no spike, as the server's buckets do.
import { entriesOf } from "../plot/data.js";

// So many entries an open page keeps of a series, about twice what a plot has columns of pixels.
export const mostKept = 4_000;

// One entry in the place of two neighbours.
export function merged(a, b) {
  const least = [a.min, b.min].filter((value) => !Number.isNaN(value));
  const most = [a.max, b.max].filter((value) => !Number.isNaN(value));
  return {
    firstStep: a.firstStep, lastStep: Math.max(a.lastStep, b.lastStep),
    firstTime: Math.min(a.firstTime, b.firstTime), lastTime: Math.max(a.lastTime, b.lastTime),
    count: a.count + b.count, nan: a.nan + b.nan, up: a.up || b.up, down: a.down || b.down, bad: a.bad + b.bad,
    first: Number.isNaN(a.first) ? b.first : a.first, last: Number.isNaN(b.last) ? a.last : b.last,
    min: least.length > 0 ? Math.min(...least) : NaN, max: most.length > 0 ? Math.max(...most) : NaN,
  };
}

// At most so many entries: neighbours are merged in twos until they fit.
export function bounded(entries, most = mostKept) {
  let list = entries;
  while (list.length > most) {
    const half = [];
    for (let index = 0; index < list.length; index += 2) {
      half.push(index + 1 < list.length ? merged(list[index], list[index + 1]) : list[index]);
    }
    list = half;
  }
  return list;
}

// The entries of points that an event tells, of those behind a step.
function fresh(update, lastStep) {
  const { steps, times, values } = update;
  const { entries } = entriesOf({ exact: true, count: steps.length, steps, times, values });
  return entries.filter(({ firstStep }) => firstStep > lastStep);
}

// Adds what an event tells of a series to its source: { entries, overview, count }.
// Gives "grown", "known" (nothing to do) or "behind" (the series has to be asked for).
export function grow(source, update) {
  if (update.count <= source.count) return "known";
  if (update.askAgain) return "behind";
  const lastStep = source.overview.length > 0 ? source.overview[source.overview.length - 1].lastStep : -Infinity;
  const added = fresh(update, lastStep);
  // Steps that are told twice in one event become one place, but count twice.
  const isWhole = source.count === update.before || source.count + added.length === update.count;
  if (!isWhole) return "behind";
  const places = added.filter(({ firstStep }, index) => added[index + 1]?.firstStep !== firstStep);
  const isWide = source.entries === source.overview;
  source.overview = bounded([...source.overview, ...places]);
  source.entries = isWide ? source.overview : [...source.entries, ...places];
  source.count = update.count;
  return "grown";
}
