// A series as entries: points, and buckets that stand for neighbouring points. A wide view has buckets; where one zooms
// in, the buckets in view are replaced by finer ones and at last by the points.

// Above this a step is no exact number in a browser, and no finer part can be asked for.
const greatestExact = Number.MAX_SAFE_INTEGER;
// More entries than this are not kept: the finer ones out of view go first.
export const mostEntries = 40_000;

// What `/api/v1/runs/…/series` answered, as { entries, count }. count: the points in that range, repeated steps
// included. A broken answer is an Error.
export function entriesOf(answer) {
  const columns = answer.exact ? pointColumns(answer) : bucketColumns(answer);
  const length = columns.firstStep.length;
  if (!Object.values(columns).every((column) => Array.isArray(column) && column.length === length)) {
    throw new Error("The server's answer is incomplete.");
  }
  const entries = columns.firstStep.map((_, index) => entry(columns, index));
  return { entries, count: answer.count };
}

function pointColumns(answer) {
  const { steps, times, values } = answer;
  const one = steps.map(() => 1);
  return {
    firstStep: steps, lastStep: steps, firstTime: times, lastTime: times, count: one,
    nan: values.map((value) => (value === "NaN" ? 1 : 0)), min: values, max: values, first: values, last: values,
  };
}

function bucketColumns(answer) {
  const unknown = answer.firstSteps.map(() => NaN);
  return {
    firstStep: answer.firstSteps, lastStep: answer.lastSteps,
    firstTime: answer.firstTimes ?? unknown, lastTime: answer.lastTimes ?? unknown,
    count: answer.counts, nan: answer.nanCounts, min: answer.minima, max: answer.maxima,
    first: answer.firstValues, last: answer.lastValues,
  };
}

// bad: how many values are not finite; of an infinity only that there is at least one is known. up, down: whether there
// is one. The four values are finite, or NaN when the entry has no finite value.
function entry(columns, index) {
  const at = (name) => Number(columns[name][index]);
  const [min, max, first, last] = ["min", "max", "first", "last"].map(at);
  const known = [first, last, min, max].filter(Number.isFinite);
  const count = at("count");
  const nan = at("nan");
  const up = max === Infinity || min === Infinity;
  const down = min === -Infinity || max === -Infinity;
  return {
    firstStep: at("firstStep"), lastStep: at("lastStep"),
    firstTime: at("firstTime") / 1000, lastTime: at("lastTime") / 1000,
    count, nan, up, down, bad: Math.min(count, nan + (up ? 1 : 0) + (down ? 1 : 0)),
    first: Number.isFinite(first) ? first : known[0] ?? NaN,
    last: Number.isFinite(last) ? last : known[known.length - 1] ?? NaN,
    min: known.length > 0 ? Math.min(...known) : NaN,
    max: known.length > 0 ? Math.max(...known) : NaN,
  };
}

// Where an entry begins and ends along an axis. kind: step, time or relative, or a function that knows; start: seconds
// since 1970.
export function endsOf(entry, kind, start = 0) {
  if (typeof kind === "function") return kind(entry);
  if (kind === "step") return { x0: entry.firstStep, x1: entry.lastStep };
  const origin = kind === "relative" ? start : 0;
  return { x0: entry.firstTime - origin, x1: entry.lastTime - origin };
}

// A bucket so many times as long as the usual one has a pause in it.
const longPause = 8;

// The entries with x0 and x1 along an axis, in its order. isSpread: along time, whether the entry lies over another one, as
// where a run was resumed, or has a pause in it. When its extremes were logged is then not known, except that it was at one
// of its ends or between them, where there may have been nothing for days (as BucketOutline in
// Sources/ChartRendering/Charts).
export function placed(entries, kind, start = 0) {
  const list = entries.map((entry) => ({ ...entry, ...endsOf(entry, kind, start) }));
  const known = list.filter(({ x0, x1 }) => Number.isFinite(x0) && Number.isFinite(x1));
  // Steps that were logged again come later than those after them.
  known.sort((a, b) => a.x0 - b.x0);
  if (kind !== "step") markSpread(known);
  return known;
}

