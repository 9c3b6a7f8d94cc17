// The range of values that are no outliers, as OutlierFence in Sources/ChartRendering/Charts finds it: of each series the
// 5th to the 95th percentile and their distance at both ends, on the axis' own terms.
import { canShow, clamp, withAir } from "./scale.js";

const air = 0.03;

// lists: of each series its entries; one that stands for many points counts as many, so that a part with finer entries does
// not outweigh the rest. null when there are none. kind: that of the vertical axis; threshold: symlog's.
export function rangeWithoutOutliers(lists, kind, threshold = 1) {
  let range = null;
  for (const entries of lists) {
    const kept = fence(entries, kind);
    if (kept) range = range ? [Math.min(range[0], kept[0]), Math.max(range[1], kept[1])] : kept;
  }
  if (range === null || kind === "symlog") {
    // Air in proportion would lead values of one sign to the other one's decades.
    return range && withAir(kind, range[0], range[1], air, threshold);
  }
  return widened(range, kind);
}

function fence(entries, kind) {
  const sorted = [];
  for (const { first, min, max, last, count } of entries) {
    for (const value of [first, min, max, last]) if (canShow(kind, value)) sorted.push({ value, weight: count });
  }
  if (sorted.length === 0) return null;
  sorted.sort((a, b) => a.value - b.value);
  const part = sorted.reduce((sum, { weight }) => sum + weight, 0) / 20;
  const [least, most] = [sorted[0].value, sorted[sorted.length - 1].value];
  const low = forward(passed(sorted, part), kind);
  const high = forward(passed(sorted.reverse(), part), kind);
  const span = high / 2 - low / 2;
  const lower = backward(limited(low - span - span), kind);
  const upper = backward(limited(high + span + span), kind);
  return [Math.max(least, Math.min(lower, most)), Math.min(most, Math.max(upper, least))];
}

// The first value with which the weights pass `part`.
function passed(sorted, part) {
  let sum = 0;
  return sorted.find(({ weight }) => {
    sum += weight;
    return sum > part;
  }).value;
}

function widened([lower, upper], kind) {
  const [low, high] = [forward(lower, kind), forward(upper, kind)];
  const part = (high / 2 - low / 2) * air * 2;
  if (!(part > 0)) return [lower, upper];
  const wide = [backward(limited(low - part), kind), backward(limited(high + part), kind)];
  return wide.every((end) => canShow(kind, end)) && wide[0] < wide[1] ? wide : [lower, upper];
}

function forward(value, kind) {
  return kind === "log" ? Math.log10(value) : value;
}

function backward(value, kind) {
  return kind === "log" ? limited(10 ** value) : value;
}

function limited(value) {
  return clamp(value, -Number.MAX_VALUE, Number.MAX_VALUE);
}