function markSpread(list) {
  const lengths = list.filter(({ count }) => count > 1).map(({ x0, x1 }) => x1 - x0).sort((a, b) => a - b);
  const most = lengths.length > 0 ? lengths[lengths.length >> 1] * longPause : 0;
  let farthest = null;
  for (const entry of list) {
    entry.isSpread = most > 0 && entry.count > 1 && entry.x1 - entry.x0 > most;
    if (farthest !== null && entry.x0 < farthest.x1) {
      entry.isSpread = entry.count > 1;
      farthest.isSpread = farthest.count > 1;
    }
    if (farthest === null || entry.x1 > farthest.x1) farthest = entry;
  }
}

// The entries as they are drawn: a spread one as two, from its smallest to its largest value at both of its ends, where
// something was logged in any case. In the order of x0.
export function outlined(list) {
  if (!list.some(({ isSpread }) => isSpread)) return list;
  const drawn = list.flatMap((entry) => {
    if (!entry.isSpread) return [entry];
    return [entry.x0, entry.x1].map((x) => ({ ...entry, x0: x, x1: x, first: entry.min, last: entry.max }));
  });
  return drawn.sort((a, b) => a.x0 - b.x0);
}

// The smallest and the greatest place; null without entries.
export function rangeAlong(list) {
  let [least, most] = [Infinity, -Infinity];
  for (const { x0, x1 } of list) {
    least = Math.min(least, x0);
    most = Math.max(most, x1);
  }
  return least <= most ? [least, most] : null;
}

// The entries that reach into a range.
export function inRange(list, [from, to]) {
  return list.filter(({ x0, x1 }) => x1 >= from && x0 <= to);
}

// The index of the entry nearest to a place; -1 without entries.
export function nearest(list, x) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].x0 <= x) low = middle + 1;
    else high = middle;
  }
  let best = -1;
  let bestDistance = Infinity;
  // Entries of times may overlap; those just around are looked at.
  for (let index = Math.max(0, low - 3); index < Math.min(list.length, low + 2); index += 1) {
    const { x0, x1 } = list[index];
    const distance = x < x0 ? x0 - x : x > x1 ? x - x1 : 0;
    if (distance < bestDistance) [best, bestDistance] = [index, distance];
  }
  return best;
}

// Which steps to ask for again so that a range gets `wanted` entries or its points: { begin, end, first, last }, where
// begin..<end are the entries (in the order of steps) that the answer replaces. null when the range is fine enough.
export function refinement(entries, overlaps, wanted) {
  let begin = entries.findIndex(overlaps);
  if (begin < 0) return null;
  let end = entries.findLastIndex(overlaps) + 1;
  const inView = entries.slice(begin, end);
  if (inView.length >= wanted || inView.every(({ count }) => count === 1)) return null;
  // Half as much again on both sides, so that one can pan without waiting.
  const margin = Math.ceil(inView.length / 2);
  begin = Math.max(0, begin - margin);
  end = Math.min(entries.length, end + margin);
  // A step that lies in two entries belongs to both or to none.
  while (begin > 0 && entries[begin - 1].lastStep >= entries[begin].firstStep) begin -= 1;
  while (end < entries.length && entries[end].firstStep <= entries[end - 1].lastStep) end += 1;
  const [first, last] = [entries[begin].firstStep, entries[end - 1].lastStep];
  // A bucket of one step cannot be cut.
  if (first === last || Math.max(Math.abs(first), Math.abs(last)) > greatestExact) return null;
  return { begin, end, first, last };
}

// The entries with a finer part in its place; `null` when the answer is no finer.
export function refined(entries, { begin, end }, finer) {
  const before = entries.slice(begin, end);
  if (finer.length === 0) return null;
  if (finer.length <= before.length && finer.every(({ count }) => count > 1)) return null;
  return [...entries.slice(0, begin), ...finer, ...entries.slice(end)];
}

// How many points a list stands for.
export function countOf(list) {
  return list.reduce((sum, { count }) => sum + count, 0);
}
